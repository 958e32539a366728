"""Rules for what imports what: no circle, so that any module can be read, and imported, first."""

import ast
import posixpath
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

from tests.rules.sources import ROOT, files, text_of

# Packages, as webapp/ARCHITECTURE.md draws them: each rests only on those below, and those on one
# floor stand beside each other.
DRAWN = re.search(r"```\n(today.*?)```", text_of("webapp/ARCHITECTURE.md"), re.DOTALL)[1]
FLOORS = [re.split(r" {3,}", line)[0].split() for line in DRAWN.splitlines()]
PYTHON = {
    ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path
    for path in files("webapp", "*.py")
    if "migrations" not in path.parts
}
SCRIPTS = [path.as_posix() for path in files("static/js", "*.js")]
FROM = re.compile(r"^(?:import|export)\b[^;]*?[\"'](\.{1,2}/[^\"']+)[\"']", re.MULTILINE)


def imported_by(path):
    """The modules of this program that a module imports as it is itself imported."""
    for node in ast.parse(text_of(path)).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in PYTHON else node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def circle_in(graph):
    """The names along a circle of the graph, or None."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return None


def test_the_packages_of_capabilities_import_nothing():
    packages = [name for name, path in PYTHON.items() if path.name == "__init__.py"]
    busy = {name: len(ast.parse(text_of(PYTHON[name])).body) - 1 for name in packages}
    assert len(busy) > 15
    assert not any(busy.values()), (
        f"{busy}: what a package imports, each of its modules imports; create_app names the routes"
    )


def test_modules_form_no_circle():
    graph = {name: {*imported_by(path)} & {*PYTHON} for name, path in PYTHON.items()}
    assert sum(map(len, graph.values())) > 500
    assert not circle_in(graph), "which of them comes first decides whether the program starts"


def test_no_floor_rests_on_one_above():
    floor = {package: -number for number, packages in enumerate(FLOORS) for package in packages}
    arrows = {
        (name.split(".")[1], other.split(".")[1])
        for name, path in PYTHON.items()
        for other in {*imported_by(path)} & {*PYTHON}
        if name.count(".") > 1 and "." in other  # the program itself, beside them, wires them
    }
    packages = {package for arrow in arrows for package in arrow}
    assert packages == {*floor}, "webapp/ARCHITECTURE.md draws each package, on the floor it is on"
    assert not {(one, other) for one, other in arrows if floor[one] < floor[other]}, (
        "what is below is read, tested and changed without what is above"
    )
    beside = {(one, other) for one, other in arrows if one != other and floor[one] == floor[other]}
    assert not circle_in({one: {b for a, b in beside if a == one} for one, _ in beside})


def test_scripts_form_no_circle():
    graph = {
        script: {
            posixpath.normpath(posixpath.join(posixpath.dirname(script), other))
            for other in FROM.findall(text_of(script))
        }
        for script in SCRIPTS
    }
    assert set().union(*graph.values()) <= set(SCRIPTS) and sum(map(len, graph.values())) > 20
    assert not circle_in(graph), "a module of a circle may run before what it needs is there"


READERS = [
    found
    for path in PYTHON.values()
    if path.name != "files.py"
    for found in re.findall(r"uploaded\(\s*\w+, (\w+)", text_of(path))
]
HEAVY = ("flask", "sqlalchemy", "wtforms", "werkzeug", "numpy", "genanki")


def test_what_reads_a_file_imports_only_its_library():
    assert len(READERS) == 4
    for reader in READERS:
        (module,) = {
            node.module
            for path in PYTHON.values()
            for node in ast.walk(ast.parse(text_of(path)))
            if isinstance(node, ast.ImportFrom) and reader in [name.name for name in node.names]
        }
        asked = f"import sys, {module}; print(*sys.modules)"
        loaded = subprocess.run(
            [sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.split()
        assert module in loaded and not {*HEAVY} & {*loaded}, (
            f"{module} begins with each file that is read, in a process of its own"
        )
