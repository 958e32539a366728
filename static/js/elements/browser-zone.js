// Fills a blank form's time zone with the browser's, unless it was changed already.
class BrowserZone extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone && input.value === input.defaultValue) input.value = timeZone;
  }
}

customElements.define("browser-zone", BrowserZone);
