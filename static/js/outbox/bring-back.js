// Brings back what is half written: a form that is opened again shows the draft that was left in it.
import { isDrafted, leftDraftsOf, remove, write } from "./drafts.js";
import { fieldsOf, giveId, hasKey, isChanged, keyOf, renewKey, setBase, setKey } from "./forms.js";
import { fill, isFor } from "./overlay.js";
import { keptOf } from "./store.js";

const REFUSED = 422;
const { user } = document.body.dataset;

export async function begin() {
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => ctx.response?.status === REFUSED && bringBackAlone());
  await bringBackAlone();
}

/** One page after the other: each draft comes back in one of them. */
const bringBackAlone = () => navigator.locks.request("bring back", bringBack);

/** Drafts into forms that nobody wrote in. A form that came back from the server goes on with its own. */
async function bringBack() {
  const forms = [...document.querySelectorAll("form[method=post]")].filter(isDrafted);
  const inUse = new Set(forms.filter(hasKey).map(keyOf));
  for (const draft of await draftsLeft()) {
    const form = !inUse.has(draft.key) && forms.find((one) => !hasKey(one) && isFor(one, draft));
    if (form) restore(form, draft);
  }
}

/** The newest first, without what was kept after all. */
async function draftsLeft() {
  const left = (await leftDraftsOf(user, { andOurs: true })).filter(({ isTyped }) => !isTyped);
  const kept = new Set(left.length ? await keptOf(left.map(({ key }) => key)) : []);
  kept.forEach(remove);
  return left.filter(({ key }) => !kept.has(key)).reverse();
}

function restore(form, draft) {
  const { key, fields, was, follows, at } = draft;
  const isThere = String(valuesOf(fieldsOf(form))) === String(valuesOf(fields));
  if (!isThere && isChanged(form)) return; // somebody was quicker
  const id = fields.find(([name]) => name === "id")?.[1];
  if (id && form.elements.id.matches?.("[data-fresh]")) giveId(form.elements, id);
  fill(form, fields);
  if (was) setBase(form, was, ...follows);
  setKey(form, key);
  write(draft); // it is this page's by now
  if (isThere) return; // the browser put it back itself, or the server gave it back with what is wrong with it
  form.closest("details")?.setAttribute("open", "");
  form.prepend(noteOf(form, at));
}

const valuesOf = (fields) => fields.filter(([name]) => name !== "id").map(([, value]) => value);

function noteOf(form, at) {
  const line = Object.assign(document.createElement("p"), { className: "draft-note", role: "status" });
  const afresh = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Start afresh" });
  afresh.addEventListener("click", () => {
    form.reset();
    renewKey(form);
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  line.append(`Not saved yet: what you wrote here ${whenOf(new Date(at))}.`, afresh);
  return line;
}

function whenOf(moment) {
  const isToday = moment.toDateString() === new Date().toDateString();
  const time = moment.toLocaleTimeString("en-GB", { timeStyle: "short" });
  return isToday ? `at ${time}` : `on ${moment.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })}, ${time}`;
}
