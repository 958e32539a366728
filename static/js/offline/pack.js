// The pack: copies of the day's pages for when there is no signal, kept up after sign-in and after changes. They come as
// one stream of those that differ, each put in place of the one before as soon as it is there. What is in it, and of when, is
// noted last, once all of it was read back. The worker answers with it; see worker.js.
import { isOurs, BY_ITSELF } from "../ours.js";
import { fact, setFact } from "../outbox/store.js";
import { framesOf } from "./frames.js";

const CONTENTS = "/pack";
const USED = "/pack/used"; // beside the copies: when the app was opened last, in milliseconds; see worker.js
export const SWITCH = "Round-Two-Pages"; // see webapp/accounts/kept_pages.py
const LIGHT = "/account"; // a page of one's own that costs little
const CALM = 3_000; // milliseconds after a change, so that a row of ticks makes one pack
const STALE = 15 * 60_000;
const DAY = 24 * 3600_000;
const UNUSED = 30 * DAY; // then the copies go
const SILENCE = 45_000; // milliseconds; then the stream is dead
const MAX_TRIES = 4; // of one page's life, where a stream is cut off again and again
const ROUND = "pack-round"; // how far this tab came, for the next page in it, if it is left before all is checked
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const TRANSPORT = ["Content-Encoding", "Content-Length", "Transfer-Encoding", "Date"];

const { user } = document.body.dataset;
const NAME = `pack-${user}`;
let timer;
let making;
let dead = new AbortController(); // of the stream
let tries = 0;

const packs = async () => (await caches.keys()).filter((name) => name.startsWith("pack-"));

/** Sees to it that this person has a pack that knows of all they did, and that nobody else's is here. Gives what is noted of
 * the one there is. A page that changes something is often left before the pack is made anew: the next one finds it older. */
export async function keepPack() {
  if (!areKept()) return void (await dropPacks());
  await dropUnused();
  await Promise.all((await packs()).filter((name) => name !== NAME).map((name) => caches.delete(name)));
  const note = await noteOfPack();
  if (note) await noteUse();
  if (!note) make();
  else if (note.at < (await freshSince()) || note.at > Date.now()) soon(); // the clock was ahead
  else if (note.release !== (await release())) soon(); // its pages ask for files that the server has no more
  return note;
}

/** That of the worker, by the name of its files. */
const release = async () => (await caches.keys()).filter((name) => name.startsWith("assets-")).at(-1);

const areKept = () => document.body.dataset.pages !== "none";

/** Goes by what an answer says of the switch of this device: when no pages are to be kept here, the copies go. */
export async function heed(word) {
  if (word && user) document.body.dataset.pages = word; // Today says so
  if (word === "none") await dropPacks();
}

/** What was made before that, in milliseconds, is too old. */
async function freshSince() {
  return Math.max(Date.now() - STALE, (await fact("changed").catch(() => 0)) ?? 0);
}

/** Lets go of copies when nobody opened the app for so long; the worker does it before it answers with one. */
async function dropUnused() {
  if (Date.now() - (await usedAt()) > UNUSED) await dropPacks();
}

/** Notes that the app was opened, once a day. Never an earlier time than is noted: with a clock that is set back for a while
 * the copies would be too old once it is right again. */
async function noteUse() {
  if (!(Date.now() - (await usedAt()) > DAY)) return;
  await withPack((pack) => pack.put(USED, new Response(Date.now())));
}

/** NaN while nothing is noted. */
async function usedAt() {
  return Number(await (await caches.match(USED))?.text());
}

/** Of the pack: `at`, when it was made, and with which `release`; the `version` that all of it is of at least; its `pages`; and of what is `missing` how
 * many, by kind. Undefined while there is no whole one. */
export async function noteOfPack() {
  return (await caches.match(CONTENTS, { cacheName: NAME }))?.json();
}

/** The name of the pack, of whomever; undefined while there is no whole one. */
export async function wholePack() {
  for (const name of await packs()) if (await caches.match(CONTENTS, { cacheName: name })) return name;
}

export function soon() {
  clearTimeout(timer);
  timer = setTimeout(make, CALM);
}

function make() {
  if (making) return soon(); // that one may know nothing of what was changed since
  // In one tab at a time; another that wants the same finds it done.
  making = navigator.locks.request("pack", makePack).catch(goOnSoon).finally(() => (making = undefined));
}

/** A stream that was cut off brought something: the rest is asked for. */
function goOnSoon(error) {
  if (error.isCut && tries++ < MAX_TRIES) soon();
}

