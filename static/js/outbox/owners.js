// Whose words wait on this phone, and who may read them: the person of this phone, and nobody else. One exception: when their
// account was deleted, nothing can be sent, and no sign-in opens it again. Then what waits is shown, to be copied or
// discarded, to the person who was signed in here last, and to whoever has an account with the same address now.
import { isOurs } from "../ours.js";
import * as store from "./store.js";

const PATIENCE = 5_000; // milliseconds

/** Notes whose phone this is, and how they are known when their account is made anew. */
export async function noteOwner(user, address) {
  if ((await store.fact("person")) !== user) await store.setFact("person", user);
  if ((await store.fact(`address ${user}`)) !== address) await store.setFact(`address ${user}`, address);
}

/** Nobody's phone for the moment: somebody signs in, and it isn't known yet who. */
export async function forgetOwner() {
  const person = await store.fact("person");
  if (person) await store.setFact("person before", person);
  await store.setFact("person", "");
}

/** Nobody did sign in: it is whose it was. */
export async function restoreOwner() {
  if ((await store.fact("person")) === "") await store.setFact("person", await store.fact("person before"));
}

/** Whether this account was deleted; asked from the server itself, or as it was known last. */
export async function isGone(user) {
  const options = { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(`/account/existence?id=${user}`, options).catch(() => null);
  if (answer?.ok && isOurs(answer)) await noteGone(user, !(await answer.json()).exists);
  return wasGone(user);
}

const wasGone = async (user) => (await store.fact(`gone ${user}`)) ?? false;

async function noteGone(user, isSo) {
  if ((await wasGone(user)) !== isSo) await store.setFact(`gone ${user}`, isSo);
}

/** The server took something for this account: it is there, again perhaps, from a backup. */
export const isThere = (user) => noteGone(user, false);

/** Asks after the accounts of the same address that something waits for. */
export async function askAfterOthers(person) {
  for (const user of await othersOf(person)) await isGone(user);
}

/** All that waits here and this person may read; with `isGone` what can't be sent any more. */
export async function readableBy(person) {
  const [own, isOwnGone] = [await store.waitingOf(person), await wasGone(person)];
  const all = own.map((one) => ({ ...one, isGone: isOwnGone }));
  for (const user of await othersOf(person)) {
    if (await wasGone(user)) all.push(...(await store.waitingOf(user)).map((one) => ({ ...one, isGone: true })));
  }
  return all;
}

async function othersOf(person) {
  const others = [];
  for (const user of person ? await store.people() : []) {
    const address = user !== person && (await store.fact(`address ${user}`));
    if (address && address === (await store.fact(`address ${person}`))) others.push(user);
  }
  return others;
}
