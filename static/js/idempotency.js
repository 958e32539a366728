// A request whose answer was lost can be sent again and is applied once: it carries the same Idempotency-Key until the
// server says, in Round-Two-Receipt, that it has it. A change of what is sent makes a new key (see webapp/receipts.py).
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const sent = new WeakMap(); // element -> what it sent last without an answer, and its key

export const isSafe = ({ method }) => SAFE.has(method);

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (isSafe(ctx.request)) return;
  ctx.request.headers["Idempotency-Key"] = keyFor(ctx.sourceElement, contentOf(ctx.request));
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.response.headers.has("Round-Two-Receipt")) sent.delete(ctx.sourceElement);
});

function keyFor(element, content) {
  if (sent.get(element)?.content !== content) sent.set(element, { content, key: uuid7(Date.now()) });
  return sent.get(element).key;
}

function contentOf({ method, action, body }) {
  return [method, action, new URLSearchParams(body ?? "")].join(" ");
}

/** A UUID of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then chance. */
export function uuid7(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, now / 0x10000);
  new DataView(bytes.buffer).setUint16(4, now % 0x10000);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
