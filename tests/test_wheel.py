"""The wheel holds all that the program needs, and runs from an empty folder."""

import os
import re
import subprocess
import sys
from zipfile import ZipFile

import pytest

from tests.live import CHECKOUT, open_url, run, serving


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """A folder with the wheel in it, as PYTHONPATH."""
    target = tmp_path_factory.mktemp("installed")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        target,
        wheel,
    ]
    subprocess.run(
        install,
        check=True,
        capture_output=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    return target


def test_holds_everything_and_no_tests(wheel):
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for folder, pattern in [("webapp", "**/*"), ("templates", "**/*.html"), ("static", "**/*")]:
        for path in (CHECKOUT / folder).glob(pattern):
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(CHECKOUT).as_posix()
                assert (name if folder == "webapp" else f"webapp/{name}") in held
    assert any(name.endswith("licenses/LICENSE") for name in held)
    strangers = {name for name in held if not name.startswith(("webapp/", "round_two-"))}
    assert not strangers, "only the package goes into a shared site-packages"


def test_runs_from_an_empty_folder(installed, tmp_path):
    empty, settings = (
        tmp_path / "empty",
        {"INSTANCE_PATH": tmp_path / "instance", "PYTHONPATH": installed},
    )
    empty.mkdir()
    done = run("migrate", cwd=empty, **settings)
    assert done.returncode == 0, done.stderr
    with serving(settings["INSTANCE_PATH"], cwd=empty, PYTHONPATH=installed) as server:
        with open_url(server.url + "/") as page:
            html = page.read().decode()
        (style_sheet,) = re.findall(r'href="(/static/[^"]+/app\.css)"', html)
        with open_url(server.url + style_sheet) as styles:
            assert b"@layer" in styles.read()
    assert not list(empty.iterdir())
