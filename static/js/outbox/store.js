// What waits on this phone, in IndexedDB. A submission is kept from before it is first sent until the server has answered
// for its key; then for a month more, in case the server is set back to an older backup.
//
// { seq, key, user, lane, url, fields, was, follows, at, words, state: "waiting" | "refused", tried, error }
// Once answered, also { answeredAt, version }: the server's version of all that is this person's, from that answer on.
// `fields` and `was` are [name, value] pairs: what is sent, and what the form was filled with. `follows` are the keys of those
// whose text it has, because its form showed it. `words` is how a person knows it again: see wordsOf in forms.js.
const NAME = "round-two";
const MONTH = 30 * 24 * 3600_000; // milliseconds
const BROKEN_OFF = new Set(["AbortError", "InvalidStateError", "UnknownError"]);

let opening;

function open() {
  return (opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("submissions", { keyPath: "seq", autoIncrement: true });
      request.result.createObjectStore("answered", { keyPath: "key" });
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => {
      request.result.onclose = request.result.onversionchange = forget;
      resolve(request.result);
    };
    request.onerror = () => {
      opening = undefined;
      reject(request.error);
    };
  }));
}

function forget({ target }) {
  target.close();
  opening = undefined;
}

/** Does `work` with object stores in one transaction; its result is given only once that is complete, and on the disk unless
 * told otherwise. What was broken off, for the system emptied the storage or closed the connection, is done again, on what is
 * there then. */
async function within(names, mode, work, { left = 2, durability = "strict" } = {}) {
  try {
    return await attempt(names, mode, work, durability);
  } catch (error) {
    if (!left || !BROKEN_OFF.has(error.name)) throw error;
    (await opening?.catch(() => {}))?.close();
    opening = undefined;
    return within(names, mode, work, { left: left - 1, durability });
  }
}

async function attempt(names, mode, work, durability) {
  const transaction = (await open()).transaction(names, mode, { durability });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new DOMException("the storage was taken away", "AbortError"));
  });
  ended.catch(() => {}); // it is waited for below, but `work` may fail first
  const result = await work(...names.map((name) => transaction.objectStore(name)));
  await ended;
  return result;
}

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const ours = ["submissions"];

/** Keeps a submission and returns it; the same again, by its key, is there once. Of those that it follows it takes the place of
 * what was refused; with `latest` also of what was never sent. What another page kept stays as it is. */
export function keep(submission, { latest = false } = {}) {
  return within(["submissions", "answered"], "readwrite", async (submissions, answered) => {
    const all = await asked(submissions.getAll());
    const there = all.find(({ key }) => key === submission.key);
    if (there || (await asked(answered.get(submission.key)))) return there ?? submission;
    const followed = all.filter(({ key }) => submission.follows.includes(key));
    const replaced = followed.filter((one) => one.state === "refused" || (latest && !one.tried));
    for (const { seq } of replaced) submissions.delete(seq);
    const was = replaced.length ? replaced[0].was : submission.was;
    const kept = { ...submission, was, follows: followed.filter((one) => !replaced.includes(one)).map(({ key }) => key) };
    kept.seq = await asked(submissions.add(kept));
    return kept;
  });
}

/** Which of these keys are of something that waits, or that was answered for. */
export function keptOf(keys) {
  return within(["submissions", "answered"], "readonly", async (submissions, answered) => {
    const there = new Set([...(await asked(submissions.getAll())), ...(await asked(answered.getAll()))].map(({ key }) => key));
    return keys.filter((key) => there.has(key));
  });
}

/** All that a person has on this phone and the server hasn't, in order. */
export function waitingOf(user) {
  return within(ours, "readonly", async (submissions) => (await asked(submissions.getAll())).filter((one) => one.user === user));
}

/** All that a page of this version may not know of, in order: what waits, and what was answered for later than that. A page
 * without a version is nobody's, or knows of all that was answered. */
export function unknownTo(user, version) {
  return within(["submissions", "answered", "facts"], "readonly", async (submissions, answered, facts) => {
    const isKnown = !version || ((await asked(facts.get(versionOf(user)))) ?? 0) <= version;
    return ofPerson(user, isKnown ? [submissions] : [submissions, answered], (one) => !(one.version <= version));
  });
}

/** All of a person's that this phone remembers, in order: what waits, and what was answered for in the last month. */
export function allOf(user) {
  return within(["submissions", "answered"], "readonly", (...stores) => ofPerson(user, stores));
}

async function ofPerson(user, stores, isWanted = () => true) {
  const all = (await Promise.all(stores.map((store) => asked(store.getAll())))).flat();
  return all.filter((one) => one.user === user && isWanted(one)).sort((one, other) => one.seq - other.seq);
}

const versionOf = (user) => `version ${user}`;

/** The highest version that the server has told of for this person. */
export const versionHeard = async (user) => (await fact(versionOf(user))) ?? 0;

