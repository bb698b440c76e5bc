// Interfaces that no appliance wrote so: shortened, merged by a lost line, or in a form that nobody has seen. What they
// seem to lack must not read as off, and what two of them say must not read as one.
import { expect, test } from 'vitest';
import { read, readings } from './read.js';

const http = 'interface.api.http';
const name = '<interface_name>Management</interface_name><phys_interface>Management</phys_interface>';
const port = '<api_httpd_port>6080</api_httpd_port>';

function states(content: string, tag = '<interface>'): Promise<string[]> {
  const text = `<config><interfaces>${tag}${content}</interface></interfaces></config>`;
  return read(text).then((result) => readings(result, http));
}

test.each([
  ['dots', `${name}\n...\n`, 'truncated'],
  ['a placeholder', `${name}[removed]`, 'truncated'],
  ['a comment', `${name}<!-- shortened -->`, 'truncated'],
  ['prose and the port in a comment', `${name}<!-- was: ${port} -->`, 'truncated'],
  ['the port in CDATA', `${name}<![CDATA[${port}]]>`, 'truncated'],
  ['an instruction', `${name}<?x ${port}?>`, 'truncated'],
  ['the port one level deeper', `${name}<api>${port}</api>`, 'unrecognized'],
  ['an interface within', `${name}<interface>${port}</interface>`, 'unrecognized'],
  ['another namespace', `${name}<x:api_httpd_port>6080</x:api_httpd_port>`, 'unrecognized'],
  ['another case', `${name}<API_HTTPD_PORT>6080</API_HTTPD_PORT>`, 'unrecognized'],
  ['the port in an attribute', `${name}<api_httpd_port value="6080"/>`, 'unrecognized'],
  ['an attribute that may switch it off', `${name}<api_httpd_port enabled="0">6080</api_httpd_port>`, 'unrecognized'],
])('an interface with %s is not off', async (_, content, reason) => {
  expect(await states(content)).toEqual([`Management ${reason}`]);
});

test('a port that is commented out is not there, as in XML', async () => {
  expect(await states(`${name}<!-- ${port} -->`)).toEqual(['Management off']);
});

test.each([
  ['by an element', `${name}${port}<enabled>0</enabled>`, '<interface>'],
  ['by its state', `${name}${port}<state>disabled</state>`, '<interface>'],
  ['by an attribute', `${name}${port}`, '<interface disabled="1">'],
])('an interface that looks switched off %s is neither on nor off', async (_, content, tag) => {
  expect(await states(content, tag)).toEqual(['Management unconfirmed']);
});

test('an interface that says that it is enabled is on', async () => {
  expect(await states(`${name}${port}<enabled>1</enabled><state>up</state>`)).toEqual(['Management on']);
});

test('an interface with attributes lacks nothing for sure', async () => {
  expect(await states(name, '<interface api_httpd_port="6080">')).toEqual(['Management unrecognized']);
});

test('two interfaces that a lost line made one do not answer for each other', async () => {
  const other = '<interface_name>Data 1</interface_name><phys_interface>Data 1</phys_interface>';
  expect(await states(`${name}${other}${port}`)).toEqual(['Management conflict']);
});

test('a line that stands twice says the same as once', async () => {
  expect(await states(`${name}${port}${port}`)).toEqual(['Management on', 'Management on']);
  expect(await states(`${name}${name}`)).toEqual(['Management off']);
});

test('CDATA and comments around values leave the interface whole', async () => {
  const value = '<interface_name><![CDATA[Management]]></interface_name><phys_interface>Management</phys_interface>';
  expect(await states(value)).toEqual(['Management off']);
});

test('many interfaces of one name take no longer than others', async () => {
  const started = performance.now();
  const one = '<interface><interface_name>Data 1</interface_name></interface>';
  const result = await read(`<config><interfaces>${one.repeat(20_000)}</interfaces></config>`);
  expect(readings(result, http).at(-1)).toBe('Data 1#20000 off');
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('an end tag too many does not make an interface whole', async () => {
  const text = `<config><interfaces><interface>${name}</interface>${port}</interface></interfaces></config>`;
  expect(readings(await read(text), http)).toEqual(['Management unrecognized']);
  const broken = `<config><interfaces><interface>${name}</interface><interface></x></interfaces></config>`;
  expect(readings(await read(broken), http)).toContain('Management truncated');
});

test('a port between two interfaces may belong to either', async () => {
  const text = `<config><interfaces>${port}<interface>${name}</interface></interfaces></config>`;
  expect(readings(await read(text), http)).toEqual(['Management unrecognized']);
});
