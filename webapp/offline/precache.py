"""The files that every page may ask for, kept on the phone when the worker is installed."""

from webapp.assets import STYLE_SHEET

PATTERNS = ("js/**/*.js", "vendor/**/*.js", "icons/favicon.svg")
WORKER = "js/offline/worker.js"  # it isn't a file that pages load


def precached(folder):
    """The paths of those files in `folder`, the static files as they are served, in a fixed order."""
    found = {path.relative_to(folder).as_posix() for pattern in PATTERNS for path in folder.glob(pattern)}
    return [STYLE_SHEET, *sorted(found - {WORKER})]
