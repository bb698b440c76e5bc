// The header of a mail or of one of its parts: whether bytes begin with one, and the few fields that decide how it is read.

// Subject: token
const field = /^([\x21-\x39\x3b-\x7e]{1,100})[ \t]{0,4}:/;
/** Enough of a header to know a mail by it. */
const linesMax = 500;

// Message-ID: <1@example.com> | MIME-Version: 1.0
const ofTransport =
  /^(?:received|return-path|delivered-to|message-id|mime-version|content-type|content-transfer-encoding|dkim-signature|authentication-results|x-[a-z0-9-]{1,60})$/;
const ofLetter = /^(?:from|to|cc|subject|sender|reply-to)$/;
// Wed, 01 Jan 2025 10:00:00 +0000 | 1 Jan 2025 10:00 GMT
const mailDate = /^(?:[A-Za-z]{3}, {0,2})?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,4})/;

/**
 * Whether the bytes begin with the header of a mail: nothing but fields up to a blank line, among them one that a letter has
 * and one that only mail programs write. What people copy from a mail (`From: … Sent: … Subject: …`) has none of those.
 */
export function looksLikeMail(head: Buffer): boolean {
  let letter = 0;
  let transport = 0;
  let at = head.toString('latin1', 0, 3) === '\xef\xbb\xbf' ? 3 : 0;
  const first = at;
  for (let count = 0; count < linesMax && at < head.length; count++) {
    const newline = head.indexOf(0x0a, at);
    const isCut = newline < 0;
    const line = head.toString('latin1', at, isCut ? head.length : newline).replace(/\r$/, '');
    const isFirst = at === first;
    at = isCut ? head.length : newline + 1;
    if (line === '') break;
    if (/^[ \t]/.test(line) && !isFirst) continue;
    const [, name = ''] = field.exec(line) ?? [];
    if (name === '' && isCut) break;
    if (name === '') return false;
    if (ofLetter.test(name.toLowerCase())) letter++;
    if (ofTransport.test(name.toLowerCase()) || (/^date$/i.test(name) && mailDate.test(line.slice(5).trim())))
      transport++;
  }
  return letter > 0 && transport > 0;
}

// From ana@example.com Wed Jan  1 10:00:00 2025
const postmark = /^From [^\r\n]{1,400}\d\d:\d\d[^\r\n]{1,80}\r?\n/;

/** Where the line ends that begins a mail in a mailbox; 0 where there is none, or no mail behind it. */
export function postmarkEnd(bytes: Buffer): number {
  const end = postmark.exec(bytes.toString('latin1', 0, 600))?.[0].length ?? 0;
  return end > 0 && looksLikeMail(bytes.subarray(end)) ? end : 0;
}

/** One part's header, as far as it matters here. */
export interface PartHeader {
  /** Lower case, without parameters. */
  readonly type: string;
  readonly boundary: string | undefined;
  readonly charset: string | undefined;
  readonly encoding: string;
  readonly isAttachment: boolean;
  /** Its fields unfolded, by lower-case name; the first of each counts. */
  readonly fields: ReadonlyMap<string, string>;
}

/** @param bytes the header without the blank line behind it */
export function partHeader(bytes: Buffer, otherwise: string): PartHeader {
  const fields = new Map<string, string>();
  // Unfolded by hand: a pattern would look again at every blank.
  let name: string | undefined;
  for (const line of bytes.toString('utf8').split('\n')) {
    const text = line.replace(/\r$/, '');
    const isFolded = text.startsWith(' ') || text.startsWith('\t');
    if (isFolded && name !== undefined) fields.set(name, fields.get(name) + text);
    if (isFolded) continue;
    const at = text.indexOf(':');
    const found = at < 0 ? undefined : text.slice(0, at).trim().toLowerCase();
    name = found === undefined || fields.has(found) ? undefined : found;
    if (name !== undefined) fields.set(name, text.slice(at + 1).trim());
  }
  const contentType = fields.get('content-type') ?? '';
  const type = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}/i.exec(contentType)?.[0].toLowerCase();
  return {
    type: type ?? otherwise,
    boundary: parameter(contentType, 'boundary'),
    charset: parameter(contentType, 'charset')?.toLowerCase(),
    encoding: (fields.get('content-transfer-encoding') ?? '').trim().toLowerCase(),
    isAttachment: /^attachment\b/i.test(fields.get('content-disposition') ?? ''),
    fields,
  };
}

// multipart/mixed; boundary="a b"; charset=utf-8
function parameter(value: string, name: string): string | undefined {
  const pattern = new RegExp(`;[ \\t]{0,80}${name}[ \\t]{0,9}=[ \\t]{0,9}(?:"([^"]{1,500})"|([^\\s;"]{1,500}))`, 'i');
  const [, quoted, bare] = pattern.exec(value.slice(0, 10_000)) ?? [];
  return quoted ?? bare;
}