async function makePack() {
  if (!areKept()) return;
  await navigator.locks.request("outbox", () => {}); // what is being sent goes first: each answer makes pages old
  const [have, round, made] = [await hashesOfPack(), await roundToGoOnWith(), await release()];
  dead = new AbortController();
  const answer = await fetchOurs(CONTENTS, asking([...have.values()], round, dead.signal));
  if (!answer?.ok) return; // signed out meanwhile
  const stream = heard(framesOf(answer.body), dead);
  const { value: head } = await stream.next();
  if (head.user !== user) return; // someone else signed in meanwhile
  await setFact("ahead", Date.now() - head.now);
  const pack = await caches.open(NAME); // not before: where no pages are kept, not even an empty one is to be there
  const { at, version } = head.begin ? round : { at: round.now, version: versionOf(answer) };
  const pages = head.pages.map(([address, rest]) => ({ address, rest }));
  for await (const frame of stream) {
    if (frame.end !== undefined) break;
    const page = pages[frame.page];
    if (frame.gone) page.isGone = true;
    else if (frame.hash) await put(pack, page, frame, have, answer.headers);
    dead.signal.throwIfAborted(); // the copies went meanwhile
    noteRound({ at, version, list: head.list, done: frame.page + 1 });
  }
  const used = Math.max(Date.now(), Date.parse(answer.headers.get("Date")) || 0); // the server's clock is right
  await conclude(pack, { at, version, used, release: made }, pages.filter(({ isGone }) => !isGone));
}

/** What is posted: all that this phone has, and how far it came before it was cut off. */
function asking(hashes, { list, done }, signal) {
  const body = JSON.stringify({ have: [...new Set(hashes)].join(" "), list, done });
  return { method: "POST", body, signal, headers: { "Content-Type": "application/json" } };
}

