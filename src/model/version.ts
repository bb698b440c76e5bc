// AsyncOS release numbers and their own order. They look like semver and are not: 14.2.0-620 is a release, no pre-release.

// 14.2.0-620 | 13.0.3 | 12.5.3-041
const asyncOsVersion = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:-(\d{1,5}))?$/;

/** The numbers of a release, `[major, minor, patch, build]`; a missing build is undefined. Undefined when it is no release. */
export function versionParts(text: string): readonly [number, number, number, number | undefined] | undefined {
  const parts = asyncOsVersion.exec(text.trim());
  if (!parts) return undefined;
  const [, major, minor, patch, build] = parts;
  return [Number(major), Number(minor), Number(patch ?? 0), build === undefined ? undefined : Number(build)];
}

/** Negative, 0 or positive as `a` is older than, the same as or newer than `b`; builds count only where both name one. */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [versionParts(a), versionParts(b)];
  if (!left || !right) return undefined;
  for (let i = 0; i < 4; i++) {
    const [l, r] = [left[i], right[i]];
    if (l === undefined || r === undefined) break;
    if (l !== r) return l - r;
  }
  return 0;
}
