"""Makes the example a person's own. Every id follows from theirs, so making it twice makes one, and
what they changed in it since stays changed."""

import tomllib
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from webapp.cards.models import Card, Kind
from webapp.checklists.models import Item
from webapp.core.database import Owned, db
from webapp.example.days import days_from
from webapp.interviews.local_time import instant
from webapp.interviews.models import Interview, Setting
from webapp.interviews.zones import USUAL
from webapp.lessons.models import Lesson, Outcome, Source
from webapp.people.models import HelpKind, HelpRequest, Person, Progress, Role
from webapp.questions.models import Question, Topic
from webapp.reflections.models import Rating, Reflection, Side
from webapp.requirements.models import Importance, Requirement
from webapp.salary.benefits.models import Benefit, Offered
from webapp.salary.models import Figure, Offer, Period, SalaryGoals
from webapp.salary.statements.models import Statement
from webapp.small_talk.models import Point
from webapp.stories.models import Story

SAME = ("minutes", "setting", "place", "notes")  # from the file to an interview's columns
ROUNDS = 2
NO_ROOM = (
    f"The example needs room for {ROUNDS} interviews, and there can be {Interview.MAX_ITEMS} in all. "
    "Delete some for good first."
)
WRITTEN = timedelta(minutes=40)  # after the first round

Table = dict[str, Any]  # of the file
Row = TypeVar("Row", bound=Owned)


@cache
def content() -> Table:
    return tomllib.loads(Path(__file__).with_name("content.toml").read_text("utf-8"))


def fill(user_id: UUID, at: datetime, time_zone: str = USUAL) -> bool:
    """Gives the person the example, its days counted from `at` in `time_zone`. What of it is there
    already stays. False when there is no room for its interviews."""
    has_room = Interview.remaining_for(user_id) >= ROUNDS
    if has_room:
        Filling(user_id, at, ZoneInfo(time_zone)).run()
    return has_room


