// Keeps the pack up to date, and says on Today since when the day can go on without a signal.
import { follow } from "../outbox/sender.js";
import { tidy } from "../outbox/store.js";
import { keepPack, madeAt, soon } from "./pack.js";

export async function begin() {
  addEventListener("packed", ({ detail }) => say(detail));
  // A part that is swapped in knows nothing of this phone.
  document.addEventListener("htmx:after:swap", async () => say(await madeAt()));
  follow(({ type, status }) => type === "answer" && status < 400 && soon());
  addEventListener("appinstalled", keepStorage);
  if (matchMedia("(display-mode: standalone)").matches) keepStorage();
  say(await keepPack());
  await tidy();
}

/** Asks the system not to empty an installed app's storage when it runs short. */
function keepStorage() {
  navigator.storage?.persist?.();
}

function say(at) {
  const place = document.getElementById("ready-offline");
  if (!place || !at) return;
  place.querySelector("time").textContent = new Date(at).toLocaleTimeString("en-GB", { timeStyle: "short" });
  place.hidden = false;
}
