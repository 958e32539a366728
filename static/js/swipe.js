// A card that follows the finger: left for blank, right for got it, and up for with help where nothing has to scroll.
const TAP = 10; // pixels that a finger may tremble
const FAR = 80; // pixels that mean it
const FLICK = { far: 48, within: 200 }; // pixels and milliseconds of a quick one, which means it sooner

/**
 * Calls `tap()` for a tap, and `grade(name)` for a swipe when `canGrade(name)`; otherwise a swipe is a tap.
 * Links and buttons on the card stay links and buttons, and a mouse only clicks: dragged, it marks text.
 */
export function followSwipe(card, { canGrade, grade, tap }) {
  let start = null;

  card.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button || event.target.closest("a, button")) return;
    start = event;
    // Turned about the finger: about its own middle, a long card would swing far out.
    card.style.transformOrigin = `50% ${event.clientY - card.getBoundingClientRect().top}px`;
  });

  card.addEventListener("pointermove", (event) => {
    if (!isOurs(event) || event.pointerType === "mouse" || !canGrade("good")) return;
    const [x, y] = moved(event);
    if (Math.hypot(x, y) < TAP && !card.hasAttribute("data-leaning")) return;
    card.setPointerCapture(event.pointerId);
    card.style.translate = `${x}px ${card.hasAttribute("data-fits") ? Math.min(y, 0) : 0}px`;
    card.style.rotate = `${x / 40}deg`;
    const name = meant(event);
    card.dataset.leaning = name && canGrade(name) ? name : "";
  });

  card.addEventListener("pointerup", (event) => {
    if (!isOurs(event)) return;
    const name = meant(event);
    const tapped = Math.hypot(...moved(event)) < TAP && !getSelection().toString();
    letGo();
    if (name && canGrade(name)) grade(name);
    else if (name || tapped) tap();
  });

  card.addEventListener("pointercancel", letGo);

  function isOurs(event) {
    return start?.pointerId === event.pointerId;
  }

  function moved(event) {
    return [event.clientX - start.clientX, event.clientY - start.clientY];
  }

  function meant(event) {
    if (event.pointerType === "mouse") return null;
    const [x, y] = moved(event);
    const far = event.timeStamp - start.timeStamp < FLICK.within ? FLICK.far : FAR;
    if (Math.abs(x) >= far && Math.abs(x) > Math.abs(y)) return x < 0 ? "again" : "good";
    return -y >= far && card.hasAttribute("data-fits") ? "hard" : null;
  }

  function letGo() {
    start = null;
    card.style.translate = card.style.rotate = "";
    delete card.dataset.leaning;
  }
}
