// Shows the masker every question for a secret together with what was typed, so that the secret is known to it wherever
// else it stands. Nothing of it is kept.

// Enter the registration token: | Passphrase: | []> hunter2
const asks = /\]>|passw|passphrase|passcode|token|secret|community|\bkey\b/i;
/** A question stands at most so many lines above its answer. */
const linesAbove = 4;
const seenMax = 20_000;

export class SecretAnswers {
  readonly #lines: string[] = [];
  readonly #show: (text: string) => unknown;
  #seen = 0;
  #waits = false;

  constructor(show: (text: string) => unknown) {
    this.#show = show;
  }

  take(line: string): void {
    if (this.#waits) this.#tell([...this.#lines, line]);
    this.#waits = asks.test(line) && this.#seen < seenMax;
    this.#lines.push(line);
    if (this.#lines.length > linesAbove) this.#lines.shift();
  }

  end(): void {
    if (this.#waits) this.#tell(this.#lines);
    this.#waits = false;
  }

  #tell(lines: readonly string[]): void {
    this.#seen += 1;
    this.#show(lines.join('\n'));
  }
}
