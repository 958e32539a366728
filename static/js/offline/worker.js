// The worker between the pages and the network. It handles GET only: forms are sent by the pages themselves.
// webapp/offline puts VERSION and ASSETS in front: the name of this release, and the files that pages need.

const OFFLINE = "/offline";
const ASSET_CACHE = `assets-${VERSION}`;

const ANSWERS = { asset: fromCache, page: fromNetwork };

addEventListener("install", (event) => {
  event.waitUntil(keepAssets());
  skipWaiting(); // safe at any moment: the files of the version before stay, and no page's work passes through here
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("fetch", (event) => {
  const answer = ANSWERS[kindOf(event.request)];
  if (answer) event.respondWith(answer(event));
});

/** What is asked for: a "page", an "asset", or nothing of ours. */
function kindOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
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
  return (await caches.match(request)) ?? fetch(request);
}

async function fromNetwork({ request, preloadResponse }) {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch {
    return offlinePage();
  }
}

async function offlinePage() {
  const page = await caches.match(OFFLINE, { cacheName: ASSET_CACHE });
  return page ? new Response(page.body, { status: 503, statusText: "No signal", headers: page.headers }) : Response.error();
}

async function keepAssets() {
  const cache = await caches.open(ASSET_CACHE);
  // Asked for as nobody in particular: the page must hold nothing of the person's.
  await cache.addAll([...ASSETS, new Request(OFFLINE, { credentials: "omit", cache: "reload" })]);
}

async function takeOver() {
  await Promise.all(outdated(await caches.keys()).map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable(); // the network needn't wait for the worker to wake up
  await clients.claim();
}
