"""The list of an interview that became one of another setting: a call instead of a visit."""

from datetime import datetime

from webapp.checklists.models import Item, copy_of, usual_lines
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview, Setting


def match_setting(interview: Interview, before: Setting, at: datetime) -> None:
    """Takes away what only the setting `before` asks for, unless it was ticked or reworded, and
    adds what the one that it has now asks for besides."""
    old, new = (
        {line.text: line for line in usual_lines(interview.user_id, setting)}
        for setting in (before, interview.setting)
    )
    there = Item.of(interview)
    for item in there:
        if item.text in old.keys() - new.keys() and not item.completed_at:
            item.delete(at)
    missing = new.keys() - old.keys() - {item.text for item in there}
    own = {"user_id": interview.user_id, "interview_id": interview.id}
    db.session.add_all(
        Item(**own, id=new_id(), rank=rank, **copy_of(line))
        for rank, line in enumerate(new.values())
        if line.text in missing
    )
