"""The events of an invitation in whatever it came: a calendar's file, a mail that was saved, or the
text of one."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from webapp.calendars.event import Event
from webapp.calendars.mail.message import is_saved, pasted, saved
from webapp.calendars.mail.reading import events_in_mail
from webapp.calendars.reading import MAX_BYTES, NO_CALENDAR, TOO_LARGE, events_in
from webapp.core.text import Unreadable, decoded, is_no_text

IS_CALENDAR = re.compile(r"^[ \t]*BEGIN:V(?:CALENDAR|EVENT)", re.IGNORECASE | re.MULTILINE)


def invitation_in(data: bytes, zone: str, at: datetime) -> list[Event]:
    """The `Event`s in these bytes; `zone` stands for times that name none. Raises Unreadable."""
    today = at.astimezone(ZoneInfo(zone)).date()
    if is_saved(data):
        mail = saved(data, today)
        return first_read(mail.calendars, zone, at) or events_in_mail(mail, zone, at)
    text = decoded(data)
    if IS_CALENDAR.search(text):
        return events_in(data, zone, at)
    if len(text) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    if is_no_text(data) or not text.strip():
        raise Unreadable(NO_CALENDAR)
    return events_in_mail(pasted(text, today), zone, at)


def first_read(calendars: list[bytes], zone: str, at: datetime) -> list[Event]:
    """The events of the first that has some."""
    for calendar in calendars:
        try:
            return events_in(calendar, zone, at)
        except Unreadable:
            continue
    return []
