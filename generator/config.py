"""site.yaml as a frozen value. Knows the settings and their defaults, and nothing of stages.

Every key is optional; an unknown one is an error that names the nearest known key.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from generator import frontmatter
from generator.dates import DateOrder
from generator.report import BuildError

FILE_NAME = "site.yaml"
_RESERVED = frozenset(
    "dates undated a-z about search data assets pages page index feed sitemap robots title date "
    "date_text body summary seed related added updated draft hidden aliases status".split()
)
"""Names that the site's own folders and the other keys of front matter have."""


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TaxonomySettings(Settings):
    """One taxonomy: its title (None: made from its key) and when a term has a page."""

    title: str | None = None
    minimum: Annotated[int, Field(ge=1)] = 1


class Defaults(Settings):
    """Front-matter values for the seeds and content files whose path matches ``path``."""

    path: str
    values: dict[str, object]


class FeedSettings(Settings):
    limit: Annotated[int, Field(ge=1)] = 30


def _default_taxonomies() -> dict[str, TaxonomySettings]:
    named = ("topics", "people", "places", "organisations")
    return {key: TaxonomySettings(minimum=2) for key in named} | {
        "section": TaxonomySettings(title="Sections"),
        "source": TaxonomySettings(title="Sources"),
    }


class SiteConfig(Settings):
    """The settings of one archive, and the folder that they hold for."""

    root: Path
    output_override: Path | None = None
    content_override: Path | None = None

    title: str = "An archive"
    description: str = ""
    language: str = "en"
    timezone: str = "UTC"
    base_url: str = ""
    theme: str = "reading-room"
    paginate: Annotated[int, Field(ge=1)] = 50
    date_order: DateOrder = "ask"
    taxonomies: dict[str, TaxonomySettings] = Field(default_factory=_default_taxonomies)
    defaults: tuple[Defaults, ...] = ()
    originals: bool = True
    markdown: bool = True
    formats: tuple[str, ...] = ()
    search: bool = True
    data: bool = True
    feeds: FeedSettings = FeedSettings()
    params: dict[str, object] = Field(default_factory=dict)

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

    @field_validator("base_url")
    @classmethod
    def _is_full_url(cls, url: str) -> str:
        parts = urlsplit(url)
        is_full = parts.scheme in ("http", "https") and bool(parts.netloc)
        if url and (not is_full or parts.query or parts.fragment or '"' in url):
            raise ValueError("expected a full URL such as https://example.org/archive/")
        return url if not url or url.endswith("/") else url + "/"

    @field_validator("taxonomies", mode="before")
    @classmethod
    def _empty_means_defaults(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: {} if settings is None else settings for key, settings in value.items()}

    @field_validator("taxonomies")
    @classmethod
    def _are_folders(cls, taxonomies: dict[str, TaxonomySettings]) -> dict[str, TaxonomySettings]:
        for key in taxonomies:
            if key.casefold() in _RESERVED or key.isdigit():
                raise ValueError(f"“{key}” is a word of the site's own; choose another key")
            if not re.fullmatch(r"\w[\w-]*", key):
                raise ValueError(f"“{key}” names a folder: use letters, digits, - and _ alone")
        return taxonomies


def load_config(root: Path, **overrides: object) -> SiteConfig:
    """Return the settings of the archive in ``root``; ``overrides`` outrank its site.yaml.

    Raises BuildError when there is no site.yaml, or what it says cannot be understood.
    """
    path = root / FILE_NAME
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as missing:
        raise BuildError(
            f"there is no {FILE_NAME} in {root}",
            code="config.missing",
            is_usage=True,
            hint="Go to the archive's folder, name it with --root DIR, or make one: “init DIR”.",
        ) from missing
    except UnicodeDecodeError as problem:
        raise BuildError(
            f"this is not UTF-8 text: {problem.reason}",
            code="config.encoding",
            path=FILE_NAME,
            is_usage=True,
            hint="Save the file as UTF-8.",
        ) from problem
    try:
        given = frontmatter.parse(text, FILE_NAME)
        _refuse_folders(given, text)
        return SiteConfig.model_validate({**given, **overrides, "root": root})
    except BuildError as problem:
        problem.is_usage = True
        raise
    except ValidationError as problem:
        raise _as_build_error(problem, text) from problem


def _refuse_folders(given: Mapping[str, object], text: str) -> None:
    """Raise BuildError for the folders, which the command line alone may name."""
    for key in ("root", "output_override", "content_override"):
        if key in given:
            raise BuildError(
                f"unknown setting “{key}”",
                code="config.invalid",
                path=FILE_NAME,
                is_usage=True,
                line=frontmatter.positions(text)[(key,)],
                hint="docs/settings.md lists every setting.",
            )


def _as_build_error(problem: ValidationError, text: str) -> BuildError:
    lines = frontmatter.positions(text)
    messages = sorted(
        (_describe(error, lines) for error in problem.errors()), key=lambda one: one[0] or 0
    )
    line, message = messages[0]
    others = "".join(f"\n    line {at}: {more}" for at, more in messages[1:])
    return BuildError(
        message + others,
        code="config.invalid",
        path=FILE_NAME,
        line=line,
        is_usage=True,
        hint="docs/settings.md lists every setting.",
    )


def _describe(
    error: ErrorDetails, lines: dict[tuple[str | int, ...], int]
) -> tuple[int | None, str]:
    place = tuple(error["loc"])
    while place and place not in lines:
        place = place[:-1]
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return lines.get(place), f"unknown setting “{name}”{_nearest(error['loc'])}"
    found = f", found “{error['input']}”" if isinstance(error["input"], str) else ""
    return lines.get(place), f"“{name}”: {error['msg'].removeprefix('Value error, ')}{found}"


def _nearest(location: tuple[str | int, ...]) -> str:
    known = SiteConfig.model_fields if len(location) == 1 else _INNER.get(str(location[0]), {})
    near = difflib.get_close_matches(str(location[-1]), list(known), n=1)
    return f": did you mean “{near[0]}”?" if near else ""


_INNER = {
    "taxonomies": TaxonomySettings.model_fields,
    "defaults": Defaults.model_fields,
    "feeds": FeedSettings.model_fields,
}
