"""What to do now: one thing for each moment, in plain words, with one action."""

from typing import NamedTuple

from webapp.interviews.models import Setting
from webapp.today.moment import Moment


class Advice(NamedTuple):
    label: str  # which moment it is
    title: str  # what to do
    text: str  # why, or how
    action: str  # what the button says
    leads_to: str  # "checklist", "deck", "story", "log", "interview" or "new"


CHECKLIST = ("Open the checklist", "checklist")
CARDS = ("Flip your cards", "deck")
LOG = ("Write down how it went", "log")

WAITING = {
    Setting.OFFICE: (
        "Walk in ten minutes early",
        "Phone on silent, one slow breath, and your first line in mind.",
    ),
    Setting.VIDEO: (
        "Join three minutes early",
        "Close everything else, look into the lens, and have your first line in mind.",
    ),
    Setting.PHONE: (
        "Settle where it is quiet",
        "Ringer on, notes in front of you, and your first line in mind.",
    ),
    Setting.MEAL: (
        "Walk in five minutes early",
        "Phone on silent, something easy to eat, and two things for small talk.",
    ),
}


def advice(
    moment: Moment,
    setting: Setting,
    has_cards: bool,
    is_logged: bool,
    leave_by: str = "",
    is_late: bool = False,
) -> Advice:
    """The advice for a moment before or after an interview; `leave_by` is a time of day, `is_late`
    whether it is past."""
    if moment.is_after:
        return afterwards(moment, is_logged)
    cards_or_list = CARDS if has_cards else CHECKLIST
    match moment:
        case Moment.DAYS_BEFORE if not has_cards:
            return Advice(
                "Days to go",
                "Write down your first story",
                "One thing you did, told in two minutes. It becomes a card to flip.",
                "Write a story",
                "story",
            )
        case Moment.DAYS_BEFORE:
            return Advice(
                "Days to go",
                "Say a few stories aloud",
                "A little each day stays better than a lot on the last.",
                *CARDS,
            )
        case Moment.EVENING_BEFORE:
            return Advice(
                "The evening before",
                "Get everything ready, then rest",
                "What is packed and decided tonight needs no thought tomorrow.",
                *CHECKLIST,
            )
        case Moment.MORNING:
            return Advice(
                "Today is the day",
                "Go through the list, calmly",
                "Then say your best opening lines once, and put the cards away.",
                *CHECKLIST,
            )
        case Moment.LEAVING if is_late:
            return Advice(
                "On the way",
                "Time to be on the way",
                f"It was best to leave by {leave_by}. If you might be late, ring them now.",
                "Where to go",
                "interview",
            )
        case Moment.LEAVING:
            return Advice(
                "Before leaving",
                f"Leave by {leave_by}",
                "One look at the list, and out of the door.",
                *CHECKLIST,
            )
        case Moment.SOON:
            return Advice("Nearly time", *WAITING[setting], *cards_or_list)
        case Moment.DURING:
            return Advice(
                "Now", "You are ready for this", "Everything here can wait until you are out.", *LOG
            )
        case _:
            raise ValueError(f"no advice for {moment!r}")


def afterwards(moment: Moment, is_logged: bool) -> Advice:
    match moment:
        case Moment.JUST_AFTER | Moment.LATER if not is_logged:
            return Advice(
                "You did it",
                "Write it down while it is fresh",
                "What they asked, whom you met, what was promised. Five minutes now are worth an hour tomorrow.",
                *LOG,
            )
        case Moment.NEXT_MORNING if not is_logged:
            return Advice(
                "The morning after",
                "Write down how it went",
                "A night’s sleep sorts things. Put down what stayed with you.",
                *LOG,
            )
        case Moment.JUST_AFTER | Moment.LATER | Moment.NEXT_MORNING:
            return Advice(
                "Written down",
                "Thank each person you met",
                "A short note of their own, within a day, saying what you would bring.",
                *CHECKLIST,
            )
        case _ if not is_logged:
            return Advice(
                "It is behind you",
                "Write down what you remember",
                "The questions come back in the next round. Your answers can too.",
                *LOG,
            )
        case _:
            return Advice(
                "It is behind you",
                "On to the next one",
                "When there is a date, put it here and the list is made for it.",
                "Add an interview",
                "new",
            )
