// The deck as the phone has it. Its copy holds the cards to come, as the server drew them: a grade that is kept brings the next
// one that wasn't graded yet, whatever the signal is like, and taking it back brings the card again. The copy is of a practice
// of its own; its cards go into the one that is under way, and it tells of the one that was left, maybe on another device. See
// Practice in webapp/cards/practice.py.
import { copiesOf } from "./offline/pack.js";
import { freshen, shut } from "./outbox/forms.js";
import { follow, isCutOff, person } from "./outbox/sender.js";
import { allOf, waitingOf } from "./outbox/store.js";

const REVIEW = /\/cards\/[0-9a-f-]{36}\/reviews/;
const UUID = /[0-9a-f-]{36}/;
const MOST_TIMES = 3; // of a card in one practice
const LEFT_FOR = 3600_000; // milliseconds after its last card, in which a practice is gone on with
const AHEAD = "template.deck-ahead";
let ahead; // of this page, once it was asked for, and `of` which first template

/** Goes on at once after a form of the deck was kept, where this page has what comes next in this practice. Else the server
 * knows more of it. Whether it did. */
export async function goOnAtOnce(form, submission) {
  return isCopy() && goOn(form, submission, (next) => next.dataset.card);
}

/** Goes on after a form of the deck was kept: a grade, or taking one back. Tells with what: a "card", the "card back" that was
 * graded, the "end" of the practice or of what is on this phone, or nothing. */
export async function goOn(form, submission, isGood = () => true) {
  const deck = form.closest("card-deck");
  const copy = await deckOnPhone();
  const { grades, takenBack } = await gradesKnown(copy);
  if (copy.decks[0]?.dataset.way !== deck.dataset.way && !isCutOff()) return null; // another way to practise was chosen since
  const [practice, isGrade] = [practiceOf(deck), REVIEW.test(submission.url)];
  const next = isGrade
    ? nextIn({ ...practice, done: practice.done + 1 }, grades, copy)
    : comeBack(takenBack.find(({ retraction }) => retraction.key === submission.key), practice, grades, copy);
  if (!next || (isGrade && !isGood(next))) return null;
  show(deck, next);
  if (!isGrade) return "card back";
  return next.dataset.card ? "card" : "end";
}

/** A deck that is opened begins where the practice was left: after the grades that the page doesn't know of, which can be taken
 * back from there. A copy is opened for the practice that its address tells of, for the one that was left lately, or for one that
 * begins now if its own is over. */
export async function resume(deck) {
  const { card } = deck.dataset;
  const [copy, own] = [await deckOnPhone(), practiceOf(deck)];
  const { grades, takenBack } = await gradesKnown(copy);
  const practice = practiceAsked(own, grades, copy);
  const { later, undone } = unknownTo(deck, own, grades, takenBack);
  const unknown = [...later, ...undone, ...grades.filter((one) => one.card === card && newTo(document.body.dataset)(one))];
  const isAsLeft = practice === own && !unknown.length;
  if (unknown.length && !copy.decks.length) waitFor(deck, unknown);
  if (!card || !copy.decks.length || isAsLeft) return deck.noteAddress();
  delete document.body.dataset.copy; // it shows something else from here on
  const reached = practice === own ? { ...own, done: own.done + later.length - undone.length } : asFarAs(practice, grades);
  const next = nextIn(reached, grades, copy);
  const left = unseenIn(practice, grades, copy).length;
  const isOver = left && !next.dataset.card && isCopy() && !location.search.includes("since");
  if (isOver) return show(deck, nextIn(practiceFromNow(Math.min(own.size, left)), grades, copy));
  show(deck, next);
}

/** What the deck of this page doesn't know of in its practice: the grades given `later` than the one that it would take back, and
 * those `undone` since, for they are told in order. Where this phone doesn't know that one, by its version. */
function unknownTo(deck, practice, grades, takenBack) {
  const [own, back] = [grades, takenBack].map((all) => all.filter(partOf(practice)));
  const id = deck.querySelector("#deck-undo")?.getAttribute("action").match(UUID)[0];
  const last = id ? [...own, ...back].find((one) => one.id === id && one.seq) : { seq: -1 };
  if (last) return { later: own.filter(({ seq }) => seq > last.seq), undone: back.filter(({ seq, retraction }) => seq <= last.seq && retraction.seq > last.seq) };
  return { later: own.filter(newTo(document.body.dataset)), undone: [] };
}

