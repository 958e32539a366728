"""Static files: whole, compressed, under an address of their content."""

import pytest

from tests.rules.sources import files, lines_with
from webapp.core import assets

pytestmark = pytest.mark.one_database


@pytest.fixture
def source(tmp_path):
    source = tmp_path / "static"
    (source / "css" / "20-parts").mkdir(parents=True)
    (source / "css" / "10-first.css").write_text("/* why */\na{}")
    (source / "css" / "20-parts" / "b.css").write_text("b{}")
    (source / "app.js").write_text("// words\n" * 200)
    return source


def test_style_sheets_are_joined_in_order_of_their_paths(source, tmp_path):
    built = tmp_path / "built" / "1"
    assets.build(source, built)
    assert (built / "css" / "app.css").read_text() == "\na{}\nb{}"
    assert not (built / "css" / "10-first.css").exists()


def test_compressed_variants_lie_beside(source, tmp_path):
    built = tmp_path / "built" / "1"
    assets.build(source, built)
    whole = (built / "app.js").stat().st_size
    assert (built / "app.js.br").stat().st_size < (built / "app.js.gz").stat().st_size < whole


def test_address_changes_with_any_content(source):
    before = assets.content_version(source)
    assert assets.content_version(source) == before
    (source / "app.js").write_text("// other")
    assert assets.content_version(source) != before


def test_two_servers_building_at_once_leave_one_whole_folder(source, tmp_path):
    built = tmp_path / "built" / "1"
    assets.build(source, built)
    assets.build(source, built)
    assert [path.name for path in built.parent.iterdir()] == ["1"]


def test_wrong_name_of_a_file_is_found_at_once(app):
    with pytest.raises(KeyError, match="no static file"):
        app.extensions["assets"]["asset"]("css/typo.css")


@pytest.mark.parametrize("encoding", ["br", "identity"])
def test_a_file_comes_without_what_it_would_be_asked_for_again_with(app, owner, encoding):
    style_sheet = app.extensions["assets"]["asset"](assets.STYLE_SHEET)
    answer = owner.get(style_sheet, headers={"Accept-Encoding": encoding})
    assert answer.status_code == 200 and not {"ETag", "Last-Modified"} & set(answer.headers.keys())


def test_no_template_literal_stands_in_another():
    """What makes scripts small takes the spaces of the inner one."""
    assert not lines_with(r"\$\{[^}`]*`", files("static/js", "*.js"))
