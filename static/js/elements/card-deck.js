// <card-deck>: turns the card by tap or key, takes the grade by swipe or key, and measures the time from prompt to grade.
// Each new card is a new element, so nothing has to be reset.
import { followKeys } from "../deck-keys.js";
import { followSwipe } from "../swipe.js";

const LONGEST = 3600; // seconds; whoever left the phone lying there didn't take that long to answer

class CardDeck extends HTMLElement {
  connectedCallback() {
    this.card = this.querySelector(".card");
    this.shownAt = performance.now();
    this.stop = new AbortController();
    followKeys(this, this.stop.signal);
    this.addEventListener("click", this.onClick);
    this.addEventListener("submit", this.noteTime, { capture: true });
    this.addEventListener("htmx:before:request", this.sendOff);
    this.addEventListener("htmx:finally:request", this.takeBack);
    this.addEventListener("outbox:kept", this.goOn);
    if (this.card) followSwipe(this.card, { canGrade: () => this.turned, grade: this.grade, tap: this.turn });
    // Whoever opens a story on the way, or reloads, comes back to the same practice.
    if (this.dataset.address) history.replaceState(history.state, "", this.dataset.address);
    if (isNext()) this.querySelector(".front, .summary h2")?.focus({ preventScroll: true });
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  get turned() {
    return this.card?.hasAttribute("data-turned");
  }

  turn = () => {
    this.card.toggleAttribute("data-turned");
    // Before the next touch begins: that is when the browser decides who scrolls.
    this.card.toggleAttribute("data-fits", document.documentElement.scrollHeight <= innerHeight);
    this.card.querySelector(this.turned ? ".back" : ".front").focus({ preventScroll: true });
  };

  grade = (grade) => this.querySelector(`#grade-${grade}`).requestSubmit();

  undo = () => this.querySelector("#deck-undo")?.requestSubmit();

  onClick = (event) => {
    if (!event.target.closest(".deck-turn")) return;
    event.preventDefault();
    this.turn();
  };

  noteTime = (event) => {
    const seconds = (performance.now() - this.shownAt) / 1000;
    const field = event.target.elements.seconds;
    if (field && seconds <= LONGEST) field.value = seconds.toFixed(1);
  };

  /** The card leaves as soon as it is graded, whatever the signal is like. */
  sendOff = ({ target: form }) => {
    const grade = form.elements?.grade?.value;
    if (grade) this.card.dataset.leaving = grade;
  };

  /** Without a signal the next card comes from the copy of the deck that is on the phone. */
  goOn = async ({ detail }) => (await import("../deck-copy.js")).goOn(this, detail);

  /** Where it is still here by now, the grade couldn't be kept: the card comes back, and can be graded again. */
  takeBack = () => delete this.card?.dataset.leaving;
}

/** Whether an answer brought this card: the first one comes with the page, and leaves the focus where that put it. */
const isNext = () => document.readyState === "complete";

customElements.define("card-deck", CardDeck);
