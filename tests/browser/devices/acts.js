// What somebody does with a device. Beside device.js; `act` is what the test calls.
const acts = {
  open() {},
  line: ({ line }) => setLine(line),
  setClock: ({ off }) => void (world.off = off),
  setWorker: ({ isThere }) => void (world.hasWorker = isThere),
  empty,

  /** Puts a line in a text, at once or as its words come; in the place of another where `replaced` says of which. */
  async type({ tab, field, text, place, pause }) {
    const { win } = tabs[tab];
    const element = win.document.querySelector(field);
    if (!element) return { missing: true };
    const lines = element.value ? element.value.split("\n") : [];
    const index = place === null || !lines.length ? lines.length : place % lines.length;
    const replaced = lines[index];
    for (let length = pause ? 2 : text.length; ; length = Math.min(text.length, length + 3)) {
      lines[index] = text.slice(0, length);
      element.value = lines.join(element.dataset.lines ?? "\n");
      element.dispatchEvent(new win.Event("input", { bubbles: true }));
      if (length === text.length || !tabs[tab].frame) return { replaced };
      await pass(world.now + pause);
      if (!tabs[tab].frame) return { replaced };
    }
  },

  async press({ tab, button, taps, between }) {
    const found = tabs[tab].win.document.querySelector(button);
    if (!found) return { missing: true };
    const { id, grade } = found.form.elements;
    if (taps === 2) inAMoment(between, () => tabs[tab].frame && press(found));
    press(found);
    return { id: id?.value, grade: grade?.value };
  },

  async write(step) {
    const { missing, replaced } = await acts.type({ ...step, pause: 0 });
    const isThere = !missing && tabs[step.tab].frame;
    return isThere ? { ...(await acts.press(step)), replaced } : { missing, replaced };
  },
};

/** One that an answer led on from, late, is not written in any more. */
const isOpen = ({ frame, leftTo }) => frame && !leftTo;

function press(button) {
  world.isInTap = true;
  button.click();
  world.isInTap = false;
  stir();
}

const endings = {
  leave: (tab) => close(tab),
  kill: (tab) => close(tab, { isKilled: true }),
  crash: () => tabs.forEach((tab) => close(tab, { isKilled: true })),
};

/** Does one thing, on a page that is opened for it if it isn't there, and gives what is to be seen then. With an `ending`
 * the page comes to it in the moment `when`, whatever goes on there. */
async function act({ at, what, path, afresh, ending, when, ...step }) {
  await pass(at);
  if (path && (afresh || tabs[step.tab]?.path !== path || !isOpen(tabs[step.tab]))) await open(step.tab, path, { afresh });
  const [tab, begun] = [tabs[step.tab], seen(step.tab)];
  let last;
  if (ending) inAMoment(when, () => {
    last = seen(step.tab);
    endings[ending](tab);
  });
  const done = await acts[what](step);
  await quiet();
  last ??= seen(step.tab);
  if (last.leftTo) close(tab);
  await quiet();
  return { ...last, ...done, begun, now: world.now };
}

function seen(number) {
  const tab = tabs[number];
  if (!tab?.frame) return { path: null };
  const page = tab.win.document;
  const all = (selector) => [...page.querySelectorAll(selector)];
  const text = (selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  return {
    path: tab.path, leftTo: tab.leftTo, save: text(".save-state"), status: text("#status"),
    rows: all(".row-title, .waits, .kept-mark").map(({ textContent }) => textContent),
    texts: all("textarea").map(({ value }) => value),
    ticks: Object.fromEntries(all(".tick-row").map((row) => [row.id.slice(5), row.querySelector(".tick")?.ariaPressed === "true"])),
    undo: page.querySelector("#deck-undo")?.getAttribute("action").match(/[0-9a-f-]{36}/)[0] ?? null,
    card: page.querySelector("#deck")?.dataset.card ?? null,
  };
}

/** What is on this device, and not said to be anywhere else. */
async function inside({ user }) {
  const drafts = Object.entries({ ...localStorage }).filter(([name]) => name.startsWith("draft "));
  return { waiting: await store.waitingOf(user), drafts: drafts.map(([, draft]) => JSON.parse(draft)) };
}