/** The frames of the stream, which is given up when nothing comes any more. */
async function* heard(frames, dead) {
  let silence;
  const wait = () => {
    clearTimeout(silence);
    silence = setTimeout(() => dead.abort(), SILENCE);
  };
  try {
    for (wait(); ; wait()) {
      const { value, done } = await frames.next();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw Object.assign(error, { isCut: true });
  } finally {
    clearTimeout(silence);
  }
}

/** Puts a page in the place of the copy there, unless that says the same. */
async function put(pack, { address, rest }, { hash, body }, have, headers) {
  if (have.get(address) === hash) return;
  const there = await pack.match(address);
  if (there && versionOf(there) > versionOf({ headers })) return; // it was asked for by itself meanwhile
  try {
    await pack.put(address, body ? pageOf(body, hash, headers) : await sameAs(hash, pack, have));
  } catch (error) {
    if (!rest) throw error; // no room is left for what is needed
  }
}

function pageOf(body, hash, ofAnswer) {
  const headers = new Headers(ofAnswer);
  for (const name of TRANSPORT) headers.delete(name); // they were for the way here
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("ETag", `W/"${hash}"`);
  return new Response(body, { headers });
}

/** Puts a page of the pack that was asked for by itself in place of the copy there; one that says the same is of a later
 * version by now. */
export async function keepPage(address, answer) {
  await withPack(async (pack) => {
    const there = await pack.match(address);
    const whole = answer.status === 304 ? there : answer;
    if (!there || versionOf(there) >= versionOf(answer) || !hashOf(whole)) return;
    await pack.put(address, pageOf(await whole.arrayBuffer(), hashOf(whole), answer.headers));
  });
}

/** Puts a page beside those of the pack, unless what is there is of a later version; it stays until that is made anew. */
export async function addPage({ address, text, hash, version }) {
  await withPack(async (pack) => {
    const { pages: [first], version: ofPack } = await noteOfPack();
    const { pathname, search } = new URL(address, location);
    const there = await pack.match(pathname + search);
    if (Math.max(ofPack, there ? versionOf(there) : 0) > version) return; // made anew while the answer was on its way
    const headers = new Headers((await pack.match(first)).headers); // those of any page of the app
    headers.set("Round-Two-Version", version);
    await pack.put(pathname + search, pageOf(text, hash, headers));
  });
}

/** A page that isn't there any more is no page of the pack. */
export async function forgetPage(address) {
  await withPack((pack) => pack.delete(address));
}

/** Does something with the pack, if there is a whole one. To open one that was dropped in the same moment makes an empty one,
 * which isn't to stay. */
async function withPack(work) {
  if (!(await noteOfPack())) return;
  await work(await caches.open(NAME));
  if (!(await noteOfPack())) await caches.delete(NAME);
}

/** The copy of Today that is for the time `now`: its `response`, its `address` and its `version`. As the worker has it. */
export async function copyOfToday(now) {
  const note = await noteOfPack();
  if (!note) return null;
  const moments = note.pages.filter((one) => one.startsWith("/?at=")).map((one) => [Date.parse(new URL(one, location).searchParams.get("at")), one]);
  const [, address] = moments.filter(([at]) => at <= now).sort(([one], [other]) => one - other).at(-1) ?? [0, "/"];
  return (await copiesOf([address]))[0];
}

/** The copies of these pages, as `response`, `address` and `version`; null in the place of each that isn't here. */
export async function copiesOf(addresses) {
  const note = await noteOfPack();
  return Promise.all(addresses.map(async (address) => {
    const response = note && (await caches.match(address, { cacheName: NAME }));
    return response ? { response, address, version: Math.max(versionOf(response), note.version ?? 0) } : null;
  }));
}

/** Another page's copy that says the same. */
async function sameAs(hash, pack, have) {
  const [address] = [...have].find(([, one]) => one === hash);
  const copy = await pack.match(address);
  if (hashOf(copy) !== hash) throw Object.assign(new Error("overtaken"), { isCut: true });
  return copy;
}

export const versionOf = ({ headers }) => Number(headers.get("Round-Two-Version") ?? 0);
export const hashOf = ({ headers }) => headers.get("ETag")?.match(/"(.+)"/)[1];

/** The hash of what each copy says, by its address. */
async function hashesOfPack() {
  if (!(await caches.has(NAME))) return new Map();
  const pack = await caches.open(NAME);
  const [requests, copies] = await Promise.all([pack.keys(), pack.matchAll()]); // both in one order
  const all = requests.map(({ url }, index) => [new URL(url), hashOf(copies[index])]);
  if (!all.length) await caches.delete(NAME); // it was dropped in the same moment
  return new Map(all.filter(([, hash]) => hash).map(([{ pathname, search }, hash]) => [pathname + search, hash]));
}

/** When all were checked: lets go of what isn't in the list any more, and notes what is there, read back. */
async function conclude(pack, { at, version, used, release }, pages) {
  const wanted = new Set([CONTENTS, USED, ...pages.map(({ address }) => address)].map((address) => new URL(address, location).href));
  const old = (await pack.keys()).filter(({ url }) => !wanted.has(url));
  await Promise.all(old.map((request) => pack.delete(request)));
  const there = new Set((await pack.keys()).map(({ url }) => url));
  const [kept, missing] = parted(pages, ({ address }) => there.has(new URL(address, location).href));
  const needed = missing.find(({ rest }) => !rest);
  if (needed) throw new Error(`${needed.address} wasn't kept`);
  const note = { at, version, release, pages: kept.map(({ address }) => address), missing: countedByKind(missing) };
  await pack.put(USED, new Response(used));
  await pack.put(CONTENTS, new Response(JSON.stringify(note)));
  sessionStorage.removeItem(ROUND);
  dispatchEvent(new CustomEvent("packed", { detail: note }));
}

function parted(all, isSo) {
  return [all.filter(isSo), all.filter((one) => !isSo(one))];
}

/** How many things of each kind these pages are about; a thing may have several. */
function countedByKind(pages) {
  const kinds = {};
  for (const { address, rest } of pages) (kinds[rest] ??= new Set()).add(address.match(ID)?.[0] ?? address);
  return Object.fromEntries(Object.entries(kinds).map(([kind, things]) => [kind, things.size]));
}

/** How far an earlier page in this tab came, if nothing was changed since it began. */
async function roundToGoOnWith() {
  const round = JSON.parse(sessionStorage.getItem(ROUND)) ?? {};
  const isFresh = round.user === user && round.at >= (await freshSince());
  return { ...(isFresh ? round : {}), now: Date.now() };
}

function noteRound(round) {
  sessionStorage.setItem(ROUND, JSON.stringify({ user, ...round }));
}

/** Our own page as the server has it now, or its word that it is the same, isn't there, or leads elsewhere (whoever said that);
 * null when nobody is signed in any more. Or it fails: an error, or what a café's network says, is no page of ours. */
export async function fetchOurs(page, { headers, ...options } = {}) {
  const asked = { redirect: "manual", cache: "no-store", ...options, headers: { ...BY_ITSELF, ...headers } };
  const response = await fetch(page, asked);
  if (response.type === "opaqueredirect") return response;
  if (await isSignedOut(response)) return null;
  if (isOurs(response)) await heed(response.headers.get(SWITCH));
  if (!isOurs(response) || (!response.ok && ![304, 404].includes(response.status))) {
    throw Object.assign(new Error(`${page}: ${response.status}`), { isOurs: isOurs(response) });
  }
  return response;
}

/** Whether the server's own word is that nobody is signed in here: on this device, from another one, or with the account
 * gone. Then the copies go; what waits stays. */
export async function isSignedOut(response) {
  const isSo = response.status === 401 && isOurs(response);
  if (isSo) await dropPacks();
  return isSo;
}

/** On a page that is nobody's: whether the copies that are here have an owner still. */
export async function askWhose() {
  await dropUnused();
  if (await wholePack()) await fetchOurs(LIGHT).catch(() => {});
}

/** Takes every copy away, of whomever. */
export async function dropPacks() {
  dead.abort();
  sessionStorage.removeItem(ROUND);
  await Promise.all((await packs()).map((name) => caches.delete(name)));
}
