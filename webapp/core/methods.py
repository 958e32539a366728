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
        if environ["REQUEST_METHOD"] == "POST" and "_method=" in environ.get("QUERY_STRING", ""):
            named = parse_qs(environ["QUERY_STRING"]).get("_method", [""])[0]
            environ["REQUEST_METHOD"] = OVERRIDES.get(named, "POST")
        return self.wsgi_app(environ, start_response)
