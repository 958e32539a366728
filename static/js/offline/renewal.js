// A page is shown as the phone has it, at once; then it is asked for anew, with what tells it apart. The server says mostly that
// it is so still. Where not, the page becomes the new one in place, as soon as nobody is at work in it.
import { isReachable } from "../ours.js";
import { asRendered, isChanged } from "../outbox/forms.js";
import { layAll } from "../outbox/overlay.js";
import { isSetBack, send, setReached, timed } from "../outbox/sender.js";
import { noteVersion, unknownTo, versionHeard, waitingOf } from "../outbox/store.js";
import { copyOfToday, fetchOurs, forgetPage, hashOf, keepPage, versionOf } from "./pack.js";

const PATIENCE = 15_000; // milliseconds
const AFTER_A_TOUCH = 1_000; // milliseconds in which nothing moves under a finger
const WAITS = "[data-waiting], .waits";
// What must not change under the fingers.
const AT_WORK = "dialog[open], li form:not(.action), form[aria-busy], form:not(.action) :is(input, textarea, select):focus";

const { user } = document.body.dataset;
let touchedAt = -Infinity;
let isHeld = false;
let isAsked = false;
let isAskedAgain = false;
let later; // the timer
let isWanted = false; // as soon as nobody is at work

addEventListener("pointerdown", () => touch(true), { capture: true, passive: true });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => touch(false), { capture: true, passive: true });
addEventListener("keydown", () => touch(false), { capture: true });
addEventListener("focusout", renewSoon);

function touch(isDown) {
  isHeld = isDown;
  touchedAt = performance.now();
  if (!isDown) renewSoon();
}

function renewSoon() {
  clearTimeout(later);
  if (isWanted) later = setTimeout(renew, AFTER_A_TOUCH + 100);
}

/** Whether nothing was done on this page yet. */
export const isUntouched = () => touchedAt === -Infinity;

/** Makes the page what the server has now, or without a signal what the phone has for this moment. */
export async function renew() {
  if (!user || waitsForRest()) return;
  isAskedAgain = isAsked;
  if (isAsked) return;
  isAsked = true;
  try {
    await ask();
  } catch ({ isOurs }) {
    if (!isOurs) setReached(false);
    await moveOn();
  } finally {
    isAsked = false;
  }
  if (isAskedAgain) await renew(); // something more came of it while the answer was on its way
}

async function ask() {
  const here = location.pathname + location.search;
  const [address, hash] = copyShown() ?? [here];
  const heard = await versionHeard(user);
  const headers = hash ? { "If-None-Match": `W/"${hash}"` } : {};
  const answer = await timed(fetchOurs(here, { signal: AbortSignal.timeout(PATIENCE), headers }));
  if (!answer) return endSignIn();
  if (answer.type === "opaqueredirect" && !(await isReachable())) throw new Error("not ours");
  if (answer.type === "opaqueredirect" || answer.status === 404) return openAnew(address);
  setReached(true);
  const version = versionOf(answer);
  if (version < heard) await isSetBack(user);
  else await noteVersion(user, version);
  if (here === address || here === "/") await keepPage(address, answer.clone()); // a deck has other addresses than its copy
  const isOvertaken = async () => version >= heard && version < (await versionHeard(user)); // more was done meanwhile
  const text = await answer.text();
  if (await isOvertaken()) return void (isAskedAgain = true);
  if (answer.status === 304) document.body.dataset.version = version;
  else await become(text, { version, copy: `${address} ${hashOf(answer)}` });
  if (await isOvertaken()) isAskedAgain = true;
}

/** Someone signed out here, or elsewhere. What waits stays in sight: sending it says that it needs a sign-in. */
async function endSignIn() {
  if ((await waitingOf(user)).length) await send();
  else if (!waitsForRest()) location.reload();
}

/** It was deleted elsewhere, or leads elsewhere by now. Once only: on a slow line the copy of a page like it may come again. */
async function openAnew(address) {
  await forgetPage(address);
  if (!waitsForRest()) reloadOnce();
}

function reloadOnce() {
  if (performance.getEntriesByType("navigation")[0].type !== "reload") location.reload();
}

const scriptOf = (page) => page.querySelector("script[src$='/js/app.js']").getAttribute("src");

/** Of the copy that this page is, the address it is kept under and what tells it apart. */
const copyShown = () => document.body.dataset.copy?.split(" ");

/** Without a signal Today goes on to what it says from this hour on. */
async function moveOn() {
  const today = location.pathname === "/" && (await copyOfToday(Date.now()));
  if (!today || today.address === (copyShown()?.[0] ?? "/")) return;
  const { address, response, version } = today;
  await become(await response.text(), { version, copy: `${address} ${hashOf(response)}` });
}

async function become(text, { version, copy }) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = document.getElementById("main");
  const unknown = await unknownTo(user, version); // before the swap: what waits is never seen to be missing
  const isOfBefore = unknown.some(({ lane }) => lane === "deck");
  if (isOfBefore && main.querySelector("card-deck")) return; // the deck went on with that; see resume in ../deck-copy.js
  if (waitsForRest()) return; // somebody is at work by now
  if (scriptOf(page) !== scriptOf(document)) return reloadOnce(); // of another release: their scripts don't mix
  for (const { id, open } of main.querySelectorAll("details[id]")) page.getElementById(id)?.toggleAttribute("open", open);
  document.title = page.title;
  const swap = main.querySelector("card-deck") ? "outerHTML" : "outerMorph"; // each card is an element of its own
  await htmx.swap({ sourceElement: main, target: "#main", swap, text: page.getElementById("main").outerHTML });
  Object.assign(document.body.dataset, { version, copy });
  document.getElementById("main").querySelectorAll("form").forEach(asRendered);
  layAll(unknown, { isAnew: true });
}

/** Whether it has to be done later, which is seen to. */
function waitsForRest() {
  isWanted = isHeld || isJustTouched() || !isAtRest();
  if (isJustTouched()) renewSoon();
  return isWanted;
}

const isJustTouched = () => performance.now() - touchedAt < AFTER_A_TOUCH;

function isAtRest() {
  const main = document.getElementById("main");
  const deck = main.querySelector("card-deck");
  if (deck && (deck.constructor.isBegun || !isUntouched())) return false;
  return !main.querySelector(`${WAITS}, ${AT_WORK}`) && ![...main.querySelectorAll("form:not(.action)")].some(isChanged);
}
