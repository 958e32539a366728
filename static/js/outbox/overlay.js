// What waits, laid over a page that doesn't know of it yet: a copy, or one that is open. Each submission that waits fills
// the form it came from, as the person left it.
import { fieldsAsRendered, fieldsOf, giveId, isChanged, isKeptHere, setBase } from "./forms.js";
import { takeBack } from "./sender.js";
import { firstIn, titleOf } from "./words.js";

const MARK = "Saved on this phone";
const CHANGED = "Changed. It is here as soon as there is a signal.";
const BACK = "Brought back. It is here as soon as there is a signal.";
const wordsFor = ({ answeredAt }) => (answeredAt ? "Saved" : MARK);
const LINE = 100; // characters
const VARIES = new Set(["id", "before"]); // of hidden fields: what a form makes, and where it moves a row
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

const actionOf = (url) => {
  const { pathname, searchParams } = new URL(url, location);
  return { pathname, method: searchParams.get("_method") ?? "post" };
};

/** Lays over a page what it doesn't know of, in order: what waits, and what was answered for after the page was made. Not what
 * somebody was quick enough to write in it by now; and unless its forms are anew as the server has them, not what this page kept
 * itself. */
export function layAll(submissions, { isAnew = false } = {}) {
  layIn(document, submissions.filter((one) => isAnew || !isKeptHere(one)), (submission) => tell(submission) || tellOfPage(submission));
  countTicks(submissions.filter(({ url }) => url.includes("/completion?")));
}

/** The same for a part that was fetched: it doesn't know of what this page kept, either. */
export function layOver(fragment, submissions) {
  layIn(fragment, submissions, (submission) => tell(submission, fragment));
}

function layIn(fragment, submissions, tellOf) {
  const forms = [...fragment.querySelectorAll("form[method='post']")];
  const untouched = new Set(forms.filter((one) => !isChanged(one)));
  for (const submission of submissions) {
    const form = forms.find((one) => isFor(one, submission));
    if (form && location.hash === `#change-${submission.key}`) change(form, submission);
    else if (form) lay(form, submission, { refill: untouched.has(form) });
    else if (!submissions.some((later) => isMoreOf(submission, later))) tellOf(submission);
  }
}

/** Whether the later one was written in a form that showed this one already. */
const isMoreOf = ({ key, url }, later) => later.url === url && later.follows?.includes(key);

/** Shows each as done in the first of these forms that it may have come from. */
export function drawAll(submissions, forms) {
  for (const submission of submissions) {
    const form = [...forms].find((one) => isFor(one, submission));
    if (form) draw(form, submission);
  }
}

/** Fills the form that something refused came from, to be put right and sent in its place. */
function change(form, submission) {
  const id = submission.fields.find(([name]) => name === "id")?.[1];
  if (id && form.elements.id) giveId(form.elements, id);
  const [before, now] = [fieldsAsRendered(form), fieldsOf(form)];
  show(form, submission);
  fill(form, over(fieldsOf(form), before, now)); // what somebody was quick enough to write in it stays
  mark(form, submission);
  const slots = submission.error?.slots ?? [];
  if (slots.length && sayBeside(form, slots)) form.querySelector(".kept-mark").textContent = "Not sent yet. What is to be changed is marked.";
  form.closest("details")?.setAttribute("open", "");
  const field = form.querySelector("[aria-invalid]") ?? form.querySelector("input:not([type=hidden]), textarea, select");
  field?.focus({ preventScroll: true });
  (form.querySelector("[aria-invalid]") ?? form.querySelector(".kept-mark")).scrollIntoView({ block: "center" });
}

/** What is wrong with each field, in the place for that; see templates/shared/_field.html. Whether all have one. The form may
 * have been made anew since: then the fields have what they were called in their names, but not in their ids. */
