// The pack: copies of the day's pages for when there is no signal, made anew after sign-in and after changes. "Ready" is
// said only once every page of it was read back. The worker answers with it; see worker.js.
import { isOurs, BY_ITSELF } from "../ours.js";
import { fact } from "../outbox/store.js";

const CONTENTS = "/pack";
const LIGHT = "/account"; // a page of one's own that costs little
const CALM = 3_000; // milliseconds after a change, so that a row of ticks makes one pack
const STALE = 15 * 60_000;
const DIGITS = 16; // of the time in a pack's name

const { user } = document.body.dataset;
let timer;
let making;

const nameFor = (at) => `pack-${user}-${String(at).padStart(DIGITS, "0")}`;
const isMine = (name) => name.startsWith(`pack-${user}-`);
const packs = async () => (await caches.keys()).filter((name) => name.startsWith("pack-"));

/** Sees to it that this person has a pack that knows of all they did, and that nobody else's is here. Gives the time of the
 * one there is. A page that changes something is often left before the pack is made anew: the next one finds it older. */
export async function keepPack() {
  const names = await packs();
  await Promise.all(names.filter((name) => !isMine(name)).map((name) => caches.delete(name)));
  const made = await madeAt();
  if (!made) make();
  else if (made < (await freshSince())) soon();
  return made;
}

/** What was made before that, in milliseconds, is too old. */
async function freshSince() {
  return Math.max(Date.now() - STALE, (await fact("changed").catch(() => 0)) ?? 0);
}

/** When the pack was made, or undefined while there is no whole one. */
export async function madeAt() {
  const name = await wholePack();
  if (!name || !isMine(name)) return;
  return (await (await caches.match(CONTENTS, { cacheName: name })).json()).at;
}

/** The name of the newest pack with all of its pages, of whomever; undefined while there is none. */
export async function wholePack() {
  for (const name of (await packs()).reverse()) if (await caches.match(CONTENTS, { cacheName: name })) return name;
}

export function soon() {
  clearTimeout(timer);
  timer = setTimeout(make, CALM);
}

function make() {
  // In one tab at a time; another that wants the same finds it done.
  making ??= navigator.locks.request("pack", makePack).catch(() => {}).finally(() => (making = undefined));
  return making;
}

async function makePack() {
  const old = await packs();
  const at = (await begunAt(old)) ?? Date.now();
  const contents = await fetchOurs(CONTENTS);
  if (!contents) return; // signed out meanwhile
  const { user: whose, pages, most_bytes: most } = await contents.json();
  if (whose !== user) return; // someone else signed in meanwhile
  const pack = await caches.open(nameFor(at));
  try {
    const kept = await fill(pack, pages, most);
    for (const page of kept) if (!(await pack.match(page))) throw new Error(`${page} wasn't kept`);
    await pack.put(CONTENTS, new Response(JSON.stringify({ at, pages: kept })));
  } catch (error) {
    await caches.delete(nameFor(at));
    throw error;
  }
  await Promise.all(old.filter((name) => name !== nameFor(at)).map((name) => caches.delete(name)));
  dispatchEvent(new CustomEvent("packed", { detail: at }));
}

/** When a pack was begun that isn't whole, because its page was left; if it is fresh still, it is gone on with. */
async function begunAt(names) {
  const newest = names.filter(isMine).at(-1);
  if (!newest || (await caches.match(CONTENTS, { cacheName: newest }))) return;
  const at = Number(newest.slice(-DIGITS));
  if (at >= (await freshSince())) return at;
}

async function fill(pack, pages, most) {
  const kept = [];
  let bytes = 0;
  for (const page of pages) {
    const begun = await pack.match(page);
    const response = begun ?? (await fetchOurs(page));
    if (!response) {
      soon(); // it changed since the list was made: a new list tells
      throw new Error(`${page} leads elsewhere`);
    }
    if (response.status === 404) continue; // deleted since the list was made
    const body = await response.blob();
    bytes += body.size;
    if (bytes > most) break;
    kept.push(page);
    if (begun) continue;
    const headers = new Headers(response.headers);
    headers.delete("Content-Encoding"); // it was for the way here
    await pack.put(page, new Response(body, { headers }));
  }
  return kept;
}

/** Our own page as the server has it now, null for one that leads elsewhere or isn't this person's any more; or it fails:
 * an error, or what a café's network says, is no page of ours. */
export async function fetchOurs(page) {
  const response = await fetch(page, { redirect: "manual", cache: "no-store", headers: BY_ITSELF });
  if (response.type === "opaqueredirect" || (await isSignedOut(response))) return null;
  if (!isOurs(response) || (!response.ok && response.status !== 404)) throw new Error(`${page}: ${response.status}`);
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
  if (await wholePack()) await fetchOurs(LIGHT).catch(() => {});
}

/** Takes every copy away, of whomever. */
export async function dropPacks() {
  await Promise.all((await packs()).map((name) => caches.delete(name)));
}
