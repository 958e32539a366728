"""The kinds of cards."""

from enum import StrEnum


class Kind(StrEnum):
    STORY = "story"
    QUESTION = "question"
    FIGURE = "figure"
    SMALL_TALK = "small_talk"
    COMPANY = "company"
    ASK = "ask"

    @property
    def label(self) -> str:
        """What one card of the kind is called."""
        return LABELS[self]

    @property
    def heading(self) -> str:
        """What stands above several."""
        return {Kind.STORY: "Stories", Kind.QUESTION: "Questions", Kind.FIGURE: "Figures"}.get(
            self, self.label
        )


LABELS = {
    Kind.STORY: "Story",
    Kind.QUESTION: "Question",
    Kind.FIGURE: "Figure",
    Kind.SMALL_TALK: "Small talk",
    Kind.COMPANY: "About them",
    Kind.ASK: "To ask them",
}
WRITTEN = tuple(kind for kind in Kind if kind is not Kind.STORY)  # with words of their own