class Filling:
    def __init__(self, user_id: UUID, at: datetime, zone: ZoneInfo) -> None:
        self.user_id, self.at, self.zone = user_id, at, zone
        self.today = at.astimezone(zone).date()

    def run(self) -> None:
        example = content()
        for story in example["stories"]:
            self.story(**story)
        for card in example["cards"]:
            self.card(**card)
        first, second = example["first_round"], example["interview"]
        naming = {name: second[name] for name in ("company", "position")}
        self.first_round(days=-first["days_ago"], **first, **naming)
        self.second_round(days=second["days_ahead"], **second)

    def id_of(self, name: str) -> UUID:
        """The id of what the file calls `name`: always the same for one person, another for the
        next."""
        return uuid5(self.user_id, f"example: {name}")

    def there(self, model: type[Row], id: UUID) -> Row | None:
        return db.session.get(model, (self.user_id, id))

    def card(self, prompt: str, answer: str, kind: str = "question") -> None:
        id = self.id_of(prompt)
        if not self.there(Card, id):
            Card.add(self.user_id, id, prompt, self.at, answer, Kind(kind))

    def story(self, title: str, prompts: list[str], tags: list[str], **words: Any) -> None:
        id = self.id_of(title)
        if not self.there(Story, id):
            Story.create(
                self.user_id,
                id,
                self.at,
                title=title,
                prompts="\n".join(prompts),
                tags=", ".join(tags),
                **words,
            )

    def second_round(
        self,
        done: list[str],
        requirements: list[Table],
        questions: list[Table],
        lessons: list[Table],
        figures: list[Table],
        goals: Table,
        statements: list[Table],
        offer: Table,
        benefits: list[Table],
        small_talk: list[Table],
        **values: Any,
    ) -> None:
        interview, is_new = self.interview("second round", **values)
        if is_new:
            self.tick(interview, at=self.at, begins=tuple(done))
            for requirement in requirements:
                self.requirement(interview, **requirement)
            for question in questions:
                self.question(interview, **question)
            for lesson in lessons:
                self.lesson(interview, **lesson)
            for figure in figures:
                self.figure(interview, **figure)
            SalaryGoals.put(interview, self.at, **goals)
            for statement in statements:
                self.statement(interview, **statement)
            Offer.put(interview, self.at, **offer, period=Period.YEAR, own_period=Period.MONTH)
            for benefit in benefits:
                self.benefit(interview, **benefit)
            for point in small_talk:
                Point.add(interview, self.id_of(point["text"]), self.at, **point)

    def first_round(self, reflection: Table, days: int, **values: Any) -> None:
        interview, is_new = self.interview("first round", days=days, round=1, **values)
        if is_new:
            self.tick(interview, at=interview.starts_at)
        id = self.id_of("reflection")
        if not self.there(Reflection, id):
            words = self.reflection(days, **reflection)
            Reflection.write(self.user_id, interview.id, id, interview.ends_at + WRITTEN, **words)

    def tick(self, interview: Interview, at: datetime, begins: str | tuple[str, ...] = "") -> None:
        for item in Item.of(interview):
            if item.shown.startswith(begins):
                item.complete(at)

    def interview(
        self,
        name: str,
        days: int,
        people: list[Table],
        time: str,
        company: str,
        position: str,
        round: int,
        travel_minutes: int = 0,
        **values: Any,
    ) -> tuple[Interview, bool]:
        """The interview called `name` and whether it is new. A deleted one comes back, on the day
        it would be on now."""
        id, starts_at = self.id_of(name), self.moment(days, time)
        there = self.there(Interview, id)
        if there:
            if there.deleted_at:
                there.restore()
                there.update(starts_at=starts_at)
            return there, False
        same = {key: values[key] for key in SAME} | {"setting": Setting(values["setting"])}
        interview, is_new = Interview.create(
            self.user_id,
            id,
            self.at,
            company=company,
            position=position,
            round=round,
            starts_at=starts_at,
            time_zone=self.zone.key,
            travel_minutes=travel_minutes,
            **same,
        )
        if is_new:
            for person in people:
                self.person(interview, **person)
            Item.start_list(interview)
        return interview, is_new

    def person(
        self,
        interview: Interview,
        name: str,
        role: str = "interviewer",
        asked: dict[str, str] | None = None,
        **words: Any,
    ) -> None:
        id = self.id_of(f"{name}, round {interview.round}")
        person = Person.add(interview, id, self.at, name=name, role=Role(role), **words)
        if person:
            for kind, progress in (asked or {}).items():
                HelpRequest.put(person, HelpKind(kind), Progress(progress), self.at)

    def requirement(
        self,
        interview: Interview,
        text: str,
        importance: str = "usual",
        stories: Sequence[str] = (),
    ) -> None:
        requirement = Requirement.add(
            interview, self.id_of(text), self.at, text=text, importance=Importance(importance)
        )
        if requirement:
            for story in filter(None, (self.there(Story, self.id_of(title)) for title in stories)):
                requirement.prove(story.id, self.at)

    def question(self, interview: Interview, text: str, topic: str, **words: str) -> None:
        person = self.there(Person, self.id_of(f"{words['for']}, round {interview.round}"))
        Question.add(
            interview,
            self.id_of(text),
            self.at,
            text=text,
            topic=Topic(topic),
            person_id=person and person.id,
        )

    def lesson(
        self,
        interview: Interview,
        text: str,
        source: str,
        days_ago: int,
        outcomes: Sequence[str] = (),
        told_by: str = "",
    ) -> None:
        told_on = days_from(self.today, -days_ago)
        lesson = Lesson.add(
            interview,
            self.id_of(text),
            self.at,
            text=text,
            source=Source(source),
            told_by=told_by,
            told_on=told_on,
        )
        if lesson:
            for outcome in outcomes:
                lesson.turn_into(Outcome(outcome), interview, self.at)

    def figure(
        self, interview: Interview, source: str, days_ago: int, period: str = "year", **values: Any
    ) -> None:
        seen_on = days_from(self.today, -days_ago)
        Figure.add(
            interview,
            self.id_of(source),
            self.at,
            source=source,
            seen_on=seen_on,
            period=Period(period),
            **values,
        )

    def statement(self, interview: Interview, text: str, said_by: str, days_ago: int) -> None:
        Statement.add(
            interview,
            self.id_of(text),
            self.at,
            text=text,
            said_by=said_by,
            said_on=days_from(self.today, -days_ago),
        )

    def benefit(
        self, interview: Interview, text: str, offered: str = "unknown", **values: Any
    ) -> None:
        Benefit.add(
            interview, self.id_of(text), self.at, text=text, offered=Offered(offered), **values
        )

    def moment(self, days: int, clock: str) -> datetime:
        return instant(days_from(self.today, days), time.fromisoformat(clock), self.zone)

    def reflection(
        self,
        days: int,
        asked: list[Table],
        met: list[Table],
        promises: list[Table],
        next_step_in_days: int,
        **words: Any,
    ) -> dict[str, Any]:
        """The values of Reflection.write: days are counted from the first round."""
        return {
            **words,
            "next_step_by": days_from(self.today, days + next_step_in_days),
            "asked": [self.asked(**question) for question in asked],
            "met": [{"id": self.id_of(f"met {person['name']}"), **person} for person in met],
            "promises": [self.promise(days, **promise) for promise in promises],
        }

    def asked(self, text: str, rating: str, story: str | None = None) -> dict[str, Any]:
        told = story and self.there(Story, self.id_of(story))
        return {
            "id": self.id_of(f"asked {text}"),
            "text": text,
            "rating": Rating(rating),
            "story_id": told.id if told else None,
        }

    def promise(self, days: int, text: str, owed_by: str, in_days: int) -> dict[str, Any]:
        due_on = days_from(self.today, days + in_days)
        return {"id": self.id_of(text), "text": text, "owed_by": Side(owed_by), "due_on": due_on}
