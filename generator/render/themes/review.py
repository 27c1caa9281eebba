"""Find mistakes in the owner's themes that no page shows: what has no effect, what is missing."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from jinja2 import nodes
from msgspec import Struct

from generator import frontmatter
from generator.config import SiteConfig
from generator.model import SitePath
from generator.render.document_types import DOCUMENT_TYPES
from generator.render.renderer import Renderer
from generator.render.themes.declarations import FILE
from generator.render.themes.mistakes import describe_choices
from generator.render.themes.quoting import did_you_mean, nearest, read_yaml, remark, text_of
from generator.render.themes.theme import KINDS, Layer, Theme
from generator.report import BuildError, Diagnostic, note, warning
from generator.text.css import find_variables

_FROM_SETTINGS = "taxonomy_"
"""The prefix of the keys of strings that name the taxonomies of site.yaml."""
_NAMING: tuple[type[Any], ...] = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
"""The tags that name another template."""
_INLINE = re.compile(
    r"<script(?![^<>]*(?:\bsrc\b|json))[^<>]*+>|<style\b[^<>]*+>|\s(?:style|on[a-z]++)=[\"']"
)
"""What a Content-Security-Policy without “unsafe-inline” blocks."""
_PARAM = "--param-"
_NAMED = 5
"""The most keys that a message names."""


def find_term_words(theme: Theme, site: SiteConfig) -> dict[str, str]:
    """Return the theme's words for kinds of documents, by taxonomy and term: ``type/letter``."""
    if "type" not in site.taxonomies:
        return {}
    strings = theme.strings(site.language).items()
    return {key.replace("_", "/", 1): words for key, words in strings if key.startswith("type_")}


def review_themes(
    renderer: Renderer, paths: Collection[SitePath], chosen: Mapping[str, str | None]
) -> Iterator[Diagnostic]:
    """Yield diagnostics about the archive's own themes, and about the templates in ``chosen``.

    ``paths`` has the paths of all pages, ``chosen`` the template that each content file chooses.
    """
    named = frozenset(chosen.values())
    yield from _review_folders(renderer.site.themes)
    for layer in renderer.theme.layers:
        if not layer.is_builtin:
            yield from _Review(renderer, layer, paths, named).remarks()
    yield from describe_choices(chosen, renderer)


def _review_folders(folder: Path) -> Iterator[Diagnostic]:
    for path in sorted(folder.glob("*/")):
        is_like_one = any(os.path.isdir(path / kind) for kind in KINDS)
        if is_like_one and not os.path.isfile(path / FILE):
            yield warning(
                "theme.invalid",
                f"this folder has no {FILE}, so it is not a theme",
                path=f"themes/{path.name}",
                hint=f"Add one: “name: {path.name}” is enough.",
            )


