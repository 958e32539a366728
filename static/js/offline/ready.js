// Keeps the pack up to date, and says on Today since when the day can go on without a signal.
import { follow } from "../outbox/sender.js";
import { tidy } from "../outbox/store.js";
import { keepPack, noteOfPack, soon } from "./pack.js";
import { begin as beginToMark } from "./reach.js";

export async function begin() {
  addEventListener("packed", ({ detail }) => say(detail));
  // A part that is swapped in knows nothing of this phone.
  document.addEventListener("htmx:after:swap", async () => say(await noteOfPack()));
  follow(({ type, status }) => type === "answer" && status < 400 && soon());
  addEventListener("appinstalled", keepStorage);
  if (matchMedia("(display-mode: standalone)").matches) keepStorage();
  say(await keepPack());
  beginToMark();
  await tidy();
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
