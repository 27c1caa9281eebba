"""The theme's static files as they are published: under names that change with what they hold.

A file that a template or a style sheet asks for has a digest of its bytes in its name, so that
servers may let browsers keep it for ever. All others keep their names.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

from generator.config import SiteConfig
from generator.model import SitePath
from generator.render.links import quoted as quoted_url
from generator.render.links import relative
from generator.render.themes.declarations import choose_values
from generator.render.themes.params import STYLES, render_styles
from generator.render.themes.quoting import did_you_mean, quoted, shown, text_of, unreadable
from generator.render.themes.theme import Theme
from generator.report import Diagnostic, warning
from generator.text import is_nameable, printable
from generator.text.css import Reference, find_references

FOLDER = "assets/"
_DIGITS = 8
"""Hexadecimal digits of the SHA-256 in a name: two versions of one file have to differ, no more."""
_ASKED = re.compile(r"""\basset\s*\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""")
_SOMEHOW_ASKED = re.compile(r"\basset\b")
_COMMENT = re.compile(r"\{#.*?(?:#\}|\Z)", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]|$", re.IGNORECASE)
"""How an address begins that is none of a static file."""
_PATH = re.compile(r"[^?#]*")
_ENDS_A_STRING = re.compile(r'["\\\n\r\f]')
"""CSS Syntax 3, §4.3.5."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file to publish: its path in the site, and its bytes or the file that has them."""

    path: SitePath
    sha256: str
    content: bytes | Path

    def read(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else _read(self.content)


@dataclass(frozen=True)
class Assets:
    """The assets of a site by their names in ``static/``, and what is odd about them."""

    by_name: Mapping[str, Asset]
    asked: frozenset[str] = frozenset()
    """The names that templates and style sheets ask for."""
    remarks: tuple[Diagnostic, ...] = ()

    @cached_property
    def paths(self) -> dict[str, SitePath]:
        """Where each is published, by its name."""
        return {name: asset.path for name, asset in self.by_name.items()}

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.paths.values())

    def asked_by(self, templates: Iterable[str]) -> dict[str, SitePath]:
        """Return the paths of those that templates, given as text, can ask for."""
        names: set[str] = set()
        for source in map(_without_comments, templates):
            names.update(_find_asked(source))
            if _SOMEHOW_ASKED.search(_ASKED.sub("", source)):
                return self.paths
        return {name: path for name, path in self.paths.items() if name in names}


class Addresses:
    """The addresses that assets have in pages, from their folder on."""

    def __init__(self, paths: Iterable[SitePath]) -> None:
        known = sorted((quoted_url(path).encode() for path in paths), key=len, reverse=True)
        self._pattern = re.compile(b"|".join(map(re.escape, known)) or b"(?!)")

    def count(self, data: bytes) -> dict[str, int]:
        """Return how often each of them stands in a page."""
        found: dict[str, int] = {}
        for address in self._pattern.findall(data):
            found[address.decode()] = found.get(address.decode(), 0) + 1
        return found

    def replace(self, data: bytes, by_old: Mapping[bytes, bytes]) -> bytes:
        """Return a page with other addresses in their place."""
        return self._pattern.sub(lambda match: by_old.get(match[0], match[0]), data)


class Moves:
    """Where assets were published by their names, and where they are to be now."""

    def __init__(self, old: Mapping[str, SitePath], new: Mapping[str, SitePath]) -> None:
        self._old = Addresses(old.values())
        self._new = Addresses(new.values())
        self._by_old = {
            quoted_url(old[name]).encode(): quoted_url(new[name]).encode()
            for name in old.keys() & new.keys()
        }

    def follow(self, page: bytes) -> bytes:
        """Return a page with the new addresses in the place of the old ones."""
        return self._old.replace(page, self._by_old)

    def is_regular(self, before: bytes, after: bytes) -> bool:
        """Say whether a page that followed has the new addresses only where it had the old ones.

        A text can name the address that a file had, and has again.
        """
        counts = self._old.count(before).items()
        moved = {self._by_old.get(one.encode(), b"").decode(): times for one, times in counts}
        return self._new.count(after) == moved


def make_assets(theme: Theme, site: SiteConfig, *, is_plain: bool = False) -> Assets:
    """Return the assets of a site; with ``is_plain``, all under the names they have.

    Raises BuildError for parameters that the theme does not have.
    """
    found = theme.static_files()
    files: dict[str, bytes | Path] = {
        name: path for name, path in found.items() if is_nameable(name)
    }
    styles = render_styles(theme.parameters, choose_values(theme.parameters, theme.name, site))
    asked = {name for source in _sources(theme) for name in _find_asked(source)}
    if STYLES in asked or "--param" in styles:
        files[STYLES] = styles.encode()
    maker = _Maker(files, asked, [_misnamed(found[name]) for name in found if name not in files])
    for name in sorted(files):
        if name.endswith(".css"):
            maker.note_references(name)
    if is_plain:
        plain = {name: _plain(name, content) for name, content in sorted(files.items())}
        return Assets(plain, frozenset(asked), tuple(maker.remarks))
    made = {name: maker.make(name) for name in sorted(files)}
    return Assets(made, frozenset(asked), tuple(maker.remarks))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise unreadable(path, problem) from problem


