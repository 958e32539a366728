"""What somebody does with three devices, in any order, and what is seen of it. What must come of it
is in promises.py.

Each thing is done at a time of the machine's own clock, and ends in a moment that is counted, not
timed: the same steps are the same again on a slower machine.
"""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.browser.devices.day import NOON, page_of
from tests.browser.devices.promises import UNSURE, Promises, Text
from webapp.questions.models import Question

BEGIN = round(NOON.timestamp() * 1000)  # milliseconds, as all times here
YEAR = 365 * 24 * 3600_000
DEVICES, TABS, PLACES = st.integers(0, 2), st.integers(0, 1), st.integers(0, 9)
CLOCKS = st.sampled_from([0, YEAR, -YEAR, 40 * -YEAR, 11 * 60_000])
GAPS = st.sampled_from([30, 300, 1_000, 3_000, 40_000])
LINES = st.sampled_from(
    [
        "answered",
        "answered",
        "answer lost",
        "request lost",
        "held",
        "twice",
        "fault",
        "error",
        "portal",
        "cut",
    ]
)
ENDINGS = st.sampled_from([None, None, None, None, "leave", "kill", "crash"])
MOMENTS = st.integers(0, 30)
TAPS = st.sampled_from([1, 1, 2])
GRADES = st.sampled_from(["again", "hard", "good"])
CHANGES = st.one_of(st.none(), PLACES)  # a line more, or in the place of which
MAX_WAIT = 31_000  # until a device tries again
MAX_LOOK = 21_000  # until a page sees that the storage was emptied
MAX_TRIES = 20
PROMPT = 2_000  # milliseconds; any answer that comes at all is there by then


def is_sure(seen, ending, taps=1):
    """Whether one tap, on a page that was left after it, is done whatever was to be seen by
    then."""
    return ending == "leave" and taps == 1 and "missing" not in seen