class _Review(Struct, frozen=True, dict=True):
    """A review of one theme of a chain."""

    renderer: Renderer
    layer: Layer
    paths: Collection[SitePath]
    named: Set[str | None]

    def remarks(self) -> Iterator[Diagnostic]:
        yield from self.layer.faults
        for name, path in self._files("templates"):
            if (tree := self._tree(f"{self.layer.name}/{name}")) is not None:
                yield from self._unknown_blocks(name, path, tree)
                yield from self._unknown_links(path, tree)
                yield from self._blocked(path, tree)
        yield from self._unused_files()
        yield from self._unknown_params()
        yield from self._unknown_strings()

    # One template

    def _unknown_blocks(self, name: str, path: Path, tree: nodes.Template) -> Iterator[Diagnostic]:
        known = self._blocks_above(f"{self.layer.name}/{name}", tree)
        if known is None:
            return
        for block in _outer_blocks(tree):
            if block.name not in known:
                said = (
                    f"no template that this one extends has a block “{block.name}”, so that it "
                    f"never shows{did_you_mean(block.name, known)}"
                )
                hint = f"The blocks are: {', '.join(sorted(known))}."
                yield remark("theme.block", said, path, block.lineno, hint)

    def _blocks_above(self, name: str, tree: nodes.Template) -> set[str] | None:
        """Return the blocks of the templates above; None without any, or if one is unknown."""
        found: set[str] = set()
        seen: set[str] = set()
        while above := next(iter(tree.find_all(nodes.Extends)), None):
            if not isinstance(above.template, nodes.Const):
                return None
            name = self.renderer.environment.join_path(above.template.value, name)
            extended = self._tree(name) if name not in seen else None
            if extended is None:
                return None
            tree = extended
            seen.add(name)
            found.update(one.name for one in tree.find_all(nodes.Block))
        return found if seen else None

    def _unknown_links(self, path: Path, tree: nodes.Template) -> Iterator[Diagnostic]:
        for call, target in _calls(tree, "link"):
            if target not in self.paths:
                alike = (one for one in self.paths if abs(len(one) - len(target)) <= _NEAR)
                said = f"the site has no file {target}{did_you_mean(target, alike)}"
                hint = "link() wants the path of a file in output/, such as “a-z/index.html”."
                yield remark("theme.link", said, path, call.lineno, hint)

    def _blocked(self, path: Path, tree: nodes.Template) -> Iterator[Diagnostic]:
        """Find what the policy of pages blocks, unless the theme states another."""
        if self._has_policy:
            return
        for text in tree.find_all(nodes.TemplateData):
            if match := _INLINE.search(text.data):
                line = text.lineno + text.data.count("\n", 0, match.start())
                said = f"“{match[0].strip()}” does nothing: the policy blocks it inside pages"
                hint = "Put it into a file in static/, and load that; docs/policy.md says how."
                yield remark("theme.blocked", said, path, line, hint)

    @cached_property
    def _has_policy(self) -> bool:
        names = [f"{self.layer.name}/{name}" for name, _ in self._files("templates")]
        trees = filter(None, map(self._tree, names))
        blocks = {block.name for tree in trees for block in tree.find_all(nodes.Block)}
        return "policy" in blocks or any(name.endswith("/policy.html") for name in names)

    # All files of a kind

    def _unused_files(self) -> Iterator[Diagnostic]:
        """Yield a remark on each unused file that almost has the name of an inherited file."""
        for kind in ("templates", "static"):
            inherited = {name for layer in self._above for name in _names(layer, kind)}
            for name, path in self._files(kind):
                near = None if name in inherited else _nearest_file(name, inherited)
                if near and not self._is_asked(kind, name):
                    said = f"nothing asks for this file; did you mean “{near}”?"
                    yield remark("theme.unused", said, path, None, "Rename it, or remove it.")

    def _is_asked(self, kind: str, name: str) -> bool:
        if kind == "static":
            return name in self.renderer.assets.asked
        is_of_type = name.removesuffix(".html") in DOCUMENT_TYPES
        return is_of_type or name in self.named or not self._references.isdisjoint({name, None})

    def _unknown_params(self) -> Iterator[Diagnostic]:
        """Yield a remark on each unknown parameter in style sheets: CSS itself reports no error."""
        known = {name.replace("_", "-") for name in self.renderer.theme.parameters}
        for name, path in self._files("static"):
            text = text_of(path) if name.endswith(".css") else ""
            for asked, line in find_variables(text):
                wrong = asked.removeprefix(_PARAM)
                if asked.startswith(_PARAM) and wrong not in known:
                    said = f"the theme has no parameter “{wrong}”{did_you_mean(wrong, known)}"
                    hint = f"Its parameters are: {', '.join(sorted(known)) or 'none'}."
                    yield remark("theme.param", said, path, line, hint)

    def _unknown_strings(self) -> Iterator[Diagnostic]:
        known: set[str] = set()
        for path in (path for layer in self._above for path in layer.files("strings").values()):
            with suppress(BuildError):
                known.update(read_yaml(path) if path.suffix == ".yaml" else ())
        for _, path in self._files("strings"):
            try:
                keys = read_yaml(path)
            except BuildError as problem:
                yield problem.diagnostic
                continue
            for key in keys:
                if key in known or key.startswith(_FROM_SETTINGS) or key in self._said:
                    continue
                said = f"no template asks for the string “{key}”{did_you_mean(key, known)}"
                line = frontmatter.positions(text_of(path)).get((key,))
                hint = "themes/base/strings/en.yaml has every key."
                yield remark("theme.string", said, path, line, hint)

    # What there is

    @cached_property
    def _above(self) -> tuple[Layer, ...]:
        layers = self.renderer.theme.layers
        return layers[layers.index(self.layer) + 1 :]

    @cached_property
    def _trees(self) -> tuple[nodes.Template, ...]:
        """All templates of the chain that can be parsed."""
        layers = self.renderer.theme.layers
        names = (f"{one.name}/{name}" for one in layers for name in _names(one, "templates"))
        return tuple(tree for name in names if (tree := self._tree(name)) is not None)

    @cached_property
    def _said(self) -> set[str]:
        """The keys of the strings that templates ask for."""
        return {key for tree in self._trees for _, key in _calls(tree, "t")}

    @cached_property
    def _references(self) -> set[str | None]:
        """The templates that others name; includes None if any of these names is computed."""
        named = (tag.template for tree in self._trees for tag in tree.find_all(_NAMING))
        return {one.value if isinstance(one, nodes.Const) else None for one in named}

    def _files(self, kind: str) -> Iterator[tuple[str, Path]]:
        return ((name, self.layer.files(kind)[name]) for name in _names(self.layer, kind))

    def _tree(self, name: str) -> nodes.Template | None:
        """Return the syntax tree of a template; None on errors, which its pages report anyway."""
        environment = self.renderer.environment
        try:
            source = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
            return environment.parse(source)
        except (jinja2.TemplateError, OSError, UnicodeDecodeError):
            return None


