// One device of a person's: this page. Each frame in it is a tab with a page of the app, as the server wrote it or as a copy
// has it, with the modules that ship. Beside world.js.
const CALM = 8; // turns in which nothing may have stirred
const STUCK = 30_000; // milliseconds by the machine's own clock; nothing takes that long
const turns = new MessageChannel();
const tabs = [];
let atFirst; // copies, by path
let pages; // the same, as this device has them by now
let modules; // the address of the modules
let store; // what the pages keep, as they know it themselves

const turn = () => new Promise((resolve) => {
  turns.port1.onmessage = resolve;
  turns.port2.postMessage(null);
});

/** Waits until nothing goes on any more in any tab, but what waits for the line or for a time to come. */
async function quiet() {
  const latest = performance.now() + STUCK;
  for (let calm = 0; calm < CALM;) {
    if (performance.now() > latest) throw new Error(`no end of it: ${JSON.stringify([world, tabs.map(({ path, busy }) => ({ path, busy })), await navigator.locks.query()], (key, value) => (key === "tab" ? undefined : value))}`);
    const before = world.stirrings;
    if (tabs.some((tab) => tab.frame && tab.busy > 0)) await Promise.race([stirred(), new Promise((resolve) => setTimeout(resolve, STUCK))]);
    for (let turns = CALM; turns > 0; turns--) await turn();
    calm = before === world.stirrings && !(await isWaitedFor()) ? CALM : 0;
    if (calm) for (const { run } of world.moments.splice(0, 1)) { // no more will stir
      calm = 0;
      run();
    }
  }
}

/** Whether a lock is about to be given to somebody. */
async function isWaitedFor() {
  const before = world.stirrings;
  const { held, pending } = await navigator.locks.query();
  return before !== world.stirrings || pending.some(({ name }) => !held.some((one) => one.name === name));
}

/** Moves the clock, and does what is due on the way. */
async function pass(until) {
  for (;;) {
    const next = world.due.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
    if (!next) break;
    world.due.splice(world.due.indexOf(next), 1);
    world.now = Math.max(world.now, next.at);
    next.run();
    await quiet();
  }
  world.now = Math.max(world.now, until);
}

/** Fetches what every history begins with: copies of these pages, and of the deck one where the app itself looks for it. */
async function prepare({ paths, deck, user }) {
  pages = new Map();
  for (const path of paths) await fetchPage(path);
  atFirst = new Map(pages);
  const pack = await caches.open(`pack-${user}`);
  await pack.put("/cards/deck", await fetch(deck));
  await pack.put("/pack", new Response("{}"));
}

/** A device as somebody takes it up: nothing of another history is in it. */
async function begin({ now, off, seed }) {
  for (const tab of tabs) close(tab, { isKilled: true });
  tabs.length = 0;
  await empty();
  pages = new Map(atFirst);
  Object.assign(world, { now, off, seed, line: "answered", hasWorker: true, held: [], due: [], moments: [] });
  store ??= await import(`${modules}outbox/store.js`);
  await store.outboxId(); // it was there before, and the server knows of it
}

async function empty() {
  localStorage.clear();
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("round-two");
    request.onsuccess = resolve;
    request.onerror = reject;
  });
}

/** The tab goes; a page that isn't killed is told so. */
function close(tab, { isKilled = false } = {}) {
  if (!tab?.frame) return;
  tab.isKilled = isKilled;
  tab.frame.remove();
  tab.frame = undefined;
  world.due = world.due.filter((one) => one.tab !== tab);
}

/** Opens a page in a tab: as the server has it now if it answers, or else its copy. */
async function open(number, path, { afresh = false } = {}) {
  const tab = (tabs[number] ??= { session: newSession() });
  close(tab);
  if (afresh && GOOD.includes(world.line)) await fetchPage(path);
  if (!pages.has(path)) return; // neither here nor to be had
  tab.frame = await frame();
  Object.assign(tab, { win: tab.frame.contentWindow, leftTo: undefined, isKilled: false, path });
  const { document: page } = tab.win;
  page.open();
  furnish(tab);
  page.write(pages.get(path));
  tab.win.history.replaceState(null, "", path);
  page.close();
  await counted(tab, tab.win.eval(`(${boot})(${JSON.stringify(modules)})`));
  await quiet();
}

/** A frame with an empty page of this origin. One that never had any doesn't tell where it is led on to. */
function frame() {
  const made = Object.assign(document.createElement("iframe"), { src: "javascript:''", hidden: true });
  return new Promise((resolve) => {
    made.onload = () => {
      made.onload = null;
      resolve(made);
    };
    document.body.append(made);
  });
}

async function fetchPage(path) {
  const response = await fetch(path, { headers: told() });
  if (!response.ok || response.redirected) return;
  const html = await response.text();
  modules = html.match(/[^"]*\/js\/(?=app.js)/)[0];
  pages.set(path, bare(html));
}

/** A page without what only shows, without the questions to take over, and without app.js, for boot does what that does. */
const NOT_NEEDED = /<link[^>]*>|<svg.*?<\/svg>|<details[^>]*id="suggestions".*?<\/details>|<script type="module" src="[^"]*\/js\/app.js"><\/script>/gs;
const bare = (html) => html.replace(NOT_NEEDED, "");

/** What app.js does, but for the worker and the pack. In the page. */
async function boot(base) {
  const from = (name) => import(base + name);
  await from("outbox/drafts.js");
  await Promise.all(["outbox/overlay.js", "outbox/size.js", "outbox/sending.js"].map(from)); // as on a phone that has them all
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
  await (await from("status.js")).begin();
  await (await from("outbox/restore-drafts.js")).begin();
}

function newSession() {
  const session = Object.create({
    getItem: (name) => session[name] ?? null,
    setItem: (name, value) => (session[name] = String(value)),
    removeItem: (name) => delete session[name],
  });
  return session;
}
