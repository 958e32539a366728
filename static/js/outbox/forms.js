// What the forms of a page say, and what of it was sent. Every form that htmx sends goes through the outbox: kept on the phone
// first, sent after, online as well as without a signal; see sending.js. Only what holds a password goes straight to the
// server: a secret isn't kept on a phone. It imports nothing: every page waits for it.

const STUCK = 4_000; // milliseconds that a phone may take to keep something
const FIRST_LOOK = 60_000; // milliseconds in which the signal that brought a page is still there
const NOTHING_SENT = "No signal just now. Nothing was sent; what you wrote is still here.";
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const UNMADE = "[data-fresh][value^='0f7e5300-']"; // the place of an id, in a copy; see webapp/core/late.py
const MAX_FOLLOWED = 20; // more than can wait at once of what is replaced as one types
const NO_WORDS = "[type=hidden], [type=submit], button";

// What only sending needs: a page that opens for the first time on a phone is not to wait for it.
const sending = () => import("./sending.js").catch(withoutSignal);
const sender = () => import("./sender.js");
const ours = () => import("../ours.js");

const bases = new WeakMap(); // form -> the fields that the server, or what waits, has for it
const rendered = new WeakMap(); // form -> its fields as the server wrote it, where rows of it were put in or taken out
const shown = new WeakMap(); // form -> the keys of what was laid over it or kept from it
const refusedBases = new Map(); // address -> the same, of a form that the server gave back with what is wrong with it
const keptHere = new Set(); // keys of what this page kept
const beingKept = new Set(); // submissions that aren't stored yet
let going; // a form that is being let go straight to the server
const keys = new WeakMap(); // form -> what its next submission is kept under
const busy = new WeakMap(); // form -> what it said when it was shut, and what was pressed and said after that

for (const heed of [holdBack, refuseAgain]) document.addEventListener("submit", heed, { capture: true }); // before htmx, or anyone, hears of it
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (SAFE.has(ctx.request.method)) return;
  const form = ctx.sourceElement;
  const isWhole = form.checkValidity?.() ?? true; // as it is sent: it may be changed from now on
  shut(form);
  busy.set(form, { text: textOf(form) });
  ctx.fetch = async (url, { body }) => {
    const submission = describe(form, url, [...new URLSearchParams(body)], keyOf(form));
    const kept = keep(form, submission); // before anything is waited for: the page may be left in the next moment
    kept.catch(() => {});
    return (await sending()).send(ctx, { submission, kept, isWhole });
  };
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => leadsOn(ctx) || openAgain(ctx.sourceElement));
addEventListener("pageshow", ({ persisted }) => persisted && document.querySelectorAll("form[aria-busy]").forEach(open));

freshen(document);
document.addEventListener("htmx:after:swap", () => freshen(document, UNMADE));

/** A form is shut from the first tap until it is known that the page stays, or the next one is here: a second tap is none,
 * unless it says something else by then. */
export const shut = (form) => form.setAttribute("aria-busy", "true");
export const open = (form) => form.removeAttribute("aria-busy");

/** Pressed before htmx knows of the form, it would go by itself, past the outbox: it goes once that does. */
function holdBack(event) {
  const { target: form, submitter: button } = event;
  if (!window.htmx || !form.matches("[hx-post]:not([data-htmx-powered])")) return;
  stop(event);
  document.addEventListener("htmx:after:process", () => form.requestSubmit(button), { once: true });
}

