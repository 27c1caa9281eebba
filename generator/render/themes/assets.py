"""A theme's static files, published unchanged below ``assets/``, and what is odd about them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from generator.config import SiteConfig
from generator.model import SitePath
from generator.render.themes.declarations import choose_values
from generator.render.themes.params import STYLES, render_styles
from generator.render.themes.quoting import did_you_mean, remark, shown, text_of, unreadable
from generator.render.themes.theme import Theme
from generator.report import Diagnostic, warning
from generator.text import is_nameable, printable
from generator.text.css import find_references

FOLDER = "assets/"
_ASKED = re.compile(r"""\basset\s*\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""")
_COMMENT = re.compile(r"\{#.*?(?:#\}|\Z)", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]|$", re.IGNORECASE)
"""The start of an address that names no static file: a scheme, ``/``, ``#``, ``?`` or the end."""


class Asset(Struct, frozen=True):
    """A static file to publish: its path in the site, and its bytes or the file that holds them."""

    path: SitePath
    sha256: str
    content: bytes | Path

    def read(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else _read(self.content)


class Assets(Struct, frozen=True, dict=True):
    """The assets of a site by their names in ``static/``, and what is odd about them."""

    by_name: Mapping[str, Asset]
    asked: frozenset[str] = frozenset()
    """The names that templates and style sheets ask for."""
    remarks: tuple[Diagnostic, ...] = ()

    @cached_property
    def paths(self) -> dict[str, SitePath]:
        """The path of each asset in the site, by its name."""
        return {name: asset.path for name, asset in self.by_name.items()}


def make_assets(theme: Theme, site: SiteConfig) -> Assets:
    """Return the assets of a site. Raises BuildError for wrong parameters or unreadable files."""
    files: dict[str, bytes | Path] = {}
    remarks = []
    for name, layer in theme.files("static").items():
        path = layer.files("static")[name]
        if is_nameable(name):
            files[name] = path
        else:
            remarks.append(_misnamed(path))
    styles = render_styles(theme.parameters, choose_values(theme.parameters, theme.name, site))
    asked = _find_asked(theme)
    if STYLES in asked or "--param" in styles:
        files[STYLES] = styles.encode()
    made: dict[str, Asset] = {}
    for name, content in sorted(files.items()):
        data = content if isinstance(content, bytes) else _read(content)
        made[name] = Asset(FOLDER + name, sha256(data).hexdigest(), content)
    for name, sheet in made.items():
        text = sheet.read().decode("utf-8", "surrogateescape") if name.endswith(".css") else ""
        for reference in find_references(text):
            target = _resolve(reference.address, name)
            if target in made:
                asked.add(target)
            elif target and isinstance(sheet.content, Path):
                said = f"there is no file static/{target}{did_you_mean(target, made)}"
                line = text.count("\n", 0, reference.start) + 1
                hint = "Addresses in a style sheet are relative to its own place in static/."
                remarks.append(remark("theme.asset", said, sheet.content, line, hint))
    return Assets(made, frozenset(asked), tuple(remarks))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise unreadable(path, problem) from problem


def _misnamed(path: Path) -> Diagnostic:
    message = "the file's name is not UTF-8, or holds control characters"
    readable = printable(os.fsencode(shown(path)).decode(errors="replace"))
    hint = "Rename the file; it is left out until then."
    return warning("file.name", message, path=readable, hint=hint)


def _find_asked(theme: Theme) -> set[str]:
    """Return the names of static files that templates ask for, except in comments."""
    paths = (path for layer in theme.layers for path in layer.files("templates").values())
    sources = (_COMMENT.sub("", text_of(path)) for path in paths)
    return {one or other for source in sources for one, other in _ASKED.findall(source)}


def _resolve(address: str, name: str) -> str | None:
    """Return the static file to which an address in the file ``name`` points; None if elsewhere."""
    if _ELSEWHERE.match(address):
        return None
    path = unquote(address.partition("#")[0].partition("?")[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return None if target.startswith("..") else target
