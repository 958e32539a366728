// What waits, in the person's words.
/** [label, value, name] of each field that a person wrote or chose. */
export const wordsIn = ({ fields, words }) =>
  fields.filter(([name, value]) => words.labels[name] && value).map(([name, value]) => [words.labels[name], value, name]);

/** A form with words of its own goes by its page; a button by what it says, and a tick by what it does. */
export function titleOf(one) {
  const { page, what } = one.words;
  if (wordsIn(one).length) return page ?? what;
  const [, method] = one.url.match(/\/completion\?_method=(\w+)/) ?? [];
  const verb = { put: "Ticked", delete: "Not ticked" }[method] ?? page;
  return [verb, what].filter(Boolean).join(": ");
}

export const textOf = (one) => wordsIn(one).map(([label, value]) => `${label}: ${value}`).join("\n");

export const made = (name, text) => Object.assign(document.createElement(name), { textContent: text });

/** Fills an item of the list, made from its template. */
export function draw(item, one) {
  const isRefused = one.state === "refused";
  const part = (selector) => item.querySelector(selector);
  item.toggleAttribute("data-refused", isRefused);
  part("h2").textContent = titleOf(one);
  part(".muted").textContent = new Date(one.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  part(".field-error").textContent = one.error?.words ?? "";
  part("dl").append(...wordsIn(one).flatMap(([label, value]) => [made("dt", label), made("dd", value)]));
  part("[name=change]").hidden = !isRefused || !wordsIn(one).length;
  part("[name=copy]").hidden = !wordsIn(one).length;
  return item;
}

/** Opens its fields in place, so that it can be put right without a signal too. */
export function open(item, one) {
  for (const [label, value, name] of wordsIn(one)) {
    const field = Object.assign(made("div", ""), { className: "field" });
    const id = `${one.key}-${name}`;
    field.append(Object.assign(made("label", label), { htmlFor: id }), Object.assign(made("textarea", value), { id, name, dir: "auto" }));
    item.querySelector(".waiting-change").lastElementChild.before(field);
  }
  item.querySelector(".waiting-change").hidden = false;
  item.querySelector("dl").hidden = item.querySelector("[name=change]").hidden = true;
  item.querySelector("textarea").focus();
}
