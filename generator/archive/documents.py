"""Read content files as documents: front matter and body as typed values; pack their records."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple, overload

from msgspec import Struct, msgpack
from msgspec.structs import replace

from generator import frontmatter
from generator.archive.addresses import page_of
from generator.archive.front_matter_fields import FrontMatterFields
from generator.archive.links import Keys, find_links, find_places, home_of
from generator.archive.references import title_key
from generator.config import Defaults
from generator.frontmatter import Value
from generator.model import Cite, Document, Record, SitePath, Status
from generator.report import BuildError, Diagnostic, unreadable, warning
from generator.text import shorten
from generator.text.text_files import SAVE_AS_UTF8, UndecodableError, decode

UNTITLED = "[…]"
"""The title of a document that has neither a title nor any words."""
_UNTITLED_LENGTH = 60
"""The most characters of a title that is made from an untitled document's first words."""
_MARKUP = re.compile(r"\\(?=\W)|^[#>*\s-]+|\{:[^}]*\}|[*_`]", re.MULTILINE)
"""Markup to omit from such a title: escapes, ``##``, ``- ``, ``{: .verse}``, emphasis, code."""


class LoadedRecord(Struct, frozen=True):
    """What the rest of the archive needs from a content file; ``record`` is None if unreadable.

    ``aliases`` are its previous addresses; ``reason`` is why it was withdrawn.
    """

    record: Record | None
    status: Status = "published"
    diagnostics: tuple[Diagnostic, ...] = ()
    aliases: tuple[SitePath, ...] = ()
    reason: str | None = None
    template: str | None = None
    """The template that the document chooses."""
    noted_seed: tuple[str | None, str | None] | None = None
    """The path and SHA-256 of the seed, as far as recorded; None for a hand-written file."""
    cites: tuple[Cite, ...] = ()
    """The related documents that it names, in order."""
    links: tuple[Keys, ...] = ()
    """The links in its text."""
    places: tuple[str, ...] = ()
    """The ids in its text that links may lead to."""

    @property
    def is_published(self) -> bool:
        return self.status == "published"

    @property
    def url(self) -> SitePath:
        """The content file's path without its extension; empty when unreadable."""
        return self.record.url if self.record else ""

    @property
    def file(self) -> str:
        """The path of the content file in messages."""
        return f"content/{self.url}.md"

    @property
    def sha256(self) -> str | None:
        """The digest of the seed; None for a text that was written by hand."""
        return self.record.origin.sha256 if self.record and self.record.origin else None


class Loaded(NamedTuple):
    """A content file: its document (None when unreadable), and what the archive retains of it."""

    document: Document | None
    kept: LoadedRecord


class Reading(Struct, frozen=True):
    """The settings that reading a content file needs. ``folder`` is the content folder."""

    folder: str
    taxonomies: tuple[str, ...]
    defaults: tuple[Defaults, ...] = ()
    base_url: str = ""


def load_document(name: str, reading: Reading) -> Loaded:
    """Read the content file ``name``, a path inside the content folder."""
    path = f"content/{name}"
    try:
        text, sections, values = read_sections(reading, name, "the document is left out")
    except BuildError as problem:
        return Loaded(None, LoadedRecord(None, diagnostics=(problem.diagnostic,)))
    # The line of each top-level key, found without parsing the YAML again.
    lines = {
        line.partition(":")[0].strip("\"'"): number
        for number, line in enumerate((sections.yaml or "").split("\n"), 2)
        if line[:1] not in ("", " ", "#", "-")
    }
    fields = FrontMatterFields(_with_defaults(values, name, reading.defaults), path, lines)
    url = name.removesuffix(".md")
    document = _document(url, fields, sections.body, reading.taxonomies)
    if sections.yaml is None and frontmatter.is_opened(text):
        message = "the front matter has no end; all of it is shown as text"
        hint = "Put a line of three hyphens, ---, below its last value."
        unclosed = warning("front-matter.unclosed", message, path=path, line=1, hint=hint)
        fields.diagnostics.append(unclosed)
    aliases = fields.aliases(page_of(url), reading.base_url)
    reason = fields.text("reason")
    kept = LoadedRecord(
        record=document.record,
        status=fields.status,
        diagnostics=tuple(fields.diagnostics),
        aliases=aliases,
        reason=reason,
        template=document.template,
        noted_seed=fields.noted_seed(),
        cites=tuple(
            (title_key(entry.title), entry.date.text if entry.date else None)
            for entry in document.related
        ),
        links=find_links(sections.body, home_of(document.record, reading.base_url)),
        places=find_places(sections.body),
    )
    return Loaded(document, kept)


