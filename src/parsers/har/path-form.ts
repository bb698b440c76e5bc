// The path of a call without what tells one customer from another: words stay, ids, names and tokens become `{id}`.

const wordCharsMax = 32;
const capitalsMax = 4;

// /providers/sse/services/scim/v2/Devices/0a00…01 → /providers/sse/services/scim/v2/Devices/{id}
export function pathForm(path: string): string {
  return path.replace(/[^/]+/g, (segment) => (isWord(segment) ? segment : '{id}'));
}

function isWord(segment: string): boolean {
  if (segment.length > wordCharsMax) return false;
  if (/^v\d{1,2}(?:\.\d{1,2})?$/.test(segment)) return true;
  const capitals = segment.match(/[A-Z]/g)?.length ?? 0;
  return capitals <= capitalsMax && /^[a-z]+(?:[-_][a-z]+)*$/i.test(segment);
}
