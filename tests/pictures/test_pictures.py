"""The pictures that are shown outside of the app. They are taken by `make pictures`, not by the
tests."""

import re

from tests.live import CHECKOUT
from tests.pictures.screenshots import DARK_TOO, FOLDER, PAGES
from webapp.offline.manifest import SCREENSHOTS


def test_readme_shows_pictures_that_exist():
    shown = re.findall(r'(?:src|srcset)="([^"]+)"', (CHECKOUT / "README.md").read_text())
    assert len(shown) >= 2
    for path in shown:
        assert (CHECKOUT / path).is_file(), path


def test_every_picture_is_one_that_is_taken():
    taken = {*SCREENSHOTS, *(f"{name}-dark" for name in DARK_TOO)}
    assert {path.stem for path in FOLDER.glob("*")} == taken, (
        "delete what is no longer taken, or run make pictures"
    )
    assert {name.split("-")[0] for name in SCREENSHOTS} == set(PAGES)
