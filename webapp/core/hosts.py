"""By which names the server may be asked for.

A site of somebody else's can have its own name point to this machine, and its scripts would then be
of the same origin as our pages (DNS rebinding). An address in numbers, localhost, and the names
that only a local network gives can't be made to; each other name is to be listed in ALLOWED_HOSTS.
"""

import re
from collections.abc import Collection, Iterable
from ipaddress import ip_address
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.wrappers import Response

ANY = "*"
NAME = re.compile(r"[a-z0-9._-]+")
LOCAL = (".localhost", ".local")


class KnownHosts:
    """Asked by another name, it says what is to be set."""

    def __init__(self, wsgi_app: WSGIApplication, app: Flask, names: Collection[str]) -> None:
        self.wsgi_app, self.app, self.names = wsgi_app, app, names

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        name = name_in(environ.get("HTTP_HOST") or environ["SERVER_NAME"])
        if is_known(name, self.names):
            return self.wsgi_app(environ, start_response)
        page = self.app.jinja_env.get_template("errors/host.html").render(name=name)
        return Response(page, 400, mimetype="text/html")(environ, start_response)


def name_in(host: str) -> str:
    """The name in a `Host` header, without port; an IPv6 address without its brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].removesuffix(".").lower()


def is_known(name: str, names: Collection[str]) -> bool:
    """Whether it is one of these `names`; one that begins with a dot stands for all that end so."""
    if ANY in names or name in names or is_address(name) or name == "localhost":
        return True
    if not NAME.fullmatch(name):  # it may end in anything
        return False
    return name.endswith((*LOCAL, *(one for one in names if one.startswith("."))))


def is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
