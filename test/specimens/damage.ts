// What happens to a page text on its way: junk around it, letters that text recognition mistakes, lost accents. Deterministic.

/** A generator of numbers below `most`, the same for the same seed. */
export function dice(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * most);
  };
}

const alike: Readonly<Record<string, string>> = { l: '1', i: 'l', I: 'l', o: '0', O: '0', '1': 'l', s: '5', m: 'rn' };

/** Every `every`th letter that can be mistaken is: whatever it stands in. */
export function misread(text: string, every: number, seed: number): string {
  const roll = dice(seed);
  return [...text]
    .map((letter) => (alike[letter] !== undefined && roll(every) === 0 ? alike[letter] : letter))
    .join('');
}

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

export const surroundings: Readonly<Record<string, (text: string) => string>> = {
  nothing: (text) => text,
  menus: (text) =>
    `Cisco C100V\nEmail Security Virtual Appliance\nLogged in as: exampleadmin on esa1.example.com\nOptions\nHelp and Support\nMonitor\nMail Policies\nSecurity Services\nNetwork\nSystem Administration\n\n${text}\nCopyright © 2003-2026 Example. All rights reserved.\nPrivacy Statement\n`,
  browser: (text) => `x\n+\n← → ⟳\nBookmarks\n${text}\n10:14\n`,
  caption: (text) => `Screenshot 2\n\n${text}`,
  file: (text) => `== page.png ==\n${text}`,
  fences: (text) => `\`\`\`\n${text}\`\`\`\n`,
  blanks: (text) => `\n\n\n   ${text.replace(/\n/g, '\n   ')}\n\n`,
  bom: (text) => `\ufeff${text}`,
};
