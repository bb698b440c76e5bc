// Ids that a copy shows, by lists of things and paths of calls. Of more than can be remembered none is known: of two
// settings that name devices, one alone must not stay.

const idsMax = 200_000;
const idCharsMax = 200;

export class ShownIds {
  readonly #ids = new Set<string>();
  #isOverfull = false;

  add(raw: string): void {
    const id = raw.trim();
    if (id === '' || id.length > idCharsMax || this.#ids.has(id)) return;
    if (this.#ids.size >= idsMax) this.#isOverfull = true;
    // A slice would keep the whole text that it was cut from alive.
    else this.#ids.add(Buffer.from(id).toString());
  }

  has(raw: string): boolean {
    return !this.#isOverfull && this.#ids.has(raw.trim());
  }
}
