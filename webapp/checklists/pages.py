"""What the pages of a list, and the fragments that answer a change to it, are made of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.checklists.default_lines import lines_for
from webapp.checklists.forms import LineForm, NewLineForm, PlaceForm, asked_phase
from webapp.checklists.models import Item, KeptLine, copy_of
from webapp.checklists.outline import Outline
from webapp.checklists.phases import Phase, changes_of, phase_at
from webapp.core.clock import now
from webapp.core.forms import id_in
from webapp.core.late import fresh_id
from webapp.core.rendering import render_fragment_or_redirect, render_page
from webapp.core.truth import true_until_next
from webapp.interviews.models import Interview
from webapp.interviews.saying import day_and_time

TO_DO = "to-do"


def list_page(interview: Interview, status: int = 200, **context: Any) -> ResponseReturnValue:
    return render_page(
        "checklists/show.html", "checklist", status, **list_context(interview, **context)
    )


def list_fragment(
    interview: Interview, item: Item | None = None, **context: Any
) -> ResponseReturnValue:
    """After a change to the list as a whole."""
    context = list_context(interview, **context)
    return render_fragment_or_redirect(
        list_url(interview, item), "checklists/show.html", "checklist", **context
    )


def item_fragment(item: Item, interview: Interview, words: bool = False) -> ResponseReturnValue:
    """After a change to one item: its row, and the progress around it. When its `words` changed, or
    whether it is there at all, the focus comes back to the row, and the list may be worth keeping
    now."""
    items = Item.of(interview, and_deleted=item.id)
    outline = Outline.of(items, interview.setting)
    context = {
        "item": item,
        "interview": interview,
        "outline": outline,
        "group": outline.group(item.phase),
        "words": words,
    }
    if words:
        context |= keeping(interview, items)
    return render_fragment_or_redirect(
        list_url(interview, item), "checklists/fragment.html", "item", **context, **filter_context()
    )


def list_context(
    interview: Interview,
    adding: Phase | None = None,
    unsaved: NewLineForm | None = None,
    editing: Item | None = None,
    focus_on: str | None = None,
) -> dict[str, Any]:
    """`adding` is the phase a line is being added to, `unsaved` the form of one that can't be,
    `editing` the item whose words and place are being changed, `focus_on` the id that gets the
    focus when what had it is gone."""
    items = Item.of(interview, and_deleted=id_in(request.args.get("deleted")))
    context = (
        editor(editing, interview, LineForm.of(editing))
        if editing
        else {"interview": interview, "tab": "prepare"}
    )
    return {
        **context,
        **filter_context(),
        **keeping(interview, items),
        "outline": Outline.of(items, interview.setting),
        "adding": adding,
        "editing": editing,
        "focus_on": focus_on,
        "when": day_and_time(interview.starts_at, now(), interview.zone),
        "new_line": lambda phase: (
            unsaved if unsaved and phase == adding else NewLineForm(prefix=fresh_id())
        ),
        "open_phase": adding
        or (editing and editing.phase)
        or asked_phase(request.args)
        or phase_now(interview, now()),
    }


def phase_now(interview: Interview, at: datetime) -> Phase:
    true_until_next(at, *changes_of(interview))
    return phase_at(interview, at)


def keeping(interview: Interview, items: Sequence[Item]) -> dict[str, bool]:
    """What the next interview of this setting begins with, and whether that is something else than
    this list."""
    kept = KeptLine.of(interview.user_id, interview.setting)
    begins_with = [copy_of(line) for line in kept or lines_for(interview.setting)]
    lines = [copy_of(item) for item in items if not item.deleted_at]
    return {"is_kept": bool(kept), "can_keep": bool(lines) and lines != begins_with}


def editor(item: Item, interview: Interview, form: LineForm) -> dict[str, Any]:
    siblings = [one for one in Item.of(interview) if one.phase == item.phase]
    place = next((place for place, one in enumerate(siblings) if one.id == item.id), 0)
    return {
        "item": item,
        "interview": interview,
        "form": form,
        "tab": "prepare",
        **filter_context(),
        "move": PlaceForm(data={"phase": item.phase}, prefix=item.id, setting=interview.setting),
        "above": siblings[max(place - 1, 0)].id if siblings else "",
        "below": siblings[place + 2].id if place + 2 < len(siblings) else "",
        "is_first": place == 0,
        "is_last": place + 1 >= len(siblings),
    }


def filter_context() -> dict[str, bool | str]:
    """Whether only what is still to do is shown; `query` keeps it so in the addresses of the page's
    forms."""
    to_do = request.args.get("show") == TO_DO
    return {"to_do": to_do, "query": f"?show={TO_DO}" if to_do else ""}


def list_url(interview: Interview, item: Item | None = None) -> str:
    """The page of the list, at `item` if given, with an offer to undo if that was deleted."""
    options: dict[str, Any] = {"show": TO_DO if filter_context()["to_do"] else None}
    if item:
        options.update(
            phase=item.phase.value,
            deleted=item.id if item.deleted_at else None,
            _anchor=f"item-{item.id}",
        )
    return url_for("checklists.show", interview_id=interview.id, **options)
