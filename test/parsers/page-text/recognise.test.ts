// What is taken for page text: every heading with a label and every message of the pack, and nothing that another parser reads.
import { describe, expect, it } from 'vitest';
import pageText from '../../../src/parsers/page-text.js';
import { extractors } from './reading.js';

describe('recognise', () => {
  const messages = extractors.messages.flatMap(({ phrases }) => Object.values(phrases).flat());
  const headings = extractors.pages.flatMap((page) => Object.values(page.headings).flat());

  it.each(messages)('takes a lone message: %s', (phrase) => {
    expect(pageText.recognise(`Error — ${phrase}.`, extractors)).toBeGreaterThan(0.5);
  });

  it.each(headings)('takes a heading with a label: %s', (heading) => {
    expect(
      pageText.recognise(
        `${heading.replace('…', 'Example')}\nThreat Response: Enabled\nAsyncOS API HTTP: 6080`,
        extractors,
      ),
    ).toBeGreaterThan(0.8);
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
