// The deck without a signal. The phone's copy of the deck holds the cards to come, as the server drew them: a grade that
// waits brings the next one that wasn't graded yet, and taking it back brings the card again.
import { wholePack } from "./offline/pack.js";
import { freshen } from "./outbox/forms.js";
import { person } from "./outbox/sender.js";
import { waitingOf } from "./outbox/store.js";

const REVIEW = /\/cards\/([0-9a-f-]{36})\/reviews/;
const UUID = /[0-9a-f-]{36}/;
const shown = []; // the decks that were graded on this page, and can come back

/** Goes on after a form of the deck was kept: a grade, or taking one back. */
export async function goOn(deck, submission) {
  if (REVIEW.test(submission.url)) {
    const review = submission.fields.find(([name]) => name === "id")[1];
    const next = nextCard(deck, await gradesWaiting(), await decksInCopy());
    if (!next) return;
    shown.push(deck.drawn);
    show(deck, next, review);
  } else if (shown.length) {
    show(deck, shown.pop().cloneNode(true)); // a new element, which listens afresh
  }
}

/** A deck that is opened begins where it was left: after the cards whose grades wait, which can be taken back from there. */
export async function resume(deck) {
  const graded = await gradesWaiting();
  if (!graded.has(deck.dataset.card)) return;
  const decks = await decksInCopy();
  const next = nextCard(deck, graded, decks);
  if (!next) return;
  for (const card of graded.keys()) shown.push(...decks.filter(({ dataset }) => dataset.card === card));
  show(deck, next, [...graded.values()].at(-1).review);
}

/** The deck with the first card that has no grade waiting. */
function nextCard(deck, graded, decks) {
  const next = decks.find(({ dataset }) => dataset.card && !graded.has(dataset.card) && dataset.card !== deck.dataset.card) ?? decks.at(-1);
  for (const place of next?.querySelectorAll("[data-grade]") ?? []) {
    place.textContent = [...graded.values()].filter(({ grade }) => grade === place.dataset.grade).length;
  }
  return next;
}

/** Of each card with a grade that waits, the last `{ grade, review }`, in order. Those taken back don't count. */
async function gradesWaiting() {
  const waiting = await waitingOf(await person());
  const value = ({ fields }, field) => fields.find(([name]) => name === field)?.[1];
  const takenBack = new Set(waiting.filter(({ url }) => url.includes("/retraction")).map(({ url }) => url.match(UUID)[0]));
  const grades = waiting.filter((one) => REVIEW.test(one.url) && !takenBack.has(value(one, "id")));
  return new Map(grades.map((one) => [one.url.match(REVIEW)[1], { grade: value(one, "grade"), review: value(one, "id") }]));
}

async function decksInCopy() {
  const cacheName = await wholePack();
  const copy = cacheName && (await caches.match("/cards/deck", { cacheName, ignoreSearch: true }));
  if (!copy) return [];
  const page = new DOMParser().parseFromString(await copy.text(), "text/html");
  const ahead = [...page.querySelectorAll("template.deck-ahead")].map(({ content }) => content.firstElementChild);
  return [page.querySelector("#deck"), ...ahead];
}

function show(deck, next, review) {
  const undo = review && next.querySelector("#deck-undo");
  for (const name of undo ? ["action", "hx-post"] : []) undo.setAttribute(name, undo.getAttribute(name).replace(UUID, review));
  freshen(next);
  deck.replaceWith(document.adoptNode(next));
  htmx.process(next);
  scrollTo(0, 0);
  next.querySelector(".front, .summary h2")?.focus({ preventScroll: true });
}
