// <auto-save done="/where/it/is/read"> keeps its form as it is typed: on the phone at once, on the server as soon as it
// answers. What it wraps shows how that stands. The form is never swapped: nothing is taken from under the fingers.
import { fieldsAsRendered, fieldsOf, keep } from "../outbox/forms.js";
import { follow, send } from "../outbox/sender.js";
import { waitingOf } from "../outbox/store.js";
import { SavingWords } from "./saving-words.js";

const PAUSE = 700; // milliseconds without typing, then it is kept
const LEAVING = ["visibilitychange", "pagehide"];

class AutoSave extends HTMLElement {
  #form; #words;
  #kept; // the fields as they were kept last, as text
  #key; #timer;

  connectedCallback() {
    this.#form = this.closest("form");
    this.#words = new SavingWords(this);
    this.#kept = this.getAttribute("state") === "unsaved" ? null : String(fieldsAsRendered(this.#form));
    for (const type of ["input", "focusout", "submit"]) this.#form.addEventListener(type, this);
    for (const type of LEAVING) addEventListener(type, this);
    follow((news) => news.type === "answer" && news.key === this.#key && this.#hear(news));
    this.#later();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    for (const type of LEAVING) removeEventListener(type, this);
  }

  handleEvent(event) {
    if (event.type === "input") this.#later();
    else if (event.type === "submit") this.#finish(event);
    else this.#save();
  }

  get #isChanged() { return String(fieldsOf(this.#form)) !== this.#kept; }

  #later() {
    if (this.#isChanged) this.#words.saving();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), PAUSE);
  }

  /** Keeps the form, if it changed, and lets it be sent. False when the phone can't keep it. */
  async #save() {
    clearTimeout(this.#timer);
    if (!this.#isChanged) return true;
    const fields = fieldsOf(this.#form);
    this.#kept = String(fields);
    try {
      this.#key = (await keep(this.#form, this.#form.action, fields, { latest: true })).key;
    } catch {
      this.#kept = null;
      this.#words.failed();
      return false;
    }
    this.#words.kept();
    send();
    return true;
  }

  #hear({ status, text }) {
    this.#words.mark(this.#form, text);
    if (status >= 400) this.#words.refused();
    else if (!this.#isChanged) this.#words.saved();
  }

  async #finish(event) {
    event.preventDefault();
    if (!(await this.#save()) || event.submitter?.name !== "done") return;
    await send();
    const left = (await waitingOf(document.body.dataset.user)).find(({ key }) => key === this.#key);
    if (left?.state === "refused") this.#words.goToFirstProblem();
    else location.assign(left ? document.querySelector(".back-link").href : this.getAttribute("done"));
  }
}

customElements.define("auto-save", AutoSave);
