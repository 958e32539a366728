"""The pack: the pages that a phone keeps, so that the day goes on without a signal.

In order of need, because the phone stops at `MOST_BYTES`. Today is kept as it will be at each moment to come.
"""

from datetime import timedelta

from flask import url_for

from webapp.cards.models import Card
from webapp.checklists.models import Item
from webapp.interviews.models import Interview
from webapp.interviews.part import PARTS
from webapp.reflections.log import reflections_of
from webapp.reflections.models import Reflection
from webapp.stories.models import Story
from webapp.today.moment import beginnings

MOST_BYTES = 2_000_000
LOGS = 3  # the last ones
STORIES = 100
WAY_AHEAD = timedelta(days=14)  # of moments; a phone is online again by then, or the interview is over


def pack_of(user_id, at):
    """The addresses to keep, the most needed first."""
    interview = Interview.chosen(user_id, at)
    about = pages_about(interview) if interview else []
    return list(dict.fromkeys([
        "/", *moments_to_come(interview, at), url_for("cards.deck", ahead="1"), *about, "/prepare", "/checklist", "/cards", "/log", *(["/cards/ready"] if interview and interview.starts_at > at and Card.count_for(user_id) else []),
        *(url_for(f"reflections.{page}", reflection_id=row.id) for row in reflections_of(user_id)[:LOGS] for page in ("show", "edit")),
        "/interviews", "/interviews/new", "/stories/new", "/cards/new", "/cards/way", "/account", "/recovered",
        *things_prepared(interview), *pages_of_stories(user_id), *lines_to_reword(interview),
    ]))


def moments_to_come(interview, at):
    """Today's address at the beginning of each moment to come: `/?at=` and the time."""
    if interview is None:
        return []
    return [
        url_for("today.show", at=begins.isoformat()) for _, begins in beginnings(interview) if at < begins < at + WAY_AHEAD
    ]


def pages_about(interview):
    """All that is needed on the day itself, and right after."""
    values = {"interview_id": interview.id}
    reflection = Reflection.of(interview)
    return [
        url_for("interviews.show", **values), url_for("checklists.show", **values),
        url_for("checklists.show", **values, show="to-do"),
        url_for("reflections.edit", reflection_id=reflection.id) if reflection else url_for("reflections.new", **values),
        *(url_for(f"{name}.index", **values) for name in PARTS),
        url_for("interviews.brief", **values), url_for("interviews.edit", **values), url_for("interviews.edit_time", **values),
    ]


def things_prepared(interview):
    return [address for part in PARTS.values() for address in part.addresses(interview)] if interview else []


def pages_of_stories(user_id):
    stories = Story.found(user_id)[:STORIES]
    return [url_for(f"stories.{page}", story_id=story.id) for page in ("show", "edit") for story in stories]


def lines_to_reword(interview):
    return [url_for("checklists.edit", item_id=item.id) for item in Item.of(interview)] if interview else []
