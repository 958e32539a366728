// Sends what htmx would: what it gets is the server's answer if that comes soon; else it gets none, and the page shows what
// waits.
import { isOurs } from "../ours.js";
import { empty, hasKey, isAsSent, isChanged, isGoneOnWith, noteRefusal, renewKey, shut, unlessStuck } from "./forms.js";
import { answerTo, follow, patience, wantPage, withdraw } from "./sender.js";
import { bodyOf } from "./size.js";
import { unknownTo, waitingOf } from "./store.js";

const REFUSED = 422; // what the form says can't be
const NOTHING_TO_SHOW = 204;
export const FLEETING = 1_000; // milliseconds; what is sent by then isn't worth a word
const STUCK_FOR_LONG = 20_000; // milliseconds that a phone may take to keep what goes nowhere else
const LATEST = 60_000; // milliseconds after which an answer corrects nothing any more
const DRAWN = ".action:has([aria-pressed]), .action:has([name=before]), [data-goes] .action"; // what the page itself can show as done
const LEADS_ON = "#main [hx-target='#main']:is(:not(.action), [data-undo])"; // what has a page of its own: a form, and a deletion

const latest = new Map(); // place -> the key of what was sent there last from this page
let newest = 0; // the version of the newest answer that was put in its place

document.addEventListener("htmx:before:swap", keepWhatIsWritten);
document.addEventListener("htmx:after:swap", drawWhatWaits); // the server didn't know of it yet

/** Sends what a form of the page said, once it is kept, and gives htmx the answer, if that comes soon. */
export async function send(ctx, { submission: described, kept, isWhole }) {
  const form = ctx.sourceElement;
  const { key } = described;
  let submission;
  try {
    submission = await unlessStuck(kept);
  } catch ({ name }) {
    if (name === "TooLarge") return nothingToShow();
    try {
      return await withoutStorage(described); // nothing can be kept here: then it is as it is without us
    } catch (unsent) {
      submission = await unlessStuck(kept, STUCK_FOR_LONG).catch(() => Promise.reject(unsent));
    }
  }
  latest.set(placeOf(submission), submission.key);
  if (form.matches(LEADS_ON)) wantPage(submission.key, true);
  const heard = answerTo(submission.key, LATEST);
  const screen = form.closest("card-deck") ? inDeck : onPage;
  if (await screen.isShownAtOnce(ctx, submission, heard)) {
    renewKey(form, key);
    return nothingToShow();
  }
  const answer = await inTime(heard, patience({ isWhole }));
  noteRefusal(form, answer?.status === REFUSED && submission);
  if (!answer && !isWhole) {
    await withdraw(submission);
    sayItHere(form); // the server would say it better, but not before there is a signal again
    return nothingToShow();
  }
  if (answer?.status !== REFUSED) renewKey(form, key);
  if (answer?.status >= 400) await withdraw(submission); // the page says what is wrong, and has the text
  // Without a text another tab sent it; the answer is good, but the part that it brings went there.
  if (answer?.headers["HX-Redirect"] && submission.was && isGoneOnWith(form)) return nothingToShow();
  if (answer && (answer.text !== null || answer.headers["HX-Redirect"])) {
    notePlaced(answer);
    return responseOf(answer);
  }
  ctx.isLeft = await screen.isLeft(ctx, submission, heard);
  return nothingToShow();
}

const nothingToShow = () => new Response(null, { status: NOTHING_TO_SHOW });

// What was kept is shown at once where the page can do that, and else when no answer comes soon. The form may be left shut
// then, for this page goes on without it.
const onPage = {
  async isShownAtOnce(ctx, submission, heard) {
    const isSo = await isDrawn(ctx.sourceElement, submission);
    if (isSo) correct(ctx, submission, heard);
    return isSo;
  },
  async isLeft(ctx, submission, heard) {
    const isSo = await waits(ctx.sourceElement, submission);
    if (!isSo) correct(ctx, submission, heard);
    return isSo;
  },
};

