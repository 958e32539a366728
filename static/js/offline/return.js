// On the offline page: looks for the server now and then, and opens what was asked for once the server itself answers. A page
// that leads back here all the same, because it only drips or its server is busy, is tried less often, never without end.
import { isReachable } from "../ours.js";
import { wholePack } from "./pack.js";

const PAUSE = 4_000; // milliseconds
const PAUSE_AFTER_A_TRY = 20_000;

const wasTried = performance.getEntriesByType("navigation")[0]?.type === "reload";
let looking;

function look() {
  if (!document.hidden) looking ??= open().finally(() => (looking = undefined));
}

async function open() {
  if (!(await isReachable())) return;
  location.reload();
  await new Promise(() => {}); // until it is another page
}

/** What the phone has of the person's pages is offered meanwhile. */
async function offer() {
  document.getElementById("kept-pages").hidden = !(await wholePack());
}

offer();

// At /offline itself there is nothing else to open.
if (location.pathname !== "/offline") {
  setInterval(look, wasTried ? PAUSE_AFTER_A_TRY : PAUSE);
  for (const sign of wasTried ? ["online"] : ["online", "pageshow"]) addEventListener(sign, look);
  document.addEventListener("visibilitychange", look);
}
