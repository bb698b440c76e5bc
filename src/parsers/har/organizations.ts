// Organizations that a call's tokens name: the Authorization header, and tokens in JSON bodies. Only the id comes out.
import { jwtClaims } from '../../text/jwt-claims.js';
import type { HarEntry } from './normalise.js';
import type { Body } from './response-body.js';

const tokensMax = 20;

export function organizationsIn({ request }: HarEntry, body: Body | undefined, tell: (id: string) => void): void {
  const header = request.header('Authorization');
  const tokens = [
    ...(header === undefined ? [] : [header]),
    ...(body?.state === 'json' ? tokensIn(body.root.value) : []),
  ];
  for (const token of tokens) {
    const id = jwtClaims(token)?.orgId;
    if (id !== undefined && id !== '') tell(id.slice(0, 200));
  }
}

/** `{"access_token": "eyJ…"}`, also one level further down. */
function tokensIn(body: unknown): string[] {
  const nested = Object.values(body as object).slice(0, 100);
  const inner = nested.flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? Object.values(value).slice(0, 100) : [value],
  );
  return inner
    .filter((value): value is string => typeof value === 'string' && value.startsWith('eyJ'))
    .slice(0, tokensMax);
}
