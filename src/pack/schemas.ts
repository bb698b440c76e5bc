// The JSON Schemas of a pack's files, and their errors in our words: place, what was expected, an example.
// What ajv says is never printed: it quotes values.
import { readdir, readFile } from 'node:fs/promises';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Problem } from '../model/usage-error.js';
import type { Document, Path } from './document.js';

export interface Schemas {
  /** Problems of a document against the schema of that file name; empty when it fits. */
  check(document: Document, schema: string): Problem[];
}

export async function loadSchemas(folder: string): Promise<Schemas> {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, discriminator: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.schema.json')).sort();
  for (const name of names) ajv.addSchema(JSON.parse(await readFile(`${folder}/${name}`, 'utf8')), name);
  return {
    check(document, schema) {
      const validate = ajv.getSchema(schema) as ValidateFunction;
      return validate(document.value) ? [] : problemsOf(document, validate.errors ?? []);
    },
  };
}

interface Described {
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

function problemsOf(document: Document, errors: readonly ErrorObject[]): Problem[] {
  const failedForms = errors.filter(({ keyword }) => keyword === 'oneOf').map(({ instancePath }) => instancePath);
  const outermost = failedForms.filter((path) => !failedForms.some((other) => other !== path && inside(path, other)));
  const plain = errors.filter(({ instancePath }) => !outermost.some((path) => inside(instancePath, path)));
  const forms = errors.filter(({ keyword, instancePath }) => keyword === 'oneOf' && outermost.includes(instancePath));
  const told = new Map([...plain, ...forms].map((error) => [`${error.instancePath} ${signature(error)}`, error]));
  return [...told.values()].map((error) => problemOf(document, error));
}

function signature({ keyword, params }: ErrorObject): string {
  return `${keyword} ${params.missingProperty ?? params.additionalProperty ?? ''}`;
}

function inside(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}

function problemOf(document: Document, error: ErrorObject): Problem {
  const path = pathOf(error.instancePath);
  const extra = error.params.additionalProperty ?? error.params.propertyName;
  const place = `${document.place}:${document.lineOf(extra === undefined ? path : [...path, String(extra)])}`;
  const where = path.length === 0 ? 'the file' : path.join('.');
  const described = error.parentSchema as Described | undefined;
  const example = described?.examples?.[0];
  return {
    place,
    problem: `${where} ${wrong(error)}`,
    ...(expected(error, described) !== undefined && { expected: expected(error, described) as string }),
    ...(example !== undefined && { example: typeof example === 'string' ? example : JSON.stringify(example) }),
  };
}

function wrong({ keyword, params }: ErrorObject): string {
  if (keyword === 'required') return `lacks ${params.missingProperty}`;
  if (keyword === 'additionalProperties') return `has the unknown key ${params.additionalProperty}`;
  if (keyword === 'propertyNames') return 'has a key of the wrong form';
  if (keyword === 'type') return 'has the wrong type';
  if (keyword === 'enum' || keyword === 'const' || keyword === 'discriminator') return 'has none of the allowed values';
  if (keyword === 'pattern') return 'has the wrong form';
  return keyword === 'oneOf' ? 'has none of the allowed forms' : 'is too short, too long or empty';
}

function expected({ keyword, params }: ErrorObject, described: Described | undefined): string | undefined {
  if (keyword === 'enum') return (params.allowedValues as unknown[]).join(', ');
  if (keyword === 'type') return [params.type].flat().join(' or ');
  return described?.description;
}

function pathOf(pointer: string): Path {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => {
    const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
    return /^\d+$/.test(text) ? Number(text) : text;
  });
}
