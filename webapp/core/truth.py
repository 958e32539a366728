"""Until when what a page says is true, as far as it depends on the time.

Whatever answers differently from some moment on says so while a page is made: `true_until` the
moment. The page is true until the earliest of them.
"""

from datetime import datetime, timedelta

from flask import g, has_app_context

AN_HOUR = timedelta(hours=1)


def true_until(moment: datetime) -> None:
    """Says that from that moment on this page may say something else."""
    if has_app_context():
        g.true_until = min(moment, g.get("true_until", moment))


def true_until_next(at: datetime, *moments: datetime | None) -> None:
    """The same for the first of these moments that is still to come at `at`."""
    coming = [moment for moment in moments if moment and moment > at]
    if coming:
        true_until(min(coming))
