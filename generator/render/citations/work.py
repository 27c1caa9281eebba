"""What a citation is made of."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.dates import PartialDate
from generator.render.citations.author_names import PersonName
from generator.render.document_types import DocumentType

Tag = Literal["", "cite", "bdi"]
"""How words are set: ``cite`` (in italics) for the title of a self-contained work, ``bdi`` for a
title that may run in the other direction."""


class Copy(Struct, frozen=True):
    """Where a copy is: in which archive, and at which address there."""

    archive: str
    address: str
    """A full address, or else the path of the page from the archive's home."""
    is_url: bool
    edition: str = ""
    """Which edition of the archive it is in, if its owner says so."""

    @property
    def between(self) -> str:
        """What stands between the archive's name and the address: the edition, if there is one."""
        return f", {self.edition}, " if self.edition else ", "


class Work(Struct, frozen=True):
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
    """Distinguishes the work from others in a list of references."""


class TextRun(Struct, frozen=True):
    """Words of a citation that are set alike."""

    words: str
    tag: Tag = ""


def title_of(work: Work) -> TextRun:
    """Return the title of a work, set to run in its own direction."""
    return TextRun(work.title, "bdi" if work.runs_left else "")


def stop_after(words: str) -> str:
    """Return what ends a sentence after these words: a full stop, or nothing."""
    return "" if words.rstrip("”’\"')").endswith((".", "?", "!", "…")) else "."
