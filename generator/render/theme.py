"""Themes: which files a theme consists of, and the mistakes that one can make in them.

A theme is looked up in the archive's ``themes/`` and then among those of the package. Whatever
it does not have comes from the theme that it extends, and at last from ``base``. A template
reaches the next theme's version of a file as ``parent/FILE``.
"""

from __future__ import annotations

import difflib
import importlib.resources
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from generator import frontmatter
from generator.frontmatter import Value
from generator.render.contexts import CONTRACT
from generator.report import BuildError, Diagnostic, error

BASE = "base"
_DECLARATIONS = ("name", "extends", "contract", "description", "params")
_CONTEXT_TYPE = re.compile(r"'generator\.[\w.]*?(\w+) object'")
_REFERENCE = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b\s*(?:(?P<quote>["'])(?P<name>[^"']*)(?P=quote)\s*(?:%|-%|\w|\+%))?"""
)
"""A tag that names another template; what it names if that is a plain text, and nothing more."""
PARENT = "parent/"


@dataclass(frozen=True, slots=True)
class Layer:
    """One theme of a chain: its name, its folder, and what its theme.yaml declares."""

    name: str
    folder: Path
    params: Mapping[str, Value]

    def file(self, kind: str, name: str) -> Path:
        return self.folder / kind / name


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all that it extends: the theme itself first, the built-in base last."""

    layers: tuple[Layer, ...]

    @property
    def name(self) -> str:
        return self.layers[0].name

    @property
    def params(self) -> dict[str, Value]:
        return {
            key: value for layer in reversed(self.layers) for key, value in layer.params.items()
        }

    def find(self, kind: str, name: str, *, above: str | None = None) -> Layer | None:
        """Return the first layer that has a file; ``above`` starts behind that layer."""
        names = [layer.name for layer in self.layers]
        start = names.index(above) + 1 if above in names else 0
        return next(
            (layer for layer in self.layers[start:] if layer.file(kind, name).is_file()), None
        )

    def static_files(self) -> dict[str, Path]:
        """Return every static file by its path below ``static/``; the nearest layer's wins."""
        found: dict[str, Path] = {}
        for layer in reversed(self.layers):
            folder = layer.folder / "static"
            for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
                if path.is_file() and not path.name.startswith("."):
                    found[path.relative_to(folder).as_posix()] = path
        return dict(sorted(found.items()))

    def strings(self, language: str) -> dict[str, str]:
        """Return the words of the interface in a language; English where it has none."""
        found: dict[str, str] = {}
        for code in dict.fromkeys(("en", language.partition("-")[0], language)):
            for layer in reversed(self.layers):
                path = layer.file("strings", f"{code}.yaml")
                if path.is_file():
                    values = frontmatter.parse(path.read_text("utf-8-sig"), _shown(path))
                    found.update((key, str(value)) for key, value in values.items())
        return found


def builtin_themes() -> Path:
    """Return the folder of the package's own themes, in a wheel and in a checkout alike."""
    inside = Path(str(importlib.resources.files("generator"))) / "_themes"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "themes"


def load_theme(name: str, folder: Path) -> Theme:
    """Return a theme with its chain; ``folder`` is the archive's themes folder.

    Raises BuildError for a theme that is not there, or that extends itself.
    """
    layers: list[Layer] = []
    wanted: str | None = name
    while wanted is not None:
        if wanted in [layer.name for layer in layers]:
            raise BuildError(
                f"the theme “{wanted}” extends itself",
                code="theme.loop",
                path=f"themes/{wanted}/theme.yaml",
                hint="Name another theme under “extends”.",
            )
        layer, wanted = _load_layer(wanted, folder, layers)
        layers.append(layer)
    return Theme(tuple(layers))


def _load_layer(name: str, folder: Path, below: Sequence[Layer]) -> tuple[Layer, str | None]:
    is_name = "/" not in name and "\\" not in name and not name.startswith(".")
    places = (folder / name, builtin_themes() / name) if is_name else ()
    found = next((place for place in places if (place / "theme.yaml").is_file()), None)
    if found is None:
        raise _missing_theme(name, folder, below)
    path = found / "theme.yaml"
    values = frontmatter.parse(path.read_text("utf-8-sig"), f"themes/{name}/theme.yaml")
    _check_declarations(values, f"themes/{name}/theme.yaml")
    params = values.get("params")
    parent = values.get("extends") or (None if name == BASE else BASE)
    layer = Layer(name, found, params if isinstance(params, Mapping) else {})
    return layer, str(parent) if parent else None


def _check_declarations(values: Mapping[str, Value], path: str) -> None:
    """Raise BuildError for a key of theme.yaml that means nothing, or a contract of the future."""
    for key in values:
        if key not in _DECLARATIONS:
            near = difflib.get_close_matches(key, _DECLARATIONS, n=1)
            raise BuildError(
                f"unknown key “{key}”{f': did you mean “{near[0]}”?' if near else ''}",
                code="theme.invalid",
                path=path,
                hint=f"The keys are: {', '.join(_DECLARATIONS)}.",
                is_usage=True,
            )
    if str(values.get("contract", CONTRACT)) != str(CONTRACT):
        raise BuildError(
            f"the theme asks for contract {values['contract']}; this is {CONTRACT}",
            code="theme.contract",
            path=path,
            hint="Use a version of the theme that was made for this version of Microfiche.",
            is_usage=True,
        )


def _missing_theme(name: str, folder: Path, below: Sequence[Layer]) -> BuildError:
    known = sorted(
        {
            path.parent.name
            for place in (folder, builtin_themes())
            for path in place.glob("*/theme.yaml")
        }
    )
    return BuildError(
        f"there is no theme “{name}”",
        code="theme.missing",
        path=f"themes/{below[-1].name}/theme.yaml" if below else "site.yaml",
        hint=f"The themes are: {', '.join(known)}.",
        is_usage=True,
    )


class _Loader(jinja2.BaseLoader):
    """Finds ``document.html`` in the nearest layer, ``base/document.html`` in that layer."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        layer, name = self.locate(template)
        if layer is None:
            raise jinja2.TemplateNotFound(template)
        path = layer.file("templates", name)
        return path.read_text("utf-8-sig"), str(path), lambda: True

    def list_templates(self) -> list[str]:
        folders = (layer.folder / "templates" for layer in self._theme.layers)
        return sorted(
            {p.relative_to(f).as_posix() for f in folders for p in f.rglob("*") if p.is_file()}
        )

    def locate(self, template: str) -> tuple[Layer | None, str]:
        first, _, rest = template.partition("/")
        for layer in self._theme.layers:
            if rest and layer.name == first and layer.file("templates", rest).is_file():
                return layer, rest
        return self._theme.find("templates", template), template


class _Environment(jinja2.Environment):
    def join_path(self, template: str, parent: str) -> str:
        """Resolve ``parent/FILE``, which depends on the theme that asks."""
        loader = self.loader
        if not template.startswith(PARENT) or not isinstance(loader, _Loader):
            return template
        asking, _ = loader.locate(parent)
        name = template.removeprefix(PARENT)
        layer = loader._theme.find("templates", name, above=asking.name if asking else None)
        return f"{layer.name}/{name}" if layer else template


class CompiledTemplates(jinja2.BytecodeCache):
    """Templates compiled before, by Jinja's key of a template and the checksum of its source."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key, bucket.checksum] = bucket.code


def find_closure(environment: jinja2.Environment, template: str) -> dict[str, str]:
    """Return the sources that a template is made of, by name: its own, those that it extends,
    includes or imports, and theirs. One that is not there has an empty source.
    """
    found: dict[str, str] = {}
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
        except (jinja2.TemplateNotFound, OSError, UnicodeDecodeError):
            found[name] = ""
        for match in _REFERENCE.finditer(found[name]):
            # A name that is computed can be any.
            names = [match["name"]] if match["name"] else environment.list_templates()
            waiting += [environment.join_path(one, name) for one in names]
    return found


COMPILED = CompiledTemplates()
"""Kept while the process lives: who serves a site builds it often."""


def make_environment(theme: Theme) -> jinja2.Environment:
    """Return the Jinja environment of a theme: autoescaping, with no silent undefined name."""
    return _Environment(
        loader=_Loader(theme),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
        cache_size=400,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a theme something went wrong, and the names that are known there."""

    path: str
    line: int | None
    names: tuple[str, ...] = ()


def describe_error(
    problem: Exception, theme: Theme, asking: str, known: Sequence[str]
) -> Diagnostic | None:
    """Return what went wrong in a template: which file and line, and the nearest right name.

    ``asking`` names what is rendered: it is at fault when it asks for a template that is not
    there. None when no template has to do with it.
    """
    place = _find_place(problem, theme)
    if place is None and isinstance(problem, jinja2.TemplateNotFound):
        place = _Place(asking, None)
    if place is None:
        return None
    message = str(getattr(problem, "message", None) or problem)
    message = _CONTEXT_TYPE.sub(r"\1", message)
    if isinstance(problem, jinja2.TemplateNotFound):
        message = f"there is no template “{problem.name}”"
    return error(
        "theme.template",
        f"{message}{_nearest(message, [*known, *place.names])}",
        path=place.path,
        line=place.line,
        hint="docs/themes.md lists what each template is given.",
    )


def locate_error(problem: BuildError, theme: Theme) -> Diagnostic:
    """Return what a function had to say that a template called, with the template's line."""
    place = _find_place(problem, theme)
    if place is None:
        return problem.diagnostic
    return replace(problem.diagnostic, path=place.path, line=place.line)


def _find_place(problem: Exception, theme: Theme) -> _Place | None:
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return _Place(_shown(Path(problem.filename or problem.name or "")), problem.lineno)
    folders = tuple(str(layer.folder) for layer in theme.layers)
    place = None
    trace = problem.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(folders):
            place = _Place(_shown(Path(name)), trace.tb_lineno, tuple(trace.tb_frame.f_locals))
        trace = trace.tb_next
    return place


def _shown(path: Path) -> str:
    """Return a theme's file as its owner knows it: from ``themes/`` on."""
    parts = path.parts
    for start in ("themes", "_themes"):
        if start in parts:
            at = len(parts) - 1 - parts[::-1].index(start)
            return "/".join(("themes", *parts[at + 1 :]))
    return path.name


def _nearest(message: str, known: Sequence[str]) -> str:
    quoted = message.split("'")[1::2]
    wrong = quoted[-1] if quoted else ""
    near = difflib.get_close_matches(wrong, known, n=1)
    return f"; did you mean “{near[0]}”?" if near and near[0] != wrong else ""
