// What is taken for page text: every heading with a label and every message of the pack, and nothing that another parser reads.
import { describe, expect, it } from 'vitest';
import pageText from '../../../src/parsers/page-text.js';
import { extractors } from './reading.js';

describe('recognise', () => {
  const messages = extractors.messages.flatMap(({ phrases }) => Object.values(phrases).flat());
  const headings = extractors.pages
    .filter(({ boxes, items }) => items !== undefined || Object.keys(boxes).length > 0)
    .flatMap(({ headings: all, rows, items }) => {
      const own = Object.entries(rows).find(([row, { box }]) => box !== undefined || items?.includes(row) === true);
      const [label = ''] = Object.values(own?.[1].labels ?? {}).flat();
      return Object.values(all).flatMap((texts) => texts.map((heading): [string, string] => [heading, label]));
    });

  it.each(messages)('takes a lone message: %s', (phrase) => {
    expect(pageText.recognise(`Error — ${phrase}.`, extractors)).toBeGreaterThan(0.5);
  });

  it.each(headings)('takes a heading with a label: %s: %s', (heading, label) => {
    expect(pageText.recognise(`${heading.replace('…', 'Example')}\n${label}: Enabled`, extractors)).toBeGreaterThan(
      0.8,
    );
  });

  it.each([
    ['a tile', 'Incoming Mail\nLast 24 Hours\nNo data'],
    ['a module', 'Module: Secure Email\nEnabled: yes\nStatus: OK'],
    ['hosts', 'xdr.eu.security.cisco.com\nadmin.eu.sse.itd.cisco.com'],
  ])('takes %s without any heading', (_, head) => {
    expect(pageText.recognise(head, extractors)).toBeGreaterThan(0.5);
  });

  it.each([
    ['a capture', '{"log":{"entries":[{"text":"Cloud Service Settings, Threat Response"}]}}'],
    ['an export', '<?xml version="1.0"?>\n<config>Cloud Service Settings Threat Response</config>'],
    ['any text', 'The meeting about threat response is on Monday.'],
    ['nothing', ''],
  ])('leaves %s to others', (_, head) => {
    expect(pageText.recognise(head, extractors)).toBe(0);
  });
});
