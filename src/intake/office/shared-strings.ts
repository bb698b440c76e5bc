// The strings of a workbook, which its cells point to by number.
import type { Note } from '../../model/parser.js';
import { XmlStream } from './xml-stream.js';

/** All strings of one workbook together. */
const charsMax = 32 << 20;

export class SharedStrings {
  readonly notes: Note[] = [];
  readonly #strings: string[] = [];
  #chars = 0;

  async read(bytes: AsyncIterable<Uint8Array>): Promise<void> {
    let current = '';
    let isText = false;
    let reading = 0;
    const xml = new XmlStream({
      open: (name) => {
        if (name === 'si') current = '';
        else if (name === 'rPh') reading++;
        else if (name === 't') isText = reading === 0;
      },
      close: (name) => {
        if (name === 'si') this.#add(current);
        else if (name === 'rPh') reading--;
        else if (name === 't') isText = false;
      },
      text: (text) => {
        if (isText) current += text;
      },
    });
    const decoder = new TextDecoder();
    for await (const chunk of bytes) {
      xml.write(decoder.decode(chunk, { stream: true }));
      if (xml.isStopped || this.#chars > charsMax) break;
    }
    if (this.#chars <= charsMax) {
      xml.end();
      this.notes.push(...xml.notes);
    } else {
      this.notes.push({ code: 'limit-reached', level: 'warning', arguments: { limit: 'shared-strings' } });
    }
  }

  /** Undefined where it was not read. */
  at(index: string): string | undefined {
    return this.#strings[Number(index)];
  }

  #add(text: string): void {
    this.#chars += text.length + 1;
    if (this.#chars <= charsMax) this.#strings.push(text);
  }
}
