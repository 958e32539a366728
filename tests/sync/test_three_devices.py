"""Three devices of one person and a server, through random orders, losses and repeats, against a
simple model of what the person did. Nothing that was written is lost, and nothing is there twice.

The devices are played here, so that long histories of many texts in one story cost little: this is
for what the server makes of them. The modules of the phone are driven in
tests/browser/test_three_devices.py.

The model knows what each device said, in what order, and which words replaced which. It knows
nothing of batches, receipts or merging.
"""

from datetime import timedelta
from itertools import count
from urllib.parse import parse_qsl

import pytest
from flask import abort
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.conftest import running_app
from tests.persons import Person
from tests.sync.phones import Phone
from webapp.cards.models import Card, Kind
from webapp.cards.reviews import Review
from webapp.checklists import routes as checklists
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.practice import routes as cards
from webapp.stories import routes as stories
from webapp.stories.models import Story
from webapp.sync.models import Recovered

DEVICES = st.integers(0, 2)
PLACES = st.integers(0, 9)
CLOCKS = st.sampled_from(
    [timedelta(0), timedelta(days=365), timedelta(days=-365), timedelta(minutes=11)]
)
FATES = st.sampled_from(
    ["answered", "answered", "answered", "answer lost", "request lost", "sent twice"]
)
LONG_AGO = timedelta(days=1)
FIELDS = ("title", "action")
numbers = count(1)


class Device(Phone):
    """A phone with its pages: what each form says there, as the server wrote it or as it was sent
    last."""

    def __init__(self, person, off):
        super().__init__(person, off=off)
        self.forms = {}  # story id -> its fields
        self.recovered = []  # what was sent for what was gone

    def write(self, id, fields):
        self.put(f"/stories/{id}", fields, was=self.forms[id], lane=id)
        self.forms[id] = fields

    def hear(self, answer):
        gone = {
            one["key"]
            for one in answer["answers"]
            if one["headers"].get("Round-Two-Receipt") == "recovered"
        }
        self.recovered += [one for one in self.waiting if one["key"] in gone]
        return super().hear(answer)

    def open(self, id, fields):
        """The page as the server has it now; what still waits is laid over it."""
        if not any(one["lane"] == id for one in self.waiting):
            self.forms[id] = fields