/** No other card is here: this one takes no grade, and goes when the server knows of those. */
async function waitFor(deck, grades) {
  deck.querySelectorAll("form").forEach(shut);
  const keys = grades.map(({ key, retraction }) => retraction?.key ?? key);
  const isHeard = async () => (await waitingOf(await person())).every((one) => !keys.includes(one.key));
  const goOn = async () => (await isHeard()) && deck.isConnected && location.reload();
  follow(({ type, key }) => type === "answer" && keys.includes(key) && goOn());
  goOn();
}

/** The practice that this page is opened for: a copy may be for another than it was made for. */
function practiceAsked(own, grades, copy) {
  if (!isCopy()) return own;
  const { since, size } = Object.fromEntries(new URLSearchParams(location.search));
  const thatOf = (since, size = own.size) => (since === own.since && size === own.size ? own : practiceSince(since, size));
  if (since) return thatOf(since, size);
  const last = grades.at(-1);
  const isLate = last?.at <= Date.now() - LEFT_FOR;
  const left = last && !size && !isLate && thatOf(last.since, last.size);
  if (left && nextIn(asFarAs(left, grades), grades, copy)?.dataset.card) return left;
  const unseen = grades.some(partOf(own)) && (size || isLate) ? unseenIn(own, grades, copy).length : 0;
  return unseen ? practiceFromNow(Math.min(size ?? own.size, unseen)) : thatOf(own.since, size);
}

/** The practice after those of the grades that are of it. */
const asFarAs = (practice, grades) => ({ ...practice, done: grades.filter(partOf(practice)).length });

const practiceSince = (since, size) => ({ since, size: String(size), done: 0 });

const practiceFromNow = (size) => practiceSince(new Date().toISOString().replace("Z", "000Z"), size);

/** Which practice it is a part of: its `since` and `size`, and how many turns were `done`. */
function practiceOf(deck) {
  const field = (name) => deck.querySelector(`[name=${name}]`)?.value;
  return { since: field("since"), size: field("size"), done: deck.querySelector("progress")?.value ?? 0 };
}

const partOf = ({ since }) => (grade) => grade.since === since;

const newTo = ({ version }) => (grade) => !(grade.version <= version);

const deckOf = ({ card }, { decks }) => decks.find(({ dataset }) => dataset.card === card);

/** The deck with the first card that has no grade yet; when this practice has no such, with what was blank, once more, or with
 * its end. */
function nextIn(practice, grades, copy) {
  const [unseen, toCome] = [unseenIn(practice, grades, copy), toComeIn(practice, grades)];
  const blank = toCome.blank.map((one) => deckOf(one, copy)).find(Boolean);
  const next = (toCome.unseen && unseen[0]) || blank || copy.decks.at(-1);
  if (!next) return null;
  const dressed = dress(next, practice, grades, copy);
  const isOver = !toCome.unseen && !toCome.blank.length;
  if (!next.dataset.card) sumUp(dressed, { ...practice, isOver, left: unseen.length }, givenIn(practice, grades));
  return dressed;
}

/** The deck with the card whose grade was taken back; none where that isn't on this phone. */
function comeBack(grade, practice, grades, copy) {
  const drawn = grade && deckOf(grade, copy);
  return drawn && dress(drawn, { ...practice, done: practice.done - 1 }, grades, copy);
}

/** The decks with cards that have no grade yet. */
function unseenIn(practice, grades, copy) {
  const graded = [...grades.filter(partOf(practice)), ...grades.filter(newTo(copy))].map(({ card }) => card);
  return copy.decks.filter(({ dataset }) => dataset.card && !graded.includes(dataset.card));
}

/** How many cards of the practice are `unseen`, and those that were `blank` and come once more: see turns and coming_back there.
 * A turn that this phone doesn't know of was a card of its own. */
function toComeIn(practice, grades) {
  const given = givenIn(practice, grades);
  const elsewhere = practice.done - given.reduce((turns, { times }) => turns + times, 0);
  const blank = given.filter(({ grade, times }) => grade === "again" && times < MOST_TIMES);
  return { unseen: Math.max(0, practice.size - given.length - Math.max(0, elsewhere)), blank };
}

/** Of each card graded in the practice, its last grade and how many `times` it was; the one that was seen last at the end. */
function givenIn(practice, grades) {
  const given = new Map();
  for (const one of grades.filter(partOf(practice))) {
    const times = (given.get(one.card)?.times ?? 0) + 1;
    given.delete(one.card); // it goes to the end
    given.set(one.card, { ...one, times });
  }
  return [...given.values()];
}

const addressOf = (place) => `/cards/deck?${new URLSearchParams(place)}`;

