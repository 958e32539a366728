"""Reads pages within a request, as the browser that sent it would if they were navigated to."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask
from werkzeug.wrappers import Response

from webapp.sync.dispatch import SAME_FOR_ALL


def reader(app: Flask, environ: dict[str, Any], have: Iterable[str]) -> Callable[[str], Response]:
    """A function that gives the answer to an address, for the person of `environ`, whose phone has
    pages with these hashes.

    Each page is read in a transaction of its own, not all in one: a phone on a weak signal takes a
    minute to read the stream, and a transaction open so long would keep SQLite from tidying its
    log, and PostgreSQL from tidying its tables.
    """
    same = {"HTTP_IF_NONE_MATCH": ", ".join(f'W/"{hash}"' for hash in have)}
    same |= {
        name: value
        for name, value in environ.items()
        if name in (*SAME_FOR_ALL, "HTTP_COOKIE") or name.startswith("wsgi.")
    }

    def read(address: str) -> Response:
        url = urlsplit(address)
        asked = {
            **same,
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(url.path, "latin-1"),
            "QUERY_STRING": url.query,
            "wsgi.input": BytesIO(),
            "HTTP_ROUND_TWO_COPY": "1",
        }
        with app.app_context():  # or it would share the user of the request around it
            return Response.from_app(app.wsgi_app, asked, buffered=True)

    return read
