"""The tells of a hasty web application that a machine can find."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
PYTHON = sorted(APP.rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted(APP.rglob("*.svg.jinja"))
STYLES = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = [path for path in sorted((ROOT / "static").rglob("*.js")) if "vendor" not in path.parts]

NO_NOUN = {
    "utils", "util", "helpers", "common", "misc", "services", "managers", "crud", "schemas", "base",
}  # fmt: skip
NO_NOUN_CLASS = re.compile(r"(Service|Manager|DTO|Schema|Base|Create|Update|Read|Impl)$")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert path.stem not in NO_NOUN


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_a_class_is_a_noun_of_the_trade(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef):
            assert not NO_NOUN_CLASS.search(node.name), f"{node.name} in {named(path)}"


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_a_function_is_short_enough_to_read_aloud(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= 60, f"{node.name} in {named(path)} has {lines} lines"


@pytest.mark.parametrize("path", sorted((APP / "web").rglob("*.py")), ids=named)
def test_nothing_asynchronous_waits_for_nothing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.AsyncFunctionDef):
            waits = (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield)
            assert any(isinstance(inner, waits) for inner in ast.walk(node)), node.name


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_nothing_commits_by_itself_and_no_fault_is_swallowed(path: Path) -> None:
    text = path.read_text()
    if path.name != "database.py":
        assert ".commit(" not in text, named(path)
    assert not re.search(r"except( Exception)?:\s*pass", text), named(path)
    if path.name not in {"cli.py", "__main__.py"}:
        assert not re.search(r"^\s*print\(", text, re.MULTILINE), named(path)


def test_one_module_reads_what_kind_of_page_htmx_wants() -> None:
    readers = [path.name for path in PYTHON if "hx-request" in path.read_text().lower()]
    assert set(readers) <= {"rendering.py"}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_no_style_no_script_and_no_handler_inside(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "hx-on" not in text
    assert "javascript:" not in text
    assert not re.search(r"\|\s*safe\b", text)


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES, *SCRIPTS], ids=named)
def test_nothing_is_fetched_from_another_host(path: Path) -> None:
    sources = re.findall(
        r"(?:src|action|hx-[a-z]+)\s*=\s*[\"']https?://|url\(\s*[\"']?https?:", path.read_text()
    )
    assert not sources


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_a_style_sheet_uses_meanings_and_forces_nothing(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert "!important" not in text
    if path.name != "tokens.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|oklch\([\d.]", text), named(path)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_a_script_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 60
