// Every form that htmx sends goes through the outbox: kept on the phone first, sent after, online as well as without a
// signal. What htmx gets is the server's answer if that comes soon; else it gets none, and the page shows what waits.
// Only what holds a password goes straight to the server: a secret isn't kept on a phone.
import { uuid7, waitingOf } from "./store.js";

const REFUSED = 422; // what the form says can't be
const STUCK = 4_000; // milliseconds that a phone may take to keep something
const FLEETING = 1_000; // milliseconds; what is sent by then isn't worth a word
const LATEST = 60_000; // milliseconds after which an answer corrects nothing any more
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const MOST_FOLLOWED = 20; // more than can wait at once of what is replaced as one types
const DRAWN = ".action:has([aria-pressed]), .action:has([name=before])"; // what the page itself can show as done
const LEADS_ON = "#main [hx-target='#main']:is(:not(.action), [data-undo])"; // what has a page of its own: a form, and a deletion
const NO_WORDS = "[type=hidden], [type=submit], button";

// What only sending needs: a page that opens for the first time on a phone is not to wait for it.
const sender = () => import("./sender.js");
const ours = () => import("../ours.js");

const bases = new WeakMap(); // form -> the fields that the server, or what waits, has for it
const shown = new WeakMap(); // form -> the keys of what was laid over it or kept from it
const refusedBases = new Map(); // address -> the same, of a form that the server gave back with what is wrong with it
const keptHere = new Map(); // key -> [submission, options], as they were kept
let going; // a form that is being let go straight to the server
const keys = new WeakMap(); // form -> what its next submission is kept under

document.addEventListener("submit", refuseAgain, { capture: true }); // before htmx, or anyone, hears of it
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (SAFE.has(ctx.request.method)) return;
  shut(ctx.sourceElement);
  ctx.fetch = (url, { body }) => send(ctx, url, [...new URLSearchParams(body)]);
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => leadsOn(ctx) || open(ctx.sourceElement));
document.addEventListener("htmx:after:swap", drawWhatWaits); // the server didn't know of it yet
addEventListener("pageshow", ({ persisted }) => persisted && document.querySelectorAll("form[aria-busy]").forEach(open));

freshen(document);

/** A form is shut from the first tap until it is known that the page stays, or the next one is here: a second tap is none. */
export const shut = (form) => form.setAttribute("aria-busy", "true");
export const open = (form) => form.removeAttribute("aria-busy");

function refuseAgain(event) {
  if (!event.target.ariaBusy || event.target === going) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

const leadsOn = ({ response, isLeft }) => isLeft || ["HX-Redirect", "HX-Refresh"].some((name) => response?.headers?.has(name));

async function send(ctx, url, fields) {
  const form = ctx.sourceElement;
  const isWhole = form.checkValidity?.() ?? true; // as it is sent: it may be changed while the answer is waited for
  const key = keyOf(form);
  let submission;
  try {
    submission = await within(STUCK, keep(form, url, fields, { key }));
  } catch ({ name }) {
    if (name === "TooLarge") return new Response(null, { status: 204 });
    return withoutStorage(url, fields, key); // nothing can be kept here: then it is as it is without us
  }
  const { answerTo, patience, withdraw } = await sender();
  const heard = answerTo(submission.key, LATEST);
  const deck = form.closest("card-deck") && (await import("../deck-copy.js"));
  if (deck ? await deck.goOnAtOnce(form, submission) : await isDrawn(form, submission)) {
    renewKey(form);
    if (!deck) correct(ctx, submission, heard);
    return new Response(null, { status: 204 });
  }
  const answer = await soon(heard, patience({ isWhole }));
  if (answer?.status === REFUSED) refusedBases.set(form.getAttribute("action"), submission.was);
  else refusedBases.delete(form.getAttribute("action"));
  if (!answer && !isWhole) {
    form.reportValidity(); // the server would say it better, but not before there is a signal again
    await withdraw(submission);
    return new Response(null, { status: 204 });
  }
  if (answer?.status !== REFUSED) renewKey(form);
  if (answer?.status >= 400) await withdraw(submission); // the page says what is wrong, and has the text
  // Without a text another tab sent it; the answer is good, but the part that it brings went there.
  if (answer && (answer.text !== null || answer.headers["HX-Redirect"])) return responseOf(answer);
  ctx.isLeft = deck ? (await deck.goOn(form, submission)) === "card" : await waits(form, submission);
  if (!ctx.isLeft) correct(ctx, submission, heard);
  return new Response(null, { status: 204 });
}

/** What the promise gives, if that is soon enough to be waited for; else null. */
async function soon(promise, milliseconds) {
  const late = Symbol("late");
  const found = await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds, late))]);
  if (found !== late) return found;
  if (milliseconds) (await sender()).noteSpeed(milliseconds);
  return null;
}

/** The answer as htmx takes it. The words for the page that it leads to are said there; see status.js. */
function responseOf(answer) {
  return new Response((!answer.headers["HX-Redirect"] && answer.text) || null, leadingOn(answer));
}

