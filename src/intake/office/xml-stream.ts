// XML of office documents for a streaming reader, with its gates: no document type, no entities of its own, bounded depth.
// Names come without their prefix: programs choose it freely.
import { SaxesParser } from 'saxes';
import type { Note } from '../../model/parser.js';

/** Tables in tables in text boxes need some sixty. */
const depthMax = 256;

export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

export class XmlStream {
  readonly notes: Note[] = [];
  isStopped = false;
  readonly #parser = new SaxesParser({ xmlns: false });
  #depth = 0;

  constructor(events: XmlEvents) {
    const guarded =
      <A extends readonly unknown[]>(use: (...given: A) => void) =>
      (...given: A) => {
        if (!this.isStopped) use(...given);
      };
    const parser = this.#parser;
    parser.on('error', () => this.#stop('entry-broken'));
    parser.on('doctype', () => this.#stop('entry-broken'));
    parser.on(
      'opentag',
      guarded((tag) => {
        if (++this.#depth > depthMax) this.#stop('entry-broken');
        else events.open(localName(tag.name), tag.attributes as Record<string, string>);
      }),
    );
    parser.on(
      'closetag',
      guarded((tag) => {
        this.#depth--;
        events.close(localName(tag.name));
      }),
    );
    parser.on(
      'text',
      guarded((text) => events.text(text)),
    );
    parser.on(
      'cdata',
      guarded((text) => events.text(text)),
    );
  }

  write(text: string): void {
    if (!this.isStopped) this.#parser.write(text);
  }

  end(): void {
    if (!this.isStopped) this.#parser.close();
  }

  #stop(code: 'entry-broken'): void {
    if (this.isStopped) return;
    this.isStopped = true;
    this.notes.push({ code, level: 'warning' });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
