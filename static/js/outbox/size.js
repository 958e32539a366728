// How much of it can be sent: what the server would refuse for its size is known before it is kept, by the limit that the
// page states. A refusal that comes later may be a proxy's, and means nothing.
const ENVELOPE = 2_000; // bytes of a batch around its only submission
const MEGABYTE = 1_000_000;

class TooLarge extends Error {
  name = "TooLarge";
}

/** A submission as it is sent: fields as a browser writes them, and after them what each of them was. */
export function bodyOf({ fields, was }) {
  return String(new URLSearchParams([...fields, ...(was ?? []).map(([name, value]) => [`was:${name}`, value])]));
}

/** Says it beside the form and throws, when a submission is more than goes in one request. */
export function refuseTooLarge(form, submission) {
  const note = form.querySelector(":scope > .too-large");
  const size = bodyOf(submission).length + ENVELOPE;
  const most = Number(document.querySelector("meta[name=largest-request]").content);
  if (size <= most) return note?.remove();
  const [much, limit] = [size, most].map((bytes) => `${Math.ceil(bytes / MEGABYTE * 10) / 10} MB`);
  const words = `This is too much to be sent at once: ${much}, and at most ${limit} can be. It isn’t saved. `
    + "Your text is still here: shorten it, or keep a part of it elsewhere.";
  if (note) note.textContent = words;
  else form.append(noteOf(words));
  throw new TooLarge(words);
}

function noteOf(words) {
  const note = Object.assign(document.createElement("p"), { className: "field-error too-large", textContent: words });
  note.setAttribute("role", "alert");
  queueMicrotask(() => note.scrollIntoView({ block: "nearest" }));
  return note;
}
