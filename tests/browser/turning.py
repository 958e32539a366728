"""How long it takes until a turned card is painted, beside a card that only CSS turns."""

from statistics import median

FRAME = 1000 / 60  # milliseconds
TURNS = 15
# A message sent from a frame's callback arrives once that frame was painted.
UNTIL_PAINTED = """(selector) => new Promise((resolve) => requestAnimationFrame(() => {
  const start = performance.now(), { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve(performance.now() - start);
  document.querySelector(selector).click();
  requestAnimationFrame(() => port2.postMessage(""));
}))"""
BY_CSS_ALONE = """<!doctype html><style>
  label { display: grid; perspective: 60rem; height: 90vh } input { position: absolute; opacity: 0 }
  div { grid-area: 1 / 1; backface-visibility: hidden; transition: rotate .2s; background: #fff } .back, :checked ~ .front { rotate: y 180deg }
  :checked ~ .back { rotate: y 0deg }
</style><label id="card"><input type="checkbox"><div class="front">%s</div><div class="back">%s</div></label>"""


def milliseconds_to_turn(page, reference):
    """The medians for the deck that `page` shows, and for a page that turns as much text by CSS
    alone, turn by turn."""
    front, back = (page.locator(f".card .{side}").inner_text() for side in ("front", "back"))
    reference.set_content(BY_CSS_ALONE % (front, back))
    ours, theirs = [], []
    for _ in range(TURNS):
        for times, where, selector in ((ours, page, ".deck-turn"), (theirs, reference, "#card")):
            where.bring_to_front()
            times.append(where.evaluate(UNTIL_PAINTED, selector))
            where.wait_for_timeout(250)  # until it lies still
    return median(ours), median(theirs)