const inDeck = {
  async isShownAtOnce({ sourceElement }, submission) {
    return (await deckCopy()).goOnAtOnce(sourceElement, submission);
  },
  async isLeft(ctx, submission, heard) {
    const next = await (await deckCopy()).goOn(ctx.sourceElement, submission);
    if (next !== "card") correct(ctx, submission, heard);
    if (!next) await stays(ctx.sourceElement, submission, heard);
    return next === "card" || !next;
  },
};

const deckCopy = () => import("../deck-copy.js");

/** What the promise gives, if that is soon enough to be waited for; else null. */
const inTime = (promise, milliseconds) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds, null))]);

/** What was refused is given back, but not over what was written since: that may be right by now. */
function keepWhatIsWritten(event) {
  const { response, sourceElement: form } = event.detail.ctx;
  if (response?.status !== REFUSED || !isGoneOnWith(form)) return;
  event.preventDefault();
  sayItHere(form);
}

/** Says what the browser knows to be wrong, of a form whose submission was withdrawn: its draft is of what the server has. */
function sayItHere(form) {
  form.reportValidity();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The answer as htmx takes it. */
function responseOf(answer) {
  return new Response((!answer.headers["HX-Redirect"] && answer.text) || null, leadingOn(answer));
}

/** Whether the page shows it as done, as soon as it is kept: a tick, a button that stays pressed, a row in its place, or what goes. */
async function isDrawn(form, submission) {
  if (!form.matches(DRAWN)) return false;
  const overlay = await import("./overlay.js");
  overlay.draw(form, submission);
  setTimeout(async () => (await isWaiting(submission)) && overlay.mark(form, submission), FLEETING);
  return true;
}

/** A part as the server has it knows of nothing that waits; one that was fetched for itself may be older than what was sent since. */
async function drawWhatWaits({ detail: { ctx: { request, response, target } } }) {
  if (request?.method === "GET") {
    const unknown = await unknownTo(document.body.dataset.user, Number(response.headers.get("Round-Two-Version")));
    const fragment = unknown.length && document.getElementById(target.id);
    if (fragment) (await import("./overlay.js")).layOver(fragment, unknown);
    return;
  }
  const waiting = await waitingOf(document.body.dataset.user);
  if (waiting.length) (await import("./overlay.js")).drawAll(waiting, document.querySelectorAll(DRAWN));
}

const isWaiting = async ({ user, key }) => (await waitingOf(user)).some((one) => one.key === key);

/** Puts what the server says in place of what was shown, or goes where that leads, unless something later was done there. */
async function correct({ target: { id }, swap, select, sourceElement }, submission, heard) {
  const answer = await heard;
  if (!answer || answer.status === NOTHING_TO_SHOW || (answer.text === null && !answer.headers["HX-Redirect"])) return;
  if ((answer.status < 400 && !(await isLast(submission))) || isWrittenIn(sourceElement)) return;
  const isForRest = answer.status < 400 && (isOlder(answer) || isWrittenBeside(document.getElementById(id), sourceElement));
  if (isForRest) (await import("../offline/renewal.js")).renew();
  else notePlaced(answer);
  const { "HX-Retarget": target = `#${id}`, "HX-Reswap": how = swap, "HX-Redirect": goal, "HX-Refresh": isStale } = leadingOn(answer).headers;
  if (goal || isStale) return void (isIdle(sourceElement) && (goal ? location.assign(goal) : location.reload()));
  if (answer.status === REFUSED) noteRefusal(sourceElement, submission);
  const source = sourceElement.isConnected ? sourceElement : document.body;
  const place = document.querySelector(target); // gone, if the page was filtered meanwhile
  const swapped = isForRest || !place ? "none" : how; // its words come at once
  await htmx.swap({ sourceElement: source, target: place ?? document.body, swap: swapped, select, text: answer.text });
  if (answer.status >= 400) withdraw(submission);
}

/** Whether the page, or a part of it, shows by now what came after this answer. */
const isOlder = (answer) => versionOf(answer) < Math.max(newest, document.body.dataset.version);

const notePlaced = (answer) => (newest = Math.max(newest, versionOf(answer)));

const versionOf = ({ headers }) => Number(headers["Round-Two-Version"] ?? 0);

/** Of two answers that came at once, the first may be put in its place last. */
const isLast = async (submission) =>
  latest.get(placeOf(submission)) === submission.key && (await waitingOf(submission.user)).every((one) => placeOf(one) !== placeOf(submission));

/** What it changes: the deck has one place for all cards. */
const placeOf = ({ lane, url }) => (lane === "deck" ? lane : url.split("?")[0]);

/** Whether another is begun in it, that isn't to be taken away. */
const isWrittenIn = (form) => hasKey(form) || (isChanged(form) && !isAsSent(form));

const isWrittenBeside = (fragment, form) => [...(fragment?.querySelectorAll("form:not(.action)") ?? [])].some((one) => one !== form && isChanged(one));

const isIdle = (form) => [document.body, null].includes(document.activeElement) || form.contains(document.activeElement);

/** What an answer brought for the page that it leads to is said there; see status.js. */
export function noteWords(words) {
  sessionStorage.words = words;
  sessionStorage.saidAt = Date.now();
}

/** The answer; one that leads to a place on this very page has it fetched anew, which a browser wouldn't. */
function leadingOn({ status, headers, text }) {
  const goal = headers["HX-Redirect"] && new URL(headers["HX-Redirect"], location);
  if (goal && text) noteWords(text);
  if (!goal?.hash || goal.pathname + goal.search !== location.pathname + location.search) return { status, headers };
  history.replaceState(history.state, "", goal);
  return { status, headers: { "HX-Refresh": "true" } };
}

/** Shows what waits where it was written; from a page that was only its form it leads back to where that was opened, if
 * the worker is there to open that. */
async function waits(form, submission) {
  const back = navigator.serviceWorker?.controller && document.querySelector(".back-link");
  if (!back || !form.matches(LEADS_ON) || (submission.was && isGoneOnWith(form))) { // what was written of it since is not left behind
    const [overlay, { renew }] = await Promise.all([import("./overlay.js"), import("../offline/renewal.js")]);
    const isAnswered = !(await isWaiting(submission)); // a moment too late, but what was sent is half written no more
    const isListed = overlay.lay(form, isAnswered ? { ...submission, answeredAt: Date.now() } : submission);
    if (isListed && isAsSent(form)) empty(form);
    if (isAnswered) renew();
    return false;
  }
  leadOn(submission, back.href);
  return true;
}

/** A card that was graded stays, for no other is here. It takes no second grade, and goes when the answer is there. */
async function stays(form, submission, heard) {
  form.closest("card-deck").querySelectorAll("form").forEach(shut);
  (await import("./overlay.js")).mark(form, submission);
  const goOn = () => form.isConnected && location.reload();
  heard.then((answer) => {
    if (!answer) follow(({ type, key }) => type === "answer" && key === submission.key && goOn());
    else if (answer.text === null) goOn(); // another tab sent it
  });
}

/** Leaves for another page. Should what waits be refused, this tab comes back to it; see status.js. */
export function leadOn(submission, address) {
  if (submission) sessionStorage.ledOn = submission.key;
  location.assign(address);
}

// Under the same key, and as it would be sent from there: should it be kept after all, it is still done once.
async function withoutStorage(submission) {
  const response = await fetch(submission.url, {
    method: "POST", body: new URLSearchParams(bodyOf(submission)), headers: { "HX-Request": "true", "Idempotency-Key": submission.key },
  });
  if (!isOurs(response)) throw new Error(`${response.url}: not ours`);
  return response;
}