def _misnamed(path: Path) -> Diagnostic:
    return warning(
        "file.name",
        "the file's name is not UTF-8, or holds control characters",
        path=printable(os.fsencode(shown(path)).decode(errors="replace")),
        hint="Rename the file; it is left out until then.",
    )


def _plain(name: str, content: bytes | Path) -> Asset:
    data = content if isinstance(content, bytes) else _read(content)
    return Asset(FOLDER + name, sha256(data).hexdigest(), content)


def _sources(theme: Theme) -> Iterable[str]:
    for layer in theme.layers:
        for path in layer.files("templates").values():
            yield _without_comments(text_of(path))


def _without_comments(template: str) -> str:
    return _COMMENT.sub("", template)


def _find_asked(template: str) -> set[str]:
    return {one or other for one, other in _ASKED.findall(template)}


@dataclass(slots=True)
class _Maker:
    """Makes assets of files, those first that style sheets refer to."""

    files: Mapping[str, bytes | Path]
    asked: set[str]
    remarks: list[Diagnostic] = field(default_factory=list)
    made: dict[str, Asset] = field(default_factory=dict)
    references: dict[str, list[tuple[Reference, str]]] = field(default_factory=dict)
    """Of each style sheet: what it refers to, with the name of that file."""
    under_way: list[str] = field(default_factory=list)

    def note_references(self, name: str) -> None:
        """Find which files a style sheet refers to; they are asked for from then on."""
        text = self._text(name)
        found = self.references.setdefault(name, [])
        for reference in find_references(text):
            target = _resolve(reference.address, name)
            if target is None:
                continue
            if target in self.files:
                self.asked.add(target)
                found.append((reference, target))
            else:
                said = f"there is no file static/{target}{did_you_mean(target, self.files)}"
                self._remark(name, text, reference, said)

    def make(self, name: str) -> Asset:
        if name not in self.made:
            self.under_way.append(name)
            self.made[name] = self._make(name)
            self.under_way.pop()
        return self.made[name]

    def _make(self, name: str) -> Asset:
        content = self.files[name]
        if self.references.get(name):
            content = self._rewritten(name).encode("utf-8", "surrogateescape")
        data = content if isinstance(content, bytes) else _read(content)
        digest = sha256(data).hexdigest()
        named = _named(name, digest[:_DIGITS]) if name in self.asked else name
        return Asset(FOLDER + named, digest, content)

    def _rewritten(self, name: str) -> str:
        """Return a style sheet that refers to files by the names under which they are published."""
        text = self._text(name)
        parts, end = [], 0
        for reference, target in self.references[name]:
            if target in self.under_way:
                said = f"this leads back to {name}: style sheets cannot refer to one another"
                self._remark(name, text, reference, said)
                continue
            rest = reference.address[len(_PATH.match(reference.address)[0]) :]  # type: ignore[index]
            url = relative(self.make(target).path, FOLDER + name)
            ending = _ENDS_A_STRING.sub(lambda match: quote(match[0]), rest)
            parts += [text[end : reference.start], f'"{url}{ending}"']
            end = reference.end
        return "".join([*parts, text[end:]])

    def _text(self, name: str) -> str:
        content = self.files[name]
        data = content if isinstance(content, bytes) else _read(content)
        return data.decode("utf-8", "surrogateescape")

    def _remark(self, name: str, text: str, reference: Reference, message: str) -> None:
        path = self.files[name]
        if isinstance(path, Path):
            told = warning(
                "theme.asset",
                message,
                path=shown(path),
                line=text.count("\n", 0, reference.start) + 1,
                hint="Addresses in a style sheet are relative to its own place in static/.",
            )
            self.remarks.append(quoted(told, path))


def _resolve(address: str, name: str) -> str | None:
    """Return the name that an address in a static file stands for; None when for no such file."""
    if _ELSEWHERE.match(address):
        return None
    path = unquote(_PATH.match(address)[0])  # type: ignore[index]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return None if target.startswith("..") else target


def _named(name: str, digest: str) -> str:
    """Return a name with a digest before its ending: ``fonts/gill.3f9a2b1c.woff2``."""
    folder, _, file = name.rpartition("/")
    stem, dot, ending = file.rpartition(".")
    named = f"{stem}.{digest}.{ending}" if dot and stem else f"{file}.{digest}"
    return f"{folder}/{named}" if folder else named
