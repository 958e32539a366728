// <likely-first> moves the child for the device in hand to the top: the one whose data-device it is.
class LikelyFirst extends HTMLElement {
  connectedCallback() {
    const likely = this.querySelector(`[data-device="${device(navigator)}"]`);
    if (likely && likely !== this.firstElementChild) this.prepend(likely);
  }
}

function device({ userAgent, maxTouchPoints }) {
  if (/Android/.test(userAgent)) return "android";
  // An iPad says that it is a Mac, but no Mac has a touch screen.
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return "iphone";
  return "computer";
}

customElements.define("likely-first", LikelyFirst);
