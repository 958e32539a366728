// <waiting-list>: what waits on this phone, in the person's words; with what needs their attention first.
import { follow, person, send } from "../outbox/sender.js";
import * as store from "../outbox/store.js";
import { draw, made, open, textOf, titleOf } from "../outbox/words.js";

class WaitingList extends HTMLElement {
  #isOpen = false; // one is being changed, and isn't drawn anew under the fingers

  async connectedCallback() {
    this.addEventListener("click", this);
    follow(() => this.#isOpen || this.#show());
    await this.#show();
  }

  handleEvent({ target }) {
    const [button, item] = [target.closest("button"), target.closest(".waiting-item")];
    const acts = { send, export: () => this.#export(), change: () => this.#change(item), resend: () => this.#resend(item),
      copy: () => this.#copy(item, button), discard: () => this.#discard(item, button) };
    acts[button?.name]?.();
  }

  async #all() {
    const all = await store.waitingOf(await person());
    return all.sort((one, other) => (one.state === "waiting") - (other.state === "waiting") || one.seq - other.seq);
  }

  async #show() {
    const all = await this.#all();
    this.querySelector(".waiting-none").hidden = all.length > 0;
    this.querySelector(".waiting-all").hidden = !all.length;
    this.querySelector(".waiting-lead").hidden = !all.some(({ state }) => state === "waiting");
    this.querySelector(".waiting-refused").hidden = !all.some(({ state }) => state === "refused");
    const pattern = this.querySelector("template").content.firstElementChild;
    const items = all.map((submission) => Object.assign(draw(pattern.cloneNode(true), submission), { submission }));
    this.querySelector(".waiting-items").replaceChildren(...items);
  }

  #change(item) {
    this.#isOpen = true;
    open(item, item.submission);
  }

  async #resend(item) {
    const changed = Object.fromEntries([...item.querySelectorAll("textarea")].map(({ name, value }) => [name, value]));
    const { seq, error, ...before } = item.submission;
    const fields = before.fields.map(([name, value]) => [name, changed[name] ?? value]);
    await this.#done(store.keep({ ...before, key: store.uuid7(), fields, state: "waiting", tried: false }));
  }

  async #copy(item, button) {
    await navigator.clipboard.writeText(textOf(item.submission));
    button.textContent = "Copied";
  }

  async #discard(item, button) {
    if (button.dataset.sure) return this.#done(store.discard(item.submission));
    button.dataset.sure = "yes";
    button.textContent = "Really discard it? It can’t be brought back";
  }

  /** What waited behind it can go now. */
  async #done(change) {
    await change;
    this.#isOpen = false;
    await this.#show();
    send();
  }

  async #export() {
    const texts = (await this.#all()).map((one) => `${titleOf(one)}\n${textOf(one)}`);
    const href = URL.createObjectURL(new Blob([texts.join("\n\n")], { type: "text/plain" }));
    Object.assign(made("a", ""), { href, download: "round-two-waiting.txt" }).click();
  }
}

customElements.define("waiting-list", WaitingList);
