"""Which way the doors of the house open. A new door or a new library is a line in this file."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"

PURE = ("language", "lifecycle", "compute", "advice", "estimate", "plan")

OPENS_ONTO: dict[str, set[str]] = {
    "language": set(),
    "lifecycle": {"language"},
    "compute": {"language", "lifecycle"},
    "advice": {"language", "lifecycle", "compute"},
    "estimate": {"language", "lifecycle", "compute", "advice"},
    "plan": {"language", "lifecycle", "compute", "advice", "estimate"},
    "charts": {"language", "lifecycle", "estimate", "plan"},
    "export": {"language", "lifecycle", "compute", "advice", "estimate", "plan", "charts"},
    "store": {"language", "lifecycle"},
    "web": {
        "language", "lifecycle", "compute", "advice", "estimate", "plan", "charts", "export",
        "store",
    },
}  # fmt: skip

BRINGS_IN: dict[str, set[str]] = {
    "language": {"babel"},
    "compute": {"genai_prices"},
    "estimate": {"numpy"},
    "charts": {"jinja2", "markupsafe"},
    "export": {"jinja2", "markupsafe", "typst", "xlsxwriter"},
    "store": {"sqlalchemy", "sqlmodel", "alembic"},
    "web": {
        "fastapi",
        "starlette",
        "pydantic",
        "jinja2",
        "markupsafe",
        "segno",
        "itsdangerous",
        "anyio",
        "babel",
    },
}

# Words are put into a reader's language at the edge; a pure room only says them.
EDGE_ONLY = "app.language.reader"


def modules(room: str) -> Iterator[Path]:
    yield from (APP / room).rglob("*.py")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports: "app.store.plans", "numpy", …"""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the full name"
            assert node.module
            yield node.module


def room_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "app" and len(parts) > 1 else None


@pytest.mark.parametrize("room", OPENS_ONTO)
def test_a_room_opens_only_onto_the_rooms_below_it(room: str) -> None:
    rooms = OPENS_ONTO[room] | {room}
    libraries = set(sys.stdlib_module_names) | BRINGS_IN.get(room, set())
    for path in modules(room):
        for name in imports(path):
            top = name.split(".")[0]
            fits = room_of(name) in rooms if top == "app" else top in libraries
            assert fits, f"{path.relative_to(APP)} may not import {name}"


def test_the_doors_open_in_no_circle() -> None:
    TopologicalSorter(OPENS_ONTO).prepare()


def test_every_folder_is_on_the_map() -> None:
    folders = {path.name for path in APP.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(OPENS_ONTO)


@pytest.mark.parametrize("room", [room for room in PURE if room != "language"])
def test_a_pure_room_leaves_the_wording_to_the_edge(room: str) -> None:
    for path in modules(room):
        assert EDGE_ONLY not in set(imports(path)), f"{path.relative_to(APP)} speaks too early"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reads_no_clock_no_chance_and_no_environment(room: str) -> None:
    for path in modules(room):
        text = path.read_text()
        for forbidden in (
            "datetime.now",
            "date.today",
            "time.time(",
            "os.environ",
            "random.random",
        ):
            assert forbidden not in text, f"{path.relative_to(APP)} reads {forbidden}"


@pytest.mark.parametrize("room", OPENS_ONTO)
def test_no_modules_of_a_room_import_each_other_in_a_circle(room: str) -> None:
    graph = {}
    for path in modules(room):
        own = ".".join(path.relative_to(APP.parent).with_suffix("").parts).removesuffix(".__init__")
        graph[own] = {name for name in imports(path) if room_of(name) == room} - {own}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("room", OPENS_ONTO)
def test_a_room_says_in_one_docstring_what_it_is_for(room: str) -> None:
    body = ast.parse((APP / room / "__init__.py").read_text()).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr), f"{room}/__init__.py re-exports something"


def test_only_the_edges_of_the_house_read_the_settings() -> None:
    readers = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        if "app.settings" in set(imports(path))
    }
    assert readers <= {"main.py", "cli.py", "__main__.py"}
