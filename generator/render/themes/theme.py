"""Themes: which files a theme consists of, and which themes there are.

A theme is looked up by its name among those in the archive's ``themes/``, then among those of the
package. Whatever it lacks comes from the theme that it extends, and finally from ``base``.
A template reaches the next theme's version of a file as ``parent/FILE``.

A theme's files are listed by their names, and one that is not listed cannot be used. Names come
from templates, settings and documents: they are looked up in the list, never joined to a path, so
that no name leads out of a theme, not even with ``..``, a drive or a backslash. Links are followed
only inside the folder of all themes, unless ``follow_links`` is set.
"""

from __future__ import annotations

import importlib.resources
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.config import FILE_NAME
from generator.frontmatter import Value
from generator.render.themes.declarations import FILE, Declarations, declare, read_declarations
from generator.render.themes.params import STYLES, Parameter
from generator.render.themes.quoting import (
    LONGEST_QUOTE,
    did_you_mean,
    mistake,
    read_yaml,
    shown,
    unreadable,
)
from generator.report import BuildError, Diagnostic, error
from generator.text import printable, shorten

BASE = "base"
KINDS = ("templates", "static", "strings")
"""The folders of a theme whose files are used."""
DOCUMENT_TEMPLATE = "document.html"
"""The template of documents that choose no other."""


class Layer(Struct, frozen=True):
    """One theme of a chain: its name, its folder, its files, and what its theme.yaml declares."""

    name: str
    folder: Path
    declared: Declarations
    by_kind: Mapping[str, Mapping[str, Path]]
    """The files by kind, then by their path inside the kind's folder, sorted."""
    faults: tuple[Diagnostic, ...]
    """Errors about entries that cannot be used."""

    @property
    def is_builtin(self) -> bool:
        return self.folder.parent == builtin_themes()

    def files(self, kind: str) -> Mapping[str, Path]:
        """Return the files of a kind (``templates``, ``static``, ``strings``) by their names."""
        return self.by_kind[kind]

    def words(self, language: str) -> Mapping[str, Value]:
        """Return the theme's words in a language; empty when it has no file for it."""
        path = self.files("strings").get(f"{language}.yaml")
        return read_yaml(path) if path else {}


class Theme(Struct, frozen=True):
    """A theme with all that it extends: the theme itself first, the built-in base last."""

    layers: tuple[Layer, ...]
    parameters: Mapping[str, Parameter]
    """The parameters that site.yaml may set, by name; those of the base come first."""

    @property
    def name(self) -> str:
        return self.layers[0].name

    def find(self, kind: str, name: str, *, above: str | None = None) -> Layer | None:
        """Return the first layer that has a file, starting after the layer ``above``."""
        names = [layer.name for layer in self.layers]
        start = names.index(above) + 1 if above in names else 0
        return next((layer for layer in self.layers[start:] if name in layer.files(kind)), None)

    def files(self, kind: str) -> dict[str, Layer]:
        """Return the nearest layer that has each file of a kind, by name; no hidden files."""
        found: dict[str, Layer] = {}
        for layer in reversed(self.layers):
            names = layer.files(kind)
            found |= {name: layer for name in names if not Path(name).name.startswith(".")}
        return dict(sorted(found.items()))

    def strings(self, language: str) -> dict[str, str]:
        """Return the words of the interface in a language; English where they are missing."""
        found: dict[str, str] = {}
        for code in dict.fromkeys(("en", language.partition("-")[0], language)):
            for layer in reversed(self.layers):
                found.update((key, str(value)) for key, value in layer.words(code).items())
        return found

    def document_templates(self) -> tuple[str, ...]:
        """Return the templates that documents may choose: the usual one, and those that themes add.

        Partials are left out, being pieces of pages, and so are the other templates of the base,
        which are for other kinds of page.
        """
        *added, base = self.layers
        names = {name for layer in added for name in layer.files("templates")}
        names -= base.files("templates").keys()
        return DOCUMENT_TEMPLATE, *sorted(one for one in names if not one.startswith("partials/"))


def builtin_themes() -> Path:
    """Return the folder of the package's own themes, in a wheel and in a checkout alike."""
    inside = Path(str(importlib.resources.files("generator"))) / "_themes"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "themes"


