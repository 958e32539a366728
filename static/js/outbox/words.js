// What waits, in the person's words.
const saidIn = ({ fields, words }) => fields.filter(([name, value]) => words.labels[name] && value);

/** [label, text] of each field that a person wrote or chose. */
export const wordsIn = (one) => saidIn(one).map(([name, value]) => [one.words.labels[name], one.words.chosen[name] ?? value]);

/** What was written first, or else chosen. */
export function firstIn(one) {
  const said = saidIn(one);
  const [name, value] = said.find(([name]) => !one.words.chosen[name]) ?? said[0] ?? [];
  return one.words.chosen[name] ?? value;
}

/** A form with words of its own goes by its page; a button by what it says and is about, and a tick by what it does. */
export function titleOf(one) {
  const { page, what, about = page, isPressed } = one.words;
  if (wordsIn(one).length) return page ?? what;
  const [, isTick, method] = one.url.match(/(\/completion)?\?(?:.*&)?_method=(\w+)/) ?? [];
  if (isTick) return `${method === "put" ? "Ticked" : "Not ticked"}: ${what}`;
  const parts = [isPressed && method === "delete" && "Taken back", what, !what?.includes(about) && about];
  return parts.filter(Boolean).join(": ");
}

/** What is wrong in a page or a form that the server gave back: `slots`, each the id of the place for it and what that says,
 * and all of it in `words`. */
export function wrongIn(page) {
  const fields = [...page.querySelectorAll(".field-error, .save-problems a")];
  const words = fields.map((one) => one.dataset.message ?? one.textContent.trim()).filter(Boolean);
  const slots = fields.filter((one) => one.id && one.textContent.trim()).map((one) => [one.id, one.textContent.trim()]);
  return { slots, words: words.join(" ") };
}

export const textOf = (one) => wordsIn(one).map(([label, value]) => `${label}: ${value}`).join("\n");

export const made = (name, text) => Object.assign(document.createElement(name), { textContent: text });

/** Fills an item of the list, made from its template. */
export function draw(item, one) {
  const isRefused = one.state === "refused";
  const inItem = (selector) => item.querySelector(selector);
  item.toggleAttribute("data-refused", isRefused);
  inItem("h2").textContent = titleOf(one);
  inItem(".muted").textContent = new Date(one.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  inItem(".field-error").textContent = one.error?.words ?? "";
  inItem("dl").append(...wordsIn(one).flatMap(([label, value]) => [made("dt", label), made("dd", value)]));
  const change = inItem(".waiting-change");
  if (one.state === "half") Object.assign(change, { textContent: "Go on writing", href: one.words.at }); // it comes back by itself there
  else Object.assign(change, { hidden: !isRefused || !Object.keys(one.words.labels).length, href: `${one.words.at}#change-${one.key}` });
  inItem("[name=copy]").hidden = !wordsIn(one).length;
  return item;
}
