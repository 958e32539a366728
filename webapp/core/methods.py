"""PUT and DELETE from plain forms: a POST to `...?_method=put` is a PUT, so that a form works
without scripts and a URL can stay a noun."""

from collections.abc import Iterable
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

OVERRIDES = {"put": "PUT", "delete": "DELETE"}


class MethodOverride:
    def __init__(self, wsgi_app: WSGIApplication) -> None:
        self.wsgi_app = wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["REQUEST_METHOD"] = method_of(
            environ["REQUEST_METHOD"], environ.get("QUERY_STRING", "")
        )
        return self.wsgi_app(environ, start_response)


def method_of(method: str, query: str) -> str:
    """The method that a request means, with this one and this query string."""
    if method != "POST" or "_method=" not in query:
        return method
    return OVERRIDES.get(parse_qs(query).get("_method", [""])[0], "POST")
