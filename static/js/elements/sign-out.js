// <sign-out> around the form that signs out. What still waits on this phone is asked about first; then everything of the
// person's is taken off the phone by our own hand, also without a signal.
import { leave } from "../offline/leaving.js";
import { dropPacks } from "../offline/pack.js";
import { draftsOf, forgetDrafts } from "../outbox/drafts.js";
import { send } from "../outbox/sender.js";
import { forgetPerson, waitingOf } from "../outbox/store.js";

const NO_SIGNAL = "There is no signal just now.";
const REFUSED = "The server wouldn’t take one of them. See what waits, and put it right or discard it there.";

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
    const number = (await waitingOf(user)).length + draftsOf(user).length;
    if (!number) return this.#leave({ keepWaiting: false });
    this.querySelector("output").textContent = number === 1 ? "1 change" : `${number} changes`;
    this.#dialog.showModal();
  }

  async #choose(choice) {
    if (choice === "send") {
      await send();
      const left = await waitingOf(user);
      if (left.length) return this.#say(left.some(({ state }) => state === "refused") ? REFUSED : NO_SIGNAL);
      await this.#leave({ keepWaiting: false, keepDrafts: true });
    }
    if (choice === "keep") await this.#leave({ keepWaiting: true });
    if (choice === "discard") await this.#leave({ keepWaiting: false });
    if (choice) this.#dialog.close();
  }

  #say(words) {
    const said = this.querySelector("dialog [role=status]");
    said.textContent = words;
    said.scrollIntoView({ block: "nearest" });
  }

  async #leave({ keepWaiting, keepDrafts = keepWaiting }) {
    await Promise.all([dropPacks(), forgetPerson(user, { keepWaiting })]);
    if (!keepDrafts) forgetDrafts(user);
    await leave();
  }
}

customElements.define("sign-out", SignOut);
