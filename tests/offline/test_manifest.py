"""The manifest, and all that it points to."""

import io
import struct

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.calendars.invites import calendar, event
from webapp.offline.manifest import SCREENSHOTS

pytestmark = pytest.mark.one_database

# What Chromium shows of a screenshot; longest is side to side.
NARROWEST, WIDEST, LONG = 320, 3840, 2.3


@pytest.fixture
def manifest(anonymous):
    answer = anonymous.get("/manifest.webmanifest")
    assert answer.status_code == 200
    assert answer.mimetype == "application/manifest+json"
    return answer.get_json(force=True)


def pictures(manifest):
    shortcuts = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    return [*manifest["icons"], *shortcuts, *manifest["screenshots"]]


def test_says_what_installing_needs(manifest):
    assert (manifest["id"], manifest["start_url"], manifest["scope"]) == ("/", "/", "/")
    assert manifest["display"] == "standalone"
    assert manifest["name"] and manifest["short_name"] and manifest["description"]
    assert manifest["theme_color"] and manifest["background_color"]
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        (f"{size}x{size}", purpose) for size in (192, 512) for purpose in ("any", "maskable")
    }


def test_an_invitation_can_be_shared_to_it(manifest, owner):
    """As the share sheet sends it (web.dev, and https://w3c.github.io/web-share-target/level-2/):
    from no page, as a form with a file."""
    target = manifest["share_target"]
    (file,) = target["params"]["files"]
    assert (target["method"], target["enctype"]) == (
        "POST",
        "multipart/form-data",
    ) and ".ics" in file["accept"]
    boundary, body = encode_multipart(
        {
            file["name"]: FileStorage(
                io.BytesIO(calendar(event())), "invite.ics", content_type="text/calendar"
            )
        }
    )
    answer = owner.post(
        target["action"],
        body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers={"Sec-Fetch-Site": "none"},
    )
    assert answer.status_code == 200 and "This came out of the invitation" in answer.text


def test_every_picture_is_there_and_is_what_it_is_said_to_be(manifest, anonymous):
    for picture in pictures(manifest):
        answer = anonymous.get(picture["src"])
        assert answer.status_code == 200, picture
        assert answer.mimetype == picture["type"], picture
        assert "x".join(map(str, size_of(answer.data))) == picture["sizes"], picture
        assert "immutable" in answer.headers["Cache-Control"], picture


def test_every_shortcut_opens(manifest, owner):
    assert [shortcut["name"] for shortcut in manifest["shortcuts"]] == ["Checklist", "Cards", "Log"]
    for url in [manifest["start_url"], *(shortcut["url"] for shortcut in manifest["shortcuts"])]:
        assert owner.get(url, follow_redirects=True).status_code == 200, url


def test_screenshots_suit_phones_and_laptops(manifest):
    for form_factor in ("narrow", "wide"):
        sizes = {
            shot["sizes"] for shot in manifest["screenshots"] if shot["form_factor"] == form_factor
        }
        assert len(sizes) == 1, f"pictures of one kind must have one shape: {sizes}"
        short, long = sorted(map(int, sizes.pop().split("x")))
        assert NARROWEST <= short <= long <= WIDEST
        assert long / short <= LONG


def test_screenshots_are_light(manifest, anonymous):
    assert len(manifest["screenshots"]) == len(SCREENSHOTS)
    for shot in manifest["screenshots"]:
        assert shot["label"]
        assert len(anonymous.get(shot["src"]).data) < 80_000, shot


def size_of(data):
    """The width and height of a PNG, or of a WebP as Chromium writes it."""
    if data.startswith(b"\x89PNG"):
        return struct.unpack(">II", data[16:24])
    kind = data[12:16]
    if kind == b"VP8 ":
        return tuple(side & 0x3FFF for side in struct.unpack("<HH", data[26:30]))
    assert kind == b"VP8X", kind
    return tuple(int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
