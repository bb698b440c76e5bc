// Which IP interface a dialogue of `interfaceconfig` is about: the entry that was chosen from the list, and the name that
// the dialogue itself shows or takes.
import type { Step } from './steps.js';

// Enter the number of the interface you wish to edit. | Enter the name or number of the interface to edit
const asksWhich = /\binterface\b.{0,60}\bedit\b|\bedit\b.{0,60}\binterface\b/;
// IP interface name (Ex: "InternalNet"): | Please enter a name for this IP interface (Ex: "InternalNet"):
const asksName = /\binterface name\b|\bname (?:for|of) (?:this|the|your) (?:new )?(?:ip )?interface\b/;
// Management (192.0.2.10/24 on Management: esa1.example.com)
const listed = /^(\S.{0,62}?) ?\([^()]{3,200}\)/;
// Management | Management: 192.0.2.10
const bare = /^(\S[^:]{0,62}?)(?::.{0,200})?$/;

export class InterfaceDialogue {
  readonly #listed = new Map<number, string>();
  #isFull = false;
  #name: string | undefined;

  /** Name of the interface that is worked on. */
  get name(): string | undefined {
    return this.#name;
  }

  take(step: Step): void {
    if (step.kind === 'item') {
      const full = listed.exec(step.text)?.[1];
      // Lists of ports look like a list of bare names, and come later.
      const name = full ?? (this.#isFull ? undefined : bare.exec(step.text)?.[1]);
      this.#isFull ||= full !== undefined;
      if (name !== undefined) this.#listed.set(step.number, name);
    } else if (step.kind === 'question') this.#question(step);
  }

  #question({ question, typed, fallback, ofMenu }: Extract<Step, { kind: 'question' }>): void {
    if (ofMenu) {
      this.#name = undefined;
      return;
    }
    if (typed === undefined) return;
    const answer = typed === '' ? fallback : typed;
    if (asksName.test(question)) this.#name = answer === '' ? this.#name : answer;
    else if (asksWhich.test(question)) {
      const byName = [...this.#listed.values()].find((name) => name.toLowerCase() === answer.toLowerCase());
      this.#name = /^\d{1,3}$/.test(answer) ? this.#listed.get(Number(answer)) : byName;
    }
  }
}
