// Sends what waits, in order, a batch at a time, one sender in all tabs. Only an explicit answer for its key, from our own
// server, takes a submission out of the outbox: not a redirect, not a login page, not what a café's network says.
import { isOurs } from "../ours.js";
import { uuid7 } from "./forms.js";
import { isGone, isThere } from "./owners.js";
import { bodyOf } from "./size.js";
import * as store from "./store.js";
import { wrongIn } from "./words.js";

const MAX_SUBMISSIONS = 50; // submissions in a batch; see webapp/sync/batch.py
const MAX_BYTES = 240_000;
const PATIENCE = 15_000; // milliseconds for a batch, and more for a large one
const SLOW = 5_000; // milliseconds; what failed after that may come through in smaller pieces
const SPEED = 10; // bytes a millisecond
const SLOWEST = 1; // for one that can't be made smaller
const WORTH_PACKING = 4_000; // bytes
const FIRST_RETRY = 1_000;
const LAST_RETRY = 30_000; // the most that a signal that came back goes unnoticed
const MAX_REST = 5 * 60_000; // however long a server asks for one
const PROMPT = 100; // milliseconds of a prompt answer
const WORTH_WAITING = 150; // milliseconds for one, where they are prompt
const ASKED_EVERY = 10 * 60_000; // milliseconds
const FRESH = 10_000; // milliseconds
const SLOW_FOR = 60_000; // milliseconds after one that wasn't
const DONE = new Set(["applied", "merged", "repeated"]);
const HAVE_RECEIPTS = new Set([...DONE, "outlived"]);
const GOOD = new Set([...HAVE_RECEIPTS, "recovered", "gone"]);

const news = new EventTarget();
const otherTabs = new BroadcastChannel("outbox");
const awaited = new Set(); // keys whose answers this page waits for
const wantedPages = new Map(); // of a key, the page that is to come with its answer: an address, or true for where that leads

let sending;
let again = false;
let timer;
let failures = 0;
let mostInBatch = MAX_SUBMISSIONS;
let packs = "CompressionStream" in globalThis;
let faulty = new Set(); // lanes that the server had no answer for
let isToAsk = false; // with nothing to send, too: an older backup may be there, and what was answered for isn't any more
let reached; // whether the server answered when it was asked last

otherTabs.onmessage = ({ data }) => tell(data, { aloud: false });

/** Hears `{ type: "words" | "answer" | "change" | "state", ... }` of this and the other tabs. */
export function follow(listener) {
  news.addEventListener("news", ({ detail }) => listener(detail));
}

function tell(what, { aloud = true } = {}) {
  if (aloud) otherTabs.postMessage(what);
  news.dispatchEvent(new CustomEvent("news", { detail: what }));
}

/** Keeps a submission and begins to send it. Resolves when it is kept, and fails when it can't be. */
export async function submit(submission, options) {
  const kept = await store.keep(submission, options);
  tell({ type: "change" });
  return kept;
}

/** Takes back what is not to be sent; what waited behind it can go. */
export async function withdraw(submission) {
  await store.discard(submission);
  tell({ type: "change" });
  send();
}

/** Undoes a deletion that waits. The server may have it all the same, once it was sent: then it is told to bring it back. */
export async function takeBack(deletion) {
  const left = (await store.waitingOf(deletion.user)).find(({ key }) => key === deletion.key);
  if (left && !left.tried) return withdraw(left);
  const { user, lane, words: { undo, ...words } } = deletion;
  await submit({
    key: uuid7(), user, lane, url: undo, fields: [], was: null, follows: [], at: Date.now(),
    words: { ...words, what: "Undo" }, state: "waiting", tried: false,
  });
  send();
}

/** How long an answer is worth waiting for: not at all where it isn't to be expected soon. It is kept already. What isn't whole
 * will be refused, and the server says best why. */
export function patience({ isWhole = true } = {}) {
  if (isCutOff()) return 0;
  if (!isWhole) return PATIENCE;
  return Date.now() < (sessionStorage.slowUntil ?? 0) ? 0 : WORTH_WAITING;
}

/** What the promise of an answer gives. How long that takes is noted, and that it takes long at once. */
export async function timed(promise) {
  const late = setTimeout(() => (sessionStorage.slowUntil = Date.now() + SLOW_FOR), PROMPT);
  const begun = Date.now();
  const answer = await promise;
  clearTimeout(late);
  if (Date.now() - begun < PROMPT) delete sessionStorage.slowUntil;
  return answer;
}

/** With the answer to that submission this page is to come, for the person will be led there: an address, or true for where the
 * answer leads. Not where an answer isn't waited for anyway. */
export function wantPage(key, page) {
  if (!patience() || document.body.dataset.pages === "none") return;
  wantedPages.set(key, page);
  import("../offline/pack.js").catch(() => {}); // it is needed as soon as the answer is here
}

/** The answer to a submission, as `{ status, headers, text }`; null when it has to wait longer than that. What was refused is
 * there until whoever has shown it withdraws it. */
