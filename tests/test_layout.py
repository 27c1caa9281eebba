"""The shape of the package: a star. Stages share types and never one another's functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

LEAVES = frozenset(
    """model config dates frontmatter frontmatter_keys languages options paths report text
    workers""".split()
)
STAGES = frozenset(
    "readers structure metadata entities content archive render publish check".split()
)
MAY_IMPORT = {
    **dict.fromkeys(LEAVES, LEAVES),
    **dict.fromkeys(STAGES, LEAVES),
    "state": LEAVES,
    "pipeline": LEAVES | STAGES | {"state"},
    "verify": LEAVES | STAGES | {"state", "pipeline"},
    "commands": LEAVES | STAGES | {"state", "pipeline", "verify", "serve", "console"},
    "serve": LEAVES | STAGES | {"state", "pipeline", "console"},
    "console": LEAVES | STAGES | {"state", "pipeline"},
    "cli": frozenset({"commands", "console"}),
    "__main__": frozenset({"cli"}),
    "__init__": frozenset[str](),
}
"""What a part of the package may import of it, beside itself and the package's version."""

MOST_LINES = 400
MOST_AT_THE_TOP = 10
HEAVY = (*("yaml", "jinja2", "markdown", "pydantic", "rich", "babel", "numpy", "fasttext"),)
"""What `--help` and a build that finds nothing changed must not wait for."""

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "example" not in path.relative_to(PACKAGE).parts
]


class Import(NamedTuple):
    """An import of one part of the package: which part, on which line, by which words."""

    part: str
    line: int
    words: str


def test_every_part_of_the_package_has_its_place():
    assert {part_of(module) for module in MODULES} == set(MAY_IMPORT)


def test_modules_import_only_what_their_place_allows():
    assert [
        f"{module.relative_to(ROOT)}:{found.line}: {found.words}"
        for module in MODULES
        for found in imports_of(module)
        if found.part not in MAY_IMPORT[part_of(module)] | {part_of(module)}
    ] == []


def test_no_part_of_the_package_imports_one_that_imports_it():
    asked = {(part_of(module), found.part) for module in MODULES for found in imports_of(module)}
    graph = TopologicalSorter[str]()
    for part, other in asked:
        if part != other:
            graph.add(part, other)
    graph.prepare()


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("import generator.render.themes.theme", ["render"]),
        ("from generator.render import theme", ["render"]),
        ("from generator.render.themes.theme import load", ["render"]),
        ("from generator import render, cache", ["render", "cache"]),
        ("from generator import __version__", []),
        ("from .. import render", ["render"]),
        ("from ..render import theme", ["render"]),
        ("from . import link", ["readers"]),
        ("def f():\n    from generator import render", ["render"]),
        ("import yaml", []),
        ("from generators import render", []),
    ],
)
def test_an_import_is_seen_however_it_is_written(words, parts, tmp_path):
    module = tmp_path / "generator" / "readers" / "mail.py"
    module.parent.mkdir(parents=True)
    module.write_text(words)
    assert [found.part for found in imports_of(module, tmp_path)] == parts


def test_pages_ask_their_scope_and_look_nothing_up_in_the_archive():
    pages = [*(PACKAGE / "render" / "pages").glob("*.py"), *(PACKAGE / "render").glob("*.py")]
    assert [
        f"{module.name}:{function.lineno}: {name}"
        for module in pages
        for function in ast.walk(parsed(module))
        if isinstance(function, ast.FunctionDef) and is_given_a_scope(function)
        for name in names_in(function)
        if name in ("archive", "Archive", "_renderer", "renderer")
    ] == []


def is_given_a_scope(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Scope"
        for argument in function.args.args
    )


def names_in(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield node.id
        if isinstance(node, ast.Attribute):
            yield node.attr


def test_modules_are_short_enough_to_be_read_at_one_go():
    lengths = {module: len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_the_top_of_the_package_has_few_modules():
    assert len([*PACKAGE.glob("*.py")]) <= MOST_AT_THE_TOP


def test_every_module_has_a_docstring():
    assert [module for module in MODULES if not ast.get_docstring(parsed(module))] == []


def test_the_command_line_starts_without_loading_what_only_some_commands_need():
    script = f"import sys, generator.cli; print(*({set(HEAVY)} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def part_of(module: Path, root: Path = ROOT) -> str:
    """Return the name of the folder or file right below the package that a module is in."""
    return module.relative_to(root / "generator").parts[0].removesuffix(".py")


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


@cache
def imports_of(module: Path, root: Path = ROOT) -> tuple[Import, ...]:
    """Return the module's imports of parts of the package, wherever in it they stand."""
    return tuple(
        Import(rest.split(".")[0], node.lineno, ast.unparse(node))
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _imported_names(node, module.relative_to(root).parent.parts)
        for package, _, rest in [name.partition(".")]
        if package == "generator" and rest and not rest.startswith("__version__")
    )


def _imported_names(node: ast.Import | ast.ImportFrom, package: tuple[str, ...]) -> list[str]:
    """Return the full names that an import statement asks for."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    above = package[: len(package) - node.level + 1] if node.level else ()
    start = ".".join((*above, *filter(None, [node.module])))
    return [f"{start}.{alias.name}" for alias in node.names]
