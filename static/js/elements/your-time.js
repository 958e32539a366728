// Says an interview's start in the reader's own zone, when the clock there shows something else.
class YourTime extends HTMLElement {
  connectedCallback() {
    const moment = new Date(this.getAttribute("datetime"));
    const here = this.#said(moment);
    this.textContent = here === this.#said(moment, this.getAttribute("zone")) ? "" : `${here} where you are`;
  }

  #said(moment, timeZone) {
    return new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "numeric", minute: "2-digit", timeZone })
      .format(moment).replace(/\b0(\d:)/, "$1");
  }
}

customElements.define("your-time", YourTime);