class ThreeDevices(RuleBasedStateMachine):
    day = server = devices = at_first = None  # set by the fixture

    @initialize(clocks=st.tuples(CLOCKS, CLOCKS, CLOCKS))
    def begin(self, clocks):
        self.server.restore(self.at_first)
        self.server.clock.milliseconds = self.now = BEGIN
        self.promises, self.backup, self.number = Promises(), None, 0
        self.copies = [{self.day.question} for _ in self.devices]
        self.must_say = set()  # the devices whose storage was emptied, until they said so
        for number, (device, off) in enumerate(zip(self.devices, clocks, strict=True)):
            device.call("begin", now=self.now, off=off, seed=number + 1)

    def act(self, device, what, gap=PROMPT, **values):
        seen = self.devices[device].act(what, at=self.now + gap, **values)
        self.now = round(seen["now"])
        for shown in filter(None, [seen.get("begun"), seen]):
            self.look(device, shown)
        return seen

    def look(self, device, seen):
        """Notes what is said to be saved; and an emptied device says that it was, on the first page
        that opens."""
        if not seen["path"]:
            return
        if device in self.must_say:
            self.must_say.remove(device)
            assert "emptied" in seen["status"], seen
        if seen["save"].startswith("Saved "):
            self.promises.promise(seen["texts"])
        self.promises.promise(seen["rows"])

    def new_text(self, device, thing):
        self.number += 1
        text = f"Text {self.number}."
        self.promises.texts[text] = Text(thing, device, self.now)
        return text

    @rule(
        device=DEVICES,
        tab=TABS,
        field=st.sampled_from(["landed", "wish"]),
        place=CHANGES,
        pause=st.sampled_from([0, 90, 600]),
        gap=GAPS,
        ending=ENDINGS,
        when=MOMENTS,
    )
    def type(self, device, tab, field, place, pause, gap, ending, when):
        """In the reflection, which keeps itself as one types."""
        text = self.new_text(device, self.day.reflection)
        seen = self.act(
            device,
            "type",
            gap,
            tab=tab,
            path=self.day.reflection,
            field=f"[name={field}]",
            text=text,
            place=place,
            pause=pause,
            ending=ending,
            when=when,
        )
        self.promises.replace(seen["replaced"])
        if ending == "leave":
            self.promises.promise(seen["texts"])

    @rule(
        device=DEVICES,
        tab=TABS,
        afresh=st.booleans(),
        gap=GAPS,
        taps=TAPS,
        between=MOMENTS,
        ending=ENDINGS,
        when=MOMENTS,
    )
    def add_a_question(self, device, tab, afresh, gap, taps, between, ending, when):
        """Perhaps from the same copy as before."""
        text = self.new_text(device, None)
        seen = self.act(
            device,
            "write",
            gap,
            tab=tab,
            path=self.day.questions,
            afresh=afresh,
            field="#new-question textarea",
            text=text,
            place=None,
            button="#new-question form .button",
            taps=taps,
            between=between,
            ending=ending,
            when=when,
        )
        self.promises.texts[text].thing = seen.get("id")
        self.end(seen, text, ending)

    @rule(
        device=DEVICES,
        tab=TABS,
        afresh=st.booleans(),
        gap=GAPS,
        taps=TAPS,
        between=MOMENTS,
        ending=ENDINGS,
        when=MOMENTS,
    )
    def add_a_story(self, device, tab, afresh, gap, taps, between, ending, when):
        """Its form is a page of its own, which is left when it is saved."""
        text = self.new_text(device, None)
        seen = self.act(
            device,
            "write",
            gap,
            tab=tab,
            path=self.day.new_story,
            afresh=afresh,
            field="[name=title]",
            text=text,
            place=None,
            button="#main form .button",
            taps=taps,
            between=between,
            ending=ending,
            when=when,
        )
        self.end(seen, text, ending)

    @rule(
        device=DEVICES,
        tab=TABS,
        place=PLACES,
        line=CHANGES,
        gap=GAPS,
        taps=TAPS,
        between=MOMENTS,
        ending=ENDINGS,
        when=MOMENTS,
    )
    def change_a_question(self, device, tab, place, line, gap, taps, between, ending, when):
        question = self.question(device, place)
        text = self.new_text(device, question)
        seen = self.act(
            device,
            "write",
            gap,
            tab=tab,
            path=page_of(question),
            field="[name=answer]",
            text=text,
            place=line,
            button="form.stack .button",
            taps=taps,
            between=between,
            ending=ending,
            when=when,
        )
        self.promises.replace(seen["replaced"])
        self.end(seen, text, ending)

    def end(self, seen, text, ending):
        """A form that led on was saved, and what a page says as it is left is kept as a draft."""
        if seen["leftTo"] or ending == "leave":
            self.promises.promise([text])

    @rule(device=DEVICES, place=PLACES, gap=GAPS, ending=ENDINGS, when=MOMENTS)
    def delete_a_question(self, device, place, gap, ending, when):
        question = self.question(device, place)
        seen = self.act(
            device,
            "press",
            gap,
            path=page_of(question),
            button="form[data-undo] button",
            taps=1,
            between=0,
            ending=ending,
            when=when,
        )
        if seen["leftTo"] or is_sure(seen, ending):
            self.promises.deleted[question] = self.now
        else:
            self.promises.perhaps_deleted.add(question)

    def question(self, device, place):
        """One that this device has the page of."""
        known = sorted(self.copies[device])
        return known[place % len(known)]

    @rule(device=DEVICES, tab=TABS, place=PLACES)
    def open_a_question(self, device, tab, place):
        """As the server has it, if it answers: then there is a copy from now on."""
        there = [str(row.id) for row in self.day.person.rows(Question) if not row.deleted_at]
        question = there[place % len(there)] if there else self.day.question
        if self.act(device, "open", tab=tab, path=page_of(question), afresh=True)["path"]:
            self.copies[device].add(question)

    @rule(
        device=DEVICES,
        tab=TABS,
        item=st.integers(0, 1),
        gap=GAPS,
        taps=TAPS,
        between=MOMENTS,
        ending=ENDINGS,
        when=MOMENTS,
    )
    def tick(self, device, tab, item, gap, taps, between, ending, when):
        item = self.day.items[item]
        seen = self.act(
            device,
            "press",
            gap,
            tab=tab,
            path=self.day.checklist,
            button=f"#item-{item} .tick",
            taps=taps,
            between=between,
            ending=ending,
            when=when,
        )
        self.promises.ticks[item] = UNSURE if ending else seen["ticks"][item]
        if is_sure(seen, ending, taps):
            self.promises.ticks[item] = not seen["begun"]["ticks"][item]

    @rule(
        device=DEVICES,
        tab=TABS,
        grade=GRADES,
        gap=GAPS,
        taps=TAPS,
        between=MOMENTS,
        ending=ENDINGS,
        when=MOMENTS,
    )
    def grade(self, device, tab, grade, gap, taps, between, ending, when):
        seen = self.act(
            device,
            "press",
            gap,
            tab=tab,
            path=self.day.deck,
            button=f"#grade-{grade} button",
            taps=taps,
            between=between,
            ending=ending,
            when=when,
        )
        if "missing" in seen:
            return
        self.promises.grades[seen["id"]] = grade
        if seen["card"] != seen["begun"]["card"] or is_sure(seen, ending, taps):
            self.promises.promised_grades.add(seen["id"])

    @rule(device=DEVICES, tab=TABS, gap=GAPS, ending=ENDINGS, when=MOMENTS)
    def take_a_grade_back(self, device, tab, gap, ending, when):
        seen = self.act(
            device,
            "press",
            gap,
            tab=tab,
            path=self.day.deck,
            button="#deck-undo button",
            taps=1,
            between=0,
            ending=ending,
            when=when,
        )
        review = seen["begun"]["undo"]
        if review:
            is_shown = seen["card"] and seen["undo"] != review
            self.promises.retracted[review] = True if is_shown or is_sure(seen, ending) else UNSURE

    @rule(device=DEVICES, line=LINES)
    def change_the_line(self, device, line):
        self.act(device, "line", line=line)

    @rule(device=DEVICES, tab=TABS, ending=st.sampled_from(["leave", "kill"]))
    def close_a_page(self, device, tab, ending):
        seen = self.act(device, "open", tab=tab, ending=ending, when=0)
        if ending == "leave" and seen["path"]:
            self.promises.promise(seen["texts"])

    @rule(device=DEVICES, off=CLOCKS)
    def set_the_clock(self, device, off):
        """When what waits was done is told by that clock: as it goes when it is sent."""
        self.promises.is_time_unsure |= bool(self.inside(device)["waiting"])
        self.act(device, "setClock", off=off)

    @rule(device=DEVICES, is_there=st.booleans())
    def change_the_worker(self, device, is_there):
        """The browser lets go of it, or has it again: pages that open then have none, or one."""
        self.act(device, "setWorker", isThere=is_there)

    @rule()
    def back_up(self):
        self.drop_backup()
        self.backup = self.server.backup()

    @precondition(lambda self: self.backup)
    @rule()
    def set_back(self):
        self.server.restore(self.backup)
        self.promises.was_set_back = True

    @rule(device=DEVICES)
    def empty(self, device):
        """The system takes the storage of an application that isn't open."""
        self.act(device, "open", ending="crash", when=0)
        inside = self.inside(device)
        self.promises.forgive([*inside["waiting"], *inside["drafts"]], device)
        self.act(device, "empty")
        self.must_say.add(device)

    @rule(device=DEVICES)
    def empty_under_open_pages(self, device):
        """What waits is kept again by a page that knows of it; what is only written down is
        gone."""
        tabs = [self.act(device, "open", tab=tab) for tab in range(2)]
        if not any(seen["path"] for seen in tabs):
            return
        before = self.inside(device)
        self.promises.forgive(before["drafts"], device)
        self.act(device, "empty")
        tabs = [self.act(device, "open", MAX_LOOK, tab=tab) for tab in range(2)]
        assert not before["waiting"] or any("emptied" in seen.get("status", "") for seen in tabs), (
            tabs
        )

    def teardown(self):
        """When all is sent, what was promised is there, once."""
        drafts = [draft for device in range(3) for draft in self.send_all(device)]
        self.promises.check(self.day.on_server(), drafts)
        self.drop_backup()

    def send_all(self, device):
        """Until nothing waits. Gives what is half written and left."""
        self.act(device, "line", line="answered")
        for tab in range(2):
            self.close_a_page(device, tab, "leave")
        inside = self.inside(device)
        if (
            inside["waiting"]
            or inside["drafts"]
            or device in self.must_say
            or self.promises.was_set_back
        ):
            # Who has nothing to send doesn't hear that the server was set back.
            button = f"#item-{self.day.own_item} .tick"
            self.act(device, "press", path=self.day.checklist, button=button, taps=1, between=0)
            inside = self.inside(device)
        for _ in range(MAX_TRIES):
            assert not [one for one in inside["waiting"] if one["state"] == "refused"], inside[
                "waiting"
            ]
            if not inside["waiting"]:
                return [str(one) for one in inside["drafts"]]
            self.act(device, "open", gap=MAX_WAIT)
            inside = self.inside(device)
        raise AssertionError(f"it isn't sent: {inside['waiting']}")

    def inside(self, device):
        return self.devices[device].call("inside", user=str(self.day.person.id))

    def drop_backup(self):
        if self.backup:
            self.backup.close()
            self.backup = None
