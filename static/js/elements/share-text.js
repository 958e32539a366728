// <share-text for="id"> offers the phone's share sheet for the text of that element; where there is none, to copy it.
const COPIED = "Copied";

class ShareText extends HTMLElement {
  #observer = new MutationObserver(() => this.#addButton()); // a part that is swapped in has none

  connectedCallback() {
    this.setAttribute("role", "status"); // says so when it is copied
    this.#addButton();
    this.#observer.observe(this, { childList: true });
  }

  disconnectedCallback() {
    this.#observer.disconnect();
  }

  #addButton() {
    if (this.firstElementChild || !(navigator.share || navigator.clipboard)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = navigator.share ? "Share" : "Copy";
    button.addEventListener("click", () => this.#share(button));
    this.append(button);
  }

  #share(button) {
    const text = document.getElementById(this.getAttribute("for")).textContent;
    const sent = navigator.share ? navigator.share({ text }) : navigator.clipboard.writeText(text).then(() => (button.textContent = COPIED));
    sent.catch(() => {}); // put away again, or not allowed
  }
}

customElements.define("share-text", ShareText);
