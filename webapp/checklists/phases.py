"""The phases of an interview's day, and which of them it is now."""

from datetime import datetime, timedelta
from enum import StrEnum

from webapp.interviews.models import Interview, Setting

REMOTE = ("video", "phone")
MORNING_BEGINS = 4  # o'clock; whoever is up before that is still in the evening before
GETTING_READY = timedelta(minutes=60)  # before the way there
WAY = timedelta(minutes=30)  # when nobody wrote how long it takes
# Of a call; its half hour opens a little early.
HALF_HOUR, AS_IT_STARTS = timedelta(minutes=45), timedelta(minutes=10)


class Phase(StrEnum):
    EVENING = "evening"
    MORNING = "morning"
    LEAVING = "leaving"
    ARRIVAL = "arrival"
    AFTER = "after"


ORDER = {phase: place for place, phase in enumerate(Phase)}
HEADINGS = {
    Phase.EVENING: "The evening before",
    Phase.MORNING: "The morning",
    Phase.LEAVING: "Before you leave",
    Phase.ARRIVAL: "On arrival",
    Phase.AFTER: "Right after",
}
REMOTE_HEADINGS = {Phase.LEAVING: "The half hour before", Phase.ARRIVAL: "As it starts"}


def heading(phase: Phase, setting: Setting) -> str:
    """What a phase is called for an interview of this setting."""
    return (setting in REMOTE and REMOTE_HEADINGS.get(phase)) or HEADINGS[phase]


def phase_at(interview: Interview, at: datetime) -> Phase:
    """The phase that it is at `at`. Days before count as the evening before; the way there counts
    as the arrival."""
    leaving, arrival = turns(interview)
    if at >= interview.ends_at:
        return Phase.AFTER
    if at >= arrival:
        return Phase.ARRIVAL
    if at >= leaving:
        return Phase.LEAVING
    return Phase.MORNING if at >= morning_of(interview) else Phase.EVENING


def changes_of(interview: Interview) -> list[datetime]:
    """When one phase ends and the next begins."""
    return [morning_of(interview), *turns(interview), interview.ends_at]


def turns(interview: Interview) -> tuple[datetime, datetime]:
    """When getting ready begins, and when the arrival does."""
    if interview.setting in REMOTE:
        return interview.starts_at - HALF_HOUR, interview.starts_at - AS_IT_STARTS
    leave_at = interview.leave_at or interview.starts_at - WAY
    return leave_at - GETTING_READY, leave_at


def morning_of(interview: Interview) -> datetime:
    return interview.local_start.replace(hour=MORNING_BEGINS, minute=0, second=0, microsecond=0)


# What was left undone the evening before can be done in the morning, but nobody asks around with a
# coat on, or packs a bag in the lobby.
LATEST_LOOK_BACK = {Phase.MORNING: Phase.EVENING, Phase.LEAVING: Phase.MORNING}


def worth_doing(phase: Phase) -> list[Phase]:
    """The phases whose lines can still be done in this one."""
    first = LATEST_LOOK_BACK.get(phase, phase)
    return [one for one in Phase if ORDER[one] >= ORDER[first]]
