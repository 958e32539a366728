// Around links that fetch a part of the page: the address bar says what is shown, so that a reload shows it again.
// It replaces the address, so Back still leads to the page before.
class KeptAddress extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:after:request", this);
  }

  disconnectedCallback() {
    this.removeEventListener("htmx:after:request", this);
  }

  handleEvent({ target, detail: { ctx } }) {
    const link = target.closest("a[href]");
    if (link && ctx.response.raw.ok) history.replaceState(history.state, "", link.href);
  }
}

customElements.define("kept-address", KeptAddress);
