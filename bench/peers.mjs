// Other ways in Node to read a capture or an export, each as a process of its own: `node bench/peers.mjs NAME FILE`. Each
// does the least that counts as reading: of captures every entry built and its URL looked at, of exports no facts and no
// lines. Prints one line of JSON.
import { createReadStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const highWaterMark = 1 << 20;

const readers = {
  'JSON.parse(readFileSync)'(file) {
    let entries = 0;
    for (const entry of JSON.parse(readFileSync(file, 'utf8')).log.entries) if (entry.request.url) entries += 1;
    return { entries };
  },
  async '@streamparser/json'(file) {
    const { JSONParser } = await import('@streamparser/json');
    const parser = new JSONParser({ paths: ['$.log.entries.*'], keepStack: false });
    let entries = 0;
    parser.onValue = ({ value }) => {
      if (value.request.url) entries += 1;
    };
    for await (const chunk of createReadStream(file, { highWaterMark })) parser.write(chunk);
    return { entries };
  },
  async 'stream-json'(file) {
    const [{ parser }, { pick }, { streamArray }, { default: chain }] = await Promise.all([
      import('stream-json/parser.js'),
      import('stream-json/filters/pick.js'),
      import('stream-json/streamers/stream-array.js'),
      import('stream-chain'),
    ]);
    let entries = 0;
    const stages = chain([parser(), pick({ filter: 'log.entries' }), streamArray()]);
    stages.on('data', ({ value }) => {
      if (value.request.url) entries += 1;
    });
    await pipeline(createReadStream(file, { highWaterMark }), stages);
    return { entries };
  },
  async 'fast-xml-parser'(file) {
    const { XMLParser } = await import('fast-xml-parser');
    new XMLParser().parse(readFileSync(file, 'latin1'));
    return {};
  },
  async saxes(file) {
    const { SaxesParser } = await import('saxes');
    const parser = new SaxesParser();
    parser.on('error', () => {
      throw new Error('not well-formed');
    });
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 16, encoding: 'latin1' }))
      parser.write(chunk);
    parser.close();
    return {};
  },
};

const [name, file] = process.argv.slice(2);
try {
  process.stdout.write(`${JSON.stringify(await readers[name](file))}\n`);
} catch {
  process.exitCode = 1;
}
