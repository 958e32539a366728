// The system emptied this phone's storage under an open page: what waited is kept again from what the page knew of it.
import { submit } from "./sender.js";
import { fact, outboxId, waitingOf } from "./store.js";

const { user } = document.body.dataset;
let waiting; // when it was looked at last

/** Whether what waited was gone; then it is there again. When it is looked at first, `known` is what was seen before. */
export async function keepAgain(known) {
  waiting ??= known;
  const seen = await waitingOf(user);
  if (await fact("outbox")) {
    waiting = seen;
    return false;
  }
  const lost = waiting;
  await outboxId();
  for (const submission of lost) await submit(submission);
  return lost.length > 0;
}
