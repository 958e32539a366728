"""Who will be there, for the brief and the calendar."""

from webapp.interviews.models import Interview
from webapp.people.models import Person
from webapp.sections.section import BriefLine, BriefRow, Excerpt


def on_brief(interview: Interview) -> Excerpt[BriefRow]:
    return Excerpt(
        "With", [row_of(person) for person in Person.of(interview)], most=5, is_first=True
    )


def row_of(person: Person) -> BriefRow:
    cares = f"Cares about: {person.cares_about}" if person.cares_about else ""
    must_land = f"“{person.must_land}”" if person.must_land else ""
    arrives = f" ({person.arrives})" if person.arrives else ""
    title = f", {person.title}" if person.title else ""
    lines = [BriefLine(cares, is_short=True), BriefLine(must_land)]
    return BriefRow(lines, title=person.name, beside=title + arrives)


def in_calendar(interview: Interview) -> Excerpt[str]:
    people = [
        f"{person.name}, {person.title}" if person.title else person.name
        for person in Person.of(interview)
    ]
    return Excerpt("With:", people, is_first=True)
