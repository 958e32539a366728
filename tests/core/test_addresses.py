"""Where an answer leads is told in a header, which is of ASCII, whatever was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.forms import local_path
from webapp.core.ids import new_id
from webapp.core.rendering import go_to


@pytest.mark.one_database
@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    "back, leads_to",
    [
        ("/✓", "/%E2%9C%93"),
        ("/a b?q=ä#é", "/a%20b?q=%C3%A4#%C3%A9"),
        ("/%E2%9C%93?q=%41", "/%E2%9C%93?q=%41"),
        ("/\x00", "/cards"),
        ("/a\r\nSet-Cookie: a=b", "/cards"),
        ("/\u2028", "/cards"),
        ("/\ud800".encode("utf-8", "surrogatepass"), "/%ED%A0%80"),
        ("//✓.example", "/cards"),
    ],
)
def test_any_way_back_can_be_told(owner, htmx, back, leads_to):
    answer = owner.post(
        "/cards",
        {"id": str(new_id()), "kind": "question", "prompt": "Why here?"},
        htmx=htmx,
        query_string={"back": back},
    )
    assert answer.status_code == (200 if htmx else 303)
    assert answer.headers["HX-Redirect" if htmx else "Location"] == leads_to


@pytest.mark.one_database
@pytest.mark.parametrize("htmx", [{"HX-Request": "true"}, {}])
def test_no_text_breaks_a_header(app, htmx):
    @given(st.text(max_size=40))
    def leads(text):
        with app.test_request_context(headers=htmx):
            headers = go_to(local_path(f"/{text}")).get_wsgi_headers({"REQUEST_METHOD": "GET"})
        address = headers.get("HX-Redirect") or headers["Location"]
        assert address.isascii() and address.isprintable() and address.startswith("/")

    leads()