/** Whether the page shows it as done, as soon as it is kept: a tick, a button that stays pressed, or a row in its place. */
async function isDrawn(form, submission) {
  if (!form.matches(DRAWN)) return false;
  const overlay = await import("./overlay.js");
  overlay.draw(form, submission);
  setTimeout(async () => (await isWaiting(submission)) && overlay.mark(form, submission), FLEETING);
  return true;
}

async function drawWhatWaits() {
  const waiting = await waitingOf(document.body.dataset.user);
  if (waiting.length) (await import("./overlay.js")).drawAll(waiting, document.querySelectorAll(DRAWN));
}

const isWaiting = async ({ user, key }) => (await waitingOf(user)).some((one) => one.key === key);

/** Puts what the server says in place of what was shown, or goes where that leads, unless something later was done there. */
async function correct({ target: { id }, swap, select, sourceElement }, submission, heard) {
  const answer = await heard;
  if (!answer?.text && !answer?.headers["HX-Redirect"]) return;
  const pathOf = ({ url }) => url.split("?")[0];
  const isLast = (await waitingOf(submission.user)).every((one) => pathOf(one) !== pathOf(submission));
  if ((!isLast && answer.status < 400) || isWrittenIn(sourceElement, submission)) return;
  const { "HX-Retarget": target = `#${id}`, "HX-Reswap": how = swap, "HX-Redirect": goal, "HX-Refresh": isStale } = leadingOn(answer).headers;
  if (goal || isStale) return void (isIdle(sourceElement) && (goal ? location.assign(goal) : location.reload()));
  if (answer.status === REFUSED) refusedBases.set(sourceElement.getAttribute("action"), submission.was);
  const source = sourceElement.isConnected ? sourceElement : document.body;
  await htmx.swap({ sourceElement: source, target, swap: how, select, text: answer.text });
  if (answer.status >= 400) (await sender()).withdraw(submission);
}

/** Whether another is begun in it, that isn't to be taken away. */
const isWrittenIn = (form, submission) => hasKey(form) || (isChanged(form) && !isAsSent(form, submission));

const isIdle = (form) => [document.body, null].includes(document.activeElement) || form.contains(document.activeElement);

/** The answer; one that leads to a place on this very page has it fetched anew, which a browser wouldn't. */
function leadingOn({ status, headers }) {
  const goal = headers["HX-Redirect"] && new URL(headers["HX-Redirect"], location);
  if (!goal?.hash || goal.pathname + goal.search !== location.pathname + location.search) return { status, headers };
  history.replaceState(history.state, "", goal);
  return { status, headers: { "HX-Refresh": "true" } };
}

/** Keeps what the form says, and makes the form ready for another. */
export async function keep(form, url, fields, { key, ...options }) {
  const submission = describe(form, url, fields, key);
  const base = bases.get(form);
  keptHere.set(submission.key, [submission, options]);
  setBase(form, fields, submission.key); // before it is stored, for typing goes on: what is kept next follows this
  try {
    (await import("./size.js")).refuseTooLarge(form, submission);
    const kept = await (await sender()).submit(submission, options);
    freshen(form);
    return kept;
  } catch (error) {
    bases.set(form, base);
    throw error;
  }
}

/** What the form says by now, as a submission of it. */
export function describe(form, url, fields, key) {
  const { pathname, search } = new URL(url, location);
  return {
    key, user: document.body.dataset.user, lane: laneOf(form, pathname, fields), url: pathname + search,
    fields, was: isEdit(form, search) ? baseOf(form) : null, follows: [...(shown.get(form) ?? [])],
    at: Date.now(), words: wordsOf(form), state: "waiting", tried: false,
  };
}

/** A form's key is made when it is first written in, and another once its submission is taken: a form that is sent twice
 * before that is one submission. What is written down of it while it is typed goes by this key, too. */
export function keyOf(form) {
  if (!keys.has(form)) setKey(form, uuid7());
  return keys.get(form);
}

export const setKey = (form, key) => keys.set(form, key);
export const hasKey = (form) => keys.has(form);

export function renewKey(form) {
  form.dispatchEvent(new CustomEvent("outbox:taken", { bubbles: true, detail: keyOf(form) }));
  keys.delete(form);
}

/** Whether it was kept by this page, which shows it already. */
export const isKeptHere = ({ key }) => keptHere.has(key);
export const allKeptHere = () => [...keptHere.values()];

/** Gives what each form in `root` makes another id: of a copy that is opened twice, too, come two things. */
export function freshen(root) {
  const ids = root.elements ? [root.elements.id] : root.querySelectorAll("input[data-fresh]");
  for (const { form } of [...ids].filter((one) => one?.matches?.("[data-fresh]"))) giveId(form.elements, uuid7());
}

/** What the form makes is this thing; its fields may carry the id in their names. */
export function giveId(fields, id) {
  const old = fields.id.value;
  for (const field of fields) if (field.name.includes(old)) field.name = field.name.replace(old, id);
  fields.id.value = id;
}

/** The fields that the form was filled with: as the server wrote it, or as it was sent last. One that was given back shows
 * what was typed, which the server hasn't. */
