// What is being typed and isn't kept yet, in localStorage: that writes it down at once, also in the moment a page is left or
// dies. A draft is a submission, under the key that it will be kept under, with facts of its own: `isTyped` is what is kept
// as it is typed, or was sent in the moment the page was left, and goes on by itself; anything else waits until its form is
// opened again. `page` says where it is typed, and `error` what the server said of it. What holds a secret is not written down.
import { describe, fieldsOf, hasKey, isChanged, isGoneOnWith, isKeptHere, keyOf, notStoredYet, renewKey, setKey, uuid7 } from "./forms.js";
import { keep, keptOf } from "./store.js";

const PREFIX = "draft ";
const AT_MOST_EVERY = 250; // milliseconds
const LEAVING = ["pagehide", "visibilitychange"];

const page = uuid7(); // this one; a tab has one after the other
const lookedAt = takeLookedAt(); // the key of the draft that this page is an answer to: nothing of it is kept yet
const changed = new Set(); // forms that aren't written down yet
let timer;
let letGo = () => {};

/** Writes down what is typed in any form of this page. */
function begin() {
  document.addEventListener("input", ({ target }) => isDrafted(target.form) && later(target.form));
  document.addEventListener("outbox:taken", ({ target, detail: key }) => {
    forget(target, key);
    if (isKeptHere({ key })) remove(lookedAt);
  });
  document.addEventListener("submit", noteLookedAt);
  // Also what is sent at once: it isn't stored yet when the page is left in the next moment.
  for (const sign of [...LEAVING, "submit"]) addEventListener(sign, writeAll, { capture: true });
  addEventListener("pagehide", () => {
    for (const submission of notStoredYet()) write({ ...submission, isTyped: true });
    sessionStorage.pageLeft = page;
    letGo();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && lockPage());
  lockPage();
  for (const form of document.forms) if (lookedAt && isGivenBack(form)) setKey(form, lookedAt);
  for (const form of document.forms) if (isDrafted(form) && isWrittenIn(form)) later(form); // before this was here
}

const isWrittenIn = ({ elements }) =>
  [...elements].some(({ type, value, defaultValue }) => type !== "hidden" && defaultValue !== undefined && value !== defaultValue);

/** Whether this page is the answer to it, and has it again. */
const isGivenBack = (form) => isDrafted(form) && new URL(form.action).pathname === location.pathname;

export const isDrafted = (form) =>
  form?.matches("[method=post]") && !form.matches(".action") && !form.querySelector("[type=password], auto-save:defined");

function later(form) {
  changed.add(form);
  form.autocomplete = "off"; // Back brings what is half written from here, not by the browser what was sent
  timer ??= setTimeout(writeAll, AT_MOST_EVERY);
}

/** Of all that was typed up to now: also that a text was taken out again. */
export function writeAll({ type } = {}) {
  clearTimeout(timer);
  timer = undefined;
  const forms = [...changed].filter((form) => form.isConnected && isDrafted(form));
  changed.clear();
  for (const form of forms) form.ariaBusy ? noteBeside(form, { isLast: type === "pagehide" }) : note(form);
}

/** What says what the server has is no draft any more. */
function note(form) {
  if (isChanged(form)) writeDown(form);
  else if (hasKey(form)) renewKey(form);
}

/** What is typed while the form is sent is of another key, once that is stored; or of its own, should the page end before. */
function noteBeside(form, { isLast }) {
  if (!isGoneOnWith(form)) return;
  const isSent = isKeptHere({ key: keyOf(form) });
  if (!isLast && (!isSent || notStoredYet().some(({ key }) => key === keyOf(form)))) return later(form);
  if (isSent) renewKey(form);
  writeDown(form);
}

/** What goes straight to the server is looked at first: it is a draft until something is kept of the page that comes. A choice
 * on that page leads on. */
function noteLookedAt({ target: form, defaultPrevented }) {
  if (defaultPrevented || form.method !== "post") return;
  const key = hasKey(form) ? keyOf(form) : lookedAt;
  if (key) sessionStorage.lookedAt = `${new URL(form.action).pathname} ${key}`;
}

function takeLookedAt() {
  const [pathname, key] = (sessionStorage.lookedAt ?? "").split(" ");
  delete sessionStorage.lookedAt;
  return pathname === location.pathname ? key : undefined;
}

/** Also for a form that will keep itself, until what does that is here. */
function writeDown(form) {
  const isTyped = form.querySelector("auto-save") !== null;
  write({ ...describe(form, form.getAttribute("action"), textsOf(form), keyOf(form)), isTyped });
}

export const textsOf = (form) => fieldsOf(form).filter(([name]) => form.elements[name]?.type !== "file");

function forget(form, key) {
  changed.delete(form);
  form.querySelector(".draft-note")?.remove();
  remove(key);
}

const storage = () => {
  try {
    return localStorage;
  } catch {
    return {}; // refused by the browser: then there are no drafts
  }
};

/** Where there is no room for it, the text is in the form alone, as it is without us. What the server said of it stays. */
export function write(draft) {
  try {
    storage().setItem(PREFIX + draft.key, JSON.stringify({ ...draft, error: draft.error ?? errorOf(draft), page }));
  } catch {}
}

/** What the server said of the draft of this key as it refused that, but of what was changed since. */
export function errorOf({ key, fields }) {
  const before = JSON.parse(storage().getItem?.(PREFIX + key) ?? "null");
  const said = (all, id) => String(all.filter(([name]) => `${name}-error` === id));
  const slots = before?.error?.slots.filter(([id]) => said(before.fields, id) === said(fields, id)) ?? [];
  return slots.length ? { slots, words: slots.map(([, message]) => message).join(" ") } : undefined;
}

export const remove = (key) => storage().removeItem?.(PREFIX + key);

/** All drafts of a person, in the order they were begun. */
export function draftsOf(user) {
  const names = Object.keys(storage()).filter((name) => name.startsWith(PREFIX)).sort();
  return names.map((name) => JSON.parse(storage().getItem(name))).filter((draft) => draft.user === user);
}

/** Those whose pages are gone; with `andOurs` also this page's. */
export async function leftDraftsOf(user, { andOurs = false } = {}) {
  const drafts = draftsOf(user);
  const { held } = drafts.length ? await navigator.locks.query() : { held: [] };
  const open = new Set(held.map(({ name }) => name));
  const isLeft = (one) => one.page === sessionStorage.pageLeft || !open.has(lockOf(one.page));
  return drafts.filter((one) => (one.page === page ? andOurs : isLeft(one)));
}

/** What of these is half written, the newest first: not what goes on by itself, or was kept after all. */
export async function halfWritten(drafts) {
  const half = drafts.filter(({ isTyped }) => !isTyped);
  const kept = new Set(half.length ? await keptOf(half.map(({ key }) => key)) : []);
  kept.forEach(remove);
  return half.filter(({ key }) => !kept.has(key)).reverse();
}

const lockOf = (page) => `page ${page}`;

/** While this page is here, what is typed in it is nobody else's to bring back. Not by tab: a tab can be duplicated. */
function lockPage() {
  navigator.locks.request(lockOf(page), () => new Promise((resolve) => (letGo = resolve)));
}

/** Keeps what was typed on a page that was left before it could be kept. */
export async function adopt(user) {
  for (const { isTyped, error, page: _, ...submission } of await leftDraftsOf(user)) {
    if (!isTyped) continue;
    await keep(submission, { latest: true });
    remove(submission.key);
  }
}

export const forgetDrafts = (user) => draftsOf(user).forEach(({ key }) => remove(key));

if (document.body.dataset.user) begin(); // at once: a page may be left at any moment
