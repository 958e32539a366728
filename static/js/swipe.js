// A card that follows the finger: left for blank, right for got it, and up for with help where nothing has to scroll.
const TAP = 10; // pixels that a finger may tremble
const FAR = 80; // pixels that mean it

/**
 * Calls `tap()` for a tap, and `grade(name)` for a swipe when `canGrade()`; until then a swipe is a tap.
 * Links and buttons on the card stay links and buttons.
 */
export function followSwipe(card, { canGrade, grade, tap }) {
  let start = null;

  card.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button || event.target.closest("a, button")) return;
    start = event;
  });

  card.addEventListener("pointermove", (event) => {
    if (!start || event.pointerId !== start.pointerId || !canGrade()) return;
    const [x, y] = moved(event);
    if (Math.hypot(x, y) < TAP && !card.hasAttribute("data-leaning")) return;
    card.setPointerCapture(event.pointerId);
    card.style.translate = `${x}px ${card.hasAttribute("data-fits") ? Math.min(y, 0) : 0}px`;
    card.style.rotate = `${x / 40}deg`;
    card.dataset.leaning = meant(event) ?? "";
  });

  card.addEventListener("pointerup", (event) => {
    if (!start || event.pointerId !== start.pointerId) return;
    const name = meant(event);
    const [x, y] = moved(event);
    letGo();
    if (name && canGrade()) grade(name);
    else if (name || (Math.abs(x) < TAP && Math.abs(y) < TAP && !getSelection().toString())) tap();
  });

  card.addEventListener("pointercancel", letGo);

  function moved(event) {
    return [event.clientX - (start?.clientX ?? 0), event.clientY - (start?.clientY ?? 0)];
  }

  function meant(event) {
    const [x, y] = moved(event);
    if (Math.abs(x) >= FAR && Math.abs(x) > Math.abs(y)) return x < 0 ? "again" : "good";
    return -y >= FAR && card.hasAttribute("data-fits") ? "hard" : null;
  }

  function letGo() {
    start = null;
    card.style.translate = card.style.rotate = "";
    delete card.dataset.leaning;
  }
}
