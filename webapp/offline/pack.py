"""The pack: the pages that a phone keeps, so that the day goes on without a signal.

What the day needs comes first and is always whole. The rest follows by kind, and its far end may be
left out. Today is kept as it will be at each moment to come.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from flask import url_for

from webapp.cards.models import Card
from webapp.checklists.models import Item
from webapp.interviews.models import Interview
from webapp.reflections.log import reflections_of
from webapp.reflections.models import Reflection
from webapp.requirements.models import Proof
from webapp.sections.pages import addresses_of
from webapp.sections.section import sections
from webapp.stories.models import Story
from webapp.today.moment import beginnings

LOGS = 3  # the last ones
# Of moments; a phone is online again by then, or the interview is over.
WAY_AHEAD = timedelta(days=14)

Row = TypeVar("Row", Card, Story)


class Page(NamedTuple):
    """A page of the pack. `rest` says what it is one of, for a page that the day goes on
    without."""

    address: str
    rest: str = ""


def pack_of(user_id: UUID, at: datetime) -> list[Page]:
    """The pages to keep, each once, the most needed first."""
    interview = Interview.chosen(user_id, at)
    needed = map(Page, (*standing_pages(user_id, interview, at), *things_of(interview)))
    rest = in_turns(cards(user_id), stories(user_id), other_interviews(user_id, interview))
    pages: dict[str, Page] = {}
    for page in (*needed, *rest):
        pages.setdefault(page.address, page)
    return list(pages.values())


def standing_pages(user_id: UUID, interview: Interview | None, at: datetime) -> list[str]:
    """The pages that are there for everybody, and those about the interview to come."""
    about = pages_about(interview) if interview else []
    has_forecast = interview and interview.starts_at > at and Card.count_for(user_id)
    return [
        "/",
        *moments_to_come(interview, at),
        url_for("cards.deck", ahead="1"),
        *about,
        "/prepare",
        "/checklist",
        "/cards",
        "/log",
        *(["/cards/ready"] if has_forecast else []),
        *(
            url_for(f"reflections.{page}", reflection_id=row.id)
            for row in reflections_of(user_id)[:LOGS]
            for page in ("show", "edit", "confirm_deletion")
        ),
        "/interviews",
        "/interviews/new",
        "/stories/new",
        "/cards/new",
        "/cards/practice-mode",
        "/account",
        "/recovered",
        "/install",
    ]


def moments_to_come(interview: Interview | None, at: datetime) -> list[str]:
    """Today's address at the beginning of each moment to come: `/?at=` and the time."""
    if interview is None:
        return []
    return [
        url_for("today.show", at=begins.isoformat())
        for _, begins in beginnings(interview)
        if at < begins < at + WAY_AHEAD
    ]


def pages_about(interview: Interview) -> list[str]:
    """All that is needed on the day itself, and right after."""
    values: dict[str, Any] = {"interview_id": interview.id}
    reflection = Reflection.of(interview)
    return [
        url_for("interviews.show", **values),
        url_for("checklists.show", **values),
        url_for("checklists.show", **values, show="to-do"),
        url_for("reflections.edit", reflection_id=reflection.id)
        if reflection
        else url_for("reflections.new", **values),
        *(url_for(f"{section.name}.index", **values) for section in sections()),
        *(
            url_for(f"interviews.{page}", **values)
            for page in ("brief", "edit", "edit_time", "copy")
        ),
        *pages_of_round_before(interview.round_before()),
    ]


def pages_of_round_before(interview: Interview | None) -> list[str]:
    return (
        [url_for(f"interviews.{page}", interview_id=interview.id) for page in ("show", "brief")]
        if interview
        else []
    )


def things_of(interview: Interview | None) -> list[str]:
    """The page of each thing prepared for it, of each line of its checklist, and of the stories
    told for it."""
    if interview is None:
        return []
    told = dict.fromkeys(story_id for _, story_id in Proof.told_for(interview))
    return [
        *(address for section in sections() for address in addresses_of(section, interview)),
        *pages_of_stories(told),
        *(url_for("checklists.edit", item_id=item.id) for item in Item.of(interview)),
    ]


def cards(user_id: UUID) -> list[Page]:
    """Those with words of their own."""
    written = [card for these in Card.written(user_id).values() for card in these]
    return [
        Page(url_for("cards.show", card_id=card.id), "older cards")
        for card in newest_first(written)
    ]


def stories(user_id: UUID) -> list[Page]:
    newest = newest_first(Story.found(user_id))
    return [
        Page(address, "older stories") for address in pages_of_stories(story.id for story in newest)
    ]


def other_interviews(user_id: UUID, interview: Interview | None) -> list[Page]:
    """What was arranged, and what was written about it."""
    others = interview.others(limit=None) if interview else []
    written = {row.Interview.id: row.id for row in reflections_of(user_id)}
    return [
        Page(address, "other interviews")
        for one in others
        for address in (
            url_for("interviews.show", interview_id=one.id),
            *(url_for("reflections.show", reflection_id=id) for id in [written.get(one.id)] if id),
        )
    ]


def newest_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.created_at, reverse=True)


def in_turns(*kinds: list[Page]) -> list[Page]:
    """One of each kind, then the next ones: what is left out at the end is the far end of each."""
    return [page for turn in zip_longest(*kinds) for page in turn if page]


def pages_of_stories(ids: Iterable[UUID]) -> list[str]:
    return [url_for(f"stories.{page}", story_id=id) for id in ids for page in ("show", "edit")]
