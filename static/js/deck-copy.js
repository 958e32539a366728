// The deck as the phone has it. Its copy holds the cards to come, as the server drew them: a grade that is kept brings the next
// one that wasn't graded yet, whatever the signal is like, and taking it back brings the card again. The copy is of a practice
// of its own; its cards go into the one that is under way, and it tells of the last one, maybe on another device. See Practice
// in webapp/practice/practice.py.
import { copiesOf } from "./offline/pack.js";
import { freshen, shut } from "./outbox/forms.js";
import { follow, isCutOff, person } from "./outbox/sender.js";
import { allOf, fact, waitingOf } from "./outbox/store.js";

const REVIEW = /\/cards\/[0-9a-f-]{36}\/reviews/;
const UUID = /[0-9a-f-]{36}/;
const MAX_TIMES = 3; // of a card in one practice
const LEFT_FOR = 3600_000; // milliseconds after its last card, in which a practice is gone on with
const ON_THE_WAY = 5_000; // milliseconds of an answer: so much later may the server's time be than it was told
const AHEAD = "template.deck-ahead";
const NONE = { rest: [], reviews: [] };
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
  const known = await knownHere();
  if (known.decks[0]?.dataset.mode !== deck.dataset.mode && !isCutOff()) return null; // another way to practise was chosen since
  const [practice, isGrade] = [practiceOf(deck), REVIEW.test(submission.url)];
  const next = isGrade
    ? nextIn({ ...practice, done: practice.done + 1 }, known)
    : comeBack(known.takenBack.find(({ retraction }) => retraction?.key === submission.key), practice, known);
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
  const [known, own] = [await knownHere(), practiceOf(deck)];
  const [practice, { decks, grades }] = [practiceAsked(own, known), known];
  const { later, undone } = unknownTo(deck, own, known);
  const unknown = [...later, ...undone, ...grades.filter((one) => one.card === card && newTo(document.body.dataset)(one))];
  const isAsLeft = practice === own && !unknown.length;
  if (unknown.length && !decks.length) waitFor(deck, unknown);
  if (!card || !decks.length || isAsLeft) return deck.noteAddress();
  delete document.body.dataset.copy; // it shows something else from here on
  const reached = practice === own ? { ...own, done: own.done + later.length - undone.length } : asFarAs(practice, known);
  show(deck, nextIn(reached, known));
}

/** What the deck of this page doesn't know of in its practice: the grades given `later` than the one that it would take back, and
 * those `undone` since, for they are told in order. Where this phone doesn't know that one, by the versions alone. */
