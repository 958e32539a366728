// Restores what is half written: a form that is opened again shows the draft that was left in it, and one that an answer
// draws anew, for something else was sent from beside it, goes on as it was.
import { errorOf, halfWritten, isDrafted, leftDraftsOf, textsOf, write, writeAll } from "./drafts.js";
import { describe, fieldsAsRendered, fieldsOf, giveId, hasKey, isChanged, isTouched, keyOf, renewKey, setBase, setKey } from "./forms.js";
import { fill, isFor, sayBeside } from "./overlay.js";
import { firstIn, made, wrongIn } from "./words.js";

const REFUSED = 422;
const { user } = document.body.dataset;

let atWork = []; // what is half written as an answer comes: { form, draft, place }

export async function begin() {
  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
    writeAll(); // else what was taken out of a form since would come back into the one that is drawn
    atWork = allAtWork(ctx);
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    atWork.splice(0).forEach(goOn);
    if (ctx.response?.status === REFUSED || ctx.request?.method !== "POST") restoreAlone(); // a form may have come, also with a late answer
  });
  await restoreAlone();
}

/** What was sent is among it only if it is given back. */
function allAtWork({ sourceElement, response }) {
  const isAtWork = (one) => !one.ariaBusy || (one === sourceElement && response?.status === REFUSED);
  const forms = [...document.querySelectorAll("form[method=post]")].filter((one) => isDrafted(one) && isAtWork(one) && isChanged(one));
  return forms.map((form) => {
    const draft = describe(form, form.getAttribute("action"), fieldsOf(form), keyOf(form));
    return { form, draft: { ...draft, error: errorOf(draft) }, place: placeIn(form) };
  });
}

/** Where somebody writes in it now. */
function placeIn({ elements }) {
  const { name, selectionStart, selectionEnd } = document.activeElement;
  return [...elements].includes(document.activeElement) && { name, selectionStart, selectionEnd };
}

function goOn({ form, draft, place }) {
  const again = form.isConnected ? form : [...document.querySelectorAll("form[method=post]")].find((one) => !hasKey(one) && isFor(one, draft));
  if (!again) return;
  setKey(again, draft.key); // at once: what is typed from now on is written down as the same
  if (String(fieldsOf(again)) === String(draft.fields)) return;
  again.reset();
  restore(again, draft, { isQuiet: true });
  const field = place && again.elements[place.name];
  field?.focus?.({ preventScroll: true });
  if (field?.matches?.("textarea, [type=text]")) field.setSelectionRange(place.selectionStart, place.selectionEnd);
}

/** One page after the other: each draft comes back in one of them. */
const restoreAlone = () => navigator.locks.request("restore drafts", restoreDrafts);

/** Drafts into forms that nobody wrote in. A form that came back from the server goes on with its own. */
async function restoreDrafts() {
  const forms = [...document.querySelectorAll("form[method=post]")].filter(isDrafted);
  const inUse = new Set(forms.filter(hasKey).map(keyOf));
  for (const draft of await halfWritten(await leftDraftsOf(user, { andOurs: true }))) {
    const form = !inUse.has(draft.key) && forms.find((one) => !hasKey(one) && isFor(one, draft));
    if (form) restore(form, draft);
  }
  forms.filter((form) => !form.dataset.waiting).forEach(noteWrong);
}

/** Notes what is wrong with a form that the server gave back, so that it can be said without a signal, too. A file isn't in
 * the draft, nor is what is wrong with it. */
function noteWrong(form) {
  const slots = wrongIn(form).slots.filter(([id]) => form.elements[id.replace(/-error$/, "")]?.type !== "file");
  if (!slots.length || !(hasKey(form) || isChanged(form))) return;
  const error = { slots, words: slots.map(([, message]) => message).join(" ") };
  const draft = describe(form, form.getAttribute("action"), textsOf(form), keyOf(form));
  if (firstIn(draft)) write({ ...draft, error, isTyped: false });
}

function restore(form, draft, { isQuiet = false } = {}) {
  const { key, fields, was, follows, error } = draft;
  const id = fields.find(([name]) => name === "id")?.[1];
  const isGivenBack = wrongIn(form).slots.length > 0 && form.elements.id?.value === id; // its texts may have lost a space
  const isThere = (isGivenBack && !isWrittenIn(form)) || String(valuesOf(fieldsOf(form))) === String(valuesOf(fields));
  if (isGivenBack) setKey(form, key); // it goes on as this draft, whatever it says by now
  if (!isThere && isTouched(form)) return; // somebody was quicker
  if (id && form.elements.id.matches?.("[data-fresh]")) giveId(form.elements, id);
  fill(form, fields);
  if (was) setBase(form, was, ...follows);
  setKey(form, key);
  write(draft); // it is this page's by now
  const isSaid = error && sayBeside(form, error.slots);
  if (isThere) return; // the browser put it back itself, or the server gave it back with what is wrong with it
  form.closest("details")?.setAttribute("open", "");
  if (!isQuiet) form.prepend(noteOf(form, draft, isSaid));
}

const isWrittenIn = (form) => String(fieldsOf(form)) !== String(fieldsAsRendered(form));

const valuesOf = (fields) => fields.filter(([name]) => name !== "id").map(([, value]) => value);

function noteOf(form, { at, was, error }, isSaid) {
  const line = Object.assign(document.createElement("p"), { className: "draft-note", role: "status" });
  const afresh = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Start afresh" });
  afresh.addEventListener("click", () => {
    was ? fill(form, was) : form.reset(); // what was saved last may be newer than this copy of the form
    renewKey(form);
    if (error) sayBeside(form, error.slots.map(([id]) => [id, ""]));
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  line.append(`Not saved yet: what you wrote here ${whenOf(new Date(at))}.`);
  if (error) line.append(made("strong", isSaid ? "What is to be changed is marked." : error.words));
  line.append(afresh);
  return line;
}

function whenOf(moment) {
  const isToday = moment.toDateString() === new Date().toDateString();
  const time = moment.toLocaleTimeString("en-GB", { timeStyle: "short" });
  return isToday ? `at ${time}` : `on ${moment.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })}, ${time}`;
}
