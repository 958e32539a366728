// The system emptied this phone's storage under an open page: what the page kept, and the server hasn't, is kept again from
// there.
import { allKeptHere } from "./forms.js";
import { submit } from "./sender.js";
import { fact, outboxId } from "./store.js";

const answered = new Set(); // keys of what was kept here

export const noteAnswered = (key) => answered.add(key);

/** Whether it was emptied since this page began; then all that the page kept is there again. */
export async function keepAgain() {
  if (await fact("outbox")) return false;
  await outboxId();
  for (const [submission, options] of allKeptHere()) {
    if (!answered.has(submission.key)) await submit(submission, options);
  }
  return true;
}
