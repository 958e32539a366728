// <speaking-time>: says, while a story is written, how long it takes to say. The same reckoning as webapp/core/speaking.py.
const WORDS_A_MINUTE = 140;
const LONG = 165; // seconds
const SPOKEN = ["first_sentence", "situation", "task", "action", "result"];

class SpeakingTime extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("input", this.say);
  }

  disconnectedCallback() {
    this.form.removeEventListener("input", this.say);
  }

  say = () => {
    const words = SPOKEN.flatMap((name) => this.form.elements[name].value.split(/\s+/).filter(Boolean));
    const said = inWords((words.length * 60) / WORDS_A_MINUTE);
    const line = this.querySelector("[data-length]");
    if (line.textContent !== said) line.textContent = said;
  };
}

function inWords(seconds) {
  if (!seconds) return "";
  const halves = Math.round(seconds / 30);
  if (halves < 2) return "under a minute to say";
  const minutes = `${Math.floor(halves / 2)}${halves % 2 ? "½" : ""}`;
  const said = `about ${minutes} ${minutes === "1" ? "minute" : "minutes"} to say`;
  return seconds > LONG ? `${said}: more than most listeners take in at once` : said;
}

customElements.define("speaking-time", SpeakingTime);
