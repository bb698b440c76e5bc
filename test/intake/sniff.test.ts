import { describe, expect, test } from 'vitest';
import { isOwnReport, sniffBinary, sniffText } from '../../src/intake/sniff.js';

describe('kinds by content', () => {
  test.each([
    ['7z\xbc\xaf\x27\x1c', 'archive'],
    ['BZh91AY&SY', 'archive'],
    ['%PDF-1.7', 'pdf'],
    ['\x89PNG\r\n\x1a\nrest', 'image'],
    ['RIFF1234WEBPVP8 ', 'image'],
    ['BM\x36\x04\0\0\0\0\0\0\x36', 'image'],
    ['BMC of the host: fine', undefined],
    ['Cloud Service Settings', undefined],
    ['{"log":{}}', undefined],
  ])('%j is %s', (text, kind) => {
    expect(sniffBinary(Buffer.from(text, 'latin1'))?.kind).toBe(kind);
  });

  test.each([
    ['{"log":{"entries":[', 'har'],
    ['{"data":[]}', 'json'],
    ['From: a@example.com\nSubject: case\n\nhello', 'email'],
    ['just words', 'text'],
    ['\0\x01\x02\x03\x04\x05\x06', 'other'],
  ])('%j is taken for %s', (text, kind) => {
    expect(sniffText(text)).toBe(kind);
  });

  test('own reports are known by their opening, a text that quotes one is not', () => {
    const report = '{\n  "schemaVersion": 1,\n  "lang": "en",\n  "tool": {\n    "name": "esa-triage",';
    expect(isOwnReport(report)).toBe(true);
    expect(isOwnReport(`see ${report}`)).toBe(false);
  });
});
