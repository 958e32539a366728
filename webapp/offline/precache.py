"""The files that pages may ask for, kept on the phone when the worker is installed."""

from pathlib import Path

from webapp.core.assets import STYLE_SHEET

TYPES = {"js/**/*.js": "text/javascript", "vendor/**/*.js": "text/javascript"}
WORKER = "js/offline/worker.js"  # it isn't a file that pages load
# What every page of a person's loads by itself, before the worker is there: the worker finds it in
# the browser's own cache.
FIRST = (
    "icons/favicon.svg",  # with all headers of a page, which those that come with the worker take over
    STYLE_SHEET,
    "vendor/htmx-4.0.1/htmx.min.js",
    "js/app.js",
    "js/outbox/drafts.js",
    "js/outbox/forms.js",
    "js/outbox/store.js",
)


def brought_along(folder: Path) -> dict[str, tuple[str, str]]:
    """All the others in `folder`, the static files as they are served: of each path the type and
    the text. They come with the worker's own script, in one answer."""
    return {
        path: (mimetype, (folder / path).read_text())
        for pattern, mimetype in TYPES.items()
        for path in sorted(found.relative_to(folder).as_posix() for found in folder.glob(pattern))
        if path not in (*FIRST, WORKER)
    }
