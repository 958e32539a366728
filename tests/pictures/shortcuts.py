"""Draws the icons of the manifest's shortcuts from the app's own icons."""

from jinja2 import Environment, FileSystemLoader

from tests.pictures.icons import ICONS, PAGE
from webapp.core.assets import beside_or_above

# shortcut: the icon of the place it opens
DRAWINGS = {"checklist": "prepare", "cards": "cards", "log": "log"}
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 42 42">
  <rect width="42" height="42" fill="#195841"/>
  <path d="{path}" transform="translate(9 9)" fill="none" stroke="#fbf8ef" stroke-width="1.75" stroke-linecap="round"
    stroke-linejoin="round"/>
</svg>"""
SIZE = 192
ROUND = 50  # per cent


def draw(browser):
    """Into static/icons/shortcut-*.png."""
    templates = Environment(loader=FileSystemLoader(beside_or_above("templates")))
    paths = templates.get_template("shared/_icons.html").module.PATHS
    page = browser.new_page(viewport={"width": SIZE, "height": SIZE})
    for name, icon in DRAWINGS.items():
        page.set_content(
            PAGE.format(size=SIZE, radius=ROUND, drawing=DRAWING.format(path=paths[icon]))
        )
        page.screenshot(path=ICONS / f"shortcut-{name}.png", omit_background=True)
    page.close()
