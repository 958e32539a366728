from types import SimpleNamespace

from webapp.checklists.outline import Outline


def item(phase, done=False, deleted=False):
    return SimpleNamespace(phase=phase, completed_at=done or None, deleted_at=deleted or None)


def outline(*items):
    return Outline.of(items, "office")


def test_progress_of_a_phase_and_of_the_whole():
    whole = outline(
        item("evening", done=True),
        item("evening"),
        item("after", done=True),
        item("morning", deleted=True),
    )
    assert [(group.done, group.total) for group in whole.groups] == [
        (1, 2),
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 1),
    ]
    assert (whole.done, whole.total) == (2, 3)


def test_ready_is_all_but_the_afterwards():
    assert outline(item("evening", done=True), item("after")).is_ready
    assert not outline(item("evening"), item("after")).is_ready
    assert not outline(item("after", done=True)).is_ready
    assert not outline(item("evening", done=True), item("after")).is_complete


def test_nothing_is_not_everything():
    assert not outline().is_complete and not outline().is_ready
    assert outline(item("evening", done=True), item("after", done=True)).is_complete
