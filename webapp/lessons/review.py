"""The lessons of an interview as Prepare shows them, and what the log of the round before
offers."""

from uuid import UUID, uuid5

from webapp.core.forms import length_of
from webapp.interviews.models import Interview
from webapp.lessons.models import Lesson, Source
from webapp.reflections.models import AskedQuestion, Rating, Reflection

MAX_LENGTH = length_of(Lesson.text)


class Review:
    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.lessons = Lesson.of(interview)
        self.outcomes = Lesson.outcomes(self.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    @property
    def turned(self) -> int:
        """How many of them were turned into something to do."""
        return sum(bool(outcomes) for outcomes in self.outcomes.values())

    @property
    def untouched(self) -> list[Lesson]:
        return [one for one in self.lessons if not self.outcomes[one.id]]

    @property
    def offered(self) -> list[tuple[UUID, str, Source]]:
        """(id, text, source) of what the log of the round before says and isn't a lesson yet."""
        there = {one.id for one in self.lessons} | {one.text for one in self.lessons}
        found = [(uuid5(self.interview.id, text), text, source) for text, source in self.in_the_log]
        return [one for one in found if not {one[0], one[1]} & there]

    @property
    def in_the_log(self) -> list[tuple[str, Source]]:
        """What went badly in the round before, what was wished to have been said, and what had to
        be, as (text, source)."""
        before = self.interview.round_before()
        reflection = Reflection.of(before) if before else None
        had_to = (
            [(one.must_say, Source.UNSAID) for one in Lesson.must_says(before)] if before else []
        )
        if not reflection:
            return had_to
        rough = [
            (asked.text, Source.ASKED)
            for asked in AskedQuestion.of(reflection)
            if asked.rating is Rating.ROUGH
        ]
        wished = [
            (line, Source.UNSAID) for line in map(str.strip, reflection.wish.splitlines()) if line
        ]
        return [
            (text, source) for text, source in rough + wished + had_to if len(text) <= MAX_LENGTH
        ]
