// Whose word an answer is. A hotel's network says 200 to anything, proxies answer for a server that is away, and both send
// security policies like ours: only our own server's answers, files and errors too, carry its mark (webapp/core/headers.py).
// Without it an answer is as good as none. The worker has the same in a line of its own, as it is no module.
const PATIENCE = 5_000; // milliseconds

export const isOurs = ({ headers }) => headers.has("Round-Two");

/** Sent with what the phone asks for by itself: nothing that is told once is told then, and where someone would be led to
 * the sign-in page, the answer is 401. */
export const BY_ITSELF = { "Round-Two-Copy": "1" };

/** Whether the server itself answers now. */
export async function isReachable() {
  const options = { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) };
  return fetch("/reachable", options).then(isOurs, () => false);
}
