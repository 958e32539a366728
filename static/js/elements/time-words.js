// Keeps "in 40 minutes" true while the page lies open, and has the rest of the page renewed each minute. Says the same words as `until` in webapp/interviews/when.py; a test holds the two together.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

const length = (minutes) =>
  [[Math.floor(minutes / 60), "hour"], [minutes % 60, "minute"]].filter(([n]) => n).map(([n, noun]) => count(n, noun)).join(" ");

function dayNumber(moment, timeZone) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
  return Date.parse(parts) / DAY;
}

function howFar(gap, days) {
  if (gap < 4 * HOUR) return length(gap / MINUTE);
  if (gap < 12 * HOUR || !days) return count(Math.floor((gap + HOUR / 2) / HOUR), "hour");
  if (Math.abs(days) === 1) return days > 0 ? "tomorrow" : "yesterday";
  days = Math.abs(days);
  if (days < 14) return count(days, "day");
  return days < 60 ? count(Math.floor(days / 7), "week") : count(Math.floor(days / 30), "month");
}

export function until(at, moment, timeZone) {
  const gap = (Math.floor(moment / MINUTE) - Math.floor(at / MINUTE)) * MINUTE;
  if (!gap) return "now";
  const words = howFar(Math.abs(gap), dayNumber(moment, timeZone) - dayNumber(at, timeZone));
  if (words === "tomorrow" || words === "yesterday") return words;
  return gap > 0 ? `in ${words}` : `${words} ago`;
}

class TimeUntil extends HTMLElement {
  #timer;
  // What the server said a second ago may be a minute old by now: the words are put right after a swap, too.
  #swaps = new MutationObserver(() => this.#say());

  connectedCallback() {
    this.#say();
    this.#swaps.observe(this, { childList: true, characterData: true, subtree: true });
    document.addEventListener("visibilitychange", this);
    this.#wait();
  }

  disconnectedCallback() {
    this.#swaps.disconnect();
    document.removeEventListener("visibilitychange", this);
    clearTimeout(this.#timer);
  }

  handleEvent() {
    clearTimeout(this.#timer);
    if (!document.hidden) this.#tick();
  }

  #tick() {
    this.#say();
    import("../offline/renewal.js").then(({ renew }) => renew()); // the rest may be otherwise by now, too
    this.#wait();
  }

  #wait() {
    if (!document.hidden) this.#timer = setTimeout(() => this.#tick(), MINUTE - (Date.now() % MINUTE));
  }

  #say() {
    const words = until(Date.now(), Date.parse(this.getAttribute("datetime")), this.getAttribute("zone"));
    if (this.textContent !== words) this.textContent = words;
  }
}

customElements.define("time-until", TimeUntil);

// <your-time> says an interview's start in the reader's own zone, when the clock there shows something else.
class YourTime extends HTMLElement {
  connectedCallback() {
    const moment = new Date(this.getAttribute("datetime"));
    const here = this.#said(moment);
    this.textContent = here === this.#said(moment, this.getAttribute("zone")) ? "" : `${here} where you are`;
  }

  #said(moment, timeZone) {
    return new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "numeric", minute: "2-digit", timeZone })
      .format(moment).replace(/\b0(\d:)/, "$1");
  }
}

customElements.define("your-time", YourTime);
