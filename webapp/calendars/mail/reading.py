"""A mail's text as events: one for each time that it offers. Each thing that it fills comes with
the line that it was found in, and what isn't in it stays empty."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from webapp.calendars.calls import call_in
from webapp.calendars.clocks import Clock, instant
from webapp.calendars.event import Event, FromMail
from webapp.calendars.mail.hours import length_in, zone_in
from webapp.calendars.mail.message import Mail
from webapp.calendars.mail.people import people_in
from webapp.calendars.mail.places import BY_PHONE, NUMBER, place_in
from webapp.calendars.mail.signature import contact_in
from webapp.calendars.mail.slots import Slot, slots_in
from webapp.calendars.mail.subjects import company_in, labelled_in, position_in
from webapp.calendars.mail.thing import Thing
from webapp.calendars.mail.zones import clock_called
from webapp.calendars.reading import Shown
from webapp.core.text import Unreadable
from webapp.interviews.zones import city_of

MAX_TEXT = 60_000  # characters of a mail that are looked through
BULLETS = "-–—*•· "
MAX_LINE, BEFORE = 160, 50  # characters of a line that are shown, and those before what counts
TOO_LONG = (
    f"A mail’s text can be {MAX_TEXT:,} characters long. "
    "Paste only the part with the day and the place."
)
NOTHING_IN_IT = (
    "This isn’t an invitation: there is no day, hour, place or link in it. "
    "Send the file from the mail, or paste all of the mail’s text."
)


@dataclass(frozen=True)
class Text:
    """The text of a mail, or of those quoted in it."""

    text: str
    is_earlier: bool

    def said(self, begin: int) -> str:
        """The line at `begin`, quoted."""
        first = self.text.rfind("\n", 0, begin) + 1
        line = self.text[first:].split("\n")[0].lstrip(BULLETS)
        if len(line) > MAX_LINE:
            start = max(0, begin - first - BEFORE)
            start = line.find(" ", start) + 1 if start else 0
            end = start + MAX_LINE
            line = (
                f"{'…' if start else ''}{line[start:end].strip()}{'…' if len(line) > end else ''}"
            )
        return f"In the {'earlier ' if self.is_earlier else ''}mail: “{line}”"


def events_in_mail(mail: Mail, zone: str, at: datetime) -> list[Event]:
    """`zone` is the person's. Raises Unreadable when there is nothing in it."""
    if len(mail.text) + len(mail.earlier) > MAX_TEXT:
        raise Unreadable(TOO_LONG)
    today = at.astimezone(ZoneInfo(zone)).date()
    own = Text("\n\n".join(filter(None, [mail.subject, mail.text])), False)
    texts = [own, Text(mail.earlier, True)]
    found, link = FoundInMail(texts), call_in(text.text for text in texts)
    where, slots = offered(texts, today, mail.sent)
    found.look_for_call(link)
    if not slots and not {"place", "link"} & {*found.values}:
        raise Unreadable(NOTHING_IN_IT)
    found.look_for_rest(mail)
    events = [event_of(slot, where, found, mail, zone) for slot in slots or [NO_SLOT]]
    return each_once(events, zone)


NO_SLOT = Slot(None, None, None)
NO_DAY = date(2026, 1, 1)  # of an hour alone, whose zone is named all the same


def offered(texts: list[Text], today: date, sent: date | None) -> tuple[Text, list[Slot]]:
    """The times of the mail, and where they stand; those of an earlier one, when that knows more of
    the same day, or when the mail says none."""
    own, earlier = (slots_in(text.text, today, sent) for text in texts)
    days, starts = {slot.date for slot in own}, {slot.hours.start for slot in own if slot.hours}
    if not any(slot.date for slot in own) and any(slot.date for slot in earlier):
        same = [slot for slot in earlier if slot.hours and slot.hours.start in starts]
        return texts[1], same or earlier
    fuller = [slot for slot in earlier if slot.is_timed and slot.date in days]
    if fuller and not any(slot.hours for slot in own):
        return texts[1], fuller
    return texts[0], own


