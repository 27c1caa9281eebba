"""The reference of the theme contract, written from the contract itself: docs/theme-reference.md.

Fields and what is said of them come from the source of the records, blocks from the templates of the
base theme, functions from the view, words from strings/en.yaml.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from msgspec import Struct
from msgspec.structs import fields

from generator.render import contexts, pages
from generator.render.renderer import Renderer
from generator.render.scope import Scope
from generator.render.template_functions import TemplateFunctions
from generator.render.themes.theme import DOCUMENT_TEMPLATE, builtin_themes

FILE = Path(__file__).parents[1] / "docs" / "theme-reference.md"
BASE = builtin_themes() / "base"
FUNCTIONS = {
    't("newer")': Renderer.say,
    'asset("print.css")': Scope.asset,
    'link("a-z/index.html")': Scope.link,
    "number(home.document_count)": Renderer.number,
    "count(term.count)": TemplateFunctions.count,
    "moment(entry.date)": TemplateFunctions.moment,
    "tongue(entry.language, entry.direction)": TemplateFunctions.tongue,
    "page_number(term.pager)": TemplateFunctions.page_number,
}
"""What templates may call, by an example."""

_INTRODUCTION = f"""\
# The theme contract, version {contexts.CONTRACT}

Everything that a template is given, and every block that a theme can override.
[themes.md](themes.md) teaches how to use it. This page is written from the program's own source.

