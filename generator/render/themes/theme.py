"""Themes: which files a theme consists of, and which themes there are.

A theme is looked up in the archive's ``themes/`` and then among those of the package. Whatever
it does not have comes from the theme that it extends, and at last from ``base``. A template
reaches the next theme's version of a file as ``parent/FILE``.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.config import FILE_NAME
from generator.render.themes import params
from generator.render.themes.declarations import FILE, Declarations, declare, read_declarations
from generator.render.themes.params import Parameter
from generator.render.themes.quoting import did_you_mean, mistake, read_yaml, shown
from generator.report import BuildError

BASE = "base"


@dataclass(frozen=True, slots=True)
class Layer:
    """One theme of a chain: its name, its folder, and what its theme.yaml declares."""

    name: str
    folder: Path
    declared: Declarations

    @property
    def is_builtin(self) -> bool:
        return self.folder.parent == builtin_themes()

    def file(self, kind: str, name: str) -> Path:
        return self.folder / kind / name


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all that it extends: the theme itself first, the built-in base last."""

    layers: tuple[Layer, ...]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    """What site.yaml may set, by name: those of the base first."""

    @property
    def name(self) -> str:
        return self.layers[0].name

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
                    values = read_yaml(path)
                    found.update((key, str(value)) for key, value in values.items())
        return found


def builtin_themes() -> Path:
    """Return the folder of the package's own themes, in a wheel and in a checkout alike."""
    inside = Path(str(importlib.resources.files("generator"))) / "_themes"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "themes"


def load_theme(name: str, folder: Path) -> Theme:
    """Return a theme with its chain; ``folder`` is the archive's themes folder.

    Raises BuildError for a theme that is not there, or that extends itself.
    """
    layers: list[Layer] = []
    wanted: str | None = name
    while wanted is not None:
        if wanted in [layer.name for layer in layers]:
            raise mistake(
                f"the theme “{wanted}” extends itself",
                layers[-1].declared.path,
                "extends",
                code="theme.loop",
                hint="Name another theme under “extends”.",
            )
        layer = _load_layer(wanted, folder, layers)
        layers.append(layer)
        wanted = layer.declared.extends or (None if wanted == BASE else BASE)
    parameters = declare([layer.declared for layer in layers])
    if any(layer.file("static", params.STYLES).exists() for layer in layers):
        raise _reserved(layers)
    return Theme(tuple(layers), parameters)


def _load_layer(name: str, folder: Path, below: Sequence[Layer]) -> Layer:
    is_name = "/" not in name and "\\" not in name and not name.startswith(".")
    places = (folder / name, builtin_themes() / name) if is_name else ()
    found = next((place for place in places if (place / FILE).is_file()), None)
    if found is None:
        raise _missing_theme(name, folder, below)
    return Layer(name, found, read_declarations(found / FILE))


def theme_names(folder: Path) -> tuple[str, ...]:
    """Return the themes that there are, sorted: the archive's, in its folder, and ours."""
    places = (path for place in (folder, builtin_themes()) for path in place.glob(f"*/{FILE}"))
    return tuple(sorted({path.parent.name for path in places}))


def _missing_theme(name: str, folder: Path, below: Sequence[Layer]) -> BuildError:
    known = theme_names(folder)
    is_folder = name.isprintable() and name not in ("", ".", "..") and (folder / name).is_dir()
    said = f": the folder themes/{name} has no {FILE}" if is_folder else did_you_mean(name, known)
    message, hint = f"there is no theme “{name}”{said}", f"The themes are: {', '.join(known)}."
    if below:
        path = below[-1].declared.path
        return mistake(message, path, "extends", code="theme.missing", hint=hint)
    settings = folder.parent / FILE_NAME
    if not _names(settings, name):  # the command line does
        return BuildError(message, code="theme.missing", hint=hint, is_usage=True)
    return mistake(message, settings, "theme", code="theme.missing", hint=hint, shown_as=FILE_NAME)


def _names(settings: Path, theme: str) -> bool:
    """Say whether site.yaml names a theme."""
    return settings.is_file() and read_yaml(settings).get("theme") == theme


def _reserved(layers: Sequence[Layer]) -> BuildError:
    layer = next(one for one in layers if one.file("static", params.STYLES).exists())
    return BuildError(
        f"the build itself makes {params.STYLES}, of the theme's parameters",
        code="theme.invalid",
        path=shown(layer.file("static", params.STYLES)),
        hint="Give the file another name.",
        is_usage=True,
    )
