// What har-validator says of a capture: advice, never a gate, since it rejects good captures and accepts absurd ones. It
// costs more to load than most captures cost to read, so it is loaded only when something is not plainly in order.
import { isPlainEntry, isPlainLog, isPlainPage } from './plain-entry.js';
import type { SlimEntry } from './scan.js';

interface HarValidator {
  readonly entry: Validate;
  readonly log: Validate;
  readonly page: Validate;
}

/** Rejects with a list of errors. */
type Validate = (value: unknown) => Promise<unknown>;

/** Larger captures get no advice: they come from proxies and scripts, and it would cost seconds. */
const captureBytesMax = 16 * 1024 * 1024;
const doubtfulMax = 500;

export class Advisory {
  readonly #log: Record<string, unknown> = {};
  #doubtful: { readonly schema: 'entry' | 'page'; readonly json: unknown }[] = [];
  #isOver = false;

  /** Whether entries from that place on are still looked at. */
  isOver(byteOffset: number): boolean {
    return this.#isOver || byteOffset > captureBytesMax;
  }

  logPart(key: string, value: unknown): void {
    if (key !== 'entries') this.#log[key] = value;
  }

  page(json: unknown): void {
    if (!isPlainPage(json)) this.#doubt('page', json);
  }

  /** Entries are kept without their long texts, and only those that may deviate. */
  entry({ json, byteOffset }: SlimEntry): void {
    if (byteOffset > captureBytesMax) this.#giveUp();
    else if (!isPlainEntry(json)) this.#doubt('entry', json);
  }

  #doubt(schema: 'entry' | 'page', json: unknown): void {
    if (!this.#isOver) this.#doubtful.push({ schema, json });
    if (this.#doubtful.length > doubtfulMax) this.#giveUp();
  }

  #giveUp(): void {
    this.#isOver = true;
    this.#doubtful = [];
  }

  /** Deviations from the schema of HAR 1.2; undefined when nobody looked. */
  async deviations(): Promise<number | undefined> {
    if (this.#isOver) return undefined;
    const isPlain = isPlainLog(this.#log);
    if (isPlain && this.#doubtful.length === 0) return 0;
    const validator = await loadValidator();
    if (validator === undefined) return undefined;
    let count = isPlain ? 0 : await errorsOf(validator.log, { ...this.#log, entries: [] });
    for (const { schema, json } of this.#doubtful) count += await errorsOf(validator[schema], json);
    return count;
  }
}

async function loadValidator(): Promise<HarValidator | undefined> {
  try {
    // @ts-expect-error the package brings no types
    const { default: validator } = await import('har-validator');
    return validator as HarValidator;
  } catch {
    return undefined;
  }
}

async function errorsOf(validate: Validate, json: unknown): Promise<number> {
  try {
    await validate(json);
    return 0;
  } catch (error) {
    const { errors } = error as { errors?: unknown };
    return Array.isArray(errors) ? errors.length : 1;
  }
}
