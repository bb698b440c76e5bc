// How surely the beginning of a file is a browser's capture, by what HAR has and other JSON has not. An API answer that
// somebody saved, a log in JSON and a text about captures are none.

// {"log": {"version": "1.2", "creator": …   also behind a byte order mark, a JSONP callback or other junk
const log = /"log"\s{0,200}:\s{0,200}\{/;
const logMembers = /"(?:version|creator|browser|pages|entries|comment|options|_[\w-]{1,40})"\s{0,200}:/g;
// "entries": [ {
const entries = /"entries"\s{0,200}:\s{0,200}\[\s{0,200}[{\]]/;
const request = /"request"\s{0,200}:\s{0,200}\{/;
const response = /"response"\s{0,200}:\s{0,200}\{/;
const started = /"startedDateTime"\s{0,200}:\s{0,200}["\d]/;
const url = /"url"\s{0,200}:\s{0,200}"/;
/** Prose before the first brace: the text quotes a capture, or a capture was pasted into it. */
const junkCharsMax = 2000;

export function recognise(head: string): number {
  const start = head.search(/[{[]\s{0,1000}["{[\]}]/);
  if (start === -1 || /^\ufeff?\s{0,100}<(?:\?xml|!doctype|html|config)/i.test(head)) return 0;
  const claim = claimOf(start === 0 ? head : head.slice(start));
  return start > junkCharsMax ? Math.min(claim, 0.5) : claim;
}

function claimOf(text: string): number {
  const hasRequest = request.test(text) && url.test(text);
  const hasEntry = hasRequest && (started.test(text) || response.test(text));
  const logAt = log.exec(text)?.index ?? -1;
  if (entries.test(text)) {
    if (logAt !== -1 || hasEntry) return hasEntry || membersOf(text, logAt) > 1 ? 1 : 0.9;
    return hasRequest ? 0.8 : 0;
  }
  // Thousands of pages may stand before the entries; a piece of a capture begins with an entry.
  if (logAt !== -1 && membersOf(text, logAt) > 1) return 0.9;
  return hasRequest && started.test(text) ? 0.8 : 0;
}

/** How many different members of HAR's log follow. */
function membersOf(text: string, logAt: number): number {
  if (logAt === -1) return 0;
  return new Set(
    text
      .slice(logAt, logAt + 8192)
      .match(logMembers)
      ?.map((member) => member.replace(/\s|:/g, '')),
  ).size;
}
