"""A theme's static files, published unchanged below ``assets/``, and what is odd about them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from generator.config import SiteConfig
from generator.model import SitePath
from generator.render.themes.declarations import choose_values
from generator.render.themes.params import STYLES, render_styles
from generator.render.themes.quoting import did_you_mean, quoted, shown, text_of, unreadable
from generator.render.themes.theme import Theme
from generator.report import Diagnostic, warning
from generator.text import is_nameable, printable
from generator.text.css import CssReference, find_references

FOLDER = "assets/"
_ASKED = re.compile(r"""\basset\s*\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""")
_COMMENT = re.compile(r"\{#.*?(?:#\}|\Z)", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]|$", re.IGNORECASE)
"""How an address begins that does not name a static file."""
_PATH = re.compile(r"[^?#]*")


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file to publish: its path in the site, and its bytes or the file that holds them."""

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
        """The path of each asset in the site, by its name."""
        return {name: asset.path for name, asset in self.by_name.items()}


def make_assets(theme: Theme, site: SiteConfig) -> Assets:
    """Return the assets of a site. Raises BuildError for wrong parameters or unreadable files."""
    found = theme.static_files()
    files: dict[str, bytes | Path] = {
        name: path for name, path in sorted(found.items()) if is_nameable(name)
    }
    remarks = [_misnamed(found[name]) for name in found if name not in files]
    styles = render_styles(theme.parameters, choose_values(theme.parameters, theme.name, site))
    asked = {name for source in _sources(theme) for name in _find_asked(source)}
    if STYLES in asked or "--param" in styles:
        files[STYLES] = styles.encode()
    made = {name: _make_asset(name, content) for name, content in sorted(files.items())}
    for name in filter(_is_style_sheet, made):
        for reference, target in _find_targets(made[name], name):
            if target in made:
                asked.add(target)
            else:
                said = f"there is no file static/{target}{did_you_mean(target, made)}"
                remarks += _remarks_on(made[name], reference, said)
    return Assets(made, frozenset(asked), tuple(remarks))


def _is_style_sheet(name: str) -> bool:
    return name.endswith(".css")


def _make_asset(name: str, content: bytes | Path) -> Asset:
    data = content if isinstance(content, bytes) else _read(content)
    return Asset(FOLDER + name, sha256(data).hexdigest(), content)


def _find_targets(sheet: Asset, name: str) -> Iterator[tuple[CssReference, str]]:
    """Yield each reference of a style sheet into ``static/``, with the name of its target."""
    for reference in find_references(_text_of(sheet)):
        if target := _resolve(reference.address, name):
            yield reference, target


def _text_of(asset: Asset) -> str:
    return asset.read().decode("utf-8", "surrogateescape")


def _remarks_on(asset: Asset, reference: CssReference, message: str) -> Iterator[Diagnostic]:
    if isinstance(asset.content, Path):
        told = warning(
            "theme.asset",
            message,
            path=shown(asset.content),
            line=_text_of(asset).count("\n", 0, reference.start) + 1,
            hint="Addresses in a style sheet are relative to its own place in static/.",
        )
        yield quoted(told, asset.content)


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


def _sources(theme: Theme) -> Iterable[str]:
    for layer in theme.layers:
        for path in layer.files("templates").values():
            yield _without_comments(text_of(path))


def _without_comments(template: str) -> str:
    return _COMMENT.sub("", template)


def _find_asked(template: str) -> set[str]:
    return {one or other for one, other in _ASKED.findall(template)}


def _resolve(address: str, name: str) -> str | None:
    """Return the file name that an address in a static file means; None when it leads elsewhere."""
    if _ELSEWHERE.match(address):
        return None
    path = unquote(_PATH.match(address)[0])  # type: ignore[index]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return None if target.startswith("..") else target