- [Templates](#templates): what each is given, and its blocks
- [Partials](#partials): pieces that templates share
- [Functions](#functions) · [Words](#words)
- [Values](#values): every class, field by field

“Or none” marks what can be missing: ask `{{% if document.date %}}` before you print it. A list can
be empty, and counts as false then. Every `url` is relative to the page and names a file: print it
as it is.
"""
_TYPES = {
    "str": "text",
    "int": "number",
    "bool": "true or false",
    "object": "value",
    "Html": "markup",
    "None": "none",
}
_NO_NOUNS = {"home_url": "text, or none"}
"""Values that a template is given by themselves."""
_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")
_EXTENDS = re.compile(r'\{%-?\s*extends\s+"([^"]+)"')
_COMMENT = re.compile(r"\A\{#-?\s*(.+?)\s*-?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the contract: what it is called, what it holds, what is said of it."""

    name: str
    type: str
    words: str


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the contract with its fields."""

    name: str
    words: str
    fields: tuple[Field, ...]


def write_reference() -> str:
    """Return the text of docs/theme-reference.md."""
    parts = (_INTRODUCTION, _templates(), _partials(), _functions(), _words(), _values())
    return "\n".join(parts)


# Templates and their blocks


def _templates() -> str:
    lines = [
        "## Templates\n",
        "Each is given `site` and `page` too, and extends `base.html` unless it is said otherwise.",
        "Blocks in the order in which they stand; a block of `base.html` can be overridden in each.",
        "`redirect.html` and `not-found.html` stand alone.\n",
        "| template | is given | blocks of its own |",
        "| --- | --- | --- |",
    ]
    given_to = nouns()
    for path in sorted((BASE / "templates").glob("*.html")):
        names = given_to.get(path.name, ())
        given = ", ".join(f"`{name}`: {_type_of_noun(name)}" for name in names) or "–"
        blocks = " ".join(f"`{name}`" for name in blocks_of(path, without_inherited=True)) or "–"
        lines.append(f"| `{path.name}` | {given} | {blocks} |")
    return "\n".join(lines) + "\n"


def nouns() -> dict[str, list[str]]:
    """Return the names of what each template is given beside site and page."""
    found = {}
    for module in page_modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "scope.fill":
                # Only documents choose their template.
                chosen = node.args[0]
                name = chosen.value if isinstance(chosen, ast.Constant) else DOCUMENT_TEMPLATE
                found[name] = [str(keyword.arg) for keyword in node.keywords]
    return found


def _type_of_noun(name: str) -> str:
    """Return the type of a noun in words: the class of the contract that is called the same."""
    if name in _NO_NOUNS:
        return _NO_NOUNS[name]
    types = {type_.__name__.lower(): type_.__name__ for type_ in contexts.types_of_contract()}
    return f"[{types[name.replace('_', '')]}](#{name.replace('_', '')})"


def page_modules() -> list[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(pages.__path__))
    return [importlib.import_module(f"{pages.__name__}.{name}") for name in names]


def blocks_of(path: Path, *, without_inherited: bool = False) -> list[str]:
    """Return the names of a template's blocks, each once, in their order."""
    text = path.read_text("utf-8")
    names = list(dict.fromkeys(_BLOCK.findall(text)))
    if not without_inherited or not (parent := _EXTENDS.search(text)):
        return names
    inherited = set(all_blocks(BASE / "templates" / parent[1]))
    return [name for name in names if name not in inherited]


def all_blocks(path: Path) -> list[str]:
    """Return the blocks of a template and of those that it extends."""
    parent = _EXTENDS.search(path.read_text("utf-8"))
    above = all_blocks(BASE / "templates" / parent[1]) if parent else []
    return [*above, *blocks_of(path)]


def _partials() -> str:
    lines = [
        "## Partials\n",
        "Pieces in `partials/` that templates include. Yours replaces the one of the same name on",
        "every page; it may extend `parent/partials/FILE` and override a block.\n",
        "| partial | is | blocks |",
        "| --- | --- | --- |",
    ]
    for path in sorted((BASE / "templates" / "partials").glob("*.html")):
        comment = _COMMENT.search(path.read_text("utf-8"))
        words = " ".join(comment[1].split()) if comment else "–"
        blocks = " ".join(f"`{name}`" for name in blocks_of(path)) or "–"
        lines.append(f"| `{path.name}` | {_cell(words)} | {blocks} |")
    return "\n".join(lines) + "\n"


# Functions and words


def _functions() -> str:
    lines = ["## Functions\n", "| function | gives |", "| --- | --- |"]
    for example, function in FUNCTIONS.items():
        first = _sentence(inspect.getdoc(function) or "").removeprefix("Return ")
        lines.append(f"| `{example}` | {_cell(first)} |")
    return "\n".join(lines) + "\n"


def _words() -> str:
    languages = sorted(path.stem for path in (BASE / "strings").glob("*.yaml"))
    groups = _groups_of_words((BASE / "strings" / "en.yaml").read_text("utf-8"))
    count = sum(len(keys) for keys in groups.values())
    lines = [
        "## Words\n",
        f"{count} words and phrases of the interface in {', '.join(languages)}, by these keys. What",
        "stands in braces in a phrase is filled in.\n",
    ]
    for title, keys in groups.items():
        lines.append(f"- {title}: {' '.join(f'`{key}`' for key in keys)}")
    return "\n".join(lines) + "\n"


def _groups_of_words(text: str) -> dict[str, list[str]]:
    """Return the keys of a strings file by the comments over them."""
    groups: dict[str, list[str]] = {}
    title = ""
    for line in text.splitlines():
        if line.startswith("# "):
            title = line.removeprefix("# ").rstrip(".")
        elif match := re.match(r"(\w+):", line):
            groups.setdefault(title, []).append(match[1])
    return groups


# Values


def _values() -> str:
    parts = ["## Values\n"]
    for module in contexts.MODULES:
        for one in classes_of(module):
            parts += [
                f"### {one.name}\n",
                f"{one.words}\n",
                "| field | holds | |",
                "| --- | --- | --- |",
            ]
            parts += [f"| `{f.name}` | {f.type} | {_cell(f.words)} |" for f in one.fields]
            parts.append("")
    return "\n".join(parts)


def classes_of(module: ModuleType) -> Iterator[Class]:
    """Yield the records that a module defines, as its source has them."""
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            words = " ".join((ast.get_docstring(node) or "").split())
            yield Class(node.name, words, tuple(_fields(node)))


def _fields(node: ast.ClassDef) -> Iterator[Field]:
    for member, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
            yield Field(member.target.id, type_in_words(member.annotation), _string(following))


def _string(node: ast.stmt | None) -> str:
    """Return the text of a string that stands alone; nothing for any other statement."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        words = " ".join(str(node.value.value).split())
        return re.sub(r"(?<=[a-z;,] )None\b", "none", words)
    return ""


def type_in_words(node: ast.expr) -> str:
    """Return what an annotation means to the author of a theme."""
    match node:
        case ast.BinOp(left=left, right=right):
            return f"{type_in_words(left)}, or {type_in_words(right)}"
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[inner, *_])):
            words = type_in_words(inner)
            return f"list of ({words})" if isinstance(inner, ast.BinOp) else f"list of {words}"
        case ast.Subscript(value=ast.Name(id="Mapping")):
            return "values by name"
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return _TYPES.get(name) or f"[{name}](#{name.lower()})"
        case ast.Constant(value=None):
            return "none"
        case _:
            return ast.unparse(node)


def _sentence(text: str) -> str:
    return " ".join(text.split()).partition(". ")[0].rstrip(".") + "."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("``", "`")


def names_of_fields() -> set[str]:
    """Return every field of the contract, as Python knows them."""
    types = (value for module in contexts.MODULES for value in vars(module).values())
    return {
        field.name
        for value in types
        if inspect.isclass(value) and issubclass(value, Struct) and value is not Struct
        for field in fields(value)
    }
