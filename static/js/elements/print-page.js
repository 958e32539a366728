// <print-page> offers to print the page it is on.
class PrintPage extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = "Print it";
    button.addEventListener("click", () => print());
    this.append(button);
  }
}

customElements.define("print-page", PrintPage);
