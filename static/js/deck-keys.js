// The keys of the deck: space or Enter shows more of the card, 1 2 3 4 or an arrow says how it came, z takes the last answer
// back.
const GRADES = { 1: "again", 2: "hard", 3: "good", 4: "easy", ArrowLeft: "again", ArrowUp: "hard", ArrowRight: "good" };

/** Listens on the whole page until `signal` says to stop, so that no one has to find the card with Tab first. */
export function followKeys(deck, signal) {
  document.addEventListener("keydown", (event) => {
    const act = meant(event, deck);
    if (!act) return;
    event.preventDefault(); // a key that is held down doesn't scroll, and doesn't act again
    if (!event.repeat) act();
  }, { signal });
}

function meant(event, deck) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return null;
  if (event.key.toLowerCase() === "z") return deck.undo;
  if (!deck.card) return null;
  if (turns(event)) return deck.reveal;
  const grade = deck.meant(GRADES[event.key]) && GRADES[event.key];
  const scrolls = event.key === "ArrowUp" && !deck.card.hasAttribute("data-fits");
  return grade && !scrolls ? () => deck.grade(grade) : null;
}

/** A button takes both keys itself, and a link Enter; the link that turns the card is as good as a button. */
function turns(event) {
  if (event.key === " ") return !event.target.closest("button, a:not(.deck-turn)");
  return event.key === "Enter" && !event.target.closest("a, button");
}
