// Keeps the pack up to date, and says on Today since when the day can go on without a signal.
import { follow } from "../outbox/sender.js";
import { tidy } from "../outbox/store.js";
import { heed, keepPack, noteOfPack, soon, SWITCH } from "./pack.js";
import { begin as beginToMark } from "./reach.js";

const SWITCHES_OFF = "[data-this-device] [action*='/pages?_method=delete']"; // see templates/accounts/devices.html

export async function begin() {
  addEventListener("packed", ({ detail }) => say(detail));
  // A part that is swapped in knows nothing of this phone.
  document.addEventListener("htmx:after:swap", async () => say(await noteOfPack()));
  follow(hear);
  // Without a signal, too: nobody waits for the server to be rid of their pages.
  document.addEventListener("submit", ({ target }) => target.matches(SWITCHES_OFF) && heed("none"));
  addEventListener("appinstalled", keepStorage);
  if (matchMedia("(display-mode: standalone)").matches) keepStorage();
  say(await keepPack());
  beginToMark();
  await tidy();
}

async function hear({ type, status, headers }) {
  if (type !== "answer") return;
  await heed(headers[SWITCH]);
  if (status < 400) soon();
}

/** Asks the system not to empty an installed app's storage when it runs short. */
function keepStorage() {
  navigator.storage?.persist?.();
}

function say(note) {
  const place = document.getElementById("ready-offline");
  if (!place || !note) return;
  place.querySelector("time").textContent = inWords(new Date(note.at), new Date());
  place.querySelector(".ready-but").textContent = butFor(note.missing);
  place.hidden = false;
}

function inWords(at, now) {
  const time = at.toLocaleTimeString("en-GB", { timeStyle: "short" });
  const isToday = at.toDateString() === now.toDateString();
  return `${isToday ? "today" : at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} ${time}`;
}

/** What the day goes on without, and this phone hasn't: of each kind how many. */
function butFor(missing) {
  const kinds = Object.entries(missing).map(([kind, number]) => `${kind} (${number})`);
  return kinds.length ? `, but for ${kinds.join(", ")}` : "";
}
