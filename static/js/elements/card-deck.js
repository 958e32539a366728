// <card-deck>: turns the card by tap or key, takes the grade by swipe or key, and measures the time from prompt to grade.
// Each new card is a new element, so nothing has to be reset.
import { followSwipe } from "../swipe.js";

const GRADES = { 1: "again", 2: "hard", 3: "good", ArrowLeft: "again", ArrowRight: "good" };
const LONGEST = 3600; // seconds; whoever left the phone lying there didn't take that long to answer

class CardDeck extends HTMLElement {
  connectedCallback() {
    this.card = this.querySelector(".card");
    this.shownAt = performance.now();
    this.stop = new AbortController();
    document.addEventListener("keydown", this.onKey, this.stop);
    this.addEventListener("click", this.onClick);
    this.addEventListener("submit", this.noteTime, { capture: true });
    if (this.card) followSwipe(this.card, { canGrade: () => this.turned, grade: this.grade, tap: this.turn });
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

  onClick = (event) => {
    if (!event.target.closest(".deck-turn")) return;
    event.preventDefault();
    this.turn();
  };

  onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "z") this.querySelector("#deck-undo")?.requestSubmit();
    if (!this.card) return;
    const pressesSomething = event.target.closest("a, button");
    if ((event.key === " " || event.key === "Enter") && !pressesSomething) {
      event.preventDefault();
      this.turn();
    } else if (this.turned && GRADES[event.key]) {
      event.preventDefault();
      this.grade(GRADES[event.key]);
    }
  };

  noteTime = (event) => {
    const seconds = (performance.now() - this.shownAt) / 1000;
    const field = event.target.elements.seconds;
    if (field && seconds <= LONGEST) field.value = seconds.toFixed(1);
  };
}

/** Whether an answer brought this card: the first one comes with the page, and leaves the focus where that put it. */
const isNext = () => document.readyState === "complete";

customElements.define("card-deck", CardDeck);
