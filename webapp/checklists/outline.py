"""A list seen by its phases, with what is done of each and of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from webapp.checklists.models import Item
from webapp.checklists.phases import Phase, heading
from webapp.interviews.models import Setting


@dataclass
class PhaseGroup:
    """The items of one phase; `done` and `total` leave out an item that was just deleted and still
    offers its undo."""

    phase: Phase
    heading: str
    items: list[Item]

    @property
    def live(self) -> list[Item]:
        return [item for item in self.items if not item.deleted_at]

    @property
    def total(self) -> int:
        return len(self.live)

    @property
    def done(self) -> int:
        return sum(1 for item in self.live if item.completed_at)

    @property
    def to_do(self) -> list[Item]:
        return [item for item in self.items if not item.completed_at]


@dataclass
class Outline:
    groups: list[PhaseGroup] = field(default_factory=list)

    @classmethod
    def of(cls, items: Sequence[Item], setting: Setting) -> Self:
        """All phases in order, empty ones too: a line can be added to each."""
        return cls(
            [
                PhaseGroup(phase, heading(phase, setting), [i for i in items if i.phase == phase])
                for phase in Phase
            ]
        )

    def group(self, phase: Phase) -> PhaseGroup:
        return next(group for group in self.groups if group.phase == phase)

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)

    @property
    def done(self) -> int:
        return sum(group.done for group in self.groups)

    @property
    def is_complete(self) -> bool:
        return 0 < self.total == self.done

    @property
    def is_ready(self) -> bool:
        """Whether everything is done that comes before the interview's end."""
        before = [group for group in self.groups if group.phase != Phase.AFTER]
        return any(group.total for group in before) and all(
            group.done == group.total for group in before
        )
