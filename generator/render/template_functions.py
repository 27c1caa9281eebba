"""Small pieces of markup and words that templates print everywhere: languages, dates, numbers."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape
from msgspec import Struct, field

from generator.render.contexts import DateWords, Pager
from generator.report import BuildError


class TemplateFunctions(Struct, frozen=True, dict=True):
    """The pieces of an interface in one language and its direction."""

    language: str
    direction: str
    say: Callable[..., str]
    number: Callable[[int], str]
    _tongues: dict[tuple[str | None, str | None], Markup] = field(default_factory=dict)
    """The attributes returned before: an archive has few languages."""

    def tongue(self, language: str | None, direction: str | None) -> Markup:
        """Return the attributes `lang` and `dir` of an element whose words are in this language;
        nothing when it is the interface's.
        """
        key = (language, direction)
        if key not in self._tongues:
            is_own = language == self.language
            self._tongues[key] = Markup() if is_own else _attributes(language, direction or "auto")
        return self._tongues[key]

    def moment(self, date: DateWords | None, around: str | None = "") -> Markup:
        """Return a date as a `time` element in the interface's language; `around` is the language
        of the text that it stands in, when that is another. Raises BuildError for None.
        """
        if date is None:
            raise BuildError(
                "moment() expected a date, got None",
                code="theme.date",
                hint="Ask before, for example {% if document.date %}.",
            )
        own = Markup()
        if around not in ("", self.language):  # switch back to the interface's language
            own = _attributes(around and self.language, self.direction)
        if date.datetime:
            return Markup(
                f'<time datetime="{escape(date.datetime)}"{own}>{escape(date.words)}</time>'
            )
        return Markup(f'<span class="date"{own}>{escape(date.words)}</span>')

    def count(self, documents: int) -> Markup:
        """Return a number of documents as it stands behind a name: “(1,200)”."""
        return Markup(f'<span class="count">({escape(self.number(documents))})</span>')

    def page_number(self, pager: Pager) -> str:
        """Return “, page 2” for the title of a list's page; nothing on the first."""
        return f", {self.say('page_number', number=pager.number)}" if pager.previous_url else ""


def _attributes(language: str | None, direction: str) -> Markup:
    lang = Markup(' lang="{}"').format(language) if language else Markup()
    return lang + Markup(' dir="{}"').format(direction)
