// <quick-words for="ID"> holds buttons that put their word into a field.
class QuickWords extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.#field.addEventListener("input", this);
    this.#showChosen();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    this.#field?.removeEventListener("input", this);
  }

  handleEvent({ type, target }) {
    const button = type === "click" && target.closest("button");
    if (button) this.#put(button.textContent);
    this.#showChosen();
  }

  get #field() {
    return document.getElementById(this.getAttribute("for"));
  }

  #put(word) {
    this.#field.value = word;
    this.#field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #showChosen() {
    const word = this.#field.value.trim().toLowerCase();
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.textContent === word));
    }
  }
}

customElements.define("quick-words", QuickWords);
