"""The headers of every answer, static files and faults included: what protects it, and our mark."""

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response

POLICY = "; ".join(
    ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
    + [
        f"{kind} 'self'"
        for kind in (
            "script-src",
            "style-src",
            "img-src",
            "connect-src",
            "manifest-src",
            "worker-src",
            "form-action",
        )
    ]
)
SECURITY_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# The others are about pages and workers. A style sheet or a script of a page goes by that page's:
# half a kilobyte less of each.
OF_ASSETS = {
    name: SECURITY_HEADERS[name]
    for name in ("Cross-Origin-Resource-Policy", "X-Content-Type-Options")
}
ASSETS = ("/static/", ("text/css", "text/javascript"))
# Hotels' networks and proxies answer for us, with policies like ours: a phone believes only what
# carries this. Its value is the release, a short hash of the static files.
MARK = "Round-Two"
# RFC 6797 section 7.2: only over a secure connection. 400 days.
STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=34560000; includeSubDomains")

# When a sign-in ends here: what the browser keeps of its own accord, pages to go back to among it.
# Never "storage", for there is what waits to be sent, also until someone signs in again; of the
# rest static/js/elements/sign-out.js takes care.
CLEAR = ("Clear-Site-Data", '"cache"')


def clearing(response: Response) -> Response:
    response.headers.set(*CLEAR)
    return response


def is_asset(environ: WSGIEnvironment, headers: Headers) -> bool:
    folder, types = ASSETS
    return environ["PATH_INFO"].startswith(folder) and headers.get("Content-Type", "").startswith(
        types
    )


class SecurityHeaders:
    def __init__(self, wsgi_app: WSGIApplication, release: str) -> None:
        self.wsgi_app = wsgi_app
        self.every = {MARK: release, **OF_ASSETS}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(
            status: str, given: list[tuple[str, str]], *exc_info: Any
        ) -> Callable[[bytes], object]:
            headers = Headers(given)
            for name, value in (
                self.every if is_asset(environ, headers) else {**self.every, **SECURITY_HEADERS}
            ).items():
                headers.set(name, value)
            if environ["wsgi.url_scheme"] == "https":
                headers.set(*STRICT_TRANSPORT)
            headers.setdefault("Cache-Control", "private, no-store")
            return start_response(status, headers.to_wsgi_list(), *exc_info)

        return self.wsgi_app(environ, start)