function baseOf(form) {
  return refusedBases.get(form.getAttribute("action")) ?? bases.get(form) ?? fieldsAsRendered(form);
}

/** The form shows what these fields say, and with them the submissions of these keys. */
export function setBase(form, fields, ...those) {
  bases.set(form, fields);
  shown.set(form, [...(shown.get(form) ?? []), ...those].slice(-MOST_FOLLOWED));
}

/** The form is as the server wrote it: what it showed before is nothing any more. */
export function asRendered(form) {
  bases.delete(form);
  shown.delete(form);
  form.dispatchEvent(new CustomEvent("outbox:renewed"));
}

/** Whether anything was written in it that the server hasn't. */
export const isChanged = (form) =>
  refusedBases.has(form.getAttribute("action")) || String(fieldsOf(form)) !== String(fieldsAsRendered(form));

export const fieldsOf = (form) => [...new URLSearchParams(new FormData(form))];

/** As the server wrote it: a browser may have put back what was typed before a reload. */
export function fieldsAsRendered(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return fieldsOf(copy);
}

const isEdit = (form, search) => search.includes("_method=put") && [...(form.elements ?? [])].some((one) => !one.matches(NO_WORDS));

/** What needs what came before it: all of one interview, or of one story. */
function laneOf(form, pathname, fields) {
  const id = fields.find(([name]) => name === "id")?.[1];
  return form.closest("[data-lane]")?.dataset.lane ?? pathname.match(UUID)?.[0] ?? id ?? pathname;
}

/** How a person knows it again: the title of its page, the button, the labels of the fields, and of those that are a choice
 * the option's words. And where: the address that has its form, the one that is returned to, and the one that takes it back. */
function wordsOf(form) {
  const fields = [...(form.elements ?? [])].filter((one) => one.name && one.labels?.length);
  const labels = fields.map((one) => [one.name, (one.closest("fieldset")?.querySelector("legend") ?? one.labels[0]).textContent.trim()]);
  const chosen = fields.filter((one) => one.matches("select, :checked"))
    .map((one) => [one.name, (one.selectedOptions?.[0] ?? one.labels[0]).textContent.trim()]);
  const button = form.querySelector(".row-title") ?? form.querySelector("button:not([aria-hidden])");
  return {
    page: document.querySelector("h1")?.textContent.trim(), what: button?.textContent.trim(),
    labels: Object.fromEntries(labels), chosen: Object.fromEntries(chosen),
    at: form.closest("[data-page]")?.dataset.page ?? location.pathname + location.search,
    back: document.querySelector(".back-link")?.pathname, undo: form.dataset?.undo,
  };
}

/** Shows what waits where it was written; from a page that was only its form it leads back to where that was opened, if
 * the worker is there to open that. */
async function waits(form, submission) {
  const back = navigator.serviceWorker?.controller && document.querySelector(".back-link");
  if (!back || !form.matches(LEADS_ON)) {
    const overlay = await import("./overlay.js");
    const isListed = (await isWaiting(submission)) && overlay.lay(form, submission);
    if (isListed && isAsSent(form, submission)) form.reset(); // for another
    else (await import("../offline/renewal.js")).renew(); // the answer came a moment too late
    return false;
  }
  leadOn(submission, back.href);
  return true;
}

/** Leaves for another page. Should what waits be refused, this tab comes back to it; see status.js. */
export function leadOn(submission, address) {
  if (submission) sessionStorage.ledOn = submission.key;
  location.assign(address);
}

/** Whether nothing was written in it since. */
const isAsSent = ({ elements }, { fields }) =>
  fields.every(([name, value]) => !elements[name]?.matches?.("input:not([type=hidden]), textarea") || elements[name].value === value);

/** A form that goes straight to the server is not let go into nothing: without a signal its text stays where it is. */
document.addEventListener("submit", async (event) => {
  const [form, button] = [event.target, event.submitter];
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post") || form === going) return;
  event.preventDefault();
  shut(form);
  if (!(await (await ours()).isReachable())) {
    open(form);
    return void dispatchEvent(new CustomEvent("no-signal"));
  }
  // Whoever signs in begins without copies of anybody's pages, and sees nobody's outbox before it is known who it is.
  if (!document.body.dataset.user) await within(STUCK, forgetWho()).catch(() => {}); // with a broken storage too
  going = form;
  form.requestSubmit(button);
  going = undefined;
});

async function forgetWho() {
  const [{ dropPacks }, { goOnLeaving }, { forgetOwner }] = await Promise.all([
    import("../offline/pack.js"), import("../offline/leaving.js"), import("./owners.js"),
  ]);
  await Promise.all([dropPacks(), goOnLeaving(), forgetOwner()]);
}

/** What the promise gives, unless it takes longer: WebKit's storage is known to stand still at times. */
function within(milliseconds, promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, milliseconds, new Error("too late")))]);
}

// Under the same key: should it be kept after all, it is still done once.
async function withoutStorage(url, fields, key) {
  const response = await fetch(url, {
    method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true", "Idempotency-Key": key },
  });
  if (!(await ours()).isOurs(response)) throw new Error(`${response.url}: not ours`);
  return response;
}