export function answerTo(key, milliseconds) {
  awaited.add(key);
  return new Promise((resolve) => {
    const late = setTimeout(end, milliseconds, null);
    const listen = ({ detail }) => {
      if (detail.type === "answer" && detail.key === key) end(detail);
      if (detail.type === "state" && (!detail.reached || detail.signedOut)) end(null);
    };
    function end(answer) {
      clearTimeout(late);
      news.removeEventListener("news", listen);
      awaited.delete(key);
      resolve(answer);
    }
    news.addEventListener("news", listen);
    send();
  });
}

/** Whose outbox this is: the page's person, or on a page that is nobody's the one who was signed in last. */
export async function person() {
  return document.body.dataset.user ?? store.fact("person");
}

/** Sends all that can be sent. Once it is under way, another call only makes it look again. */
export function send() {
  again = true;
  return (sending ??= navigator.locks.request("outbox", sendAll).finally(() => (sending = undefined)));
}

/** Sends, and waits until that is done, but no longer than so many milliseconds. What is refused stays, unlike what answerTo
 * gives to who asked for it. */
export function sendFor(milliseconds) {
  return Promise.race([send(), new Promise((resolve) => setTimeout(resolve, milliseconds))]);
}

async function sendAll() {
  clearTimeout(timer);
  while (again) {
    again = false;
    const { more, wait } = await sendBatch().catch(failed);
    again ||= more;
    if (wait !== undefined) {
      again = false;
      timer = setTimeout(send, wait);
    }
  }
}

async function sendBatch() {
  const rest = (localStorage.notBefore ?? 0) - Date.now();
  if (rest > 0 && rest <= MAX_REST) return { wait: rest }; // more only after the phone's clock was set back
  const user = await person();
  const batch = user ? await store.takeToSend(user, batchOf) : [];
  const isAsking = isToAsk && user === document.body.dataset.user && (await store.fact(`answered ${user}`));
  isToAsk = false;
  if (!batch.length && !isAsking) return {};
  const begun = Date.now();
  const answer = await timed(ask(user, batch)).catch((error) => {
    if (Date.now() - begun > SLOW) halve(batch);
    throw error;
  });
  if (answer.error) return answer.error;
  sessionStorage.askedAt = Date.now(); // only now: a page that was left meanwhile would not have heard the answer
  failures = 0;
  mostInBatch = Math.min(MAX_SUBMISSIONS, 2 * mostInBatch);
  setState({ reached: true, signedOut: false });
  if (!answer.knows) {
    await isSetBack(user);
    return { more: true };
  }
  await settleAll(batch, answer.answers);
  await isThere(user);
  const answered = new Set(answer.answers.map(({ key }) => key));
  faulty = new Set(batch.filter(({ key }) => !answered.has(key)).map(({ lane }) => lane));
  tell({ type: "change" });
  return answered.size ? { more: true } : later();
}

/** The server has an older backup: what it answered for in the last month is sent again. */
export async function isSetBack(user) {
  await store.offerAgain(user);
  navigator.serviceWorker?.controller?.postMessage({ version: 0 });
  tell({ type: "set back" });
  send();
}

/** The first that fit into a batch. After one that was refused, its lane waits; where there was a fault, others go first. */
function batchOf(all) {
  const stopped = new Set(all.filter(({ state }) => state === "refused").map(({ lane }) => lane));
  const [last, first] = [(one) => faulty.has(one.lane), (one) => !faulty.has(one.lane)];
  const batch = [];
  let bytes = 0;
  for (const one of [...all.filter(first), ...all.filter(last)].filter(({ lane }) => !stopped.has(lane))) {
    bytes += bodyOf(one).length;
    if (batch.length === mostInBatch || (batch.length && bytes > MAX_BYTES)) break;
    batch.push(one);
  }
  return batch;
}

/** Next time half as many: a weak signal, or a proxy, may let those through. */
function halve(batch) {
  mostInBatch = Math.max(1, Math.floor(batch.length / 2));
}

/** Who did it looks at what became of it, on the next page by now. */
const isFresh = ({ at }) => Math.abs(Date.now() - at) < FRESH;

async function ask(user, batch) {
  const [outbox, answered = null] = await Promise.all([store.outboxId(), store.fact(`answered ${user}`)]);
  const submissions = batch.map((one) => ({
    key: one.key, lane: one.lane, url: one.url, body: bodyOf(one), at: one.at, watched: awaited.has(one.key) || isFresh(one),
    wanted: wantedPages.get(one.key),
  }));
  const text = JSON.stringify({ outbox, user, answered, sent_at: Date.now(), submissions });
  const { body, encoding } = await packed(text);
  const patience = PATIENCE + text.length / (batch.length === 1 ? SLOWEST : SPEED);
  const response = await fetch("/outbox", {
    method: "POST", body, headers: { "Content-Type": "application/json", "HX-Request": "true", ...encoding },
    redirect: "error", cache: "no-store", signal: AbortSignal.timeout(patience),
  });
  if (response.headers.get("Round-Two-Outbox") === "1") return response.json();
  return { error: await notTaken(response, batch) };
}

