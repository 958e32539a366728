// How the saving of a form stands, in words: at the thumb, read out when it changes, and beside the fields.
const FAILED = "Not saved: this phone has no room for it. Your text is still here; copy it to be safe.";
const TOO_LARGE = "Not saved: this is too much to be sent.";

export class SavingWords {
  #place;
  #line;
  #problems;
  #aloud;

  constructor(place) {
    this.#place = place;
    this.#line = place.querySelector(".save-state");
    this.#problems = place.querySelector(".save-problems");
    this.#aloud = place.querySelector("[role=status]");
    this.#problems.addEventListener("click", follow);
    this.#say(this.#links.length ? "" : "Saves as you write.");
  }

  get #links() { return this.#problems.querySelectorAll("a"); }

  saving() { if (!this.#links.length) this.#say("Saving"); }

  saved(at = new Date()) {
    this.#say(`Saved ${at.toLocaleTimeString("en-GB", { timeStyle: "short" })}`);
    this.#tell("Saved."); // once: the time goes on without being read out
  }

  kept() {
    if (!this.#links.length) this.#say("Saved on this phone");
  }

  failed() {
    const tooLarge = this.#place.closest("form").querySelector(".too-large"); // says it beside the form
    const words = tooLarge ? TOO_LARGE : FAILED;
    this.#say(words, "unsaved");
    this.#tell(words);
  }

  refused() {
    this.#say("");
    this.#tell(this.#problems.textContent);
  }

  /** Takes over what the answer says about the fields: in the line at the thumb, and beside each of them. */
  mark(form, fragment) {
    const answer = new DOMParser().parseFromString(fragment, "text/html").querySelector(".save-problems");
    this.#problems.replaceChildren(...(answer?.childNodes ?? []));
    for (const slot of form.querySelectorAll(".field-error:not(:empty)")) slot.textContent = "";
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const link of this.#links) markField(link.hash.slice(1), link.dataset.message);
  }

  goToFirstProblem() { this.#links[0]?.click(); }

  #say(words, state = "") {
    this.#line.textContent = words;
    this.#line.dataset.state = state;
  }

  #tell(words) { if (this.#aloud.textContent !== words) this.#aloud.textContent = words; }
}

function markField(id, message) {
  const [field, slot] = [document.getElementById(id), document.getElementById(`${id}-error`)];
  if (slot) slot.textContent = message;
  if (field?.matches("input, select, textarea")) field.setAttribute("aria-invalid", "true");
}

/** Leads into the field itself, where a link of the page would only scroll to it. */
function follow(event) {
  const field = document.getElementById(event.target.hash?.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  (field.matches("fieldset") ? field.querySelector("input") : field).focus({ preventScroll: true });
}
