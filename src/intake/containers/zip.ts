// zip, known by its beginning or its end; what reads it is loaded when one is there.
import { endRecord } from '../zip/end-record.js';
import { localHeadBytes, localSignature } from '../zip/local-signature.js';
import { defineContainer } from './container.js';

const beginnings = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08PK\x03\x04', 'PK00PK\x03\x04'];

export const zip = defineContainer({
  async opens(head, tail) {
    const start = head.toString('latin1', 0, 8);
    if (beginnings.some((one) => start.startsWith(one))) return true;
    // Other bytes before it: a program that unpacks itself, or what a transfer added.
    const at = head.indexOf(localSignature);
    const isThere = at > 0 && localHeadBytes(head.subarray(at)) !== undefined;
    if (isThere && head.subarray(0, at).includes(0)) return true;
    return (isThere || head.includes(0)) && endRecord(await tail(), 0) !== undefined;
  },
  async *entries(source, budget) {
    const { readZip } = await import('../zip/read-zip.js');
    yield* readZip(source, budget);
  },
});
