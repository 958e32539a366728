// <share-text for="id"> offers the phone's share sheet for the text of that element, where there is one.
class ShareText extends HTMLElement {
  connectedCallback() {
    if (!navigator.share || this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = "Share";
    button.addEventListener("click", () => this.#share());
    this.append(button);
  }

  #share() {
    const text = document.getElementById(this.getAttribute("for")).textContent;
    navigator.share({ text }).catch(() => {}); // put away again
  }
}

customElements.define("share-text", ShareText);