class FoundInMail:
    """What else is in it: a value for each field that is known, and the line for each of those."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts
        self.values: dict[str, str] = {}
        self.said: dict[str, str] = {}
        self.people: list[str] = []
        self.minutes: int | None = None
        self.contact = ""
        self.zone = ""

    def look_for_call(self, link: str) -> None:
        """Place and kind of the interview."""
        for text in self.texts:
            self.take("place", place_in(text.text), text)
        for text in self.texts:
            match = BY_PHONE.search(text.text)
            if match and not link and "place" not in self.values:
                self.values["setting"] = "phone"
                self.said["setting"] = text.said(match.start())
                line = text.text[match.start() :].split("\n\n")[0]
                number = NUMBER.search(line)
                if number:
                    self.take("place", Thing(number[0], match.start() + number.start()), text)
        if link:
            self.values["link"] = link
            for text in self.texts:
                begin = next((text.text.find(piece) for piece in (link, link[:30])), -1)
                if begin >= 0:
                    self.said.setdefault("link", text.said(begin))

    def look_for_rest(self, mail: Mail) -> None:
        for text in self.texts:
            if not self.people:
                people = people_in(without_subject(text, mail))
                self.people = [one.text for one in people]
                self.said |= {"people": text.said(people[0].begin)} if people else {}
            if not self.minutes and (length := length_in(text.text)):
                self.minutes = length[0]
                self.said["minutes"] = text.said(length[1])
            if not self.zone and (zone := zone_in(text.text)):
                self.zone = zone[0]
                self.said["time_zone"] = text.said(zone[1])
            if not self.contact and (contact := contact_in(text.text)):
                self.contact = contact.text
        names = [line.split(",")[0] for line in [*self.people, mail.sender[0]] if line]
        subject = Text(mail.subject, False).said(0)
        for field, value in (
            ("position", position_in(mail.subject)),
            ("company", company_in(mail.subject, names)),
        ):
            if value:
                self.values[field], self.said[field] = value, subject
        for text in self.texts:
            for field, thing in labelled_in(text.text):
                self.take(field, thing, text)

    def take(self, field: str, thing: Thing | None, text: Text) -> None:
        if thing and field not in self.values:
            self.values[field], self.said[field] = thing.text, text.said(thing.begin)


def event_of(slot: Slot, where: Text, found: FoundInMail, mail: Mail, zone: str) -> Event:
    hours, day, link = slot.hours, slot.day, found.values.get("link", "")
    shown, clock = shown_of(slot, found.zone, mail, zone)
    said = dict(found.said)
    said |= {"date": where.said(day.begin)} if day else {}
    said |= {"time": where.said(hours.begin)} if hours else {}
    said |= {"minutes": said["time"]} if hours and hours.minutes else {}
    said.setdefault("time_zone", said["time"] if hours and hours.zone else no_zone(zone))
    doubts = [slot.doubt, clock.doubt]
    return Event(
        uid="",
        title=mail.subject,
        start=shown.start,
        date=shown.date,
        time=shown.time,
        zone=shown.zone,
        minutes=hours.minutes if hours and hours.minutes else found.minutes,
        place=found.values.get("place", ""),
        description=mail.text or mail.earlier,
        links=(link,) if link else (),
        people=(mail.sender,) if any(mail.sender) else (),
        is_cancelled=False,
        asks=tuple(filter(None, doubts)),
        mail=FromMail(
            company=found.values.get("company", ""),
            position=found.values.get("position", ""),
            people=tuple(found.people),
            contact=found.contact,
            setting=found.values.get("setting", ""),
            said=said,
        ),
    )


def no_zone(zone: str) -> str:
    return f"The mail names none. It was read as the time in {city_of(zone)}."


def shown_of(slot: Slot, usual_name: str, mail: Mail, zone: str) -> tuple[Shown, Clock]:
    """When it is, on the clock that the mail means; `usual_name` is what it calls that of all its
    hours."""
    start = slot.hours.start if slot.hours else None
    named = slot.hours.zone if slot.hours else ""
    day = slot.date or mail.sent or NO_DAY
    local = datetime.combine(day, start or time(12))
    clock = clock_called(named or usual_name, local, zone)
    begins = instant(local, clock.tz) if clock.tz else None
    if begins and not clock.zone:
        local = begins.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    shown = Shown(
        begins if slot.date and start else None,
        local.date() if slot.date else None,
        local.time() if start else None,
        clock.zone or (zone if clock.tz else ""),
    )
    return shown, clock


def without_subject(text: Text, mail: Mail) -> str:
    """With blanks for the subject: "Interview with Pellwick" is with nobody of that name."""
    length = 0 if text.is_earlier else len(mail.subject)
    return " " * length + text.text[length:]


def each_once(events: list[Event], zone: str) -> list[Event]:
    """Each instant once, by the person's own clock if it is among them: a mail tells it by the
    clocks of both."""
    kept: dict[object, Event] = {}
    for number, event in enumerate(events):
        key = event.start or number
        if key not in kept or (event.zone == zone != kept[key].zone):
            kept[key] = event
    return list(kept.values())
