// The last resort of sniffing: a guess by what the bytes would say, for texts of one byte a character and Japanese ones.
import { analyse } from 'chardet';
import { decodeWhole, type Encoding } from './byte-decoder.js';

/** The encoding of a name as texts declare it; undefined for one that is not read, or not alike by every Node. */
export function supportedEncoding(name: string): Encoding | undefined {
  const plain = name.toLowerCase().replace(/_/g, '-');
  if (/^(?:utf-?8|us-ascii|ascii)$/.test(plain)) return 'utf-8';
  if (/^(?:iso-?8859-?1|latin-?1|l1)$/.test(plain)) return 'iso-8859-1';
  if (/^(?:shift-jis|sjis|x-sjis|windows-31j|cp932|ms932)$/.test(plain)) return 'shift_jis';
  if (/^(?:euc-jp|x-euc-jp)$/.test(plain)) return 'euc-jp';
  if (plain === 'iso-2022-jp') return 'iso-2022-jp';
  // Not 16: Node 20 cannot.
  const iso = /^iso-?8859-?([2-8]|1[03-5])$/.exec(plain)?.[1];
  if (iso !== undefined) return `iso-8859-${Number(iso)}`;
  if (/^iso-?8859-?9$|^latin-?5$/.test(plain)) return 'windows-1254';
  const windows = /^(?:windows|cp)-?(125[0-8])$/.exec(plain)?.[1];
  return windows === undefined ? undefined : `windows-${Number(windows)}`;
}

const WESTERN = /^(?:iso-8859-1|windows-1252)$/;
const DETECT_BYTES = 16_384;

/**
 * Another single-byte alphabet only when the statistics prefer it clearly to the western one: they are unsure for short
 * texts.
 */
export function detectEncoding(sample: Buffer): Encoding | undefined {
  const japanese = looksJapanese(sample);
  if (japanese !== undefined) return japanese;
  const matches = analyse(telling(sample)).flatMap(({ name, confidence }) => {
    const encoding = /^(?:iso-8859|windows-125)/i.test(name) ? supportedEncoding(name) : undefined;
    return encoding === undefined ? [] : [{ encoding, confidence }];
  });
  const best = matches[0];
  if (best === undefined) return undefined;
  const western = matches.find(({ encoding }) => WESTERN.test(encoding));
  if (WESTERN.test(best.encoding)) return best.encoding;
  return best.confidence >= 40 && best.confidence >= (western?.confidence ?? 0) + 15 ? best.encoding : undefined;
}

/** From shortly before the first byte beyond ASCII: the beginning of a file may have none. */
function telling(sample: Buffer): Buffer {
  const first = sample.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, first - 256);
  return sample.subarray(from, from + DETECT_BYTES);
}

/** Only with kana, since German in Latin-1 also reads as rare kanji. */
export function looksJapanese(sample: Buffer): Encoding | undefined {
  return (['shift_jis', 'euc-jp'] as const).find((encoding) => {
    const text = decodeWhole(encoding, sample);
    const beyond = text.match(/\P{ASCII}/gu)?.length ?? 0;
    const japanese = text.match(/[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/g)?.length ?? 0;
    const kana = text.match(/[\u3041-\u30ff]/g)?.length ?? 0;
    return kana > 0 && japanese >= beyond * 0.8;
  });
}
