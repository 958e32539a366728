"""Static files under an address that changes with their content, compressed once, kept by browsers
for good. Comments stay in the sources, for those who read them.

The address is /static/<hash of all files>/..., so scripts and styles find each other by relative
path. Style sheets are joined into css/app.css in the order of their paths.
"""

import base64
import hashlib
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import mkdtemp
from wsgiref.types import StartResponse, WSGIEnvironment

import rjsmin
from flask import Flask
from markupsafe import Markup
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor
from whitenoise.responders import StaticFile

from webapp.core.config import ConfigError

PACKAGE = Path(__file__).parents[1]
STYLE_SHEET = "css/app.css"
COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
LAYOUT = re.compile(r"\s*\n\s*")
NEEDLESS = re.compile(r"(?<=[{};,])\n| (?=\{)")  # what is left of it, where a sign parts as well


def beside_or_above(name: str) -> Path:
    """The folder `name` as the wheel installs it, beside this module, or as a checkout has it, one
    level up."""
    beside = PACKAGE / name
    return beside if beside.is_dir() else PACKAGE.parent / name


def init_app(app: Flask) -> None:
    source = beside_or_above("static")
    version = content_version(source)
    built = Path(app.instance_path) / "static" / version
    if not built.exists():
        build(source, built)
    prefix = f"/static/{version}/"
    paths = frozenset(str(path.relative_to(built)) for path in built.rglob("*") if path.is_file())

    def asset(path: str) -> str:
        """The address of a static file. Raises KeyError when there is none: a wrong name is found
        by any test."""
        if path not in paths:
            raise KeyError(f"no static file {path!r}")
        return prefix + path

    def script(path: str) -> Markup:
        """The element that loads a module."""
        element = Markup('<script type="module" src="{}" integrity="{}"></script>')
        return element.format(asset(path), digests[path])

    digests = digests_in(built)
    app.jinja_env.globals.update(asset=asset, script=script, integrity=digests.__getitem__)
    app.extensions["assets"] = {"version": version, "asset": asset, "folder": built}
    app.wsgi_app = Files(  # type: ignore[method-assign]  # as Flask says to wrap it
        app.wsgi_app,
        root=built,
        prefix=prefix,
        allow_all_origins=False,
        immutable_file_test=lambda path, url: True,
    )


def digests_in(built: Path) -> dict[str, str]:
    """What a page says of each file that it runs, or is styled by (W3C, Subresource Integrity): the
    browser refuses any other, whoever answered in our place."""
    return {
        str(path.relative_to(built)): digest_of(path.read_bytes())
        for path in built.rglob("*")
        if path.suffix in (".css", ".js")
    }


def digest_of(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


class Files(WhiteNoise):
    """Without the date of a file's last change, and without a tag: the address says which version
    it is, so nobody has to ask."""

    @staticmethod
    def serve(
        static_file: StaticFile, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]]) -> Callable[[bytes], object]:
            return start_response(
                status,
                [(name, value) for name, value in headers if name not in ("Last-Modified", "ETag")],
            )

        return WhiteNoise.serve(static_file, environ, start)


def content_version(source: Path) -> str:
    """A short hash of every file's path and content."""
    digest = hashlib.sha256()
    for path in sorted(source.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(source)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def build(source: Path, target: Path) -> None:
    """Copies `source` to `target` with one joined style sheet and compressed variants. Moved into
    place when whole, so that two servers starting at once don't see half a folder. Raises
    ConfigError where that can't be written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(mkdtemp(dir=target.parent))
    try:
        fill(workshop, source)
        workshop.rename(target)
    except OSError as error:
        shutil.rmtree(workshop)
        if not target.exists():  # else another server was quicker
            reason = error.strerror or error.args[0][0][2]  # of the first of many
            raise ConfigError(
                [f"INSTANCE_PATH: {target.parent} can't be written ({reason})"]
            ) from None


def fill(workshop: Path, source: Path) -> None:
    workshop.chmod(0o755)
    shutil.copytree(source, workshop, dirs_exist_ok=True, ignore=shutil.ignore_patterns("css"))
    style_sheet = workshop / STYLE_SHEET
    style_sheet.parent.mkdir()
    style_sheet.write_text(joined(sorted((source / "css").rglob("*.css"))))
    for script in (workshop / "js").rglob("*.js"):
        script.write_text(rjsmin.jsmin(script.read_text()))
    compressor = Compressor(quiet=True)
    for path in [path for path in workshop.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            list(compressor.compress(str(path)))


def joined(style_sheets: Iterable[Path]) -> str:
    """The text of all style sheets without their comments, and without what only lays them out for
    who reads them."""
    texts = (LAYOUT.sub("\n", COMMENT.sub("", path.read_text())) for path in style_sheets)
    return "\n".join(NEEDLESS.sub("", text) for text in texts)
