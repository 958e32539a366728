"""Renders static/icons/icon.svg into the PNGs that phones ask for: `python -m
tests.pictures.icons`.

The drawing keeps to the middle four fifths, so the same one serves as it is, rounded off, and cut
to any mask.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

ICONS = Path(__file__).parents[2] / "static" / "icons"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

# name: (size, corner radius in per cent). Launchers cut a maskable icon and an iPhone its own; both
# want full corners.
PICTURES = {
    "icon-192.png": (192, 22),
    "icon-512.png": (512, 22),
    "icon-maskable-192.png": (192, 0),
    "icon-maskable-512.png": (512, 0),
    "apple-touch-icon.png": (180, 0),
}

PAGE = """<style>
  body {{ margin: 0; background: none }}
  svg {{ display: block; width: {size}px; height: {size}px; border-radius: {radius}% }}
</style>{drawing}"""


def render(page, name, size, radius):
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        PAGE.format(size=size, radius=radius, drawing=(ICONS / "icon.svg").read_text())
    )
    page.screenshot(path=ICONS / name, omit_background=True)


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        for name, (size, radius) in PICTURES.items():
            render(page, name, size, radius)
        browser.close()


if __name__ == "__main__":
    main()
