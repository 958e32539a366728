"""A section of preparing an interview, as the capability that it is declares it once.

Prepare, the brief, calendars, the page of a person, the pack, the next round and what is sent from
a phone read the declarations; nothing else lists sections by hand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from flask import Blueprint, current_app
from flask.blueprints import BlueprintSetupState

from webapp.interviews.models import Interview
from webapp.sections.preparation import Step
from webapp.sections.rows import OfInterview
from webapp.sections.section_form import SectionForm
from webapp.sync.descriptions import describe

Row = TypeVar("Row", bound=OfInterview)
Line = TypeVar("Line")


class BriefLine(NamedTuple):
    """A text on the brief. What is short is cut there when there is no room."""

    text: str
    is_short: bool = False
    is_muted: bool = False


class BriefRow(NamedTuple):
    """One thing on the brief: its title, what stands beside that, and its lines."""

    lines: Sequence[BriefLine]
    title: str = ""
    beside: str = ""


class Excerpt(NamedTuple, Generic[Line]):
    """What a section has to say elsewhere, under a heading: in the order of the sections, but that
    of who is met `is_first`. Of the lines there are shown as many as `most`."""

    heading: str
    lines: Sequence[Line]
    most: int | None = None
    is_first: bool = False


class CarriedOver(Protocol):
    """What can be copied from one interview to the next round."""

    @classmethod
    def carry_over(cls, old: Interview, new: Interview, at: datetime) -> object: ...


@dataclass(frozen=True, kw_only=True)
class Section(Generic[Row]):
    """The section that the blueprint `bp` is. Whatever has no default must be said."""

    bp: Blueprint
    order: int  # on Prepare, of those in which the same is missing; what others rest on is lower
    title: str
    lead: str  # what it is for
    noun: str  # one thing of it, in addresses and in words
    things: str  # several of them, in words
    label: str  # one thing of it, where what was sent from a phone is told of
    model: type[Row]
    new_form: type[SectionForm]
    form: type[SectionForm]  # of one that is there
    context: Callable[[Interview], dict[str, Any]]  # what its list and its meter are made of
    steps: Callable[[Interview, dict[str, Any]], Iterable[Step]]  # of `context`, to what is missing
    more: Callable[[Row], dict[str, Any]]  # what the page of one thing shows besides
    brief: Callable[[Interview], Excerpt[BriefRow]] | None  # its lines there, or none
    calendar: Callable[[Interview], Excerpt[str]] | None
    on_person: Callable[[Any], Any] | None  # of a `Person`, for the page of that
    carries: Sequence[type[CarriedOver]]  # to the next round
    pages: Callable[[Interview], list[str]]  # addresses of those that aren't of one thing
    is_on_prepare: bool = True  # else it is reached from another section
    defaults: Callable[[Interview], Mapping[str, Any]] = lambda interview: {}  # of a new thing
    other_forms: Sequence[type[SectionForm]] = ()
    other_labels: Mapping[str, str] | None = None  # by view, for what isn't one thing of it

    def __post_init__(self) -> None:
        self.bp.record_once(self.take_its_place)
        forms = (self.new_form, self.form, *self.other_forms)
        describe(self.bp, self.label, *forms, other_labels=self.other_labels)

    def take_its_place(self, setup: BlueprintSetupState) -> None:
        setup.app.extensions.setdefault("sections", []).append(self)

    @property
    def name(self) -> str:
        return self.bp.name


def nothing(row: object) -> dict[str, Any]:
    """For a section that shows no more than its form on the page of one thing."""
    return {}


def no_pages(interview: Interview) -> list[str]:
    """For a section that has its list and the pages of its things only."""
    return []


def sections() -> list[Section[Any]]:
    """All of this application, in the order that they declare."""
    return sorted(current_app.extensions["sections"], key=lambda section: section.order)


def in_order(excerpts: Iterable[Excerpt[Line]]) -> list[Excerpt[Line]]:
    """Excerpts that come as their sections do, in the order in which they are read."""
    return sorted(excerpts, key=lambda excerpt: not excerpt.is_first)