/** The text as it goes: a large one packed, where the browser can. */
async function packed(text) {
  if (!packs || text.length < WORTH_PACKING) return { body: text };
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { body: await new Response(stream).blob(), encoding: { "Content-Encoding": "gzip" } };
}

/** An answer to the whole that is none for any of it. */
async function notTaken(response, batch) {
  if (!isOurs(response)) {
    halve(batch);
    return later(response);
  }
  if ([401, 403].includes(response.status)) {
    const { isSignedOut } = await import("../offline/pack.js");
    await Promise.all([isSignedOut(response), isGone(batch[0].user)]);
    setState({ reached: true, signedOut: true, isAnothers: response.status === 403 });
    return { wait: 2 * LAST_RETRY };
  }
  if (response.status === 400 && packs) {
    packs = false; // something on the way may have unpacked it, and left the header
    return { more: true };
  }
  if ([400, 413].includes(response.status)) {
    if (batch.length === 1) await store.refuse(batch[0], errorIn(response.status, await response.text()));
    mostInBatch = 1; // to find out which one it is
    tell({ type: "change" });
    return { more: true };
  }
  return later(response);
}

/** The person's version from that answer on: no page of a lower one knows of it. 0 where it wasn't done as it was meant. */
const versionMadeBy = ({ headers }) => (DONE.has(headers["Round-Two-Receipt"]) && Number(headers["Round-Two-Version"])) || 0;

async function settleAll(batch, answers) {
  const submissions = new Map(batch.map((one) => [one.key, one]));
  const isGood = ({ status, headers }) => status < 400 && GOOD.has(headers["Round-Two-Receipt"]);
  const isRefused = ({ status }) => status >= 400 && status !== 424; // that one waits for the one before it
  const settled = answers.filter(isGood).map((one) => ({ ...submissions.get(one.key), version: versionMadeBy(one) }));
  for (const { page, ...answer } of answers.filter(isGood)) tell({ type: "words", ...answer }); // before it is settled: the page may be left by then
  const pages = keepPages(answers).catch(() => {}); // else they are asked for
  await store.settle(settled, answers.findLast((one) => isGood(one) && HAVE_RECEIPTS.has(one.headers["Round-Two-Receipt"]))?.key);
  const version = Math.max(0, ...settled.map((one) => one.version));
  if (version) navigator.serviceWorker?.controller?.postMessage({ version }); // no copy of before is shown as it is
  for (const { key, status, text } of answers.filter(isRefused)) {
    await store.refuse(submissions.get(key), errorIn(status, text));
  }
  await pages;
  for (const { page, ...answer } of answers.filter((one) => isGood(one) || isRefused(one))) tell({ type: "answer", ...answer });
}

/** Where an answer leads is on this phone by then. */
async function keepPages(answers) {
  const pages = answers.map(({ page }) => page).filter(Boolean);
  if (!pages.length) return;
  const { addPage } = await import("../offline/pack.js");
  await Promise.all(pages.map(addPage));
}

/** What is wrong, in the words that the server has for it. */
function errorIn(status, text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const { slots, words } = wrongIn(page);
  return { status, slots, words: words || textOfPage(page) || "The server wouldn’t take it." };
}

const textOfPage = (page) => (page.querySelector("#error h1 + p") ?? page.querySelector("h1, h2, p"))?.textContent.trim();

function failed() {
  setState({ reached: false });
  return later();
}

/** When to try again: sooner at first, later later, never all phones at once; and as the server says. */
async function later(response) {
  if (response) setState({ reached: false });
  const wait = Math.min(FIRST_RETRY * 2 ** failures++, LAST_RETRY) * (0.5 + Math.random() / 2);
  const rest = Math.min(1000 * (Number(response?.headers.get("Retry-After")) || 0), MAX_REST);
  if (rest) noteRest(Date.now() + rest);
  return { wait: Math.max(wait, rest) };
}

/** At once, also for the page that this one is being left for. */
function noteRest(until) {
  try {
    localStorage.notBefore = until;
  } catch {} // it is full: then the next sign of a signal asks again
}

function setState(state) {
  if (state.reached !== reached) navigator.serviceWorker?.controller?.postMessage(state.reached ? "reached" : "not reached");
  reached = state.reached;
  tell({ type: "state", ...state }, { aloud: false });
}

/** Notes whether the server answered to something else. */
export function setReached(isSo) {
  if (isSo === reached) return;
  setState({ reached: isSo });
  if (isSo) soon();
}

/** Whether the last attempt got no answer. */
export const isCutOff = () => reached === false;

function soon() {
  failures = 0;
  isToAsk = Date.now() - (sessionStorage.askedAt ?? 0) >= ASKED_EVERY;
  send();
}

/** At every sign that there may be a signal again. While anything waits, it is tried now and then without one. */
export function keepTrying() {
  for (const sign of ["online", "pageshow"]) addEventListener(sign, soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());
  soon();
}
