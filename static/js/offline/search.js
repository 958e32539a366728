// Finds words in what this phone has, where the server can't be asked, or takes long to answer: in the rows of a list, and on the
// pages that they lead to.
import { layOver } from "../outbox/overlay.js";
import { patience } from "../outbox/sender.js";
import { unknownTo } from "../outbox/store.js";
import { copiesOf, hashOf } from "./pack.js";

const MAX_WORDS = 8; // see webapp/core/search.py
const WRITTEN = "main :is([dir=auto], bdi, textarea)"; // what a person wrote

const texts = new Map(); // what is written on a page, by what tells that apart
let latest; // the search that was begun last

/** The server's answer to a search in this form; if it doesn't come soon, what is found here is shown meanwhile. */
export async function searchWith(answer, form) {
  const soon = new Promise((resolve) => setTimeout(resolve, patience()));
  const outcome = answer.catch(() => null); // heard of from now on
  if (await Promise.race([outcome, soon])) return answer;
  const isFound = await searchHere(form, { q: form.elements.q.value, until: outcome });
  return (await outcome) ?? (isFound ? new Response(null, { status: 204 }) : answer);
}

/** A copy of the whole list shows what its address asks for. */
export async function searchAsAsked() {
  const [form, asked] = [document.querySelector("form.search"), new URLSearchParams(location.search)];
  const [q, tag] = ["q", "tag"].map((name) => asked.get(name) ?? "");
  if (!form || form.elements.q.defaultValue === q && !tag) return;
  form.elements.q.value = form.elements.q.defaultValue = q;
  await searchHere(form, { q, tag });
}

/** Shows what is found, unless something else is looked for by then, or the answer is here. Whether there is a list to look in. */
async function searchHere(form, { q, tag = "", until }) {
  const mine = (latest = Symbol());
  const [copy] = await copiesOf([form.getAttribute("action")]);
  if (!copy) return false;
  const page = new DOMParser().parseFromString(await copy.response.text(), "text/html");
  const fragment = page.querySelector(form.elements.q.getAttribute("hx-target"));
  const number = await choose(fragment, wordsOf(q), tag);
  const isLate = latest !== mine || (until && (await Promise.race([until, Promise.resolve()])));
  if (isLate) return true;
  const counted = `${number || "Nothing"} found on this phone`;
  if (q || !number) fragment.prepend(lineOf(q ? `${counted} for “${q}”.` : `${counted}.`));
  await htmx.swap({ sourceElement: form, target: `#${fragment.id}`, swap: "outerMorph", text: fragment.outerHTML });
  layOver(document.getElementById(fragment.id), await unknownTo(document.body.dataset.user, copy.version));
  return true;
}

const wordsOf = (query) => query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);

/** Takes out of the list what isn't looked for, and gives how many rows are left. */
async function choose(fragment, words, tag) {
  for (const chip of tag ? fragment.querySelectorAll(".chip") : []) {
    if (chip.textContent === tag) chip.ariaCurrent = "true";
    else chip.removeAttribute("aria-current");
  }
  const rows = [...fragment.querySelectorAll("li:has(> a.row)")];
  const pages = words.length ? await copiesOf(rows.map((row) => row.querySelector("a.row").getAttribute("href"))) : [];
  const found = await Promise.all(rows.map(async (row, index) => isTagged(row, tag) && hasAll(await textOf(row, pages[index]), words)));
  rows.filter((_, index) => !found[index]).forEach((row) => row.remove());
  for (const section of fragment.querySelectorAll("section:not(:has(li))")) section.remove();
  return found.filter(Boolean).length;
}

/** A row says its tags before how long it takes to say it. */
const isTagged = (row, tag) => !tag || (row.querySelector(".row-meta")?.textContent.split(" · ")[0].split(",") ?? []).some((one) => one.trim().toLowerCase() === tag);

const hasAll = (text, words) => words.every((word) => text.includes(word));

const textOf = async (row, page) => `${row.textContent} ${page ? await writtenOn(page) : ""}`.toLowerCase();

async function writtenOn({ response }) {
  const hash = hashOf(response);
  if (!texts.has(hash)) {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    texts.set(hash, [...page.querySelectorAll(WRITTEN)].map((one) => one.getAttribute("value") ?? one.textContent).join("\n"));
  }
  return texts.get(hash);
}

const lineOf = (words) => Object.assign(document.createElement("p"), { className: "muted", role: "status", textContent: words });
