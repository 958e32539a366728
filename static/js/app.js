// Loaded by every page: what all of them need, and nothing else.
import "./outbox/forms.js";

const MAX_WAIT = 10_000; // milliseconds that a page stays without what it says at its edges

const { user } = document.body.dataset;
const isKnown = Boolean(navigator.serviceWorker?.controller); // else nothing waits here, and all else can come later
if (isKnown) beginStatus();

async function beginStatus() {
  (await import("./status.js").catch(() => {}))?.begin(); // the signal may be gone by now
}

// After the page is whole, so that what is for later doesn't compete with it; and once the worker has it, so that it comes from
// there. Where the browser refuses the worker, the app works as a site; the next page tries again.
addEventListener("load", async () => {
  const worker = workerFor(navigator.serviceWorker).catch(() => {});
  // On a fresh phone there is nothing to bring back. Without a signal it can't be fetched any more.
  if (!isKnown) await Promise.race([worker, new Promise((resolve) => setTimeout(resolve, MAX_WAIT))]).then(beginStatus);
  if (user) import("./outbox/restore-drafts.js").then(({ begin }) => begin()).catch(() => {});
  await worker;
  if (!navigator.serviceWorker) return;
  await import("./offline/leaving.js").then(({ goOnLeaving }) => goOnLeaving()).catch(() => {});
  if (user) (await import("./offline/ready.js").catch(() => {}))?.begin();
  else import("./offline/pack.js").then(({ askWhose }) => askWhose()).catch(() => {});
});

/** Registers it, and waits until this page is its own; one that was reloaded past it may never be. A page that opened while the
 * worker took over the others says so. */
async function workerFor(container) {
  await container?.register("/worker.js");
  if (!container?.controller) await new Promise((resolve) => {
    container.oncontrollerchange = resolve;
    container.ready.then(({ active }) => {
      active.postMessage("here");
      setTimeout(resolve, 1_000);
    });
  });
}

// Few browsers offer to install, and not often: only then is the button fetched.
addEventListener("beforeinstallprompt", async (offer) => {
  // Or the browser shows a bar of its own.
  offer.preventDefault();
  (await import("./elements/install-button.js")).show(offer);
});
