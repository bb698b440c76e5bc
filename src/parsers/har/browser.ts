// The browser that made a capture. Chromium browsers call themselves WebInspector in it, so the User-Agent is asked first.

export interface Browser {
  readonly name: string;
  /** Major version. */
  readonly version: number | undefined;
}

const browsers: readonly { readonly name: string; readonly mark: RegExp }[] = [
  { name: 'Edge', mark: /\bEdg(?:e|A|iOS)?\/(\d{1,4})/ },
  { name: 'Opera', mark: /\bOPR\/(\d{1,4})/ },
  { name: 'Firefox', mark: /\b(?:Firefox|FxiOS)\/(\d{1,4})/ },
  { name: 'Chrome', mark: /\b(?:Headless)?(?:Chrome|CriOS)\/(\d{1,4})/ },
  { name: 'Safari', mark: /\bVersion\/(\d{1,4})[\d.]* (?:Mobile\/\w+ )?Safari\// },
  { name: 'Internet Explorer', mark: /\bTrident\/.{1,200}\brv:(\d{1,4})/ },
];

// Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0
export function browserOf(userAgent: string): Browser | undefined {
  for (const { name, mark } of browsers) {
    const match = mark.exec(userAgent.slice(0, 1000));
    if (match !== null) return { name, version: Number(match[1]) };
  }
  return undefined;
}

/** Chromium from this version on leaves cookies and authorization out of a capture unless asked (Chrome DevTools, 130). */
export function leavesOutSecrets({ name, version }: Browser): boolean {
  return (name === 'Chrome' || name === 'Edge') && version !== undefined && version >= 130;
}
