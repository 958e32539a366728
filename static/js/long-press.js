// A button that is held down does something else than one that is tapped.
const LONG = 500; // milliseconds
const MOMENT = 100; // milliseconds after a finger is lifted, when the click comes that it may mean

/** Calls `act()` once the button was held for so long; letting go then is no tap, on whatever is there by now. */
export function followLongPress(button, act) {
  let timer;

  button.addEventListener("pointerdown", () => {
    timer = setTimeout(() => {
      passOverClick();
      navigator.vibrate?.(15);
      act();
    }, LONG);
  });

  for (const end of ["pointerup", "pointercancel", "pointerleave"]) button.addEventListener(end, () => clearTimeout(timer));
  button.addEventListener("contextmenu", (event) => event.preventDefault());
}

function passOverClick() {
  const over = new AbortController();
  const later = () => setTimeout(() => over.abort(), MOMENT);
  addEventListener("click", drop, { capture: true, signal: over.signal });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, later, { capture: true, signal: over.signal });
  addEventListener("pointerdown", () => over.abort(), { capture: true, signal: over.signal });
}

function drop(event) {
  event.preventDefault();
  event.stopPropagation();
}
