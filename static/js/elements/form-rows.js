// <form-rows> around a list of rows and the <template> of one: adds a row, takes one out, puts it back. Without scripts
// its buttons send the form. A row taken out is disabled, so it isn't sent; what was written in it stays until then.
import { noteRendered, uuid7 } from "../outbox/forms.js";

const ANY_ID = "00000000-0000-0000-0000-000000000000";
const TEXTS = "textarea, input[type=text]";

class FormRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  handleEvent(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    noteRendered(this.closest("form"));
    const row = button.closest(".entry");
    if (!row) this.#add();
    else if (button.name === "remove") this.#takeOut(row);
    else this.#show(row, true);
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #add() {
    this.#append(uuid7()).querySelector(TEXTS).focus();
  }

  #append(id) {
    const list = this.querySelector(".entries");
    list.insertAdjacentHTML("beforeend", this.querySelector("template").innerHTML.replaceAll(ANY_ID, id));
    return list.lastElementChild;
  }

  /** Makes the rows that these fields, as [name, value], tell of and that aren't here; and takes out those they don't. */
  make(fields) {
    noteRendered(this.closest("form"));
    const kind = this.getAttribute("kind");
    const ids = fields.filter(([name]) => name === kind).map(([, id]) => id);
    const here = new Map([...this.querySelectorAll(`[name="${kind}"]`)].map((input) => [input.value, input.closest(".entry")]));
    for (const id of ids) if (!here.has(id)) this.#append(id);
    for (const [id, row] of here) if (!ids.includes(id)) row.remove();
  }

  #takeOut(row) {
    if (!isBlank(row)) return this.#show(row, false);
    row.remove();
    this.querySelector("[name=add]").focus();
  }

  #show(row, isIn) {
    const [fields, removed] = row.children;
    fields.disabled = fields.hidden = !isIn;
    removed.hidden = isIn;
    row.querySelector(isIn ? TEXTS : ".entry-removed button").focus();
  }
}

function isBlank(row) {
  return [...row.querySelectorAll(TEXTS)].every(({ value }) => !value.trim());
}

customElements.define("form-rows", FormRows);
