// <given-file> around a form: a file that was given to it, or shared to the app, and not taken in, for nobody was signed in or
// there was no signal, is in the form again; see takeIn in ../offline/worker.js.
const GIVEN = "given"; // a cache
const KEPT_FOR = 24 * 3600_000; // milliseconds
const OF_NOBODY_FOR = 3600_000; // what was shared when it wasn't known whose phone this is: who signs in soon is who shared it

class GivenFile extends HTMLElement {
  async connectedCallback() {
    const form = this.querySelector("form");
    const kept = await self.caches?.match(form.action, { cacheName: GIVEN });
    if (!kept) return;
    if (!isOurs(kept)) return void forget();
    fill(form, await kept.formData());
    form.prepend(noteFor(form));
  }
}

function isOurs({ headers }) {
  const [age, pack] = [Date.now() - Date.parse(headers.get("Date")), headers.get("From")];
  return pack ? pack === `pack-${document.body.dataset.user}` && age < KEPT_FOR : age < OF_NOBODY_FOR;
}

function fill({ elements }, given) {
  const files = new DataTransfer();
  given.getAll("file").filter(({ size }) => size).forEach((file) => files.items.add(file));
  elements.file.files = files.files;
  elements.text.value = given.get("text") ?? "";
}

function noteFor(form) {
  const note = Object.assign(document.createElement("p"), { className: "draft-note", role: "status" });
  const leaveOut = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Leave it out" });
  leaveOut.addEventListener("click", async () => {
    form.reset();
    await forget();
    note.remove();
    form.elements.file.focus();
  });
  note.append("What you brought is here. It wasn’t looked at yet.", leaveOut);
  return note;
}

const forget = () => caches.delete(GIVEN);

customElements.define("given-file", GivenFile);
