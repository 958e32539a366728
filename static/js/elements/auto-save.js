// <auto-save done="/where/it/is/read" state="new|saved|unsaved"> in a form saves the form as it is typed. What it wraps shows
// how that stands. The form itself is never swapped, so nothing typed is ever taken from under the fingers.
import { Saves } from "../saving/saves.js";
import { SavingWords } from "../saving/words.js";

const PAUSE = 700; // milliseconds without typing, then it is saved
const WINDOW_EVENTS = ["online", "visibilitychange", "pagehide", "beforeunload"];

class AutoSave extends HTMLElement {
  #form;
  #words;
  #saves;

  connectedCallback() {
    this.#form = this.closest("form");
    this.#words = new SavingWords(this);
    this.#saves = new Saves(this.#form, this.#words, { isSaved: this.getAttribute("state") !== "unsaved" });
    for (const type of ["input", "focusout", "submit"]) this.#form.addEventListener(type, this);
    for (const type of WINDOW_EVENTS) addEventListener(type, this);
    if (this.#saves.isUnsaved) this.#saves.saveIn(PAUSE);
  }

  disconnectedCallback() {
    this.#saves.stop();
    for (const type of WINDOW_EVENTS) removeEventListener(type, this);
  }

  handleEvent(event) {
    if (event.type === "input") this.#saves.typed(PAUSE);
    else if (event.type === "submit") this.#finish(event);
    else if (event.type === "pagehide") this.#saves.saveLast();
    else this.#saves.save(); // a page that is left may be gone before what it sends in its last moment is on its way
    if (event.type === "beforeunload" && this.#saves.isAtRisk) event.preventDefault(); // the browser asks whether to leave
  }

  async #finish(event) {
    event.preventDefault();
    if (event.submitter?.name !== "done") return this.#saves.save(); // Enter in a field
    do {
      const isSaved = await this.#saves.save({ anyway: true });
      if (!isSaved) return this.#words.goToFirstProblem();
    } while (this.#saves.isUnsaved);
    location.assign(this.getAttribute("done"));
  }
}

customElements.define("auto-save", AutoSave);