function unknownTo(deck, practice, { grades, takenBack }) {
  const [own, back] = [grades, takenBack].map((all) => all.filter(inPractice(practice)));
  const id = deck.querySelector("#deck-undo")?.getAttribute("action").match(UUID)[0];
  const [last, isNew] = [id ? [...own, ...back].find((one) => one.id === id && one.seq) : { seq: -1 }, newTo(document.body.dataset)];
  return {
    later: own.filter((one) => isNew(one) && (!last || one.seq > last.seq)),
    undone: back.filter(({ seq, retraction }) => retraction && isNew(retraction) && (!last || (seq <= last.seq && retraction.seq > last.seq))),
  };
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
function practiceAsked(own, known) {
  if (!isCopy()) return own;
  const { since, size } = Object.fromEntries(new URLSearchParams(location.search));
  const thatOf = (since, size = own.size) => (since === own.since && size === own.size ? own : practiceSince(since, size));
  if (since) return thatOf(since, size);
  const [last, isNew] = [known.grades.at(-1), newTo(known)];
  const isLate = last?.at <= known.now - LEFT_FOR;
  const isLeft = last && !isLate && (isNew(last) || (known.last.is_left && known.last.since === last.since));
  const left = isLeft && !size && thatOf(last.since, last.size ?? own.size);
  if (left && nextIn(asFarAs(left, known), known)?.dataset.card) return left;
  const newer = known.grades.filter(isNew);
  const isBegun = newer.every(inPractice(own)) && !size && !isLate && nextIn(asFarAs(own, known), known)?.dataset.card;
  const unseen = newer.length && !isBegun ? decksOf(unseenIn(own, known), known).length : 0;
  const begins = () => inAddress(Math.max(known.now, last.at + ON_THE_WAY));
  return unseen ? practiceSince(begins(), Math.min(size ?? own.size, unseen)) : thatOf(own.since, size);
}

/** The practice after those of the grades that are of it. */
const asFarAs = (practice, { grades }) => ({ ...practice, done: grades.filter(inPractice(practice)).length });

const practiceSince = (since, size) => ({ since, size: String(size), done: 0 });

const inAddress = (milliseconds) => new Date(milliseconds).toISOString().replace("Z", "000Z");

/** Which practice it is a part of: its `since` and `size`, and how many turns were `done`. */
function practiceOf(deck) {
  const field = (name) => deck.querySelector(`[name=${name}]`)?.value;
  return { since: field("since"), size: field("size"), done: deck.querySelector("progress")?.value ?? 0 };
}

const inPractice = ({ since }) => (grade) => grade.since === since;

const newTo = ({ version }) => (grade) => !(grade.version <= version);

const deckOf = ({ card }, { decks }) => decks.find(({ dataset }) => dataset.card === card);

const decksOf = (cards, known) => cards.map((card) => deckOf({ card }, known)).filter(Boolean);

/** The deck with the first card that has no grade yet; when this practice has no such, with what was blank, once more, or with
 * its end. */
function nextIn(practice, known) {
  const [unseen, toCome] = [decksOf(unseenIn(practice, known), known), toComeIn(practice, known)];
  const [blank] = decksOf(toCome.blank.map(({ card }) => card), known);
  const next = (toCome.unseen && unseen[0]) || blank || known.decks.at(-1);
  if (!next) return null;
  const dressed = dress(next, practice, known);
  const isOver = !toCome.unseen && !toCome.blank.length;
  if (!next.dataset.card) sumUp(dressed, { ...practice, isOver, left: unseen.length }, givenIn(practice, known));
  return dressed;
}

/** The deck with the card whose grade was taken back; none where that isn't on this phone. */
function comeBack(grade, practice, known) {
  const drawn = grade && deckOf(grade, known);
  return drawn && dress(drawn, { ...practice, done: practice.done - 1 }, known);
}

/** The ids of the cards that have no grade yet: first those whose grade was taken back, for they had their turn before all others;
 * then the rest of the practice as the copy tells it, or what else the copy has. */
function unseenIn(practice, known) {
  const { decks, last, grades, takenBack } = known;
  const [isOf, isNew] = [inPractice(practice), newTo(known)];
  const graded = grades.filter((one) => isOf(one) || isNew(one)).map(({ card }) => card);
  const inTurn = isTold(practice, known) ? last.rest : decks.map(({ dataset }) => dataset.card).filter(Boolean);
  return [...new Set([...takenBack.filter(isOf).map(({ card }) => card), ...inTurn])].filter((card) => !graded.includes(card));
}

const isTold = ({ since }, { last }) => since === last.since;

/** How many cards of the practice are `unseen`, and those that were `blank` and come once more: see turns and coming_back there.
 * Where the copy doesn't tell of it, a turn that this phone doesn't know of was a card of its own. */
function toComeIn(practice, known) {
  const given = givenIn(practice, known);
  const elsewhere = practice.done - given.reduce((turns, { times }) => turns + times, 0);
  const blank = given.filter(({ grade, times }) => grade === "again" && times < MAX_TIMES);
  const unseen = isTold(practice, known) ? unseenIn(practice, known).length : practice.size - given.length - Math.max(0, elsewhere);
  return { unseen: Math.max(0, unseen), blank };
}

/** Of each card graded in the practice, its last grade and how many `times` it was; the one that was seen last at the end. */
function givenIn(practice, { grades }) {
  const given = new Map();
  for (const one of grades.filter(inPractice(practice))) {
    const times = (given.get(one.card)?.times ?? 0) + 1;
    given.delete(one.card); // it goes to the end
    given.set(one.card, { ...one, times });
  }
  return [...given.values()];
}

const addressOf = (place) => `/cards/deck?${new URLSearchParams(place)}`;

/** The deck as it is in this practice after these grades. */
function dress(drawn, practice, known) {
  const [{ since, size, done }, { unseen, blank }] = [practice, toComeIn(practice, known)];
  const next = drawn.cloneNode(true);
  const { card } = next.dataset;
  const undo = next.querySelector("#deck-undo") ?? known.decks.at(-1).querySelector("#deck-undo").cloneNode(true);
  const own = known.grades.filter(inPractice({ since }));
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

/** What this phone knows of the deck: its copy, with the `grades` that it remembers itself and those of which the copy tells, in
 * order; and apart those `takenBack`, here with a `retraction`, elsewhere if `is_back`. Those of another device have no `seq`. All
 * in the server's time, and what it is `now`. */
async function knownHere() {
  const copy = await deckOnPhone();
  const [rows, clock] = [await allOf(await person()), (await fact("ahead")) ?? 0];
  const retractions = new Map(rows.filter(({ url }) => url.includes("/retraction")).map((one) => [one.url.match(UUID)[0], one]));
  const kept = rows.filter(({ url }) => REVIEW.test(url)).map((row) => ({ ...gradeIn(row), at: row.at - clock }));
  const told = copy.last.reviews.map((one) => {
    const row = kept.find(({ id }) => id === one.id);
    return { ...one, ...row, version: row?.version ?? copy.version };
  });
  const [others, isNew] = [kept.filter(({ id }) => !told.some((one) => one.id === id)), newTo(copy)];
  const inOrder = [...others.filter((one) => !isNew(one)), ...told, ...others.filter(isNew)];
  const all = inOrder.map((one) => ({ ...one, retraction: retractions.get(one.id) }));
  const isBack = ({ retraction, is_back }) => retraction || is_back;
  return { ...copy, now: Date.now() - clock, grades: all.filter((one) => !isBack(one)), takenBack: all.filter(isBack) };
}

const gradeIn = ({ url, fields, key, seq, version }) => ({ ...Object.fromEntries(fields), card: url.match(UUID)[0], key, seq, version });

/** Whether this page is the phone's copy. */
const isCopy = () => document.querySelector(AHEAD) !== null;

/** The cards of a practice as `decks`, with the end; what there is to tell of the `last` one, see LastPractice in
 * webapp/practice/last_practice.py; and the `version` that they were made at: this page's, if it is a copy of them, or the pack's. */
async function deckOnPhone() {
  const of = document.querySelector(AHEAD);
  if (of && ahead?.of !== of) ahead = { of, ...decksIn(document, Number(document.body.dataset.version)) };
  if (of) return ahead;
  const [copy] = await copiesOf(["/cards/deck?ahead=1"]);
  return copy ? decksIn(new DOMParser().parseFromString(await copy.response.text(), "text/html"), copy.version) : { decks: [], last: NONE, version: 0 };
}

function decksIn(page, version) {
  const first = page === document ? document.querySelector("#deck").drawn : page.querySelector("#deck");
  const ahead = [...page.querySelectorAll(AHEAD)];
  const last = JSON.parse(ahead.at(-1)?.dataset.last ?? "null") ?? NONE;
  return { version, last, decks: [first, ...ahead.map(({ content }) => content.firstElementChild.cloneNode(true))] };
}

function show(deck, deckToCome) {
  const next = deckToCome.cloneNode(true); // it may be shown again
  freshen(next);
  deck.replaceWith(document.adoptNode(next));
  htmx.process(next);
  scrollTo(0, 0);
  next.querySelector(".front, .summary h2")?.focus({ preventScroll: true });
}