/** Notes a version that the server told of; with `isLower` also one lower than before, as it was set back. */
export function noteVersion(user, version, { isLower = false } = {}) {
  return within(["facts"], "readwrite", async (facts) => {
    const before = (await asked(facts.get(versionOf(user)))) ?? 0;
    if (version > before || isLower) await asked(facts.put(version, versionOf(user)));
  });
}

/** Everybody for whom something waits. */
export function people() {
  return within(ours, "readonly", async (all) => [...new Set((await asked(all.getAll())).map(({ user }) => user))]);
}

/** Those of what waits for a person that are `chosen` of it to be sent. From now on they may be on the server. */
export function takeToSend(user, chosen) {
  return within(ours, "readwrite", async (submissions) => {
    const those = chosen((await asked(submissions.getAll())).filter((one) => one.user === user));
    for (const one of those.filter(({ tried }) => !tried)) submissions.put({ ...one, tried: true });
    return those;
  });
}

/** The server has these, each with the `version` that it made: they wait no more. Should the phone lose power before this is on
 * its disk, they are sent again, and it says that it has them. `last` is the key of the last that it has a receipt for. */
export function settle(those, last) {
  return within(["submissions", "answered", "facts"], "readwrite", async (submissions, answered, facts) => {
    for (const one of those) {
      submissions.delete(one.seq);
      answered.put({ ...one, answeredAt: Date.now() });
      if (one.key === last) facts.put(last, `answered ${one.user}`);
      facts.put(Date.now(), "changed");
      if (one.version > ((await asked(facts.get(versionOf(one.user)))) ?? 0)) facts.put(one.version, versionOf(one.user));
    }
  }, { durability: "relaxed" });
}

/** The server won't have it: it stays until the person changed or discarded it. What was kept meanwhile of the form that
 * showed it takes its place, or would wait behind it for ever. */
export function refuse(submission, error) {
  return within(ours, "readwrite", async (submissions) => {
    const all = await asked(submissions.getAll());
    if (!all.some(({ key }) => key === submission.key)) return null; // it was discarded meanwhile
    const later = all.find(({ follows }) => follows?.includes(submission.key));
    if (!later) return asked(submissions.put({ ...submission, state: "refused", error }));
    await asked(submissions.put({ ...later, was: submission.was }));
    return asked(submissions.delete(submission.seq));
  });
}

export function discard(submission) {
  return within(ours, "readwrite", (submissions) => asked(submissions.delete(submission.seq)));
}

/** The server was set back: what it answered for in the last month waits again, before what waits now. */
export function offerAgain(user) {
  return within(["submissions", "answered", "facts"], "readwrite", async (submissions, answered, facts) => {
    const all = (await asked(answered.getAll())).filter((one) => one.user === user).sort((one, other) => one.seq - other.seq);
    for (const { answeredAt, version, ...submission } of all) {
      await asked(submissions.put({ ...submission, tried: true }));
      await asked(answered.delete(submission.key));
    }
    await asked(facts.delete(`answered ${user}`));
    await asked(facts.delete(versionOf(user)));
    await asked(facts.put(true, "set back"));
  });
}

/** Lets go of what was answered for over a month ago. */
export function tidy() {
  return within(["answered"], "readwrite", async (answered) => {
    const old = (await asked(answered.getAll())).filter(({ answeredAt }) => answeredAt < Date.now() - MONTH);
    await Promise.all(old.map(({ key }) => asked(answered.delete(key))));
  });
}

/** Forgets a person: all of theirs, or all but what still waits. */
export function forgetPerson(user, { keepWaiting }) {
  return within(["submissions", "answered", "facts"], "readwrite", async (submissions, answered, facts) => {
    const of = async (store, id) => (await asked(store.getAll())).filter((one) => one.user === user).map((one) => asked(store.delete(one[id])));
    if (!keepWaiting) await Promise.all(await of(submissions, "seq"));
    await Promise.all(await of(answered, "key"));
    for (const name of ["person", "person before"]) await asked(facts.delete(name));
  });
}

/** Small facts by name: this phone's "outbox" id, the "person" signed in last or "" while somebody signs in and the "person
 * before" that, of each their "address <user>" and whether the account is "gone <user>" (see owners.js), "answered <user>"
 * the last key that the server has a receipt for and the "version <user>" heard last, how far its clock is "ahead" of the
 * server's, when that has "changed" for somebody here, whether it was "set back" and that wasn't told yet, and the words
 * "to tell" until they were read. */
export function fact(name) {
  return within(["facts"], "readonly", (facts) => asked(facts.get(name)));
}

export function setFact(name, value) {
  return within(["facts"], "readwrite", (facts) => asked(facts.put(value, name)));
}

/** This phone's id for its outbox, made when there is none. */
export async function outboxId() {
  return (await fact("outbox")) ?? makeOutboxId();
}

function makeOutboxId() {
  return within(["facts"], "readwrite", async (facts) => {
    const id = (await asked(facts.get("outbox"))) ?? crypto.randomUUID();
    await asked(facts.put(id, "outbox"));
    return id;
  });
}