export function sayBeside(form, slots) {
  const said = slots.map(([id, message]) => {
    const name = id.replace(/-error$/, "");
    const field = document.getElementById(name) ?? form.elements[name];
    const slot = document.getElementById(id) ?? document.getElementById(`${field?.id}-error`);
    if (slot) slot.textContent = message;
    if (field?.matches?.("input, select, textarea")) message ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
    return Boolean(slot);
  });
  return said.every(Boolean);
}

/** Where a thing is shown in a list without its form: that it was deleted, or changed and to what. Whether it is there. */
function tell(submission, fragment = document) {
  const { pathname, method } = actionOf(submission.url);
  const [row] = rowsOf(submission.url, fragment);
  if (!row) return false;
  if (row.querySelector(`.kept-mark[data-of="${submission.key}"]`)) return true;
  if (method === "delete" && pathname.endsWith(thingIn(pathname))) {
    row.setAttribute("data-going", "");
    row.append(noteOf(submission, submission.answeredAt ? "Deleted. " : `Deleted. ${MARK}. `));
    if (submission.words.undo) row.lastChild.append(undoOf(row, submission));
  } else if (method === "delete" && row.matches("[data-going]")) {
    row.removeAttribute("data-going");
    row.querySelector(".kept-mark").replaceWith(noteOf(submission, wordsFor(submission)));
  } else if (method === "put") {
    (row.querySelector("form") ?? row).append(noteOf(submission, [wordsFor(submission), textIn(submission)].filter(Boolean).join(": ")));
  } else return false;
  return true;
}

/** On the page of a thing that shows it without its form: that it was changed; where it was brought back: that it was; and where
 * a form led back to: that it was made. */
function tellOfPage(submission) {
  const { pathname, method } = actionOf(submission.url);
  const [heading, text] = [document.querySelector("#main h1"), textIn(submission)];
  if (!heading || document.querySelector(`[data-of="${submission.key}"], #waits-${submission.key}`)) return;
  if (method === "put" && pathname === location.pathname) {
    heading.after(noteOf(submission, submission.answeredAt ? CHANGED : `Changed. ${MARK}; it is here once it is sent.`));
  } else if (isUndo(submission) && submission.words.at === location.pathname) {
    heading.after(noteOf(submission, submission.answeredAt ? BACK : `Brought back. ${MARK}; it is here once it is sent.`));
  } else if (text && submission.words.back === location.pathname) {
    heading.after(lineOf(submission, `${titleOf(submission)}: ${text}`));
  }
}

/** Whether it brings back what was deleted, or put away. */
const isUndo = ({ url }) => actionOf(url).method === "delete" && /\/(deletion|archival)$/.test(actionOf(url).pathname);

/** Brings back what was deleted: it is as if it never was, unless that may be known already. */
function undoOf(row, submission) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Undo" });
  button.addEventListener("click", async () => {
    await takeBack(submission);
    row.removeAttribute("data-going");
    button.parentElement.remove();
  });
  return button;
}

/** The rows of lists that show what a submission is about, or lead to it. */
function rowsOf(url, fragment = document) {
  const thing = thingIn(actionOf(url).pathname);
  const rows = thing ? document.querySelectorAll(`li[id$="${thing}"], li:has(> a.row[href$="/${thing}"])`) : [];
  return [...rows].filter((row) => fragment.contains(row));
}

/** The id of what an address is about: of what was told to a person, the thing. */
function thingIn(pathname) {
  const ids = pathname.match(new RegExp(UUID, "g"));
  return pathname.includes("/mentions/") ? ids[1] : ids?.[0];
}

/** What was written first in it, as much as a line says. */
function textIn(submission) {
  const text = firstIn(submission);
  return text?.length > LINE ? `${text.slice(0, LINE)}…` : text;
}

export function isFor(form, { url, fields }) {
  const [here, there] = [actionOf(form.getAttribute("action")), actionOf(url)];
  if (here.pathname !== there.pathname) return false;
  if (isTick(form)) return true;
  // Several forms go to one address, each with a choice of its own that isn't to be changed in it.
  const fixed = [...form.elements].filter((one) => one.type === "hidden" && one.name && !VARIES.has(one.name) && !one.closest("form-rows"));
  return here.method === there.method && fixed.every(({ name, value }) => fields.some(([n, v]) => n === name && v === value));
}

