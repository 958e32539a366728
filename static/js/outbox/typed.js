// What is typed in a form that keeps itself, under one key until it is kept: written down meanwhile, and then a submission.
import { remove, write } from "./drafts.js";
import { describe, fieldsAsRendered, fieldsOf, keep, uuid7 } from "./forms.js";

const AT_MOST_EVERY = 250; // milliseconds; a page that is left or dies loses no more

export class Typed {
  #form;
  #kept; // the fields as they were kept last, as text
  #next; // the key that what is being typed will be kept under
  #notedAt = 0;

  constructor(form, { isKept }) {
    this.#form = form;
    this.#kept = isKept ? String(fieldsAsRendered(form)) : null;
  }

  get isChanged() { return String(fieldsOf(this.#form)) !== this.#kept; }

  /** Writes it down; with `now` in this very moment. */
  note({ now = false } = {}) {
    if (!this.isChanged || (!now && Date.now() - this.#notedAt < AT_MOST_EVERY)) return;
    this.#notedAt = Date.now();
    write({ ...this.#describe(), isTyped: true });
  }

  #describe() {
    return describe(this.#form, this.#form.getAttribute("action"), fieldsOf(this.#form), (this.#next ??= uuid7()));
  }

  /** Keeps it as it is by now, and gives its key at once. `done` resolves when that is complete, to false when it can't be. */
  keep() {
    const submission = this.#describe();
    this.#kept = String(submission.fields);
    this.#next = undefined;
    return { key: submission.key, done: this.#whenKept(submission.key, keep(this.#form, submission, { latest: true })) };
  }

  async #whenKept(key, kept) {
    try {
      await kept;
    } catch {
      this.#kept = null;
      return false;
    }
    remove(key);
    return true;
  }
}
