"""What is asked of every page."""

from axe_playwright_python.sync_playwright import Axe

axe = Axe()


def axe_violations(page, *rules):
    """What axe-core finds against the page as it stands, by these rules or by all, as lines of
    text; none is the aim."""
    found = axe.run(
        page, options={"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    ).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]
    ]


CONTRAST = """(one) => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((value) =>
      value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const { color, backgroundColor } = getComputedStyle(one);
  const [darker, lighter] = [color, backgroundColor].map(luminance).sort((one, two) => one - two);
  return (lighter + 0.05) / (darker + 0.05);
}"""


def contrast(locator):
    """Of its words with its own background, by WCAG 2; for what axe-core leaves out, as what lies
    over a gradient."""
    return locator.evaluate(CONTRAST)


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
