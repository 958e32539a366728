"""Makes the example a person's own. Every id follows from theirs, so making it twice makes one, and what they changed
in it since stays changed."""

import tomllib
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid5
from zoneinfo import ZoneInfo

from webapp.cards.models import Card, Kind
from webapp.checklists.models import Item
from webapp.database import db
from webapp.example.days import days_from
from webapp.interviews.local_time import instant
from webapp.interviews.models import Interview, Setting
from webapp.interviews.zones import USUAL
from webapp.people.models import Person
from webapp.reflections.models import Rating, Reflection, Side
from webapp.stories.models import Story

SAME = ("minutes", "setting", "place", "notes")  # from the file to an interview's columns
WRITTEN = timedelta(minutes=40)  # after the first round


@cache
def content():
    return tomllib.loads(Path(__file__).with_name("content.toml").read_text("utf-8"))


def fill(user_id, at, time_zone=USUAL):
    """Gives the person the example, its days counted from `at` in `time_zone`. What of it is there already stays."""
    Filling(user_id, at, ZoneInfo(time_zone)).run()


class Filling:
    def __init__(self, user_id, at, zone):
        self.user_id, self.at, self.zone = user_id, at, zone
        self.today = at.astimezone(zone).date()

    def run(self):
        example = content()
        for story in example["stories"]:
            self.story(**story)
        for card in example["cards"]:
            self.card(**card)
        first, second = example["first_round"], example["interview"]
        naming = {name: second[name] for name in ("company", "position")}
        self.first_round(days=-first["days_ago"], **first, **naming)
        self.second_round(days=second["days_ahead"], **second)

    def id_of(self, name):
        """The id of what the file calls `name`: always the same for one person, another for the next."""
        return uuid5(self.user_id, f"example: {name}")

    def there(self, model, id):
        return db.session.get(model, (self.user_id, id))

    def card(self, prompt, answer, kind="question"):
        Card.add(self.user_id, self.id_of(prompt), prompt, self.at, answer, Kind(kind))

    def story(self, title, prompts, tags, **words):
        id = self.id_of(title)
        if not self.there(Story, id):
            Story.create(self.user_id, id, self.at, title=title, prompts="\n".join(prompts), tags=", ".join(tags), **words)

    def second_round(self, done, **values):
        interview, is_new = self.interview("second round", **values)
        if is_new:
            self.tick(interview, at=self.at, begins=tuple(done))

    def first_round(self, reflection, days, **values):
        interview, is_new = self.interview("first round", days=days, round=1, **values)
        if is_new:
            self.tick(interview, at=interview.starts_at)
        id = self.id_of("reflection")
        if not self.there(Reflection, id):
            words = self.reflection(days, **reflection)
            Reflection.write(self.user_id, interview.id, id, interview.ends_at + WRITTEN, **words)

    def tick(self, interview, at, begins=""):
        for item in Item.of(interview):
            if item.shown.startswith(begins):
                item.complete(at)

    def interview(self, name, days, people, time, company, position, round, travel_minutes=0, **values):
        """The interview called `name` and whether it is new. A deleted one comes back, on the day it would be on now."""
        id, starts_at = self.id_of(name), self.moment(days, time)
        there = self.there(Interview, id)
        if there:
            if there.deleted_at:
                there.bring_back()
                there.update(starts_at=starts_at)
            return there, False
        same = {key: values[key] for key in SAME} | {"setting": Setting(values["setting"])}
        interview, is_new = Interview.create(
            self.user_id, id, self.at, company=company, position=position, round=round, starts_at=starts_at,
            time_zone=self.zone.key, travel_minutes=travel_minutes, **same,
        )
        if is_new:
            Person.set_of(interview, [(person["name"], person["title"]) for person in people])
            Item.start_list(interview)
        return interview, is_new

    def moment(self, days, clock):
        return instant(days_from(self.today, days), time.fromisoformat(clock), self.zone)

    def reflection(self, days, asked, met, promises, next_step_in_days, **words):
        """The values of Reflection.write: days are counted from the first round."""
        return {
            **words,
            "next_step_by": days_from(self.today, days + next_step_in_days),
            "asked": [self.asked(**question) for question in asked],
            "met": [{"id": self.id_of(f"met {person['name']}"), **person} for person in met],
            "promises": [self.promise(days, **promise) for promise in promises],
        }

    def asked(self, text, rating, story=None):
        told = story and self.there(Story, self.id_of(story))
        return {
            "id": self.id_of(f"asked {text}"), "text": text, "rating": Rating(rating), "story_id": told.id if told else None,
        }

    def promise(self, days, text, owed_by, in_days):
        due_on = days_from(self.today, days + in_days)
        return {"id": self.id_of(text), "text": text, "owed_by": Side(owed_by), "due_on": due_on}
