"""What the person was told, and what must come of it. It knows nothing of batches, receipts, keys
or merging."""

from dataclasses import dataclass, field

UNSURE = None  # the page was gone before it could be seen what came of a tap


@dataclass
class Text:
    thing: str | None  # the question it belongs to, or the reflection
    device: int
    at: int  # from when on it is written, and after all that was done by then
    is_promised: bool = False  # it was shown as saved, or the page was left and not killed
    # Put in the place of by another, or told to be gone with the device's storage.
    may_be_gone: bool = False


@dataclass
class Promises:
    texts: dict = field(default_factory=dict)
    deleted: dict = field(default_factory=dict)  # question -> when that was done last
    perhaps_deleted: set = field(default_factory=set)
    ticks: dict = field(default_factory=dict)
    grades: dict = field(default_factory=dict)  # review -> its grade, in the order they were given
    promised_grades: set = field(default_factory=set)
    retracted: dict = field(default_factory=dict)
    emptied: set = field(default_factory=set)  # devices
    was_set_back: bool = False
    is_time_unsure: bool = False  # a clock was set while something waited there

    def promise(self, texts):
        """These were shown as saved."""
        for text, one in self.texts.items():
            one.is_promised |= any(text in shown for shown in texts)

    def replace(self, line):
        """Another took the place of a line."""
        for text, one in self.texts.items():
            one.may_be_gone |= text in (line or "")

    def forgive(self, those, device):
        """The device's storage was emptied: what wasn't sent is lost, or some of it."""
        self.emptied.add(device)
        lost = "\n".join(map(str, those))
        for text, one in self.texts.items():
            one.may_be_gone |= text in lost
        self.ticks.update({item: UNSURE for item in self.ticks if item in lost})
        gone = {question for question in self.deleted if question in lost}
        self.perhaps_deleted |= gone
        self.deleted = {
            question: at for question, at in self.deleted.items() if question not in gone
        }

    def check(self, there, drafts):
        for text, one in self.texts.items():
            times = there.texts.count(text)
            assert times <= 1, f"{text!r} is there {times} times: {there}"
            is_safe = times or text in there.kept or any(text in draft for draft in drafts)
            assert is_safe or not one.is_promised or self.may_be_lost(one, there), (
                f"{text!r} is lost: {there}, {drafts}"
            )
        for question, at in self.deleted.items():
            is_written_since = any(
                one.thing == question and one.at >= at for one in self.texts.values()
            )
            assert (
                question not in there.questions
                or is_written_since
                or self.is_forgotten
                or self.is_time_unsure
            ), f"{question} is still there"
        self.check_reviews(there.reviews)
        if not self.is_forgotten and not self.is_time_unsure:
            surely = {item: is_set for item, is_set in self.ticks.items() if is_set is not UNSURE}
            assert {item: there.ticks[item] for item in surely} == surely

    def may_be_lost(self, text, there):
        is_gone = text.thing is not None and text.thing not in there.questions
        was_deleted = is_gone and (
            text.thing in self.perhaps_deleted or text.at < self.deleted.get(text.thing, 0)
        )
        return (
            text.may_be_gone or was_deleted or (self.was_set_back and text.device in self.emptied)
        )

    @property
    def is_forgotten(self):
        """A server that was set back hears again of what was done from the devices, unless one lost
        its storage."""
        return self.was_set_back and bool(self.emptied)

    def check_reviews(self, reviews):
        there = [id for id, _, _ in reviews]
        in_order = [id for id in self.grades if id in there]
        assert there == in_order or (self.is_time_unsure and set(there) == set(in_order)), (
            f"in another order: {reviews}, {self.grades}"
        )
        assert all(self.grades[id] == grade for id, grade, _ in reviews)
        if not self.is_forgotten and not self.emptied:
            assert self.promised_grades <= set(there), (
                f"grades are lost: {self.promised_grades}, {reviews}"
            )
            surely = {id: is_so for id, is_so in self.retracted.items() if is_so is not UNSURE}
            assert {
                id: is_so for id, _, is_so in reviews if id in surely or id not in self.retracted
            } == {
                id: surely.get(id, False)
                for id in there
                if id in surely or id not in self.retracted
            }
