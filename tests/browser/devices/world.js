// What the pages of a device are given in place of the browser's own: a clock that the test moves, timers that go by it, a
// way to the server with a fate for each request, and a session's storage for each tab. All else is the browser's: its
// IndexedDB, localStorage, locks, broadcasts and forms.
const SOON = 50; // milliseconds; a timer for that long is a "next", and comes by itself
const GOOD = ["answered", "twice", "fault"]; // ways that pages come by, too
const PORTAL = "<!doctype html><title>Welcome</title><h1>Welcome to the lobby</h1>";

const world = {
  now: 0, // milliseconds, as the server has them
  off: 0, // what this device's clock is wrong by
  line: "answered",
  hasWorker: true, // whether one answers for the pages that open
  seed: 1, // of what chance there is in these pages
  stirrings: 0, // counts whatever is begun: while it grows, something goes on
  moments: [], // { left, run }: what is done when so much has stirred
  isInTap: false, // no page ends in the middle of what a tap does at once
  held: [], // those who wait for the line to change
  due: [], // timers: { at, run, tab }
};

const lost = (tab) => new tab.win.TypeError("Failed to fetch");

let hear = () => {};

function stir() {
  world.stirrings++;
  hear();
  if (world.isInTap) return;
  const come = world.moments.filter((one) => one.left-- === 0);
  world.moments = world.moments.filter((one) => !come.includes(one));
  for (const { run } of come) run();
}

/** Does something in the very moment when so much has stirred: when a transaction begins, or is complete, a request is sent
 * or answered. That is as exact as it is the same again at a replay. */
const inAMoment = (left, run) => world.moments.push({ left, run });

/** Resolves as soon as anything stirs. */
const stirred = () => new Promise((resolve) => (hear = resolve));

/** Between 0 and 1, and at a replay the same again. */
function random() {
  world.seed = (world.seed * 48271) % 0x7fffffff;
  return world.seed / 0x7fffffff;
}

/** Gives a page that opens in `tab` all of that. */
function furnish(tab) {
  const { win } = tab;
  tab.busy = 0;
  const clock = () => Math.round(world.now + world.off);
  win.Date = class extends win.Date {
    constructor(...when) {
      when.length ? super(...when) : super(clock());
    }
    static now() { return clock(); }
  };
  furnishTimers(tab);
  win.Math.random = random;
  win.crypto.getRandomValues = (bytes) => bytes.map((_, index) => (bytes[index] = 256 * random()));
  win.fetch = (input, options) => counted(tab, network(tab, input, options));
  count(tab, win.IDBFactory.prototype, "open", ["onsuccess", "onerror"]);
  count(tab, win.IDBDatabase.prototype, "transaction", ["oncomplete", "onabort"]);
  const request = win.navigator.locks.request.bind(win.navigator.locks);
  win.navigator.locks.request = (...values) => (stir(), request(...values));
  Object.defineProperty(win, "sessionStorage", { value: tab.session });
  // What the worker does is not of this test, but whether it is there: without it no page leads on by itself.
  const controller = world.hasWorker ? { postMessage() {} } : null;
  Object.defineProperty(win.navigator, "serviceWorker", { value: { controller, addEventListener() {} } });
  win.navigation.addEventListener("navigate", (event) => leadOn(tab, event));
  // A page that is killed gets no last word.
  const silence = (event) => tab.isKilled && event.stopImmediatePropagation();
  for (const sign of ["pagehide", "unload", "visibilitychange"]) win.addEventListener(sign, silence, { capture: true });
}

function furnishTimers(tab) {
  const { win } = tab;
  const later = win.setTimeout.bind(win);
  let last = 1_000_000; // beside the browser's own numbers
  win.setTimeout = (run, after = 0, ...values) => {
    const id = after <= SOON ? later(run, 0, ...values) : ++last;
    if (after > SOON) world.due.push({ at: world.now + after, run: () => run(...values), tab, id });
    stir();
    return id;
  };
  win.setInterval = (run, every) => {
    const id = ++last;
    const goOn = () => world.due.push({ at: world.now + every, run: () => (goOn(), run()), tab, id });
    goOn();
    return id;
  };
  const clear = win.clearTimeout.bind(win);
  win.clearTimeout = (id) => {
    world.due = world.due.filter((one) => one.tab !== tab || one.id !== id);
    clear(id);
  };
  win.clearInterval = win.clearTimeout;
  win.AbortSignal.timeout = (after) => {
    const control = new win.AbortController();
    win.setTimeout(() => control.abort(new win.DOMException("too late", "TimeoutError")), after);
    return control.signal;
  };
}

/** Counts what a method begins as under way, until one of these comes. */
function count(tab, prototype, method, ends) {
  const original = prototype[method];
  prototype[method] = function begin(...values) {
    stir();
    const begun = original.apply(this, values);
    tab.busy++;
    for (const end of ends) begun.addEventListener(end.slice(2), () => (tab.busy--, stir()));
    return begun;
  };
}

async function counted(tab, promise) {
  tab.busy++;
  try {
    return await promise;
  } finally {
    tab.busy--;
    stir();
  }
}

/** What a page is led on to is not opened: whoever uses the device does that. One that opens itself again is led nowhere. */
function leadOn(tab, event) {
  const { pathname } = new URL(event.destination.url);
  if (event.destination.sameDocument || event.hashChange) return;
  event.preventDefault();
  if (event.navigationType !== "reload") tab.leftTo = pathname;
}

/** What becomes of a request, by the fate that the line has now. */
async function network(tab, input, options = {}) {
  stir();
  if (!tab.frame) throw lost(tab); // a page that is gone sends nothing more
  const { line } = world;
  const address = new URL(input, tab.win.location);
  const asked = () => ask(address, options, line);
  if (line === "portal") return new Response(PORTAL, { headers: { "Content-Type": "text/html" } });
  if (line === "error") return new Response("Bad gateway", { status: 502 });
  if (GOOD.includes(line)) {
    if (line === "twice" && options.method === "POST") await asked();
    return asked();
  }
  if (line === "request lost" || address.pathname !== "/outbox") throw lost(tab);
  const response = await asked();
  if (line === "cut") return cut(response);
  if (line === "held" && (await isReleased(tab, options.signal))) return response;
  throw lost(tab);
}

const told = () => ({ "Test-Now": Math.round(world.now) });

async function ask(address, { signal, ...options }, line) {
  const headers = { ...options.headers, ...told(), ...(line === "fault" ? { "Test-Fault": "1" } : {}) };
  const response = await fetch(address, { ...options, headers });
  if (response.type === "opaqueredirect") return response;
  const { status, headers: given } = response;
  return new Response(status === 204 ? null : await response.arrayBuffer(), { status, headers: given });
}

async function cut(response) {
  const text = await response.text();
  return new Response(text.slice(0, text.length / 2), response);
}

/** Waits for the line to be another. The page is not busy meanwhile. */
function isReleased(tab, signal) {
  tab.busy--;
  stir();
  return new Promise((resolve) => {
    world.held.push(resolve);
    signal?.addEventListener("abort", () => resolve(false));
  }).finally(() => tab.busy++);
}

function setLine(line) {
  world.line = line;
  for (const resolve of world.held.splice(0)) resolve(GOOD.includes(line));
}