const isTick = (form) => form.querySelector(".tick") !== null;

/** Lays one submission over its form. True when it has a line of its own above the form, which is for the next one then. */
export function lay(form, submission, { refill = false } = {}) {
  if (actionOf(submission.url).method === "post" && list(form, submission)) return true;
  const toast = isUndo(submission) && form.closest(".toast"); // that it was deleted, which it isn't any more
  if (toast) {
    tellOfPage(submission);
    toast.remove();
  } else {
    draw(form, submission, { refill });
    mark(form, submission);
  }
  return false;
}

/** Shows it as done. */
export function draw(form, submission, { refill = false } = {}) {
  const { method } = actionOf(submission.url);
  if (isTick(form)) tick(form, method === "put");
  else if (form.closest("[data-goes]")) form.closest("[data-goes]").hidden = true;
  else if (form.matches(".action:has([aria-pressed])")) press(form, method === "put");
  else if (method === "put" && refill && form.matches(":not(.action)")) show(form, submission);
  else if (form.matches(":has([name=before])")) move(form, submission);
  else if (method === "delete" && !isUndo(submission)) for (const row of [form.closest("li, article"), ...rowsOf(submission.url)]) row?.setAttribute("data-going", "");
}

/** A row stands where it was moved to; its buttons, and those of the others, move from there on. */
function move(form, { fields }) {
  const [row, focused] = [form.closest("[data-id]"), document.activeElement];
  const before = fields.find(([name]) => name === "before")[1];
  const other = [...row.parentElement.children].find(({ dataset }) => dataset.id === before);
  row.parentElement.insertBefore(row, other ?? null);
  if (row.contains(focused)) focused.focus();
  const ids = [...row.parentElement.children].map(({ dataset }) => dataset.id);
  ids.forEach((id, index) => {
    setMover(`up-${id}`, ids[index ? index - 1 : 1], index === 0);
    setMover(`down-${id}`, ids[index + 2], index === ids.length - 1);
  });
}

/** See movers in templates/shared/_order.html. */
function setMover(id, before = "", isAtEnd) {
  const button = document.getElementById(id);
  button.form.elements.before.value = before;
  isAtEnd ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled");
}

/** A tick set, or taken away: the next tap does the opposite. */
function tick(form, isSet) {
  form.querySelector("button").setAttribute("aria-pressed", String(isSet));
  for (const name of ["action", "hx-post"]) {
    form.setAttribute(name, form.getAttribute(name).replace(/_method=\w+/, `_method=${isSet ? "delete" : "put"}`));
  }
  for (const place of document.querySelectorAll("[data-counts]")) count(place);
}

/** A button that stays pressed; one of several for the same thing lets the others go. */
function press(form, isSet) {
  const { pathname } = actionOf(form.getAttribute("action"));
  const choices = [...(form.closest("[role=group]")?.querySelectorAll("form") ?? [])].filter((one) => actionOf(one.getAttribute("action")).pathname === pathname);
  if (choices.length < 2) return tick(form, isSet);
  for (const one of choices) one.querySelector("button").setAttribute("aria-pressed", String(one === form));
}

/** Progress over the ticks of the page. */
function count(place) {
  const ticks = [...document.querySelectorAll(`${place.dataset.counts} .tick`)];
  const done = ticks.filter((one) => one.getAttribute("aria-pressed") === "true").length;
  if (ticks.length !== place.querySelector("progress").max) return; // only a part of them is shown
  showCount(place, done, ticks.length);
}