def load_theme(name: str, folder: Path, *, follow_links: bool = False) -> Theme:
    """Return a theme with its chain; ``folder`` is the archive's themes folder.

    With ``follow_links``, links may lead out of it. Raises BuildError for a theme that is missing,
    invalid or extends itself.
    """
    layers: list[Layer] = []
    wanted: str | None = name
    while wanted is not None:
        if wanted in [layer.name for layer in layers]:
            said = f"the theme “{wanted}” extends itself"
            hint = "Name another theme under “extends”."
            raise mistake(said, layers[-1].declared.path, "extends", code="theme.loop", hint=hint)
        layer = _load_layer(wanted, folder, layers, follow_links=follow_links)
        layers.append(layer)
        wanted = layer.declared.extends or (None if wanted == BASE else BASE)
    parameters = declare([layer.declared for layer in layers])
    for layer in layers:
        if styles := layer.files("static").get(STYLES):
            raise BuildError(
                f"the build itself makes {STYLES}, of the theme's parameters",
                code="theme.invalid",
                path=shown(styles),
                hint="Give the file another name.",
                is_usage=True,
            )
    return Theme(tuple(layers), parameters)


def _load_layer(name: str, folder: Path, below: Sequence[Layer], *, follow_links: bool) -> Layer:
    found = _find_themes(folder).get(name)
    if found is None:
        known = theme_names(folder)
        is_folder = name in _names_in(folder) and os.path.isdir(folder / name)
        why = (
            f": the folder themes/{name} has no {FILE}" if is_folder else did_you_mean(name, known)
        )
        said = f"there is no theme “{shorten(printable(name), LONGEST_QUOTE)}”{why}"
        raise _refused(said, f"The themes are: {', '.join(known)}.", name, folder, below)
    leads_out = leads_outside(found, found.parent) or leads_outside(found / FILE, found.parent)
    if leads_out and not follow_links:
        said = f"the theme “{name}” is a link that leads out of the folder of themes"
        hint = "Put a copy of that theme in its place, or set follow_links: true in site.yaml."
        raise _refused(said, hint, name, folder, below)
    root = Path(found.absolute().anchor) if follow_links else found.parent
    faults: list[Diagnostic] = []
    files = {kind: dict(sorted(_files_in(found / kind, root, faults))) for kind in KINDS}
    return Layer(name, found, read_declarations(found / FILE), files, tuple(faults))


def theme_names(folder: Path) -> tuple[str, ...]:
    """Return the names of all themes, sorted: the archive's, in ``folder``, and built-in ones."""
    return tuple(sorted(_find_themes(folder)))


def _find_themes(folder: Path) -> dict[str, Path]:
    """Return the folder of each theme by its name; the archive's replace built-in ones."""
    found: dict[str, Path] = {}
    for place in (builtin_themes(), folder):
        names = (name for name in _names_in(place) if not name.startswith("."))
        found |= {name: place / name for name in names if os.path.isfile(place / name / FILE)}
    return found


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise unreadable(folder, problem) from problem


def _refused(
    message: str, hint: str, name: str, folder: Path, below: Sequence[Layer]
) -> BuildError:
    """Return the error about a theme's name, located where the theme is named."""
    if below:
        path = below[-1].declared.path
        return mistake(message, path, "extends", code="theme.missing", hint=hint)
    settings = folder.parent / FILE_NAME
    if not settings.is_file() or read_yaml(settings).get("theme") != name:
        # The name comes from the command line.
        return BuildError(message, code="theme.missing", hint=hint, is_usage=True)
    return mistake(message, settings, "theme", code="theme.missing", hint=hint, shown_as=FILE_NAME)


# The files of a theme


def leads_outside(path: Path, root: Path) -> bool:
    """Return whether a path, once its links are followed, is outside a folder."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _files_in(
    folder: Path, root: Path, faults: list[Diagnostic], prefix: str = ""
) -> Iterator[tuple[str, Path]]:
    """Yield each file below a folder: its name, which begins with ``prefix``, and its path.

    Links may point into ``root``: the folder of all themes, or the whole disk. Raises BuildError
    for a folder that cannot be read.
    """
    if not os.path.isdir(folder):
        return
    if leads_outside(folder, root):
        faults.append(_outside(folder))
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as problem:
        raise unreadable(folder, problem) from problem
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if not prefix and folder.name != "static" and path.suffix in (".html", ".yaml"):
                faults.append(_no_file(path, "expected a file, found a folder"))
            yield from _files_in(path, root, faults, f"{prefix}{entry.name}/")
        elif entry.is_symlink() and leads_outside(path, root):
            faults.append(_outside(path))
        elif os.path.isfile(path):
            yield prefix + entry.name, path
        else:
            faults.append(_no_file(path, "this is not a file, nor a link to one"))


def _outside(path: Path) -> Diagnostic:
    message = "this link leads out of the folder of themes, and is not followed"
    return error("theme.link", message, path=shown(path), hint="Put a copy in its place.")


def _no_file(path: Path, message: str) -> Diagnostic:
    return error("theme.file", message, path=shown(path), hint="Put a file in its place.")
