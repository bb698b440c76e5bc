// What is taken for a capture by its beginning.
import { describe, expect, it } from 'vitest';
import type { Extractors } from '../../../src/model/parser.js';
import parser from '../../../src/parsers/har.js';
import { captureOf } from './reading.js';

const claim = (head: string) => parser.recognise(head, {} as Extractors);
const capture = captureOf([{ url: 'https://host.example/', body: {} }]);
const entries = JSON.stringify(JSON.parse(capture).log.entries);
const pages = Array.from({ length: 900 }, (_, at) => ({ id: `page_${at}`, title: 'x'.repeat(60) }));

describe('recognise', () => {
  it.each<[string, string, number?]>([
    ['a capture', capture],
    ['behind a byte order mark', `\ufeff${capture}`],
    ['as JSONP', `callback(${capture})`],
    ['behind other junk', `HTTP/1.1 200 OK\n\n${capture}`],
    ['a bare list of entries', entries],
    ['entries without a log', `{"entries":${entries}}`],
    ['an empty one', '{"log":{"version":"1.2","creator":{"name":"a","version":"1"},"entries":[]}}'],
    ['more pages than the head holds', captureOf([], { pages }).slice(0, 20_000)],
    ['a piece from the middle', entries.slice(1)],
    ['a piece from within an entry', `"},{"name":"a","value":"b"}],"cookies":[]}},${entries.slice(1)}`],
    ['one whose first string lost its end', capture.replace('"WebInspector"', '"WebInspector')],
    ['one with a comma too many before its entries', capture.replace('"entries"', ',,"entries"')],
    ['a short one in a long mail', `${'We saw this. '.repeat(90)}\n${capture}\n${'Regards. '.repeat(90)}`, 0.4],
  ])('takes %s', (_, head, least = 0.7) => {
    expect(claim(head)).toBeGreaterThan(least);
  });

  it.each([
    ['an API answer', '{"data":[{"module":"Talos","module_instance_id":"m1","data":{"status":"ok"}}],"errors":[]}'],
    ['a log in JSON', '{"log":{"level":"info","message":"entries"}}\n{"log":{"level":"warn"}}'],
    ['other entries', '{"entries":[{"title":"a","url":"https://host.example/"}]}'],
    ['an export', '<?xml version="1.0"?><config><!-- "entries": [{"request": {"url": "x"}}] --></config>'],
    ['a page', '<html><script>var har = {"log": {"version": "1.2", "entries": [{}]}}</script></html>'],
    ['JSON within JSON', JSON.stringify({ attachment: capture })],
    [
      'a program that makes empty captures',
      `import os\nHAR=b'{"log":{"version":"1.2","creator":{"name":"t"},"entries":[]}}'\n`,
    ],
    [
      'a document that shows an empty one',
      `${'Words about captures. '.repeat(20)}\n{"log":{"version":"1.2","entries":[]}}\n`,
    ],
    ['a list of strings called entries', '{"log":{"entries":["\\"request\\": {"]},"request":{"path":"/"}}'],
    ['keys that only a string holds', JSON.stringify({ log: { note: '"entries": [{"request": {"url": "x"}}]' } })],
    ['a text', 'Please send a HAR with "log" and "entries".'],
    ['nothing', ''],
  ])('leaves %s', (_, head) => {
    expect(claim(head)).toBe(0);
  });
});