/** The deck as it is in this practice after these grades. */
function dress(drawn, practice, grades, copy) {
  const [{ since, size, done }, { unseen, blank }] = [practice, toComeIn(practice, grades)];
  const next = drawn.cloneNode(true);
  const { card } = next.dataset;
  const undo = next.querySelector("#deck-undo") ?? copy.decks.at(-1).querySelector("#deck-undo").cloneNode(true);
  const own = grades.filter(partOf({ since }));
  const last = own.at(-1);
  for (const name of ["action", "hx-post"]) undo.setAttribute(name, undo.getAttribute(name).replace(UUID, last?.id));
  if (last) next.querySelector(".deck-status").append(undo);
  else undo.remove();
  for (const field of next.querySelectorAll("[name=since], [name=size]")) field.setAttribute("value", field.name === "size" ? size : since);
  next.dataset.address = addressOf({ since, size });
  if (card) {
    next.querySelector(".deck-turn").setAttribute("href", addressOf({ turned: 1, since, size }));
    next.querySelector(".once-more").hidden = !own.some((one) => one.card === card);
  }
  const bar = next.querySelector("progress");
  bar.max = Math.max(done + unseen + blank.length, card ? done + 1 : done);
  bar.value = done;
  bar.nextElementSibling.textContent = `${bar.value} of ${bar.max}`;
  return next;
}

/** What the end says; and whether it can be gone on. */
function sumUp(end, { size, isOver, left }, given) {
  if (isOver) end.querySelector("h2").textContent = `That was all ${size} ${size === "1" ? "card" : "cards"}`;
  for (const place of end.querySelectorAll("dd[data-grade]")) {
    place.textContent = given.filter(({ grade }) => grade === place.dataset.grade).length;
    place.parentElement.hidden = place.textContent === "0";
  }
  end.querySelector("a[hidden]").hidden = !left;
}

/** The `grades` that this phone remembers and those of which its copy tells, in order; and apart those `takenBack`, each with its
 * `retraction`. Those of another device have no `seq`. */
async function gradesKnown(copy) {
  const all = await allOf(await person());
  const retractions = new Map(all.filter(({ url }) => url.includes("/retraction")).map((one) => [one.url.match(UUID)[0], one]));
  const kept = all.filter(({ url }) => REVIEW.test(url)).map(gradeIn);
  const left = copy.left.map((told) => kept.find(({ id }) => id === told.id) ?? told);
  const [rest, isNew] = [kept.filter((one) => !left.includes(one)), newTo(copy)];
  const inOrder = [...rest.filter((one) => !isNew(one)), ...left, ...rest.filter(isNew)];
  const grades = inOrder.map((one) => ({ ...one, retraction: retractions.get(one.id) }));
  return { grades: grades.filter((one) => !one.retraction), takenBack: grades.filter((one) => one.retraction) };
}

const gradeIn = ({ url, fields, key, seq, version, at }) => ({ ...Object.fromEntries(fields), card: url.match(UUID)[0], key, seq, version, at });

/** Whether this page is the phone's copy. */
const isCopy = () => document.querySelector(AHEAD) !== null;

/** The cards of a practice as `decks`, with the end; the grades of the one that was `left`; and the `version` that they were made
 * at: this page's, if it is a copy of them, or the pack's. */
async function deckOnPhone() {
  const of = document.querySelector(AHEAD);
  if (of && ahead?.of !== of) ahead = { of, ...decksIn(document, Number(document.body.dataset.version)) };
  if (of) return ahead;
  const [copy] = await copiesOf(["/cards/deck?ahead=1"]);
  return copy ? decksIn(new DOMParser().parseFromString(await copy.response.text(), "text/html"), copy.version) : { decks: [], left: [], version: 0 };
}

function decksIn(page, version) {
  const first = page === document ? document.querySelector("#deck").drawn : page.querySelector("#deck");
  const ahead = [...page.querySelectorAll(AHEAD)];
  const { since, size, reviews = [] } = JSON.parse(ahead.at(-1)?.dataset.left ?? "{}");
  const left = reviews.map(([id, card, grade, at]) => ({ id, card, grade, at, since, size, version }));
  return { version, left, decks: [first, ...ahead.map(({ content }) => content.firstElementChild.cloneNode(true))] };
}

function show(deck, deckToCome) {
  const next = deckToCome.cloneNode(true); // it may be shown again
  freshen(next);
  deck.replaceWith(document.adoptNode(next));
  htmx.process(next);
  scrollTo(0, 0);
  next.querySelector(".front, .summary h2")?.focus({ preventScroll: true });
}
