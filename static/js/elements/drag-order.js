// <drag-order> around a list whose items have data-id and buttons to move them: gives each a handle to drag it by. Where it
// is let go, the form of its first button is sent, with the id of what it stands before. The buttons are for everybody else.
class DragOrder extends HTMLElement {
  #observer = new MutationObserver(() => this.#addHandles());

  connectedCallback() {
    this.#addHandles();
    this.#observer.observe(this, { childList: true, subtree: true });
    for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) this.addEventListener(name, this);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
  }

  #addHandles() {
    for (const item of this.#items) {
      if (item.querySelector(".drag-handle")) continue;
      const handle = document.createElement("span");
      handle.className = "drag-handle";
      handle.setAttribute("aria-hidden", "true");
      item.firstElementChild.append(handle);
    }
  }

  get #items() {
    return [...this.querySelectorAll("[data-id]")];
  }

  handleEvent(event) {
    if (event.type === "pointerdown") this.#take(event);
    else if (this.item && event.type === "pointermove") this.#drag(event);
    else if (this.item) this.#letGo(event.type === "pointerup");
  }

  #take(event) {
    const handle = event.target.closest(".drag-handle");
    if (!handle || !event.isPrimary) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    this.item = handle.closest("[data-id]");
    this.next = this.item.nextElementSibling;
    this.grip = event.clientY;
    this.item.classList.add("is-dragged");
  }

  /** The item follows the finger; once that is past the middle of a neighbour, the two change places. */
  #drag(event) {
    const middle = (element) => element.getBoundingClientRect().top + element.offsetHeight / 2;
    const { previousElementSibling: above, nextElementSibling: below } = this.item;
    const top = this.item.offsetTop;
    if (above && event.clientY < middle(above)) above.before(this.item);
    else if (below && event.clientY > middle(below)) below.after(this.item);
    this.grip += this.item.offsetTop - top;
    this.item.style.translate = `0 ${event.clientY - this.grip}px`;
  }

  #letGo(isMeant) {
    const { item, next } = this;
    this.item = null;
    item.style.translate = "";
    item.classList.remove("is-dragged");
    if (!isMeant) return next ? next.before(item) : item.parentElement.append(item);
    if (item.nextElementSibling === next) return;
    const form = item.querySelector("form");
    form.elements.before.value = item.nextElementSibling?.dataset.id ?? "";
    form.requestSubmit();
  }
}

customElements.define("drag-order", DragOrder);
