// <auto-save done="/where/it/is/read"> keeps its form as it is typed: on the phone at once, on the server as soon as it
// answers. What it wraps shows how that stands. The form is never swapped: nothing is taken from under the fingers.
import { hasKey, open, renewKey, shut } from "../outbox/forms.js";
import { leadOn } from "../outbox/sending.js";
import { follow, patience, send, sendFor, wantPage } from "../outbox/sender.js";
import { waitingOf } from "../outbox/store.js";
import { Typed } from "../outbox/typed.js";
import { SavingWords } from "./saving-words.js";

const PAUSE = 700; // milliseconds without typing, then it is kept
const MAX_DELAY = 1_500; // milliseconds of typing, then it is kept without a pause
const LEAVING = ["visibilitychange", "pagehide"];

class AutoSave extends HTMLElement {
  #form; #words; #typed; #key; #timer;
  #since; // when typing began that isn't kept yet

  connectedCallback() {
    this.#form = this.closest("form");
    this.#words = new SavingWords(this);
    this.#typed = new Typed(this.#form, { isKept: this.getAttribute("state") !== "unsaved" });
    if (hasKey(this.#form)) renewKey(this.#form); // what was written down before this was here is written down by it now
    for (const type of ["input", "focusout", "submit", "outbox:renewed"]) this.#form.addEventListener(type, this);
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
    else if (event.type === "outbox:renewed") this.#typed = new Typed(this.#form, { isKept: true });
    else if (event.type === "submit") this.#finish(event);
    else this.#save();
  }

  #later() {
    if (!this.#typed.isChanged) return;
    this.#words.saving();
    this.#typed.note();
    this.#since ??= Date.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), Math.min(PAUSE, Math.max(0, this.#since + MAX_DELAY - Date.now())));
  }

  /** Keeps the form, if it changed, and lets it be sent. False when the phone can't keep it. */
  async #save({ leadsTo } = {}) {
    clearTimeout(this.#timer);
    this.#since = undefined;
    if (!this.#typed.isChanged) return true;
    this.#typed.note({ now: true }); // where the page is being left, nothing that takes time gets done any more
    const { key, done } = this.#typed.keep();
    this.#key = key;
    if (leadsTo) wantPage(key, leadsTo);
    const isKept = await done;
    isKept ? this.#words.kept() : this.#words.failed();
    if (isKept) send();
    return isKept;
  }

  #hear({ status, text }) {
    this.#words.mark(this.#form, text);
    if (status >= 400) this.#words.refused();
    else if (!this.#typed.isChanged) this.#words.saved();
  }

  get #done() { return this.getAttribute("done"); }

  /** Whether where it is read opens without a wait: a page that was just made has no copy yet. */
  async #isDoneNear() {
    return patience() > 0 || Boolean(await caches.match(this.#done));
  }

  async #finish(event) {
    event.preventDefault();
    shut(this.#form);
    const isDone = event.submitter?.name === "done";
    if (!(await this.#save({ leadsTo: isDone && this.#done })) || !isDone) return open(this.#form);
    await sendFor(patience());
    const left = (await waitingOf(document.body.dataset.user)).find(({ key }) => key === this.#key);
    if (left?.state !== "refused") return leadOn(left, !left && (await this.#isDoneNear()) ? this.#done : document.querySelector(".back-link").href);
    open(this.#form);
    this.#words.goToFirstProblem();
  }
}

customElements.define("auto-save", AutoSave);
