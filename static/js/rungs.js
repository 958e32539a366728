// The rungs of a card: what was revealed of it, and which grade that means. The page says both of each hint.

/** What the button says that shows more; without scripts it turns the card at once. */
export function sayNext(deck) {
  deck.querySelector(".deck-turn").textContent = deck.querySelector(".card-hint[hidden]")?.dataset.action ?? "Turn the card";
}

/** The next hint, or the whole; from then on the card only turns. */
export function reveal(deck) {
  const [hint] = deck.card.dataset.rung === "whole" ? [] : deck.querySelectorAll(".card-hint[hidden]");
  if (!hint) return turn(deck);
  hint.hidden = false;
  Object.assign(deck.card.dataset, { rung: hint.dataset.rung, grade: hint.dataset.grade });
  sayNext(deck);
  hint.focus();
}

function turn(deck) {
  const { card } = deck;
  const isTurned = card.toggleAttribute("data-turned");
  card.dataset.rung = "whole";
  delete card.dataset.grade;
  scrollTo({ top: 0, behavior: "instant" }); // the hints may have made the front long
  // Before the next touch begins: that is when the browser decides who scrolls.
  card.toggleAttribute("data-fits", document.documentElement.scrollHeight <= innerHeight);
  card.querySelector(isTurned ? ".back" : ".front")?.focus({ preventScroll: true });
  deck.dispatchEvent(new CustomEvent("deck:turned"));
}

/** The grade that a swipe or a key gives here, if any: whoever saw the whole says how it came, and before that the rung that
 * was needed says it. */
export function meant({ dataset: { rung, grade } }, name) {
  if (rung === "whole" || name === grade) return name;
  if (name === "easy") return grade === "good" ? name : undefined;
  return name === "good" ? grade : undefined;
}
