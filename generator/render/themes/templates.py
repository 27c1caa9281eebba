"""Find the templates of a theme's chain, and those that they use in turn; set up Jinja."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType, MethodType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.render.contexts import types_of_contract
from generator.render.themes.theme import Layer, Theme

_REFERENCE = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b\s*(?:(?P<quote>["'])(?P<name>[^"']*)(?P=quote)\s*(?:%|-%|\w|\+%))?"""
)
"""A tag that names another template; ``name`` is set only for a single plain string."""
PARENT = "parent/"
EXTENDS_ITSELF = "this template extends itself"
_GIVEN = frozenset(types_of_contract())
"""The types that templates are given: their attributes are plain values or of these types."""


class _Loader(jinja2.BaseLoader):
    """A loader that finds ``document.html`` in the nearest layer, ``base/document.html`` in base.

    Each template is read once, so that a page and its key agree even when somebody edits the theme
    meanwhile.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._read: dict[str, tuple[str, str]] = {}

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._read:
            layer, name = self.locate(template)
            if layer is None:
                raise jinja2.TemplateNotFound(template)
            path = layer.files("templates")[name]
            self._read[template] = _read_template(path, name), str(path)
        return *self._read[template], lambda: True

    def list_templates(self) -> list[str]:
        return sorted({name for layer in self._theme.layers for name in layer.files("templates")})

    def locate(self, template: str) -> tuple[Layer | None, str]:
        first, _, rest = template.partition("/")
        for layer in self._theme.layers:
            if layer.name == first and rest in layer.files("templates"):
                return layer, rest
        return self._theme.find("templates", template), template


def _read_template(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        said = f"this is not UTF-8 text: {problem.reason}"
        raise jinja2.TemplateSyntaxError(said, line, name, str(path)) from problem
    except OSError as problem:
        said = f"this cannot be read: {problem.strerror or problem}"
        raise jinja2.TemplateSyntaxError(said, 1, name, str(path)) from problem


class _Environment(ImmutableSandboxedEnvironment):
    """An environment in which templates reach what they are given, but not the program itself."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute as the sandbox does; types of the contract need no check."""
        if type(obj) in _GIVEN and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass  # the sandbox reports it
        return super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what the sandbox allows; the functions of the contract need no check."""
        if type(__obj) is not MethodType:
            return super().call(__context, __obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)

    def join_path(self, template: str, parent: str) -> str:
        """Resolve ``parent/FILE``, which depends on the theme that asks."""
        loader = self.loader
        if not template.startswith(PARENT) or not isinstance(loader, _Loader):
            return template
        asking, _ = loader.locate(parent)
        name = template.removeprefix(PARENT)
        layer = loader._theme.find("templates", name, above=asking.name if asking else None)
        return f"{layer.name}/{name}" if layer else template

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        loader = self.loader
        if name is not None and isinstance(loader, _Loader):
            for tag in tree.find_all(nodes.Extends):
                if isinstance(tag.template, nodes.Const):
                    above = loader.locate(self.join_path(tag.template.value, name))
                    if above == loader.locate(name):
                        # Otherwise each page would fail separately, a thousand calls deep.
                        raise jinja2.TemplateSyntaxError(EXTENDS_ITSELF, tag.lineno, name, filename)
        return tree


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates, by Jinja's key of a template and the checksum of its source."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.code[bucket.key, bucket.checksum] = bucket.code

    def as_bytes(self) -> dict[str, bytes]:
        """Return the code of each template, for this version of Python only."""
        return {f"{key} {sum_}": marshal.dumps(code) for (key, sum_), code in self.code.items()}

    def add(self, templates: Mapping[str, bytes]) -> None:
        """Add templates that ``as_bytes`` returned. They are code: add none from elsewhere."""
        for name, data in templates.items():
            key, _, checksum = name.rpartition(" ")
            self.code[key, checksum] = marshal.loads(data)


def find_closure(environment: jinja2.Environment, template: str) -> dict[str, str]:
    """Return the sources of a template and of all that it uses, by name; empty if missing."""
    found: dict[str, str] = {}
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
        except (jinja2.TemplateError, OSError):
            found[name] = ""
        for match in _REFERENCE.finditer(found[name]):
            # A computed name may be that of any template.
            names = [match["name"]] if match["name"] else environment.list_templates()
            waiting += [environment.join_path(one, name) for one in names]
    return found


COMPILED = CompiledTemplates()
"""The compiled templates of this process, which builds a site many times while it serves."""


def make_environment(theme: Theme) -> jinja2.Environment:
    """Return the Jinja environment of a theme: autoescaping, strict about undefined names."""
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
