// A form's fields, and sending them to where the form goes without leaving the page.
import { uuid7 } from "../idempotency.js";

const PATIENCE = 15_000; // milliseconds
export const OUTLIVES_THE_PAGE = 60_000; // bytes; browsers let at most 64 KiB be sent while a page is left

let last = {}; // the fields sent last, and their key

/** What the form would send, as text. */
export function fieldsOf(form) {
  return String(new URLSearchParams(new FormData(form)));
}

/** The same as the server wrote it: a browser may have put back what was typed before a reload. */
export function fieldsAsRendered(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return fieldsOf(copy);
}

/** Whether the server has the fields now, with its status (0 without an answer) and the part it sent. */
export async function send(form, fields) {
  if (last.fields !== fields) last = { fields, key: uuid7(Date.now()) };
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: fields,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true", "Idempotency-Key": last.key },
      keepalive: fields.length < OUTLIVES_THE_PAGE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    // Without a receipt it isn't our server that said so: a network's sign-in page answers 200 to anything.
    const isSaved = answer.ok && answer.headers.has("Round-Two-Receipt");
    return { isSaved, status: answer.status, part: await answer.text() };
  } catch {
    return { isSaved: false, status: 0, part: "" };
  }
}
