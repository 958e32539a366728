// The worker between the pages and the network. It handles GET only, and what is shared to the app: forms are sent by the
// pages themselves.
// webapp/offline puts in front: VERSION, the name of this release; FIRST, the files that every page loads; and KEPT, of the
// other files and of the pages that are the same for everybody, {address: [type, text]}.
//
// Pages come from the pack, at once: copies of the day's pages, in a cache named for the person. It counts once its last
// entry is there, which tells what is in it. The page that is shown asks the server by itself whether it is still so; see
// renewal.js. What there is no copy of comes from the network, and so does, where that is prompt, what was changed since.

const OFFLINE = "/offline";
const WAITING = "/waiting";
const CONTENTS = "/pack";
const USED = "/pack/used"; // see pack.js
const UNUSED = 30 * 24 * 3600_000; // milliseconds
const DECK = "/cards/deck?ahead=1"; // the one copy, for every practice that goes on with it; see ../deck-copy.js
const ASSET_CACHE = `assets-${VERSION}`;
const GIVEN = "given"; // a cache with the files that were given to forms, or shared to the app, and not taken in yet
const LEAVING = "leaving"; // a cache that is there while someone signed out without a signal
const PATIENCE = 2_000; // milliseconds for a page of which there is a copy of another kind, or an old one
const BRIEF = 150; // milliseconds for one that the copy is older than what was sent
const MAX_WAIT = 30_000; // for one of which there is none, until the whole of it is here
const SHORT = 5_000; // for what the worker asks by itself
const BY_ITSELF = { "Round-Two-Copy": "1" }; // see ../ours.js

const ANSWERS = { asset: fromCache, page: pageFor, file: takeIn };

let isCutOff = false; // the network didn't answer the last time
let heard = 0; // the version that the server told of last, when something was sent
let isPosted = false; // a form went straight to the server: the page that it leads to is new

