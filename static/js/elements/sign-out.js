// <sign-out> around the form that signs out. What still waits on this phone is asked about first; then everything of the
// person's is taken off the phone by our own hand, also without a signal.
import { leave } from "../offline/leaving.js";
import { dropPacks } from "../offline/pack.js";
import { draftsOf, forgetDrafts, halfWritten } from "../outbox/drafts.js";
import { send } from "../outbox/sender.js";
import { forgetPerson, waitingOf } from "../outbox/store.js";

const NO_SIGNAL = "There is no signal just now.";
const HALF = "What was whole is sent. What is half written can’t be: see it, keep it here, or discard it.";
const REFUSED = "The server wouldn’t take some of it. See what waits, and put it right or discard it there.";

const { user } = document.body.dataset;

class SignOut extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
    this.addEventListener("click", this);
  }

  get #dialog() { return this.querySelector("dialog"); }

  handleEvent(event) {
    if (event.type === "submit" && event.target.method === "post") {
      event.preventDefault();
      this.#ask();
    } else if (event.type === "click" && event.target.closest("dialog")) {
      this.#choose(event.target.closest("button")?.value);
    }
  }

  async #ask() {
    if (!(await this.#count())) return this.#leave();
    this.#say("");
    this.#dialog.showModal();
  }

  /** Says how much there is on this phone only, and gives that. */
  async #count() {
    const [{ length: whole }, { length: half }] = await Promise.all([waitingOf(user), halfWritten(draftsOf(user))]);
    const words = [whole && `${whole} ${whole === 1 ? "change" : "changes"} not sent yet`, half && `${half} half written`];
    this.querySelector("output").textContent = words.filter(Boolean).join(", ");
    this.querySelector("[value=send]").hidden = !whole;
    return whole + half;
  }

  async #choose(choice) {
    if (choice === "send") {
      await send();
      const left = await waitingOf(user);
      if (left.length) return this.#say(left.some(({ state }) => state === "refused") ? REFUSED : NO_SIGNAL);
      if (await this.#count()) return this.#say(HALF);
      await this.#leave();
    }
    if (choice === "keep") await this.#leave();
    if (choice === "discard") await this.#leave({ isDiscarding: true });
    if (choice) this.#dialog.close();
  }

  #say(words) {
    const said = this.querySelector("dialog [role=status]");
    said.textContent = words;
    said.scrollIntoView({ block: "nearest" });
  }

  async #leave({ isDiscarding = false } = {}) {
    await Promise.all([dropPacks(), forgetPerson(user, { keepWaiting: !isDiscarding })]);
    if (isDiscarding) forgetDrafts(user);
    await leave();
  }
}

customElements.define("sign-out", SignOut);
