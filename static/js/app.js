// Loaded by every page: what all of them need, and nothing else.
import { begin as beginDrafts } from "./outbox/drafts.js";
import { begin } from "./status.js";

beginDrafts(); // first: a page may be left at any moment
begin();

// After the page is whole, so that what is for later doesn't compete with it. Where the browser refuses the worker, the app
// works as a site; the next page tries again.
addEventListener("load", async () => {
  import("./outbox/bring-back.js").then(({ begin }) => begin()).catch(() => {}); // without a signal it can't be fetched any more
  await navigator.serviceWorker?.register("/worker.js").catch(() => {});
  if (!navigator.serviceWorker) return;
  await import("./offline/leaving.js").then(({ goOnLeaving }) => goOnLeaving()).catch(() => {});
  if (document.body.dataset.user) (await import("./offline/ready.js").catch(() => {}))?.begin();
  else import("./offline/pack.js").then(({ askWhose }) => askWhose()).catch(() => {});
});

// Few browsers offer to install, and not often: only then is the button fetched.
addEventListener("beforeinstallprompt", async (offer) => {
  offer.preventDefault(); // or the browser shows a bar of its own
  (await import("./elements/install-button.js")).show(offer);
});
