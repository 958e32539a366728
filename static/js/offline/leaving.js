// Signing out: what is on the phone is gone at once, and that is for the caller. The sign-in on the server ends as soon as
// the server itself has answered; until then the marker stays, and every page and the worker try again.
import { isOurs } from "../ours.js";

const MARKER = "leaving"; // a cache whose presence tells the worker to sign out before anything else; see worker.js
const SIGN_IN = "/sign-in";
const PATIENCE = 5_000; // milliseconds

/** Signs out, now or as soon as there is a way to the server. */
export async function leave() {
  await caches.open(MARKER);
  await caches.delete("given"); // see worker.js
  await goOnLeaving();
  location.replace(SIGN_IN);
}

/** Tries again, when someone signed out and the server doesn't know it yet. */
export async function goOnLeaving() {
  if ((await caches.has(MARKER)) && (await isSignedOut())) await caches.delete(MARKER);
}

async function isSignedOut() {
  try {
    const response = await fetch(`${SIGN_IN}?_method=delete`, {
      method: "POST", headers: { "HX-Request": "true" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE),
    });
    return isOurs(response) && (response.ok || response.status === 401); // 401: it had ended before
  } catch {
    return false;
  }
}