/** Where a list is only counted, and its next lines are named: each tick was the opposite before. */
function countTicks(ticks) {
  const isSet = ({ url }) => actionOf(url).method === "put";
  for (const place of document.querySelectorAll("[data-list]")) {
    const [done, total] = (place.dataset.counted ??= place.textContent.match(/\d+/g).join(" ")).split(" ").map(Number);
    const more = ticks.filter(({ lane }) => lane === place.dataset.list).reduce((sum, one) => sum + (isSet(one) ? 1 : -1), 0);
    showCount(place, Math.max(0, Math.min(total, done + more)), total);
  }
  for (const tick of ticks) {
    const row = document.querySelector(`li:has(> a[href$="#item-${thingIn(tick.url)}"])`);
    if (!row) continue;
    row.hidden = isSet(tick);
    row.closest("section").hidden = !row.parentElement.querySelector("li:not([hidden])");
  }
}

/** A bar with its words, or a ring: see templates/shared/_ui.html. */
function showCount(place, done, total) {
  const [bar, ring] = [place.querySelector("progress"), place.querySelector(".ring")];
  if (bar) {
    bar.value = done;
    place.querySelector(".progress span").textContent = `${done} of ${total}`;
  } else {
    ring.ariaLabel = ring.ariaLabel.replace(/\d+/, done);
    ring.querySelector("text").textContent = `${done}/${total}`;
    ring.querySelector(".ring-done").setAttribute("stroke-dasharray", `${Math.floor((100 * done) / (total || 1))} 100`);
  }
}

/** What it changed, over what the form shows: two tabs may each have changed something else of the same thing. */
function show(form, { fields, was, key }) {
  fill(form, was ? over(fieldsOf(form), was, fields) : fields);
  setBase(form, fieldsOf(form), key);
}

function over(shown, was, fields) {
  const said = (of, name) => String(of.filter(([one]) => one === name).map(([, value]) => value));
  const isChanged = ([name]) => said(was, name) !== said(fields, name);
  return [...shown.filter((one) => !isChanged(one)), ...fields.filter(isChanged)];
}

export function fill(form, fields) {
  for (const rows of form.querySelectorAll("form-rows")) rows.make?.(fields);
  for (const element of form.elements) {
    if (!element.name || ["hidden", "submit", "file"].includes(element.type)) continue;
    const values = fields.filter(([name]) => name === element.name).map(([, value]) => value);
    if (element.type === "radio" || element.type === "checkbox") element.checked = values.includes(element.value);
    else element.value = values[0] ?? "";
  }
}

/** A thing that isn't there yet: its words, above the form that makes it, which may be folded. False for a form without words. */
function list(form, submission) {
  const text = textIn(submission);
  if (!text) return false;
  if (!document.getElementById(`waits-${submission.key}`)) (form.closest("details.new-line") ?? form).before(lineOf(submission, text));
  return true;
}

function lineOf({ key, state, answeredAt }, text) {
  const line = Object.assign(document.createElement("p"), { id: `waits-${key}`, textContent: text, dir: "auto" });
  line.toggleAttribute("data-refused", state === "refused");
  line.classList.toggle("waits", !answeredAt);
  return line;
}

export function mark(form, submission) {
  if (submission.answeredAt) return;
  form.dataset.waiting = submission.key;
  if (form.querySelector(".kept-mark")) return;
  form[submission.state === "refused" ? "prepend" : "append"](noteOf(submission, MARK));
}

/** A word beside what waits; or what is wrong with it, if it was refused. */
function noteOf({ key, error, answeredAt }, text) {
  const note = Object.assign(document.createElement("p"), { className: "kept-mark", textContent: error?.words ?? text, dir: "auto" });
  note.classList.toggle("field-error", error !== undefined);
  note.dataset.of = key;
  if (!answeredAt) note.dataset.waiting = key;
  return note;
}

/** It is on the server: nothing says any more that it waits. Whether anything did on this page. */
export function lift(key) {
  const line = document.getElementById(`waits-${key}`);
  const places = document.querySelectorAll(`[data-waiting="${key}"]`);
  line?.classList.remove("waits");
  for (const place of places) {
    if (place.matches(".kept-mark")) place.remove();
    delete place.dataset.waiting;
    place.querySelector(".kept-mark")?.remove();
  }
  return line !== null || places.length > 0;
}
