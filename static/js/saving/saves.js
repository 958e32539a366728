// The saves of a form, one at a time, so that an older text never comes after a newer one. What can't be saved is tried
// again, later and later; what the server refuses waits until it is changed.
import { OUTLIVES_THE_PAGE, fieldsAsRendered, fieldsOf, send } from "./fields.js";

const FIRST_RETRY = 2_000; // milliseconds
const LAST_RETRY = 60_000;

export class Saves {
  #form;
  #words;
  #saved; // the fields as the server has them
  #refused; // and as it wouldn't have them
  #underWay;
  #answer; // to what is under way
  #timer;
  #failures = 0;

  constructor(form, words, { isSaved }) {
    [this.#form, this.#words] = [form, words];
    this.#saved = isSaved ? fieldsAsRendered(form) : null;
  }

  get #fields() { return fieldsOf(this.#form); }

  get isUnsaved() { return this.#fields !== this.#saved; }

  get isWorthSending() { return this.isUnsaved && this.#fields !== this.#refused; }

  /** Whether leaving the page now could lose something. */
  get isAtRisk() {
    const isWaiting = this.#underWay !== undefined && this.#underWay !== this.#fields;
    const isHeavy = this.#fields.length > OUTLIVES_THE_PAGE;
    return this.isUnsaved && Boolean(isWaiting || isHeavy || this.#failures || this.#refused || !navigator.onLine);
  }

  /** From the first letter on it is no longer "Saved"; while nothing can be saved, the words keep saying so. */
  typed(pause) {
    if (this.isWorthSending && !this.#failures) this.#words.saving();
    this.saveIn(pause);
  }

  saveIn(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), wait);
  }

  stop() { clearTimeout(this.#timer); }

  /** Whether a save went well: the one under way, or one that begins now if there is something to save. */
  save({ anyway = false } = {}) {
    this.stop();
    if (anyway || this.isWorthSending) this.#answer ??= this.#send(this.#fields).finally(() => (this.#answer = undefined));
    return this.#answer;
  }

  /** While the page is left: sent without waiting for anything. */
  saveLast() {
    if (this.isWorthSending && this.#fields !== this.#underWay) send(this.#form, this.#fields);
  }

  async #send(fields) {
    this.#underWay = fields;
    this.#words.saving();
    const { isSaved, status, part } = await send(this.#form, fields);
    this.#underWay = undefined;
    if (isSaved || status === 422) this.#settle(isSaved, fields, part);
    else this.#tryAgain(status);
    return isSaved;
  }

  #settle(isSaved, fields, part) {
    this.#failures = 0;
    this.#refused = isSaved ? undefined : fields;
    if (isSaved) this.#saved = fields;
    this.#words.mark(this.#form, part);
    if (!isSaved) this.#words.refused();
    else if (!this.isUnsaved) this.#words.saved();
    if (this.isWorthSending) this.saveIn(0); // it was typed meanwhile
  }

  #tryAgain(status) {
    this.#words.failed(status);
    const wait = Math.min(FIRST_RETRY * 2 ** this.#failures++, LAST_RETRY);
    this.saveIn(wait * (0.75 + Math.random() / 2)); // phones that lost the same signal don't all come back at once
  }
}
