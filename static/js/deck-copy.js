// The deck as the phone has it. Its copy holds the cards to come, as the server drew them: a grade that is kept brings the next
// one that wasn't graded yet, whatever the signal is like, and taking it back brings the card again.
import { versionOf, wholePack } from "./offline/pack.js";
import { freshen } from "./outbox/forms.js";
import { isCutOff, person } from "./outbox/sender.js";
import { unknownTo } from "./outbox/store.js";

const REVIEW = /\/cards\/([0-9a-f-]{36})\/reviews/;
const UUID = /[0-9a-f-]{36}/;
const MOST_TIMES = 3; // of a card in one practice
const AHEAD = "template.deck-ahead";
const shown = []; // the decks that were graded on this page, and can come back
let ahead; // of this page, once it was asked for, and `of` which first template

/** Goes on at once after a form of the deck was kept, where this page has what comes next in this practice. Else the server
 * knows more of it. Whether it did. */
export async function goOnAtOnce(form, submission) {
  return document.querySelector(AHEAD) !== null && goOn(form, submission, (next) => next.dataset.card && !next.hasAttribute("data-beyond"));
}

/** Goes on after a form of the deck was kept: a grade, or taking one back. Tells with what: a "card", the "end" of what is on
 * this phone, or nothing. */
export async function goOn(form, submission, isGood = () => true) {
  const deck = form.closest("card-deck");
  if (!REVIEW.test(submission.url)) {
    if (!shown.length) return false;
    show(deck, shown.pop());
    return true;
  }
  const copy = await deckOnPhone();
  if (copy.decks[0]?.dataset.way !== deck.dataset.way && !isCutOff()) return null; // another way to practise was chosen since
  const next = nextCard(deck, await gradesSince(copy), copy.decks);
  if (!next || !isGood(next)) return null;
  shown.push(deck.drawn);
  if (copy !== ahead) join(next, deck);
  show(deck, next, submission.fields.find(([name]) => name === "id")[1]);
  return next.dataset.card ? "card" : "end";
}

/** A deck that is opened begins where it was left: after the cards graded since it was made, which can be taken back from
 * there. */
export async function resume(deck) {
  const copy = await deckOnPhone();
  const graded = await gradesSince(copy);
  if (!graded.has(deck.dataset.card)) return;
  const next = nextCard(deck, graded, copy.decks);
  if (!next) return;
  if (copy !== ahead) join(next, deck);
  for (const card of graded.keys()) shown.push(...copy.decks.filter(({ dataset }) => dataset.card === card));
  show(deck, next, [...graded.values()].at(-1).review);
}

/** The deck with the first card that has no grade yet; when this practice has no such, with what was blank, once more. */
function nextCard(deck, graded, decks) {
  const unseen = decks.find(({ dataset }) => dataset.card && !graded.has(dataset.card) && dataset.card !== deck.dataset.card);
  const isBlank = ({ grade, times }) => grade === "again" && times < MOST_TIMES;
  const [blank] = [...graded].filter(([, given]) => isBlank(given)).map(([card]) => decks.find(({ dataset }) => dataset.card === card)).filter(Boolean);
  if (blank && (!unseen || unseen.hasAttribute("data-beyond"))) return onceMore(blank, deck);
  const next = unseen ?? decks.at(-1);
  for (const place of next?.querySelectorAll("dd[data-grade]") ?? []) {
    place.textContent = [...graded.values()].filter(({ grade }) => grade === place.dataset.grade).length;
  }
  return next;
}

/** See coming_back in webapp/cards/practice.py. */
function onceMore(blank, deck) {
  const next = blank.cloneNode(true);
  next.querySelector(".once-more").hidden = false;
  next.removeAttribute("data-beyond");
  count(next, deck);
  return next;
}

/** A card of the pack's goes into the practice that is under way on this page, which began at another time. */
function join(next, deck) {
  const { dataset } = deck;
  const place = new URL(dataset.address, location).searchParams;
  for (const field of next.querySelectorAll("[name=since], [name=size]")) field.setAttribute("value", place.get(field.name));
  const turn = next.querySelector(".deck-turn");
  if (turn) turn.search = new URLSearchParams({ turned: 1, ...Object.fromEntries(place) });
  if (next.dataset.address) next.dataset.address = dataset.address;
  count(next, deck);
}

/** It is the next one in the practice. */
function count(next, { children: [status] }) {
  const [before, bar] = [status.querySelector("progress"), next.querySelector("progress")];
  if (!bar) return;
  const done = before.value + 1;
  bar.max = Math.max(before.max, done + 1);
  bar.value = done;
  bar.nextElementSibling.textContent = `${bar.value} of ${bar.max}`;
}

/** Of each card graded since the deck was made, the last `{ grade, review }` and how many `times` it was, the one that was seen
 * last at the end. Those taken back don't count. */
async function gradesSince({ version }) {
  const all = await unknownTo(await person(), version);
  const value = ({ fields }, field) => fields.find(([name]) => name === field)?.[1];
  const takenBack = new Set(all.filter(({ url }) => url.includes("/retraction")).map(({ url }) => url.match(UUID)[0]));
  const grades = all.filter((one) => REVIEW.test(one.url) && !takenBack.has(value(one, "id")));
  const graded = new Map();
  for (const one of grades) {
    const card = one.url.match(REVIEW)[1];
    const times = (graded.get(card)?.times ?? 0) + 1;
    graded.delete(card); // it goes to the end
    graded.set(card, { grade: value(one, "grade"), review: value(one, "id"), times });
  }
  return graded;
}

/** The cards of a practice as `decks`, and the `version` that they were made at: this page's, if it is a copy of them, or the
 * pack's. */
async function deckOnPhone() {
  const of = document.querySelector(AHEAD);
  if (of && ahead?.of !== of) ahead = { of, ...decksIn(document, Number(document.body.dataset.version)) };
  if (of) return ahead;
  const cacheName = await wholePack();
  const copy = cacheName && (await caches.match("/cards/deck", { cacheName, ignoreSearch: true }));
  return copy ? decksIn(new DOMParser().parseFromString(await copy.text(), "text/html"), versionOf(copy)) : { decks: [], version: 0 };
}

function decksIn(page, version) {
  const first = page === document ? document.querySelector("#deck").drawn : page.querySelector("#deck");
  return { version, decks: [first, ...[...page.querySelectorAll(AHEAD)].map(({ content }) => content.firstElementChild.cloneNode(true))] };
}

function show(deck, deckToCome, review) {
  const next = deckToCome.cloneNode(true); // it may be shown again
  const undo = review && next.querySelector("#deck-undo");
  for (const name of undo ? ["action", "hx-post"] : []) undo.setAttribute(name, undo.getAttribute(name).replace(UUID, review));
  freshen(next);
  deck.replaceWith(document.adoptNode(next));
  htmx.process(next);
  scrollTo(0, 0);
  next.querySelector(".front, .summary h2")?.focus({ preventScroll: true });
}
