"""Read site.yaml into a frozen value: the settings and their defaults.

Every key is optional; an unknown key is an error whose message names the nearest known key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.dates import DateOrder
from generator.report import BuildError

if TYPE_CHECKING:
    from generator.config.validation import (
        Count,
        Formats,
        FullUrl,
        FullUrls,
        GapDate,
        Gaps,
        Hosts,
        LanguageTag,
        Name,
        Origins,
        Reason,
        Taxonomies,
        Words,
    )

FILE_NAME = "site.yaml"
FOLDERS = ("root", "output_override", "content_override")
"""Fields that only the command line may set."""


@dataclass(frozen=True, slots=True)
class TaxonomySettings:
    """The settings of one taxonomy: its title, and how many documents a term needs to have a page.

    Without a title, the theme's word for the taxonomy is used or, if the theme has none, its key.
    """

    title: str | None = None
    minimum: Count = 1


@dataclass(frozen=True, slots=True)
class Defaults:
    """Front-matter values for the seeds and content files whose path matches ``path``."""

    path: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class FeedSettings:
    limit: Count = 30


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time without documents, and why; ``start`` and ``end`` are EDTF years or months.

    In site.yaml they are called ``from`` and ``to``; without an end, the gap is only ``start``.
    """

    start: GapDate
    why: Reason
    end: GapDate = ""


def _default_taxonomies() -> dict[str, TaxonomySettings]:
    named = ("topics", "people", "places", "organisations")
    others = dict.fromkeys(("section", "source"), TaxonomySettings())
    return {key: TaxonomySettings(minimum=2) for key in named} | others


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The settings of one archive, and its folders."""

    root: Path
    output_override: Path | None = None
    content_override: Path | None = None

    title: Words = "An archive"
    description: Words = ""
    edition: Words = ""
    language: LanguageTag = "en"
    base_url: FullUrl = ""
    former_urls: FullUrls = ()
    theme: Name = "reading-room"
    paginate: Count = 50
    date_order: DateOrder = "ask"
    taxonomies: Taxonomies = field(default_factory=_default_taxonomies)
    defaults: tuple[Defaults, ...] = ()
    originals: bool = True
    markdown: bool = True
    formats: Formats = ()
    feeds: FeedSettings = FeedSettings()
    params: dict[str, object] = field(default_factory=dict)
    gaps: Gaps = ()
    follow_links: bool = False
    embeds: Hosts = ()
    allow: Origins = field(default_factory=dict)

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def content(self) -> Path:
        return self.content_override or self.root / "content"

    @property
    def themes(self) -> Path:
        return self.root / "themes"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def output(self) -> Path:
        return self.output_override or self.root / "output"

    @property
    def settings(self) -> dict[str, Any]:
        """All settings except the folders, as plain values."""
        return {key: value for key, value in asdict(self).items() if key not in FOLDERS}


def read_config(root: Path) -> bytes:
    """Return the bytes of site.yaml. Raises BuildError when it is missing or unreadable."""
    path, refusal = root / FILE_NAME, partial(BuildError, is_usage=True)
    try:
        if path.exists() and not path.is_file():
            raise OSError("it is a folder, a pipe or a device, not a file")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as missing:
        message = f"there is no {FILE_NAME} in {root}"
        hint = "Go to the archive's folder, name it with --root DIR, or make one: “init DIR”."
        raise refusal(message, code="config.missing", hint=hint) from missing
    except OSError as problem:
        message = f"the settings cannot be read: {problem.strerror or problem}"
        hint = f"{FILE_NAME} has to be a text file that you may read."
        raise refusal(message, code="config.unreadable", path=FILE_NAME, hint=hint) from problem


def config_from(settings: dict[str, Any], root: Path, folders: Mapping[str, Path]) -> SiteConfig:
    """Return the SiteConfig with these plain ``settings`` and these folders."""
    taxonomies = {key: TaxonomySettings(**one) for key, one in settings["taxonomies"].items()}
    inner = {
        "taxonomies": taxonomies,
        "defaults": tuple(Defaults(**one) for one in settings["defaults"]),
        "feeds": FeedSettings(**settings["feeds"]),
        "gaps": tuple(Gap(**one) for one in settings["gaps"]),
        "formats": tuple(settings["formats"]),
        "embeds": tuple(settings["embeds"]),
        "former_urls": tuple(settings["former_urls"]),
        "allow": {kind: tuple(origins) for kind, origins in settings["allow"].items()},
    }
    return SiteConfig(root=root, **{**settings, **inner, **folders})


DIRECTIVES = {
    "img": "img-src",
    "media": "media-src",
    "frame": "frame-src",
    "script": "script-src",
    "style": "style-src",
    "font": "font-src",
    "connect": "connect-src",
    "form": "form-action",
}
"""The kinds of things that ``allow`` names, with the directives of a Content-Security-Policy."""

KEYS = tuple(one.name for one in fields(SiteConfig) if one.name not in FOLDERS)
"""The names of all settings."""
