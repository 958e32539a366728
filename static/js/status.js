// What a page says at its edges: how the outbox stands, whether a part could be fetched, and the toasts. Nothing when all
// is sent; amber only when the person has to do something. Read out when that changes, not at each number.
import { isOurs } from "./ours.js";
import { adopt } from "./outbox/drafts.js";
import { isKeptHere } from "./outbox/forms.js";
import * as owners from "./outbox/owners.js";
import * as sender from "./outbox/sender.js";
import { FLEETING, noteWords } from "./outbox/sending.js"; // which is there when it is needed
import * as store from "./outbox/store.js";

const SIGN_IN = "/sign-in";
const NO_SIGNAL = "No signal just now.";
const NOT_SAVED = "Not saved: this phone can keep nothing, and there is no signal. Your text is still here.";
const READING_TIME = 8_000; // milliseconds
const MOMENT = 100; // milliseconds; answers come in batches
const SET_BACK = "The server was set back to an earlier day. What you did here since was sent again.";
const EMPTIED = "This phone’s storage was emptied by the system. What was sent before is safe; what still waited here is gone.";
const KEPT_AGAIN = "This phone’s storage was emptied by the system. What waited on it is saved on it again.";
const LOOKED_EVERY = 20_000; // milliseconds
const JUST_NOW = 30_000; // milliseconds
const MEANWHILE = {
  merged: "You changed this on another device too. Both are kept: see Account, Kept for you.",
  recovered: "That was deleted meanwhile. What you wrote is kept: see Account, Kept for you.",
  gone: "That was deleted meanwhile.",
  outlived: "You deleted this here, and changed it on another device after that. It is still there.",
};

const { user, outbox, address, copy } = document.body.dataset;
const version = Number(document.body.dataset.version);
const pill = document.getElementById("outbox-state");
const aloud = document.getElementById("outbox-said");
const line = document.getElementById("status");
const toasts = document.getElementById("toasts");

let phone; // the id of its outbox, as this page began
let signedOut = false;
let pressed; // the link that was pressed last
let since; // when something began to wait
let renewal;

export async function begin() {
  sender.follow(hear);
  if (location.pathname === SIGN_IN) await owners.restoreOwner(); // shown to nobody who is signed in
  await adopt(await sender.person());
  const unknown = user ? await welcome() : [];
  if (copy && location.search && document.querySelector("form.search")) await (await import("./offline/search.js")).searchAsAsked();
  if (unknown.length) (await import("./outbox/overlay.js")).layAll(unknown);
  sayKept();
  await show();
  if (await store.fact("set back")) await setBack(); // it was heard while the page before was left
  const words = await store.fact("to tell");
  if (words) await tell(words);
  sender.keepTrying();
  if (sessionStorage.ledOn) await comeBack(sessionStorage.ledOn); // it was answered while the page before was left
  if (user) await watchStorage(unknown.filter(({ answeredAt }) => !answeredAt));
  if (user) await stayTrue();
}

/** What the system takes away while this page is open is noticed here: at every sign, and now and then. */
async function watchStorage(known) {
  const { keepAgain } = await import("./outbox/emptied.js");
  const look = async () => (await keepAgain({ outbox: phone, waiting: known })) && say(KEPT_AGAIN);
  sender.follow(({ type }) => type === "change" && look());
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOKED_EVERY);
  await look();
}

/** The page stays what the server has: it is asked for anew when it is a copy, and when more was done since. */
async function stayTrue() {
  const { renew } = await import("./offline/renewal.js");
  addEventListener("pageshow", ({ persisted }) => persisted && comeBackTo(renew));
  const isOld = version < (await store.versionHeard(user));
  if (isOld || (copy && !document.querySelector("card-deck"))) await renew(); // a practice stays as it was planned, if it can
}

/** What was done on the pages after this one is shown, whatever the network does. */
async function comeBackTo(renew) {
  const unknown = await store.unknownTo(user, Number(document.body.dataset.version));
  if (unknown.length) (await import("./outbox/overlay.js")).layAll(unknown);
  await renew();
}

/** Says what an answer brought for the page that it leads to: this one, or one that was being left for it by then. */
function sayWords(words) {
  toasts.innerHTML = words;
  htmx.process(toasts);
  noteWords(words);
}

function sayWordsOf({ key, headers, text }) {
  if (text && headers["HX-Redirect"] && (isKeptHere({ key }) || key === sessionStorage.ledOn)) sayWords(text);
}

/** Says again what nobody can have read on the page before. */
function sayKept() {
  const { words, saidAt } = sessionStorage;
  if (words && performance.timeOrigin - saidAt < FLEETING) sayWords(words);
  else forgetWords();
}

function forgetWords() {
  delete sessionStorage.words;
}

