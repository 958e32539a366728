"""The log: what was written about each interview, and which interviews nothing was written
about."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import defer

from webapp.core.database import db
from webapp.core.search import contains, search_words
from webapp.core.truth import AN_HOUR, true_until_next
from webapp.interviews.models import Interview
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection, ReflectionRow

BEGINNING = 200  # characters of it that the log shows
LATELY = 3  # interviews that the log asks about
SOON = 10  # that run, or begin within the hour, with room to spare

Query = TypeVar("Query", Exists, Select[str])


def reflections_of(
    user_id: UUID, query: str = ""
) -> Sequence[Row[UUID, str, int | None, str, Interview]]:
    """A person's reflections that have each word of `query` somewhere, newest first: rows of id,
    mood, confidence, beginning and Interview."""
    columns = (
        Reflection.id,
        Reflection.mood,
        Reflection.confidence,
        beginning().label("beginning"),
    )
    its_interview = and_(
        Interview.user_id == Reflection.user_id, Interview.id == Reflection.interview_id
    )
    return db.session.execute(
        select(*columns, Interview)
        .join(Interview, its_interview)
        .where(
            Reflection.user_id == user_id,
            Interview.deleted_at.is_(None),
            *map(says, search_words(query)),
        )
        .options(defer(Interview.notes))
        .order_by(Reflection.created_at.desc(), Reflection.id.desc())
    ).all()


def beginning() -> ColumnElement[str]:
    """The start of the first thing that was written."""
    first_question = (
        rows_of(AskedQuestion, select(AskedQuestion.text)).order_by(AskedQuestion.rank).limit(1)
    )
    texts = (
        Reflection.landed,
        Reflection.wish,
        first_question.scalar_subquery(),
        Reflection.next_step,
    )
    return func.substr(func.coalesce(*(func.nullif(text, "") for text in texts), ""), 1, BEGINNING)


def says(word: str) -> ColumnElement[bool]:
    """A condition: the word is somewhere in a reflection, in its rows or in its interview's
    name."""
    return or_(
        contains(word, Reflection.mood, Reflection.landed, Reflection.wish, Reflection.next_step),
        contains(word, Interview.company, Interview.position),
        rows_of(AskedQuestion, exists()).where(contains(word, AskedQuestion.text)),
        rows_of(Meeting, exists()).where(contains(word, Meeting.name, Meeting.callback)),
        rows_of(Promise, exists()).where(contains(word, Promise.text)),
    )


def rows_of(kind: type[ReflectionRow], query: Query) -> Query:
    """The query, for the rows of this kind that the reflection has."""
    return query.where(kind.user_id == Reflection.user_id, kind.reflection_id == Reflection.id)


def not_reflected_on(user_id: UUID, at: datetime) -> list[Interview]:
    """The interviews that ended last, if nothing is written about them yet."""
    written = exists().where(
        Reflection.user_id == Interview.user_id, Reflection.interview_id == Interview.id
    )
    begun = Interview.of(user_id).where(Interview.starts_at <= at + AN_HOUR, ~written)
    lately = db.session.scalars(
        begun.order_by(Interview.starts_at.desc()).limit(LATELY + SOON)
    ).all()
    true_until_next(at, *(interview.ends_at for interview in lately))
    return [interview for interview in lately if interview.ends_at <= at][:LATELY]
