"""What a citation is made of, and how its words are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from generator.dates import PartialDate
from generator.model import Html
from generator.render.citations.author_names import PersonName
from generator.render.contexts import Citation
from generator.render.document_types import DocumentType
from generator.render.renderer import trusted

Tag = Literal["", "cite", "bdi"]
"""How words are set: ``cite``, a whole's title, in italics; ``bdi``, a title that may run the
other way."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a copy is: in which archive, and at which address there."""

    archive: str
    address: str
    """Full, or else the path of the page from the archive's home."""
    is_url: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited."""

    document_type: DocumentType
    title: str
    authors: tuple[PersonName, ...]
    date: PartialDate | None
    source: str | None
    url: str | None
    """Where the original was."""
    language: str | None
    runs_left: bool
    """Whether the title is written from right to left."""
    key: str
    """Tells the work from others in a list of references."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of a citation that are set alike."""

    words: str
    tag: Tag = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a citation, and the same as markup."""

    text: str
    markup: str


def phrase(runs: Iterable[TextRun]) -> Phrase:
    """Return the runs joined together."""
    kept = [run for run in runs if run.words]
    markup = (
        f"<{run.tag}>{_escaped(run)}</{run.tag}>" if run.tag else _escaped(run) for run in kept
    )
    return Phrase("".join([run.words for run in kept]), "".join(markup))


def compose(style: str, work: Phrase, place: Phrase) -> Citation:
    """Return a citation: the work, and where it is."""
    markup = f"{work.markup}{place.markup}".rstrip()
    text = f"{work.text}{place.text}".rstrip()
    return Citation(style, text, trusted(Html(markup)), is_code=False)


def _escaped(run: TextRun) -> str:
    return escape(run.words, quote=False)


def title_of(work: Work) -> TextRun:
    """Return the title of a work, set to run in its own direction."""
    return TextRun(work.title, "bdi" if work.runs_left else "")


def stop_after(words: str) -> str:
    """Return what ends a sentence after these words: a full stop, or nothing."""
    return "" if words.rstrip("”’\"')").endswith((".", "?", "!", "…")) else "."
