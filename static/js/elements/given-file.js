// <given-file> around a form: what was given to it, or shared to the app, and not taken in, for nobody was signed in or there
// was no signal, is in the form again: one file, and the others by their names; see takeIn in ../offline/worker.js.
const GIVEN = "given"; // a cache
const KEPT_FOR = 24 * 3600_000; // milliseconds
const OF_NOBODY_FOR = 3600_000; // what was shared when it wasn't known whose phone this is: who signs in soon is who shared it

class GivenFile extends HTMLElement {
  async connectedCallback() {
    if (!(await self.caches?.has(GIVEN))) return;
    this.cache = await caches.open(GIVEN);
    const places = await this.cache.keys(this.form.action, { ignoreSearch: true });
    const kept = await Promise.all(places.map(async (place) => ({ place, copy: await this.cache.match(place) })));
    for (const { place } of kept.filter(({ copy }) => !isOurs(copy))) await this.forget(place);
    this.kept = kept.filter(({ copy }) => isOurs(copy));
    if (this.kept.length) this.show(this.kept[0]);
  }

  get form() {
    return this.querySelector("form");
  }

  async show(one) {
    fill(this.form, await one.copy.clone().formData());
    this.querySelector(".draft-note")?.remove();
    this.form.prepend(this.noteFor(one));
  }

  noteFor(one) {
    const note = Object.assign(document.createElement("p"), { className: "draft-note", role: "status" });
    const others = this.kept.filter((other) => other !== one);
    note.append("What you brought is here. It wasn’t looked at yet.", button("Leave it out", () => this.leaveOut(one)));
    if (others.length) note.append("Also here:", ...others.map((other) => button(nameOf(other), () => this.show(other))));
    return note;
  }

  async leaveOut(one) {
    this.form.reset();
    await this.forget(one.place);
    this.kept = this.kept.filter((other) => other !== one);
    this.querySelector(".draft-note").remove();
    if (this.kept.length) await this.show(this.kept[0]);
    this.form.elements.file.focus();
  }

  async forget(place) {
    await this.cache.delete(place);
    if (!(await this.cache.keys()).length) await caches.delete(GIVEN);
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

const nameOf = ({ place }) => decodeURIComponent(new URL(place.url).search.slice(1));

function button(textContent, press) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent });
  made.addEventListener("click", press);
  return made;
}

customElements.define("given-file", GivenFile);
