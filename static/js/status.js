// What a page says at its edges: whether a part could be fetched or saved, and the toasts.
import { isSafe } from "./idempotency.js";

const NOT_SAVED = "Not saved: no signal. Try again when it’s back.";
const NO_SIGNAL = "No signal just now.";
const READING_TIME = 8_000; // milliseconds

const line = document.getElementById("status");
const toasts = document.getElementById("toasts");

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  // An error after the answer came is a fault in a page, not a lost signal.
  if (ctx && ctx.text === undefined) say(isSafe(ctx.request) ? NO_SIGNAL : NOT_SAVED);
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.hx.retarget === "#status") line.dataset.state = "unsaved";
  else if (ctx.response.raw.ok) settle(ctx.request);
});

/** Says it once: a live region that gets the same words again may be read out again. */
function say(words) {
  if (line.textContent === words) return;
  line.textContent = words;
  line.dataset.state = "unsaved";
}

/** An answer ends what was said; but a page that could be read doesn't make the unsaved saved. */
function settle(request) {
  if (isSafe(request) && line.textContent !== NO_SIGNAL) return;
  line.textContent = "";
  delete line.dataset.state;
}

/** Toasts leave once they could be read; one that offers to undo stays. */
function leaveLater() {
  for (const toast of toasts.querySelectorAll(".toast:not(:has(form))")) {
    setTimeout(() => toast.remove(), READING_TIME);
  }
}

new MutationObserver(leaveLater).observe(toasts, { childList: true });
leaveLater();
