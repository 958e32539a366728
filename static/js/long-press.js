// A button that is held down does something else than one that is tapped.
const LONG = 500; // milliseconds

/** Calls `act()` once the button was held for so long; letting go then isn't a tap. */
export function followLongPress(button, act) {
  let timer;
  let wasHeld = false;

  button.addEventListener("pointerdown", () => {
    wasHeld = false;
    timer = setTimeout(() => {
      wasHeld = true;
      navigator.vibrate?.(15);
      act();
    }, LONG);
  });

  for (const end of ["pointerup", "pointercancel", "pointerleave"]) button.addEventListener(end, () => clearTimeout(timer));
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("click", (event) => wasHeld && event.preventDefault());
}
