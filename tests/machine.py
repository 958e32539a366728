"""What the tests need of the machine: two browsers, a display, PostgreSQL, Redis and Caddy.

`python -m tests.machine` finds them, or installs them with apt when it runs as root, or says what
to run. No test is skipped for want of them: a browser that isn't there is a failure.
"""

import os
import shutil
import subprocess
import sys
from glob import glob
from pathlib import Path


class Missing(Exception):
    """A program that the tests need is not on this machine."""


def chromium():
    """Chromium, or whichever browser of its family CHROMIUM names."""
    return on_path(os.environ.get("CHROMIUM", "chromium"), "chromium-browser", "google-chrome")


def headless_chromium():
    """Chromium without the windows that nobody sees: the same pages for a third less work. Where
    only the whole one is, that."""
    return on_path(
        os.environ.get("CHROMIUM", "chromium-headless-shell"),
        "chromium",
        "chromium-browser",
        "google-chrome",
    )


def webkit_driver():
    return on_path("WebKitWebDriver")


def webkit_browser():
    """WebKitGTK's own small browser, in the newest of its versions that is installed."""
    return newest(
        "/usr/lib/*/webkit2gtk-4.*/MiniBrowser",
        "/usr/lib*/webkit2gtk-4.*/MiniBrowser",
        "/usr/libexec/webkit2gtk-4.*/MiniBrowser",
    )


def display_server():
    return on_path("Xvfb")


def postgres():
    """PostgreSQL's server; initdb lies beside it. Debian keeps them off the PATH."""
    return newest("/usr/lib/postgresql/*/bin/postgres", "/usr/pgsql-*/bin/postgres") or on_path(
        "postgres"
    )


def redis_server():
    return on_path("redis-server")


def caddy():
    return on_path("caddy")


def fonts():
    """Any font at all: without one, pages have no words to see or measure."""
    return newest("/usr/share/fonts/*/*/*.[ot]tf", "/usr/share/fonts/*/*/*.ttc")


PACKAGES = {
    chromium: "chromium",
    headless_chromium: "chromium-headless-shell",
    webkit_driver: "webkit2gtk-driver",
    webkit_browser: "webkit2gtk-driver",
    display_server: "xvfb",
    postgres: "postgresql",
    redis_server: "redis-server",
    caddy: "caddy",
    fonts: "fonts-dejavu-core",
}


def on_path(*names):
    return next(filter(None, map(shutil.which, names)), None)


def newest(*patterns):
    found = [path for pattern in patterns for path in glob(pattern)]
    return max(found, key=version_in, default=None)


def version_in(path):
    """The number in the folder's name, so that 15 is newer than 9."""
    return [
        float(word)
        for word in Path(path).as_posix().replace("-", "/").split("/")
        if word.replace(".", "").isdigit()
    ]


def found(program):
    """The path of one of the programs above. Raises Missing, saying what to run."""
    path = program()
    if path is None:
        raise Missing(
            f"the tests need {program.__name__.replace('_', ' ')}. On Debian: {apt_line()}"
        )
    return path


def wanted():
    """The Debian packages of what is missing."""
    return sorted({package for program, package in PACKAGES.items() if program() is None})


def apt_line():
    return f"apt-get update && apt-get install --no-install-recommends {' '.join(wanted())}"


def install(packages):
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "--quiet", *command], env=quiet, check=True, stdout=subprocess.DEVNULL
        )


def main():
    if not wanted():
        return
    if os.geteuid() or not shutil.which("apt-get"):
        sys.exit(
            f"The tests need more of this machine than it has. On Debian, as root: {apt_line()}"
        )
    print("Installing", ", ".join(wanted()), "once", flush=True)
    try:
        install(wanted())
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"apt could not install what the tests need (exit {error.returncode}). By hand: {apt_line()}"
        )
    if wanted():
        sys.exit(f"Installed, and still not found: {', '.join(wanted())}")


if __name__ == "__main__":
    main()
