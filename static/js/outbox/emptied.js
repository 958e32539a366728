// The system emptied this phone's storage under an open page: what waited is kept again from what the page knew of it.
import { submit } from "./sender.js";
import { outboxId, waitingOf } from "./store.js";

const { user } = document.body.dataset;
let outbox; // this phone's id, when it was looked at last: after the storage was emptied it is another, whoever asked for one first
let waiting; // then

/** Whether what waited was gone; then it is there again. When it is looked at first, `before` is what the page saw as it began. */
export async function keepAgain(before) {
  outbox ??= before.outbox;
  waiting ??= before.waiting;
  const [seen, id] = [await waitingOf(user), await outboxId()];
  if (id === outbox) {
    waiting = seen;
    return false;
  }
  outbox = id;
  const known = new Map([...waiting, ...seen].map((one) => [one.key, one]));
  for (const { key } of await waitingOf(user)) known.delete(key); // another tab kept it again, or it came since
  for (const submission of known.values()) await submit(submission);
  return known.size > 0;
}
