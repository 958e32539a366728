"""PUT and DELETE from plain forms."""

import pytest

pytestmark = [pytest.mark.one_database, pytest.mark.own_app]


@pytest.mark.parametrize(
    "query, arrives_as",
    [
        ("", "POST"),
        ("?_method=put", "PUT"),
        ("?a=1&_method=delete", "DELETE"),
        ("?_method=get", "POST"),
        ("?_method=", "POST"),
        ("?_method=put&_method=delete", "PUT"),
        ("?_method=TRACE", "POST"),
    ],
)
def test_post_arrives_as_the_method_it_names(app, owner, query, arrives_as):
    from flask import request

    app.add_url_rule(
        "/echo", "echo", lambda: request.method, methods=["GET", "POST", "PUT", "DELETE"]
    )
    assert owner.post(f"/echo{query}").text == arrives_as


def test_link_can_never_change_anything(app, owner):
    from flask import request

    app.add_url_rule(
        "/echo", "echo", lambda: request.method, methods=["GET", "POST", "PUT", "DELETE"]
    )
    assert owner.get("/echo?_method=delete").text == "GET"
