// Words for times, which stay true while a page lies open and in a copy that was made on another day: "in 40 minutes",
// "tomorrow". The same as in webapp/interviews/when.py; a test holds the two together.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const shown = new Set(); // the elements that stand on the page
const formats = new Map(); // one is costly to make, and a list has many days
let timer;

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

const length = (minutes) =>
  [[Math.floor(minutes / 60), "hour"], [minutes % 60, "minute"]].filter(([n]) => n).map(([n, noun]) => count(n, noun)).join(" ");

function said(moment, timeZone, options) {
  const key = JSON.stringify([timeZone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone, ...options }));
  return formats.get(key).format(moment);
}

function dayNumber(moment, timeZone) {
  const [day, month, year] = said(moment, timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).split("/");
  return Date.UTC(year, month - 1, day) / DAY;
}

const daysBetween = (at, moment, timeZone) => dayNumber(moment, timeZone) - dayNumber(at, timeZone);

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
  const words = howFar(Math.abs(gap), daysBetween(at, moment, timeZone));
  if (words === "tomorrow" || words === "yesterday") return words;
  return gap > 0 ? `in ${words}` : `${words} ago`;
}

export function day(at, moment, timeZone) {
  const days = daysBetween(at, moment, timeZone);
  if (Math.abs(days) <= 1) return ["yesterday", "today", "tomorrow"][days + 1];
  if (days > 1 && days < 7) return said(moment, timeZone, { weekday: "long" });
  const [year, thisYear] = [moment, at].map((one) => said(one, timeZone, { year: "numeric" }));
  const date = [{ weekday: "short" }, { day: "numeric" }, { month: "long" }].map((part) => said(moment, timeZone, part));
  return [...date, ...(year === thisYear ? [] : [year])].join(" ");
}

const withCapital = (words) => words[0].toUpperCase() + words.slice(1);

class TimeWords extends HTMLElement {
  // What the server said may be of a minute ago, or of yesterday: the words are put right after a swap, too.
  #swaps = new MutationObserver(() => this.say());

  connectedCallback() {
    shown.add(this);
    this.say();
    this.#swaps.observe(this, { childList: true, characterData: true, subtree: true });
  }

  disconnectedCallback() {
    shown.delete(this);
    this.#swaps.disconnect();
  }

  say() {
    const words = this.words(Date.now(), Date.parse(this.getAttribute("datetime")), this.getAttribute("zone"));
    if (this.textContent !== words) this.textContent = words;
  }
}

customElements.define("time-until", class extends TimeWords {
  words(...when) {
    return until(...when);
  }
});

// <day-name> says the day of a moment; with `capital`, as it begins a line.
customElements.define("day-name", class extends TimeWords {
  words(...when) {
    return this.hasAttribute("capital") ? withCapital(day(...when)) : day(...when);
  }
});

// <your-time> says an interview's start in the reader's own zone, when the clock there shows something else.
customElements.define("your-time", class extends TimeWords {
  words(at, moment, timeZone) {
    const [here, there] = [undefined, timeZone].map((zone) => said(moment, zone, { weekday: "long", hour: "numeric", minute: "2-digit" }));
    return here === there ? "" : `${here.replace(/\b0(\d:)/, "$1")} where you are`;
  }
});

// <local-time> says a moment as the phone's own clock showed it; with `day`, only the day.
customElements.define("local-time", class extends TimeWords {
  words(at, moment) {
    const time = this.hasAttribute("day") ? {} : { hour: "2-digit", minute: "2-digit" };
    return said(moment, undefined, { day: "numeric", month: "long", year: "numeric", ...time }).replace(" at ", ", ");
  }
});

/** Each minute; with what the page says by the minute, the rest of it may be otherwise by now, too. */
function tick() {
  for (const one of shown) one.say();
  if (document.querySelector("time-until")) import("../offline/renewal.js").then(({ renew }) => renew());
  wait();
}

function wait() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(tick, MINUTE - (Date.now() % MINUTE));
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : tick()));
wait();
