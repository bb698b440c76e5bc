// The other ways to read an export in Node, each as a process of its own: `node bench/xml-peers.mjs NAME FILE`. Neither
// knows facts or lines; each reads the whole file.
import { createReadStream, readFileSync } from 'node:fs';

const readers = {
  async 'fast-xml-parser'(file) {
    const { XMLParser } = await import('fast-xml-parser');
    return Object.keys(new XMLParser().parse(readFileSync(file, 'latin1'))).length;
  },
  async saxes(file) {
    const { SaxesParser } = await import('saxes');
    const parser = new SaxesParser();
    let elements = 0;
    parser.on('opentag', () => {
      elements += 1;
    });
    parser.on('error', () => {
      throw new Error('not well-formed');
    });
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 16, encoding: 'latin1' }))
      parser.write(chunk);
    parser.close();
    return elements;
  },
};

const [name, file] = process.argv.slice(2);
try {
  process.stdout.write(`${await readers[name](file)}\n`);
} catch {
  process.exitCode = 1;
}
