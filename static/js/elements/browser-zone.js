// Offers the browser's names of time zones with the field in it; with `fills`, a blank form says its own, unless it was changed
// already.
class BrowserZone extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (this.hasAttribute("fills") && timeZone && input.value === input.defaultValue) input.value = timeZone;
    if (input.type !== "hidden") offer(input.getAttribute("list"));
  }
}

/** Beside the part of the page that is made anew, which brings no names. */
function offer(id) {
  if (document.getElementById(id)) return;
  const names = Object.assign(document.createElement("datalist"), { id });
  names.append(...Intl.supportedValuesOf("timeZone").map((name) => new Option("", name)));
  document.body.append(names);
}

customElements.define("browser-zone", BrowserZone);
