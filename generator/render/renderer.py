"""What all pages share, once per process: the archive, the settings, the theme, the strings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import jinja2
from markupsafe import Markup
from msgspec import Struct

from generator.config import SiteConfig
from generator.languages.tags import is_right_to_left
from generator.model import Archive, Document, Html, Origin
from generator.render.date_wording import DateWording, fill_phrase, number_words
from generator.render.facts import Facts
from generator.render.template_functions import TemplateFunctions
from generator.render.themes.assets import Assets
from generator.render.themes.declarations import choose_values
from generator.render.themes.quoting import did_you_mean
from generator.render.themes.templates import make_environment
from generator.render.themes.theme import DOCUMENT_TEMPLATE, Theme
from generator.report import BuildError


class DocumentSources(Struct, frozen=True):
    """Where pages get their texts from; a body is fetched when its page is made."""

    document: Callable[[str], Document]
    """The document of a content file, given its URL."""
    aside: Callable[[Origin], Sequence[tuple[int, str]]]
    """The lines of a seed that were set aside, with their numbers; empty if the seed is gone."""
    original: Callable[[str, str], Path | None]
    """A file with the bytes of a seed, given its path and SHA-256; None if no such file is left."""
    has_original: Callable[[str, str], bool]
    """Whether there is such a file."""


class Renderer(Struct, frozen=True, dict=True):
    """What all pages are rendered from; ``site`` and ``archive`` are read-only."""

    site: SiteConfig
    archive: Archive
    theme: Theme
    sources: DocumentSources
    assets: Assets

    @cached_property
    def environment(self) -> jinja2.Environment:
        environment = make_environment(self.theme)
        environment.globals.update(self.functions)
        return environment

    def compile_templates(self, names: Iterable[str]) -> None:
        """Compile templates, so that processes forked from this one have them."""
        for name in names:
            # Errors are reported when the template is filled.
            with suppress(jinja2.TemplateError, OSError, UnicodeDecodeError):
                self.environment.get_template(name)

    @cached_property
    def _document_templates(self) -> frozenset[str]:
        return frozenset(self.theme.document_templates())

    def template_of(self, chosen: str | None, usual: str = DOCUMENT_TEMPLATE) -> str:
        """Return a document's template: the chosen one if the theme has it, or the usual one."""
        return chosen if chosen in self._document_templates else usual

    @cached_property
    def strings(self) -> Mapping[str, str]:
        return self.theme.strings(self.site.language)

    @cached_property
    def dates(self) -> DateWording:
        return DateWording(self.site.language, self.strings)

    @cached_property
    def params(self) -> Mapping[str, object]:
        """The theme's parameters, each as site.yaml sets it, or else as the theme declares it."""
        return choose_values(self.theme.parameters, self.theme.name, self.site)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.archive, self.site)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of the interface. Raises BuildError for a key that no theme has."""
        if key not in self.strings:
            raise BuildError(
                f"the theme has no string “{key}”{did_you_mean(key, self.strings)}",
                code="theme.string",
                hint=f"Add it to themes/{self.theme.name}/strings/en.yaml.",
            )
        shown = {
            name: self.number(value) if type(value) is int else value
            for name, value in values.items()
        }
        return fill_phrase(self.strings, key, **shown)

    def number(self, value: int) -> str:
        """Return a number as the site's language writes it. Raises BuildError for anything else."""
        if type(value) is not int:
            raise BuildError(
                f"number() is given {value!r}, which is not a whole number",
                code="theme.number",
                hint="Give it a number of the contract, such as number(home.document_count).",
            )
        return number_words(self.site.language, value)

    @cached_property
    def functions(self) -> dict[str, Callable[..., str]]:
        """The functions that templates may call on every page."""
        language = self.site.language
        pieces = TemplateFunctions(language, direction_of(language) or "ltr", self.say, self.number)
        return {
            "t": self.say,
            "number": self.number,
            "tongue": pieces.tongue,
            "moment": pieces.moment,
            "count": pieces.count,
            "page_number": pieces.page_number,
        }


def trusted(markup: Html) -> Html:
    """Mark sanitised markup as such, so that a template prints it without escaping it."""
    return Html(Markup(markup))


def direction_of(language: str | None) -> str | None:
    """Return the direction of a language's script; None when the language is unknown."""
    if language is None:
        return None
    return "rtl" if is_right_to_left(language) else "ltr"
