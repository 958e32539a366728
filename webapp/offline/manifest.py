"""What the phone is told about the app when it is installed. See
https://www.w3.org/TR/appmanifest/."""

from collections.abc import Callable
from typing import Any

COLOUR = "#195841"  # the icon's
PAPER = "#f9f6ee"  # the page's, so that the first page follows the splash screen without a flash

# name: (width, height, "narrow" for phones or "wide", what it shows). Pictures of one kind have one
# size.
SCREENSHOTS = {
    "today-narrow": (720, 1480, "narrow", "Today: how long until then, and what to do now"),
    "checklist-narrow": (
        720,
        1480,
        "narrow",
        "The checklist, from the evening before to the thank-you notes",
    ),
    "card-narrow": (720, 1480, "narrow", "A story to tell, one card at a time"),
    "log-narrow": (720, 1480, "narrow", "How it went, written down while it is fresh"),
    "prepare-wide": (1280, 800, "wide", "Everything about the interview on one page"),
}
SHORTCUTS = (
    ("Checklist", "What is still to do", "/checklist", "checklist"),
    ("Cards", "Go through the stories", "/cards/deck", "cards"),
    ("Log", "Write down how it went", "/log", "log"),
)

Asset = Callable[[str], str]


def manifest(asset: Asset) -> dict[str, Any]:
    """The manifest's members; `asset` gives the address of a static file."""
    return {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": "Round Two",
        "short_name": "Round Two",
        "description": "What to do next, what to say, and how it went: the app for the day of a second interview.",
        "lang": "en",
        "dir": "ltr",
        "categories": ["business", "productivity"],
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [
            icon(asset, size, purpose) for purpose in ("any", "maskable") for size in (192, 512)
        ],
        "share_target": {
            "action": "/interviews/invitation",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "text": "text",
                "files": [{"name": "file", "accept": ["text/calendar", ".ics"]}],
            },
        },
        "shortcuts": [shortcut(asset, *words) for words in SHORTCUTS],
        "screenshots": [screenshot(asset, name, *facts) for name, facts in SCREENSHOTS.items()],
    }


def icon(asset: Asset, size: int, purpose: str) -> dict[str, str]:
    name = f"icons/icon-{size}.png" if purpose == "any" else f"icons/icon-{purpose}-{size}.png"
    return {"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def shortcut(asset: Asset, name: str, description: str, url: str, drawing: str) -> dict[str, Any]:
    picture = {
        "src": asset(f"icons/shortcut-{drawing}.png"),
        "sizes": "192x192",
        "type": "image/png",
    }
    return {"name": name, "description": description, "url": url, "icons": [picture]}


def screenshot(
    asset: Asset, name: str, width: int, height: int, form_factor: str, label: str
) -> dict[str, str]:
    return {
        "src": asset(f"screenshots/{name}.webp"),
        "sizes": f"{width}x{height}",
        "type": "image/webp",
        "form_factor": form_factor,
        "label": label,
    }