def read_sections(
    reading: Reading, name: str, until: str
) -> tuple[str, frontmatter.Sections, dict[str, Value]]:
    """Return the text of a file in the content folder, its sections, and its front matter's values.

    Raises BuildError when the file cannot be read; ``until`` completes the hint “Until then …”.
    """
    path = f"content/{name}"
    try:
        with open(os.path.join(reading.folder, name), "rb") as file:
            text = decode(file.read())
    except (OSError, UndecodableError) as problem:
        remedy = "Fix its permissions." if isinstance(problem, OSError) else SAVE_AS_UTF8
        code, hint = "content.unreadable", f"{remedy} Until then {until}."
        raise unreadable("the file", problem, code=code, path=path, hint=hint) from problem
    frontmatter.refuse_conflict(text, path)
    sections = frontmatter.split(text)
    return text, sections, frontmatter.parse(sections.yaml or "", path, first_line=2)


def _with_defaults(
    values: Mapping[str, Value], name: str, defaults: Sequence[Defaults]
) -> dict[str, Value]:
    """Return the values with the defaults for the file's path filled in; its own values win."""
    seed = values.get("seed")
    seed_path = seed.get("path") if isinstance(seed, Mapping) else None
    paths = [path for path in (name, seed_path) if isinstance(path, str)]
    result = dict(values)
    for default in defaults:
        if any(fnmatchcase(path, default.path) for path in paths):
            for key, value in default.values.items():
                if result.get(key) in (None, "", []):
                    result[key] = value  # type: ignore[assignment]
    return result


def _document(
    url: str, fields: FrontMatterFields, body: str, taxonomies: Sequence[str]
) -> Document:
    summary = fields.text("summary")
    title = fields.text("title")
    if title is None:  # its first words, in brackets as archivists do
        words = shorten(_MARKUP.sub("", (summary or body)[:2000]), _UNTITLED_LENGTH).strip()
        # Not for a withdrawn document: the notice in its place would quote its words.
        title = f"[{words}]" if fields.status != "withdrawn" and words else UNTITLED
    record = Record(
        url=url,
        title=title,
        date=fields.date("date"),
        date_text=fields.text("date_text"),
        source=fields.text("source"),
        summary=summary,
        language=fields.language("language"),
        added=fields.text("added"),
        updated=fields.text("updated"),
        terms={key: terms for key in taxonomies if (terms := fields.texts(key))},
        is_hidden=bool(fields.flag("hidden")),
        origin=fields.origin(),
        authors=fields.texts("authors"),
        source_url=fields.text("source_url"),
        rights=fields.text("rights"),
    )
    return Document(
        record=record,
        body=body,
        section=fields.texts("section"),
        related=fields.related(),
        template=fields.text("template"),
        params=fields.others(taxonomies),
    )


# Records as bytes: most builds need few of them


def pack_record(loaded: LoadedRecord) -> bytes:
    """Return a record as bytes, without the digests of its values, which no page shows.

    Raises UnicodeEncodeError for text that holds a lone surrogate.
    """
    record = loaded.record
    if record and record.origin:
        bare = replace(record, origin=replace(record.origin, digests={}))
        loaded = replace(loaded, record=bare)
    return msgpack.encode(loaded)


unpack_record = msgpack.Decoder(LoadedRecord).decode


class Records(Sequence[Record]):
    """Records that are unpacked on first access."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self._packed = packed
        self._known: dict[int, Record] = {}

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        if isinstance(index, slice):
            return Records(self._packed[index])
        if index not in self._known:
            record = unpack_record(self._packed[index]).record
            assert record is not None, "an archive has only files that could be read"
            self._known[index] = record
        return self._known[index]
