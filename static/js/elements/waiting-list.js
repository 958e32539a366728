// <waiting-list>: what waits on this phone, in the person's words; with what needs their attention first, and what is half
// written last.
import { draftsOf, halfWritten, remove } from "../outbox/drafts.js";
import { readableBy } from "../outbox/owners.js";
import { follow, person, send, withdraw } from "../outbox/sender.js";
import { draw, made, textOf, titleOf } from "../outbox/words.js";

class WaitingList extends HTMLElement {
  #isSignedOut = false;
  #isAnothers = false;

  async connectedCallback() {
    this.addEventListener("click", this);
    follow((news) => this.#hear(news));
    await this.#show();
  }

  handleEvent({ target }) {
    const [button, item] = [target.closest("button"), target.closest(".waiting-item")];
    const acts = { send, export: () => this.#export(), copy: () => this.#copy(item, button), discard: () => this.#discard(item, button) };
    acts[button?.name]?.();
  }

  #hear({ type, signedOut = this.#isSignedOut, isAnothers = false }) {
    if (type === "state") [this.#isSignedOut, this.#isAnothers] = [signedOut, isAnothers];
    this.#show();
  }

  async #all() {
    const user = await person();
    const [all, half] = await Promise.all([readableBy(user), halfWritten(draftsOf(user))]);
    all.sort((one, other) => (one.state === "waiting") - (other.state === "waiting") || one.seq - other.seq);
    return [...all, ...half.map((one) => ({ ...one, state: "half" }))];
  }

  async #show() {
    const all = await this.#all();
    this.querySelector(".waiting-none").hidden = all.length > 0;
    this.querySelector(".waiting-all").hidden = !all.length;
    const sent = all.filter(({ isGone, state }) => !isGone && state === "waiting");
    const leads = {
      gone: all.some(({ isGone }) => isGone), refused: all.some(({ isGone, state }) => !isGone && state === "refused"),
      lead: sent.length && !this.#isSignedOut, others: sent.length && this.#isAnothers,
      half: all.some(({ state }) => state === "half"),
      "signed-out": sent.length && this.#isSignedOut && !this.#isAnothers,
    };
    for (const [name, isSo] of Object.entries(leads)) this.querySelector(`.waiting-${name}`).hidden = !isSo;
    this.querySelector("[name=send]").hidden = !sent.length;
    const pattern = this.querySelector("template").content.firstElementChild;
    const list = this.querySelector(".waiting-items");
    const shown = new Map([...list.children].map((item) => [JSON.stringify(item.submission), item])); // one is asked about perhaps
    const drawn = (submission) => Object.assign(draw(pattern.cloneNode(true), submission), { submission });
    list.replaceChildren(...all.map((submission) => shown.get(JSON.stringify(submission)) ?? drawn(submission)));
  }

  async #copy(item, button) {
    await navigator.clipboard.writeText(textOf(item.submission));
    button.textContent = "Copied";
  }

  async #discard(item, button) {
    const { state, key } = item.submission;
    if (button.dataset.sure && state === "half") return this.#show(remove(key));
    if (button.dataset.sure) return withdraw(item.submission);
    button.dataset.sure = "yes";
    button.textContent = "Really discard it? It can’t be brought back";
  }

  async #export() {
    const texts = (await this.#all()).map((one) => `${titleOf(one)}\n${textOf(one)}`);
    const href = URL.createObjectURL(new Blob([texts.join("\n\n")], { type: "text/plain" }));
    Object.assign(made("a", ""), { href, download: "round-two-waiting.txt" }).click();
  }
}

customElements.define("waiting-list", WaitingList);
