// <install-button hidden> shows itself once the browser offers to install the app, and takes its hint away when that is done.
// See https://developer.mozilla.org/docs/Web/API/Window/beforeinstallprompt_event: Chromium only, so nothing depends on it.
class InstallButton extends HTMLElement {
  #offer = null;

  connectedCallback() {
    this.addEventListener("click", this);
    addEventListener("appinstalled", this);
  }

  disconnectedCallback() {
    removeEventListener("appinstalled", this);
  }

  handleEvent({ type }) {
    if (type === "click") this.#ask();
    else this.closest(".install-hint")?.remove();
  }

  show(offer) {
    this.#offer = offer;
    this.hidden = false;
  }

  #ask() {
    this.hidden = true; // an offer can be taken up once; the steps stay
    this.#offer.prompt();
  }
}

customElements.define("install-button", InstallButton);

export function show(offer) {
  for (const button of document.querySelectorAll("install-button")) button.show(offer);
}