addEventListener("install", (event) => {
  event.waitUntil(keepAssets());
  skipWaiting(); // safe at any moment: the files of the version before stay, and no page's work passes through here
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

// A page that sends hears of the network before this does: the next page comes from there, and knows of what was sent.
addEventListener("message", ({ data, source }) => {
  if (data.version !== undefined) heard = data.version;
  if (data === "here") clients.claim();
  if (data === "reached") noteReached();
  if (data === "not reached") isCutOff = true;
  if (data === "cut off?") source.postMessage({ isCutOff });
});

addEventListener("fetch", (event) => {
  isPosted ||= event.request.method === "POST" && event.request.mode === "navigate";
  const answer = ANSWERS[kindOf(event.request)];
  if (answer) event.respondWith(answer(event));
});

/** The network answers. Open pages say then no more that a link needs it. */
async function noteReached() {
  if (!isCutOff) return;
  isCutOff = false;
  for (const client of await clients.matchAll()) client.postMessage({ isCutOff });
}

/** What is asked for: a "page", an "asset", or nothing of ours; or whether a "file" is given. */
function kindOf({ method, mode, url, headers }) {
  const { origin, pathname } = new URL(url);
  if (method === "POST" && mode === "navigate" && headers.get("Content-Type")?.startsWith("multipart/")) return "file";
  if (method !== "GET" || origin !== location.origin) return null;
  if (mode === "navigate") return "page";
  return pathname.startsWith("/static/") ? "asset" : null;
}

/** The asset caches to drop, given all names, oldest first: a page that was open during an upgrade may still ask for
 * files of the version before, so that one stays. */
function outdated(names) {
  const others = names.filter((name) => name.startsWith("assets-") && name !== ASSET_CACHE);
  return others.slice(0, -1);
}

// An asset's address changes with its content, so the copy is as good as the file.
async function fromCache({ request }) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  return hasMark(response) ? response : Response.error();
}

/** A file is kept until somebody is signed in and the server takes it: the form has it again, by its name beside others;
 * see elements/given-file.js. */
async function takeIn({ request }) {
  const given = request.clone();
  const answer = await fetch(request).catch(() => null);
  const isTaken = answer && hasMark(answer) && answer.status < 500 && ![401, 429].includes(answer.status);
  if (isTaken && !(await caches.has(GIVEN))) return answer;
  const [form, cache] = [await given.formData(), await caches.open(GIVEN)];
  const name = form.get("file")?.name || form.get("text")?.slice(0, 80);
  const place = `${request.url.split("?")[0]}?${encodeURIComponent(name)}`;
  if (isTaken) return (await cache.delete(place)), answer;
  const headers = { Date: new Date().toUTCString(), From: (await wholePack())?.name ?? "" };
  await cache.put(place, new Response(form, { headers }));
  if (answer?.status === 401 && hasMark(answer)) await dropPacks();
  return Response.redirect(request.url, 303);
}

async function pageFor(event) {
  if (await caches.has(LEAVING)) return signOut();
  const kept = await copyOf(new URL(event.request.url));
  const patience = patienceWith(kept);
  isPosted = false;
  if (!patience) return shown(kept);
  const answer = fromNetwork(event, kept);
  event.waitUntil(answer); // it says when the network is back
  if (!kept) return (await within(patience, answer)) ?? offlinePage();
  const inTime = !isCutOff && (await within(patience, answer));
  isCutOff ||= !inTime && patience === PATIENCE;
  return inTime || shown(kept);
}

/** How long the network is waited for, in milliseconds: not at all where the copy will do. */
function patienceWith(kept) {
  if (!kept) return MAX_WAIT;
  if (isPosted || !kept.isIt) return PATIENCE;
  return kept.version < heard && !isCutOff ? BRIEF : 0;
}

/** What the promise gives; undefined when it takes longer. */
function within(milliseconds, promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
}

/** The network's answer, once the whole page is here; null when there is none, or it isn't ours. */
async function fromNetwork({ request }, copy) {
  try {
    const response = await fetch(request);
    const isGood = response.type === "opaqueredirect" ? await isFollowed(request, copy) : isOurs(response);
    if (!isGood) return null;
    noteReached();
    if (isPage(response)) await response.clone().arrayBuffer(); // one that drips, or is cut, is no page
    await renew(request, response);
    return response;
  } catch {
    return null;
  }
}

/** Whose word it is; see ../ours.js. A café's network says 200 to anything, and a proxy answers for a server that is away. */
const hasMark = ({ headers }) => headers.has("Round-Two");

/** Whether our server has a page to show; when it is too busy for one, a copy is better. */
const isOurs = (response) => hasMark(response) && ![502, 503, 504].includes(response.status);

const isPage = ({ headers }) => headers.get("Content-Type")?.startsWith("text/html");

/** Whether to follow a redirect. Nobody can look into it: without a copy it is followed, for there is nothing better. With
 * one, only when the server itself answers where it never leads elsewhere. Whoever was signed out loses the copies. */
async function isFollowed({ url }, copy) {
  if (!(await wholePack())) return true;
  const [reachable, page] = await Promise.all([ask("/reachable"), ask(url)]);
  if (page?.status === 401) await dropPacks();
  return !copy || reachable !== null;
}

/** Our server's answer to what the worker asks by itself; null when there is none. */
async function ask(url, options) {
  try {
    const response = await fetch(url, {
      headers: BY_ITSELF, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(SHORT), ...options,
    });
    return hasMark(response) ? response : null;
  } catch {
    return null;
  }
}

async function dropPacks() {
  const names = (await caches.keys()).filter((name) => name.startsWith("pack-"));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Puts a page that was read into the pack in place of the copy there. */
async function renew({ url }, response) {
  if (response.headers.get("Round-Two-Pages") === "none") return dropPacks(); // see webapp/accounts/kept_pages.py
  const whole = await wholePack();
  const isToStay = response.ok && !response.redirected && !response.headers.has("Round-Two-Passing");
  if (!whole || !isToStay) return;
  if (!(await caches.match(url, { cacheName: whole.name }))) return;
  await (await caches.open(whole.name)).put(url, response.clone());
  if (!(await wholePack())) await dropPacks(); // it was dropped in the same moment
}

/** The whole pack, as its `name` and what is noted of it. */
async function wholePack() {
  const names = (await caches.keys()).filter((name) => name.startsWith("pack-"));
  for (const name of names) {
    const note = await caches.match(CONTENTS, { cacheName: name });
    if (note) return { name, ...(await note.json()) };
  }
  return null;
}

/** The copy for an address: its `response`, the `address` it is kept under and the `version` that it is of. `isIt` tells it
 * from one of the same page with other words asked for. */
async function copyOf({ pathname, search }) {
  if (pathname === WAITING) return { response: await caches.match(WAITING, { cacheName: ASSET_CACHE }), isIt: true };
  const pack = await wholePack();
  if (!pack || (await isUnused(pack.name))) return null;
  const address = addressOf(pathname + search, pack);
  const itself = await caches.match(address, { cacheName: pack.name });
  const response = itself ?? (await caches.match(pathname, { cacheName: pack.name, ignoreSearch: true }));
  if (!response) return null;
  const version = Math.max(versionOf(response), pack.version ?? 0);
  return { response, address, version, isIt: Boolean(itself) };
}

/** What the copy of a page is kept under. */
function addressOf(page, { pages }) {
  if (page === "/") return todayAt(Date.now(), pages);
  return page === "/cards/deck" || /^\/cards\/deck\?.*\bahead=1/.test(page) ? DECK : page;
}

const versionOf = ({ headers }) => Number(headers.get("Round-Two-Version") ?? 0);

/** The copy as a page, which says what it is. */
async function shown({ response, address, version }) {
  const tag = response.headers.get("ETag");
  if (!address || !tag) return response;
  const copy = `${address} ${tag.replace(/^W\/|"/g, "")}`.replaceAll("&", "&amp;");
  const body = (await response.text()).replace(/ data-version="\d*"/, ` data-version="${version}" data-copy="${copy}"`);
  return new Response(body, { headers: withoutTransport(response.headers) });
}

/** Headers without those that were for the way here. */
function withoutTransport(headers) {
  const left = new Headers(headers);
  for (const name of ["Content-Encoding", "Content-Length"]) left.delete(name);
  return left;
}

/** Whether nobody opened the app for so long that the copies go. */
async function isUnused(cacheName) {
  const used = await (await caches.match(USED, { cacheName }))?.text();
  const isSo = Date.now() - Number(used) > UNUSED;
  if (isSo) await dropPacks();
  return isSo;
}

/** Of the copies of Today, each from a moment on, the one for `now`. */
function todayAt(now, addresses) {
  const moments = addresses.filter((one) => one.startsWith("/?at=")).map((one) => [new URL(one, location).searchParams.get("at"), one])
    .filter(([at]) => Date.parse(at) <= now);
  moments.sort(([one], [other]) => Date.parse(one) - Date.parse(other));
  return moments.at(-1)?.[1] ?? "/";
}

async function offlinePage() {
  const page = await caches.match(OFFLINE, { cacheName: ASSET_CACHE });
  return page ? new Response(page.body, { status: 503, statusText: "No signal", headers: page.headers }) : Response.error();
}

/** Someone signed out while there was no way to the server: until it has heard of that, there is no page. */
async function signOut() {
  const response = await ask("/sign-in?_method=delete", { method: "POST", headers: { "HX-Request": "true" } });
  if (!response?.ok && response?.status !== 401) return offlinePage(); // 401: it had ended before
  await caches.delete(LEAVING);
  return Response.redirect("/sign-in", 303);
}

async function keepAssets() {
  const cache = await caches.open(ASSET_CACHE);
  await Promise.all(FIRST.map((address) => keepOurs(cache, address)));
  const { headers } = await cache.match(FIRST[0]); // those of a page
  await Promise.all(Object.entries(KEPT).map(([address, file]) => cache.put(address, answerOf(file, headers))));
}

/** Keeps our own file; with what a café's network says in its place there is nothing to install. */
async function keepOurs(cache, address) {
  let response = await fetch(address);
  if (!hasMark(response)) response = await fetch(address, { cache: "reload" }); // the browser may have kept that
  if (!response.ok || !hasMark(response)) throw new Error(`${response.url}: not ours`);
  await cache.put(address, response);
}

/** What came with this script, as if it had been asked for by itself. */
function answerOf([type, text], ofAnother) {
  const headers = withoutTransport(ofAnother);
  headers.set("Content-Type", `${type}; charset=utf-8`);
  return new Response(text, { headers });
}

async function takeOver() {
  await Promise.all(outdated(await caches.keys()).map((name) => caches.delete(name)));
  await registration.navigationPreload?.disable(); // most pages need no network; versions before had it on
  await clients.claim();
}
