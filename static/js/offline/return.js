// On the offline page: looks for the server now and then, and opens what was asked for as soon as it answers.
import { wholePack } from "./pack.js";

const PAUSE = 4_000; // milliseconds

async function isBack() {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

async function look() {
  if (!document.hidden && (await isBack())) location.reload();
}

/** What the phone has of the person's pages is offered meanwhile. */
async function offer() {
  document.getElementById("kept-pages").hidden = !(await wholePack());
}

offer();

// At /offline itself there is nothing else to open.
if (location.pathname !== "/offline") {
  setInterval(look, PAUSE);
  for (const sign of ["online", "pageshow"]) addEventListener(sign, look);
  document.addEventListener("visibilitychange", look);
}
