// <card-deck>: reveals the card rung by rung, by tap or key, takes the grade by button, swipe or key, and measures the time
// from prompt to grade. Each new card is a new element, so nothing has to be reset.
import { followKeys } from "../deck-keys.js";
import { followLongPress } from "../long-press.js";
import { meant, reveal, sayNext } from "../rungs.js";
import { followSwipe } from "../swipe.js";

const MAX_SECONDS = 3600; // seconds; whoever left the phone lying there didn't take that long to answer

class CardDeck extends HTMLElement {
  static isBegun = false; // on this page: then nothing of it changes under the fingers

  connectedCallback() {
    this.drawn = this.cloneNode(true); // to come back to when its grade is taken back
    this.card = this.querySelector(".card");
    this.shownAt = performance.now();
    this.stop = new AbortController();
    followKeys(this, this.stop.signal);
    this.addEventListener("click", this.onClick);
    this.addEventListener("submit", this.note, { capture: true });
    this.addEventListener("htmx:before:request", this.sendOff);
    this.addEventListener("htmx:finally:request", this.takeBack);
    if (this.card) this.followHand();
    if (isNext() || !location.search) this.noteAddress();
    if (isNext() && !this.isOfCopy) {
      this.querySelector(".front, .summary h2")?.focus({ preventScroll: true });
    } else this.resumed = import("../deck-copy.js").then(({ resume }) => resume(this)).finally(() => (document.body.dataset.resumed = ""));
  }

  /** Whether it begins a practice, as the phone's copy does: also one that a renewal brought is for the one that was left. */
  get isOfCopy() {
    return this.dataset.address?.includes("ahead=1");
  }

  /** Whoever opens a story on the way, or reloads, comes back to the same practice, and to a copy where there is one. */
  noteAddress() {
    const { address } = this.dataset;
    const isNew = document.querySelector("template.deck-ahead") && !this.isOfCopy;
    if (address) history.replaceState(history.state, "", isNew ? `${address}&ahead=1` : address);
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  followHand() {
    sayNext(this);
    followSwipe(this.card, { canGrade: (name) => Boolean(this.meant(name)), grade: this.grade, tap: this.reveal });
    followLongPress(this.querySelector("#grade-good button"), () => this.meant("easy") && this.grade("easy"));
  }

  reveal = () => {
    CardDeck.isBegun = true;
    reveal(this);
  };

  meant = (name) => meant(this.card, name);

  grade = (name) => {
    this.leavingTo = name; // the card leaves where the finger went
    this.querySelector(`#grade-${this.meant(name)}`).requestSubmit();
  };

  undo = () => this.querySelector("#deck-undo")?.requestSubmit();

  onClick = (event) => {
    if (!event.target.closest(".deck-turn")) return;
    event.preventDefault();
    this.reveal();
  };

  note = ({ target: { elements } }) => {
    if (!elements.seconds) return;
    const seconds = (performance.now() - this.shownAt) / 1000;
    if (seconds <= MAX_SECONDS) elements.seconds.value = seconds.toFixed(1);
    elements.rung.value = this.card.dataset.rung;
  };

  /** The card leaves as soon as it is graded, whatever the signal is like. */
  sendOff = ({ target: form }) => {
    CardDeck.isBegun = true;
    const grade = form.elements?.grade?.value;
    if (grade) this.card.dataset.leaving = this.leavingTo ?? grade;
  };

  /** Where it is still here by now, the grade couldn't be kept: the card comes back, and can be graded again. */
  takeBack = () => delete this.card?.dataset.leaving;
}

/** Whether an answer brought this card: the first one comes with the page, and leaves the focus where that put it. */
const isNext = () => document.readyState === "complete";

customElements.define("card-deck", CardDeck);