class ThreeDevices(RuleBasedStateMachine):
    app = None  # set by the test
    faults = []  # the answers to come that are faults; emptied by the views

    @initialize(clocks=st.tuples(CLOCKS, CLOCKS, CLOCKS))
    def begin(self, clocks):
        self.person = Person(self.app, f"person-{next(numbers)}")
        self.devices = [Device(self.person, off) for off in clocks]
        self.moment, self.began = 0, now() - LONG_AGO
        self.texts, self.titles, self.replaced = {}, set(), set()
        self.made, self.deleted = [], set()
        self.ticks, self.grades = {}, []
        interview = self.person.has(
            Interview(company="A", starts_at=now(), time_zone="UTC", created_at=now())
        )
        self.person.has(
            *(Item(interview_id=interview.id, phase="evening", text=text, rank=0) for text in "ab")
        )
        self.items = [item.id for item in self.person.rows(Item)]
        self.make_a_story(self.devices[0])  # all three know it
        self.devices[0].send()
        for device in range(3):
            self.open_the_pages(device)
        self.card = self.person.has(Card(kind=Kind.QUESTION, prompt="Why us?", created_at=now())).id
        del self.faults[:]

    def next_moment(self, device):
        """Each thing is done a second after the last, as the device's clock shows it."""
        self.moment += 1
        return self.began + timedelta(seconds=self.moment) + device.off

    def new_text(self, id):
        text = f"Text {next(numbers)}."
        self.texts[text] = id
        return text

    def new_title(self, id):
        """Of two titles given at once one is the title, and the other is kept for the person."""
        title = self.new_text(id)
        self.titles.add(title)
        return title

    def story_of(self, device, place):
        known = sorted(device.forms)
        return known[place % len(known)] if known else None

    def make_a_story(self, device):
        id = str(new_id())
        fields = {"title": self.new_title(id), "action": self.new_text(id)}
        device.keep("/stories", {"id": id, **fields}, lane=id, at=self.next_moment(device))
        device.forms[id] = fields
        self.made.append(id)

    @rule(
        device=DEVICES,
        place=PLACES,
        line=PLACES,
        change=st.sampled_from(["add", "replace", "rename"]),
    )
    def change_a_story(self, device, place, line, change):
        """One paragraph more, or one in place of another, or another title."""
        device = self.devices[device]
        id = self.story_of(device, place)
        if not id:
            return
        form = dict(device.forms[id])
        if change == "rename":
            self.replaced.add(form["title"])
            form["title"] = self.new_title(id)
        else:
            lines = form["action"].split("\n")
            line %= len(lines)
            if change == "replace":
                self.replaced.add(lines[line])
            lines[line : line + (change == "replace")] = [self.new_text(id)]
            form["action"] = "\n".join(lines)
        device.write(id, form)

    @rule(
        device=DEVICES,
        what=st.sampled_from(
            ["make", "delete", "tick", "tick", "untick", "grade", "fault", "fault"]
        ),
        which=PLACES,
    )
    def do_something_else(self, device, what, which):
        device = self.devices[device]
        if what == "make":
            self.make_a_story(device)
        elif what == "delete":
            self.delete_a_story(device, which)
        elif what == "grade":
            self.grade(device, ["again", "hard", "good"][which % 3])
        elif what == "fault":
            self.faults[:] = [False] * (which % 4) + [True]
        else:
            self.tick(device, self.items[which % 2], what == "tick")

    def delete_a_story(self, device, place):
        id = self.story_of(device, place)
        if id:
            device.put(f"/stories/{id}/archival", lane=id)
            device.delete(f"/stories/{id}", lane=id)
            del device.forms[id]
            self.deleted.add(id)

    def tick(self, device, item, is_set):
        keep = device.put if is_set else device.delete
        keep(f"/checklists/items/{item}/completion", lane="interview", at=self.next_moment(device))
        self.ticks[item] = is_set

    def grade(self, device, grade):
        id = str(new_id())
        device.keep(
            f"/cards/{self.card}/reviews",
            {"id": id, "grade": grade},
            lane="card",
            at=self.next_moment(device),
        )
        self.grades.append((id, grade))

    @rule(device=DEVICES, fate=FATES)
    def send(self, device, fate):
        device = self.devices[device]
        if fate == "sent twice":
            device.ask(device.batch())
        if fate != "request lost":
            device.send(is_lost=fate == "answer lost")

    @rule(device=DEVICES)
    def open_the_pages(self, device):
        for story in self.person.rows(Story):
            if not story.archived_at:
                self.devices[device].open(
                    str(story.id), {name: getattr(story, name) for name in FIELDS}
                )

    def teardown(self):
        """When all is sent, each thing that was done is there, once."""
        del self.faults[:]
        for _ in range(2):
            for device in self.devices:
                device.send_all()
        self.check_texts()
        assert {item.id: item.completed_at is not None for item in self.person.rows(Item)} == {
            item: self.ticks.get(item, False) for item in self.items
        }
        reviews = sorted(self.person.rows(Review), key=lambda review: review.reviewed_at)
        assert [(str(review.id), review.grade) for review in reviews] == [
            (id, grade) for id, grade in self.grades
        ]

    def check_texts(self):
        there = {str(story.id): story for story in self.person.rows(Story)}
        kept = "\n".join(f"{row.text}\n{row.other}" for row in self.person.rows(Recovered))
        assert set(there) <= set(self.made) and set(self.made) - set(there) <= self.deleted
        for text, id in self.texts.items():
            if id in there:
                title, lines = there[id].title, there[id].action.split("\n")
                assert [title, *lines].count(text) <= 1, f"{text} is there twice: {lines}"
                is_there = text == title or text in lines or text in self.replaced
                assert is_there or (text in self.titles and text in kept), (
                    f"{text} is lost: {title}: {lines}"
                )
        for device in self.devices:
            sent = [
                text
                for one in device.recovered
                for name, text in parse_qsl(one["body"])
                if name in FIELDS
            ]
            assert all(text in kept for text in sent)
            assert device.refused == []


@pytest.fixture
def machine(migrated_file, instance_path, tmp_path, monkeypatch):
    """The machine, on a server that has the faults it is told to have."""
    file = tmp_path / "machine.sqlite3"
    file.write_bytes(migrated_file.read_bytes())
    with running_app(database_url=f"sqlite:///{file}", instance_path=instance_path) as app:

        def faulty(response):
            if ThreeDevices.faults and ThreeDevices.faults.pop(0):
                abort(500)
            return response

        for bp in (cards.bp, checklists.bp, stories.bp):
            app.after_request_funcs.setdefault(bp.name, []).append(faulty)
        ThreeDevices.app = app
        yield ThreeDevices


def run(machine, histories, steps):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_nothing_is_lost_and_nothing_doubled(machine):
    run(machine, 10, 30)