_NEAR = 3
"""By how many characters the lengths of two similar paths may differ."""


def _outer_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """Yield the blocks that are not in another block.

    In a template that extends another, such a block shows only if it overrides one.
    """
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outer_blocks(child)


def _calls(tree: nodes.Template, function: str) -> Iterator[tuple[nodes.Call, str]]:
    """Yield the calls of a function with a constant as first argument, and the argument's text."""
    for call in tree.find_all(nodes.Call):
        is_it = isinstance(call.node, nodes.Name) and call.node.name == function
        if is_it and call.args and isinstance(call.args[0], nodes.Const):
            yield call, str(call.args[0].value)


def _names(layer: Layer, kind: str) -> list[str]:
    """Return the paths of the files of a kind, except hidden files and editors' copies."""
    return [name for name in layer.files(kind) if not name.endswith("~") and "/." not in f"/{name}"]


def _nearest_file(name: str, known: Iterable[str]) -> str | None:
    """Return the file probably meant: one of the same name elsewhere, else a similar name.

    A similar name must be in the same folder and have the same suffix. Only stems are compared:
    with suffixes and folders, all names would be similar.
    """
    path = PurePosixPath(name)
    moved = sorted(one for one in known if PurePosixPath(one).name == path.name)
    if moved:
        return moved[0]
    beside = (one for one in map(PurePosixPath, known) if one.parent == path.parent)
    stems = {one.stem: one.as_posix() for one in sorted(beside) if one.suffix == path.suffix}
    near = nearest(path.stem, stems)
    return stems[near] if near else None


def find_untranslated(theme: Theme, language: str) -> Iterator[Diagnostic]:
    """Yield diagnostics for the words that a chain of themes lacks in a language.

    There is a warning for each theme with English words that no theme has in the language, at the
    nearest file with words in it, and a single note when no theme has any.
    """
    primary = language.partition("-")[0]
    if primary == "en":
        return
    known = {key for one in theme.layers for code in (primary, language) for key in one.words(code)}
    if not known:
        yield _unspoken(language, theme)
        return
    for number, layer in enumerate(theme.layers, 1):
        missing = [key for key in layer.words("en") if key not in known]
        if not missing:
            continue
        begun = next((one for one in theme.layers[:number] if one.words(primary)), layer)
        named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        yield warning(
            "theme.untranslated",
            f"words are missing, and English: {named} ({len(missing)} in all)",
            path=f"themes/{begun.name}/strings/{primary}.yaml",
            hint=f"Add these keys: themes/{layer.name}/strings/en.yaml has them in English.",
        )


def _unspoken(language: str, theme: Theme) -> Diagnostic:
    names = {name for layer in theme.layers for name in layer.files("strings")}
    known = sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    return note(
        "theme.language",
        f"no theme of the chain has words in “{language}”: the interface is in English",
        path="site.yaml",
        hint=f"There are words in {', '.join(known)}. For another language, add "
        f"strings/{language}.yaml to a theme of your own: docs/themes.md says how.",
    )
