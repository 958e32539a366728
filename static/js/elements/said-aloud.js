// <said-aloud>: the time since the prompt was shown, until the card is turned to compare.
const SECOND = 1_000;

class SaidAloud extends HTMLElement {
  connectedCallback() {
    this.began = performance.now();
    this.show();
    this.timer = setInterval(this.show, SECOND);
    this.closest("card-deck").addEventListener("deck:turned", this.stop, { once: true });
  }

  disconnectedCallback() {
    this.stop();
  }

  stop = () => clearInterval(this.timer);

  show = () => {
    const seconds = Math.floor((performance.now() - this.began) / SECOND);
    this.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
}

customElements.define("said-aloud", SaidAloud);
