"""Which test shows which promise: kept as tables, and each entry held to what the tests say."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent


@dataclass(frozen=True)
class Shown:
    """One promise and the tests that show it, as "room/test_module::test_name".

    A law holds in every single run and has no figure; everything else prints the one it found.
    """

    id: str
    promise: str
    by: tuple[str, ...]
    law: bool = False

    @property
    def missing(self) -> list[str]:
        return [test for test in self.by if _source(test) is None]

    @property
    def silent(self) -> bool:
        """Whether no test prints the figure that was found."""
        return not self.law and not any("print(" in (_source(test) or "") for test in self.by)

    def __str__(self) -> str:
        kind = "law" if self.law else "figure"
        return f"{self.id:>4}  {self.promise:<72} {kind:<6}  {', '.join(self.by)}"


@cache
def _functions(module: str) -> dict[str, str]:
    path = TESTS.parent / f"{module}.py" if module.startswith("bench") else TESTS / f"{module}.py"
    if not path.exists():
        return {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef)}


def _source(test: str) -> str | None:
    module, _, name = test.partition("::")
    source = _functions(module).get(name)
    # A row of the bench is printed by the bench.
    return f"print(\n{source}" if source and module.startswith("bench") else source