// Whoever does something on a page has seen it, and may have done what the words offer.
for (const sign of ["pointerdown", "keydown", "submit"]) addEventListener(sign, forgetWords, { capture: true });

/** Notes whose phone this is, and finds out whether the system emptied it. Gives what this page doesn't know of. */
async function welcome() {
  const isNew = !(await store.fact("outbox"));
  phone = await store.outboxId();
  if (isNew && outbox) say(EMPTIED); // it had sent something from here
  await owners.noteOwner(user, address);
  owners.askAfterOthers(user).then(show).catch(() => {}); // whom it may concern is seldom there
  return store.unknownTo(user, version);
}

async function hear(news) {
  if (news.type === "state") signedOut = news.signedOut ?? signedOut;
  if (news.type === "set back") await setBack();
  if (news.type === "words") return sayWordsOf(news);
  if (news.type !== "answer") await show(); // after answers comes a change
  else if (news.status < 400) await answered(news);
  else if (news.key === sessionStorage.ledOn && !isKeptHere(news)) await comeBack(news.key);
}

async function setBack() {
  await tell(SET_BACK);
  const { dropPacks, soon } = await import("./offline/pack.js"); // the copies are of what isn't any more
  await dropPacks();
  await store.setFact("set back", false);
  soon();
}

/** What led on at once was refused: back to its form, which says what is wrong, unless something was begun here meanwhile, or
 * it is long ago. */
async function comeBack(key) {
  const { isUntouched } = await import("./offline/renewal.js");
  const refused = (await store.waitingOf(user)).find((one) => one.key === key && one.state === "refused");
  if (!refused) return;
  delete sessionStorage.ledOn;
  if (isUntouched() && Date.now() - refused.at < JUST_NOW) location.assign(`${refused.words.at}#change-${key}`);
}

async function answered({ key, headers }) {
  const [overlay, { renew }] = await Promise.all([import("./outbox/overlay.js"), import("./offline/renewal.js")]);
  if (overlay.lift(key) || !isKeptHere({ key })) { // what another page kept may have no place here, and count all the same
    clearTimeout(renewal);
    renewal = setTimeout(renew, MOMENT);
  }
  const words = MEANWHILE[headers["Round-Two-Receipt"]];
  if (words) await tell(words);
}

/** Says what came of something sent, on the next page too: the answer may lead there before anyone has read it here. */
async function tell(words) {
  say(words);
  await store.setFact("to tell", words);
  setTimeout(() => store.setFact("to tell", ""), READING_TIME);
}

async function show() {
  const all = await owners.readableBy(await sender.person());
  const refused = all.filter(({ state, isGone }) => state === "refused" || isGone).length;
  since = all.length ? (since ?? Date.now()) : undefined;
  const isFleeting = !refused && !sender.isCutOff() && Date.now() - since < FLEETING;
  if (all.length && isFleeting) return void setTimeout(show, FLEETING);
  const before = pill.dataset.state;
  const [state, words] = described(all.length, refused);
  pill.hidden = !state;
  pill.dataset.state = state;
  if (pill.textContent !== words) pill.textContent = words;
  if (state !== (before ?? "")) aloud.textContent = state ? words.replace(/ · .*/, ".") : before ? "All sent." : "";
}

function described(number, refused) {
  if (refused) return ["unsaved", `Needs attention · ${refused}`];
  if (!number) return ["", ""];
  return signedOut ? ["unsaved", `Sign in to send · ${number}`] : ["waiting", `Saved on this phone · ${number}`];
}

const isRead = ({ method }) => method === "GET";

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement.closest("form.search");
  if (!isRead(ctx.request)) return;
  ctx.fetch = async (...asked) => (form ? (await import("./offline/search.js")).searchWith(fetchOurs(...asked), form) : fetchOurs(...asked));
});

/** A part as our server has it; what a network says in its place is none. */
async function fetchOurs(...request) {
  const response = await fetch(...request);
  if (!isOurs(response)) throw new Error(`${response.url}: not ours`);
  return response;
}

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  // An error after the answer came is a fault in a page, not a lost signal.
  if (!ctx || ctx.text !== undefined) return;
  // There may be a copy of the whole page where a part can't be fetched.
  if (isLinkPressed(ctx) && navigator.serviceWorker?.controller) location.assign(ctx.sourceElement.href);
  else say(isRead(ctx.request) ? NO_SIGNAL : NOT_SAVED);
});

// Not when another link was pressed since: leaving breaks off what was asked for before.
const isLinkPressed = ({ sourceEvent, sourceElement }) => sourceEvent?.type === "click" && sourceElement.href && sourceElement === pressed;

document.addEventListener("click", ({ target }) => (pressed = target.closest("a")), { capture: true });

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
  if (isRead(request) && line.textContent !== NO_SIGNAL) return;
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