function refuseAgain(event) {
  const { target: form, submitter: button } = event;
  if (!form.ariaBusy || form === going) return;
  stop(event);
  if (busy.has(form)) busy.get(form).again = { button, text: textOf(form) };
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** What was put right while the answer to it was on its way, and sent again, goes now. */
function openAgain(form) {
  open(form);
  const { text, again } = busy.get(form) ?? {};
  if (again && again.text !== text && again.text === textOf(form)) setTimeout(() => form.requestSubmit(again.button)); // htmx is done by then
}

/** It is empty for another: a second tap, on what says nothing yet, is none. */
export function empty(form) {
  form.reset();
  if (busy.has(form)) busy.get(form).text = textOf(form);
}

/** Whether nothing was written in it since it was sent, or emptied; its fields may have other names by now. */
export const isAsSent = (form) => busy.get(form)?.text === textOf(form);

/** Whether somebody writes in it while it is shut. */
export const isGoneOnWith = (form) => Boolean(form.ariaBusy && busy.has(form)) && !isAsSent(form);

/** What a person said in it. */
function textOf(form) {
  const isSaid = ([name]) => form.elements[name]?.type !== "hidden";
  return JSON.stringify(form.elements ? fieldsOf(form).filter(isSaid).map(([, value]) => value) : []);
}

const leadsOn = ({ response, isLeft }) => isLeft || ["HX-Redirect", "HX-Refresh"].some((name) => response?.headers?.has(name));

/** Notes what the server has for a form that it gives back, with what is wrong with what was sent; or that it takes it. */
export function noteRefusal(form, submission) {
  if (submission) refusedBases.set(form.getAttribute("action"), submission.was);
  else refusedBases.delete(form.getAttribute("action"));
}

/** Keeps a submission of the form, and makes the form ready for another. */
export async function keep(form, submission, options) {
  const base = bases.get(form);
  keptHere.add(submission.key);
  setBase(form, submission.fields, submission.key); // before it is stored, for typing goes on: what is kept next follows this
  beingKept.add(submission);
  try {
    (await import("./size.js")).refuseTooLarge(form, submission);
    const kept = await (await sender()).submit(submission, options);
    freshen(form);
    return kept;
  } catch (error) {
    bases.set(form, base);
    throw error;
  } finally {
    beingKept.delete(submission);
  }
}

/** What was sent, and is lost if this page ends now. */
export const notStoredYet = () => [...beingKept];

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

/** That key is taken, if it is the form's still. */
export function renewKey(form, key = keyOf(form)) {
  if (keys.get(form) !== key) return;
  form.dispatchEvent(new CustomEvent("outbox:taken", { bubbles: true, detail: key }));
  keys.delete(form);
}

/** Whether it was kept by this page, which shows it already. */
export const isKeptHere = ({ key }) => keptHere.has(key);

/** Gives what each form in `root` makes another id: of a copy that is opened twice, too, come two things. */
export function freshen(root, which = "[data-fresh]") {
  const ids = root.elements ? [root.elements.id] : root.querySelectorAll(`input${which}`);
  for (const { form } of [...ids].filter((one) => one?.matches?.(which))) giveId(form.elements, uuid7());
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
  shown.set(form, [...(shown.get(form) ?? []), ...those].slice(-MAX_FOLLOWED));
}

/** The form is as the server wrote it: what it showed before is nothing any more. */
export function asRendered(form) {
  for (const noted of [bases, shown, rendered]) noted.delete(form);
  form.dispatchEvent(new CustomEvent("outbox:renewed"));
}

/** Whether anything was written in it that the server hasn't. */
export const isChanged = (form) =>
  refusedBases.has(form.getAttribute("action")) || String(fieldsOf(form)) !== String(fieldsAsRendered(form));

/** Whether somebody wrote in it since it was filled: by the server, or with what waits. */
export const isTouched = (form) =>
  refusedBases.has(form.getAttribute("action")) || String(fieldsOf(form)) !== String(bases.get(form) ?? fieldsAsRendered(form));

export const fieldsOf = (form) => [...new URLSearchParams(new FormData(form))];

/** As the server wrote it: a browser may have put back what was typed before a reload. */
export function fieldsAsRendered(form) {
  if (rendered.has(form)) return rendered.get(form);
  const copy = form.cloneNode(true);
  copy.reset();
  return fieldsOf(copy);
}

/** Remembers that, before rows are put in or taken out: no reset brings those back. */
export const noteRendered = (form) => rendered.set(form, fieldsAsRendered(form));

const isEdit = (form, search) => search.includes("_method=put") && [...(form.elements ?? [])].some((one) => !one.matches(NO_WORDS));

/** What needs what came before it: all of one interview, or of one story. */
function laneOf(form, pathname, fields) {
  const id = fields.find(([name]) => name === "id")?.[1];
  return form.closest("[data-lane]")?.dataset.lane ?? pathname.match(UUID)?.[0] ?? id ?? pathname;
}

/** How a person knows it again: the title of its page, the button and what that is about, the labels of the fields, and of those
 * that are a choice the option's words. And where: the address that has its form, the one that is returned to, and the one that
 * takes it back. */
function wordsOf(form) {
  const fields = [...(form.elements ?? [])].filter((one) => one.name && one.labels?.length);
  const labels = fields.map((one) => [one.name, (one.closest("fieldset")?.querySelector("legend") ?? one.labels[0]).textContent.trim()]);
  const chosen = fields.filter((one) => one.matches("select, :checked"))
    .map((one) => [one.name, (one.selectedOptions?.[0] ?? one.labels[0]).textContent.trim()]);
  const button = form.querySelector(".row-title") ?? form.querySelector("button:not([aria-hidden])");
  return {
    page: document.querySelector("h1")?.textContent.trim(), what: button?.textContent.trim(), isPressed: button?.ariaPressed === "true",
    about: aboutOf(form),
    labels: Object.fromEntries(labels), chosen: Object.fromEntries(chosen),
    at: form.closest("[data-page]")?.dataset.page ?? location.pathname + location.search,
    back: document.querySelector(".back-link")?.pathname, undo: form.dataset?.undo,
  };
}

/** What a button is about: the title of its row, or what the form beside it, of the same thing, says first. */
function aboutOf(form) {
  const thing = (one) => one.getAttribute("action")?.match(UUID)?.[0];
  const beside = [...document.querySelectorAll("#main form:not(.action)")].find((one) => one !== form && thing(one) === thing(form));
  const text = form.closest("li, article")?.querySelector(".row-title")?.textContent ?? beside?.querySelector("[type=text], textarea")?.defaultValue;
  return text?.trim();
}

/** A form that goes straight to the server is not let go into nothing: without a signal its text stays where it is. */
document.addEventListener("submit", async (event) => {
  const [form, button] = [event.target, event.submitter];
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post") || form === going) return;
  event.preventDefault();
  shut(form);
  const isFresh = await isFreshPhone().catch(() => false);
  if (!isFresh && !(await ours().then(({ isReachable }) => isReachable(), () => false))) {
    open(form);
    return sayNoSignal();
  }
  // Whoever signs in begins without copies of anybody's pages, and sees nobody's outbox before it is known who it is.
  if (!isFresh && !document.body.dataset.user) await unlessStuck(forgetWho()).catch(() => {}); // with a broken storage too
  going = form;
  form.requestSubmit(button);
  going = undefined;
});

/** What a phone hasn't yet can't be fetched now. */
function withoutSignal(error) {
  sayNoSignal();
  throw error;
}

function sayNoSignal() {
  const line = document.getElementById("status");
  line.textContent = NOTHING_SENT;
  line.dataset.state = "unsaved";
}

/** Whether this page came over the network a moment ago to a phone that has nothing of anybody. */
async function isFreshPhone() {
  if (navigator.serviceWorker?.controller || performance.now() > FIRST_LOOK || !navigator.onLine) return false;
  const [names, databases] = await Promise.all([caches.keys(), indexedDB.databases()]);
  return !databases.length && names.every((name) => name.startsWith("assets-"));
}

async function forgetWho() {
  const [{ dropPacks }, { goOnLeaving }, { forgetOwner }] = await Promise.all([
    import("../offline/pack.js"), import("../offline/leaving.js"), import("./owners.js"),
  ]);
  await Promise.all([dropPacks(), goOnLeaving(), forgetOwner()]);
}

/** What the promise gives, unless that takes too long: WebKit's storage is known to stand still at times. */
export function unlessStuck(promise, milliseconds = STUCK) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, milliseconds, new Error("too late")))]);
}

/** A UUID of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then chance. */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, now / 0x10000);
  new DataView(bytes.buffer).setUint16(4, now % 0x10000);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
