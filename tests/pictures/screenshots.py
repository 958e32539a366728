"""Takes the manifest's and the README's screenshots of the worked example, an hour and a half
before its interview.

The clock is the real one: the interview is put where it belongs, in a part of the world where it is
day just now.
"""

from base64 import b64decode
from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.persons import Person
from webapp.accounts.models import User
from webapp.checklists.models import Item
from webapp.core.assets import beside_or_above
from webapp.core.clock import now
from webapp.core.database import db
from webapp.example.filling import fill
from webapp.interviews.models import Interview
from webapp.offline.manifest import SCREENSHOTS

FOLDER = beside_or_above("static") / "screenshots"
PAGES = {
    "today": "/",
    "checklist": "/checklist",
    "card": "/cards/deck",
    "log": "/log",
    "prepare": "/prepare",
}
LINKS = {"log": "round 1"}  # followed on that page: what is in the log
DARK_TOO = ("today-narrow", "card-narrow")  # those of the README
ZONES = ("Europe/London", "America/Los_Angeles", "Pacific/Auckland", "Asia/Tokyo", "Asia/Kolkata")
DAYTIME = range(6, 15)
TICKED = 12  # lines of the checklist
QUALITY = 80  # per cent, as WebP counts


def take(browser, server):
    """Into static/screenshots/*.webp."""
    at = now()
    zone = next(zone for zone in ZONES if at.astimezone(ZoneInfo(zone)).hour in DAYTIME)
    person = prepared(server.app, at, zone)
    for name, (width, height, form_factor, _) in SCREENSHOTS.items():
        for scheme in ("light", "dark") if name in DARK_TOO else ("light",):
            page = opened(
                browser,
                server,
                person,
                width,
                height,
                form_factor,
                color_scheme=scheme,
                timezone_id=zone,
            )
            show(page, name.split("-")[0])
            save(page, FOLDER / f"{name}{'-dark' if scheme == 'dark' else ''}.webp")
            page.context.close()


def prepared(app, at, zone):
    """Someone on the morning of the example's second interview, with the app installed."""
    person = Person(app, "robin")
    with app.app_context():
        fill(person.id, at=at - timedelta(days=2), time_zone=zone)
        interview = Interview.chosen(person.id, at)
        interview.update(starts_at=half_hour_after(at + timedelta(hours=1, minutes=10)))
        for item in Item.of(interview)[:TICKED]:
            item.complete(at)
        db.session.get(User, person.id).dismiss_install_hint(at)
        db.session.commit()
    return person


def half_hour_after(moment):
    full = moment.replace(minute=0, second=0, microsecond=0)
    return full + timedelta(minutes=30 if moment.minute < 30 else 60)


def opened(browser, server, person, width, height, form_factor, **options):
    """A page that the person is signed in on. A phone has two points of the picture to one of the
    page."""
    scale = 2 if form_factor == "narrow" else 1
    page = browser.new_context(
        base_url=server.url,
        viewport={"width": width // scale, "height": height // scale},
        device_scale_factor=scale,
        is_mobile=scale == 2,
        has_touch=scale == 2,
        reduced_motion="reduce",
        **options,
    ).new_page()
    name, value = person.cookie
    page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
    return page


def show(page, place):
    page.goto(PAGES[place], wait_until="networkidle")
    if place in LINKS:
        page.get_by_role("main").get_by_role("link", name=LINKS[place]).click()
        page.wait_for_load_state("networkidle")


def save(page, path):
    """The window, as it is drawn. Chromium counts a picture's size in the page's points unless it
    is given a scale."""
    window = {
        "x": 0,
        "y": 0,
        "scale": page.evaluate("() => devicePixelRatio"),
        **page.viewport_size,
    }
    devtools = page.context.new_cdp_session(page)
    picture = devtools.send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": window}
    )
    path.write_bytes(b64decode(picture["data"]))
