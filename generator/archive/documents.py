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
from generator.archive.addresses import Alias, page_of
from generator.archive.corrections import last_of, read_corrections
from generator.archive.free_pages import PageSettings, has_settings, read_settings
from generator.archive.front_matter_fields import FrontMatterFields
from generator.archive.imported_values import title_from_name, without_liquid
from generator.archive.links import Keys, find_links, find_places, home_of
from generator.archive.opening_heading import find_opening
from generator.archive.redactions import find_redactions
from generator.archive.references import title_key
from generator.config import Defaults
from generator.dates import DateOrder, PartialDate
from generator.frontmatter import Value
from generator.frontmatter_keys import meaning_of
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


_PROTECTS = re.compile(
    r"^[ \t\"']*+(?:redact|embargo)[\"']?[ \t]*+[:=]", re.IGNORECASE | re.MULTILINE
)
"""A line of front matter that keeps something from being published."""


class LoadedRecord(Struct, frozen=True):
    """What the rest of the archive needs from a content file; ``record`` is None if unreadable.

    ``aliases`` are its previous addresses; ``reason`` is why it was withdrawn.
    """

    record: Record | None
    status: Status = "published"
    diagnostics: tuple[Diagnostic, ...] = ()
    aliases: tuple[Alias, ...] = ()
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
    names: tuple[str, ...] = ()
    """What else it is called, for links by name."""
    settings: PageSettings | None = None
    """What only pages of the owner's have."""
    embargo: PartialDate | None = None
    """The date on whose first day it may be published."""

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
    former_urls: tuple[str, ...] = ()
    date_order: DateOrder = "ask"


def load_document(name: str, reading: Reading) -> Loaded:
    """Read the content file ``name``, a path inside the content folder."""
    path = f"content/{name}"
    try:
        text, found = read_file(reading, name, "the document is left out")
    except BuildError as problem:
        return Loaded(None, LoadedRecord(None, diagnostics=(problem.diagnostic,)))
    values = _with_defaults(found.values, name, reading.defaults)
    fields = FrontMatterFields(values, path, found.lines, reading.date_order, found)
    fields.diagnostics += found.remarks
    url = name.removesuffix(".md")
    if found.sections.head is None and (unread := frontmatter.find_unread(text)):
        _report_unread(fields, unread, text)
    cover = find_redactions(fields)
    document = _document(url, fields, cover.text(found.sections.body), reading.taxonomies)
    document = replace(document, converted=_noted_body(values))
    aliases = fields.aliases(page_of(url), (reading.base_url, *reading.former_urls))
    document = cover.document(document, found, [alias.path for alias in aliases])
    settings = None
    if has_settings(url):
        settings, params = read_settings(document.params, fields, found)
        document = replace(document, params=params)
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
        links=find_links(
            _with_plain_links(document),
            home_of(document.record, reading.base_url, reading.former_urls),
        ),
        places=find_places(document.body),
        names=fields.other_names(),
        settings=settings,
        embargo=fields.embargo,
    )
    return Loaded(document, kept)


def _report_unread(fields: FrontMatterFields, unread: frontmatter.Unread, text: str) -> None:
    fields.diagnostics.append(_unread(unread, fields.path))
    if _PROTECTS.search(text):
        message = (
            "it may keep a text or the document back; the document is not published until then"
        )
        hint = "Mend the front matter, as above; or take the word out if it is part of the text."
        fields.hold_back("redact", "front-matter.protects", message, hint)


def _unread(unread: frontmatter.Unread, path: str) -> Diagnostic:
    code, message = "front-matter.unread", "this looks like front matter, and is shown as text"
    hint = "Begin the file with a line of three hyphens, ---, and put another below the last key."
    if unread.is_unclosed:
        code, message = "front-matter.unclosed", "the front matter has no end; it is shown as text"
        hint = f"Put another line “{unread.first}” below its last value."
    elif unread.first[:1] == "{":
        hint = "JSON has double quotes around each key and text, and ends with a line }."
    return warning(code, message, path=path, line=unread.line, hint=hint)


def read_file(reading: Reading, name: str, until: str) -> tuple[str, frontmatter.FrontMatter]:
    """Return the text of a file in the content folder, and its front matter.

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
    return text, frontmatter.read(text, path)


def _with_defaults(
    values: Mapping[str, Value], name: str, defaults: Sequence[Defaults]
) -> dict[str, Value]:
    """Return the values with the defaults for the file's path filled in; its own values win."""
    seed = values.get("seed")
    seed_path = seed.get("path") if isinstance(seed, Mapping) else None
    paths = [path for path in (name, seed_path) if isinstance(path, str)]
    result = dict(values)
    given = {meaning_of(key) for key, value in values.items() if value not in (None, "", [])}
    for default in defaults:
        if any(fnmatchcase(path, default.path) for path in paths):
            own = default.values.items()
            result |= {key: value for key, value in own if meaning_of(key) not in given}  # type: ignore[misc]
    return result


def _with_plain_links(document: Document) -> str:
    """Return a body whose links are as the page will have them; for links alone, as code is not
    told apart.
    """
    is_typed = document.record.origin is None
    return without_liquid(document.body) if is_typed else document.body


def _noted_body(values: Mapping[str, Value]) -> str:
    """Return the digest that is recorded for the body; empty if there is none."""
    seed = values.get("seed")
    digests = seed.get("digests") if isinstance(seed, Mapping) else None
    noted = digests.get("body") if isinstance(digests, Mapping) else None
    return noted if isinstance(noted, str) else ""


def _document(
    url: str, fields: FrontMatterFields, body: str, taxonomies: Sequence[str]
) -> Document:
    summary = fields.text("summary")
    title, origin = fields.text("title"), fields.origin()
    if origin is None and fields.status != "withdrawn":
        # In a text that was written by hand, the title may also be its first heading.
        opening = find_opening(body)
        if opening and (title is None or title_key(title) == title_key(opening.words)):
            title, body = title or opening.words, opening.rest
        title = title or title_from_name(f"{url}.md")
    if title is None:  # its first words, in brackets as archivists do
        words = shorten(_MARKUP.sub("", (summary or body)[:2000]), _UNTITLED_LENGTH).strip()
        # Not for a withdrawn document: the notice in its place would quote its words.
        title = f"[{words}]" if fields.status != "withdrawn" and words else UNTITLED
    corrections = read_corrections(fields)
    record = Record(
        url=url,
        title=title,
        date=fields.date("date"),
        date_text=fields.text("date_text"),
        source=fields.text("source"),
        summary=summary,
        language=fields.language("language"),
        added=fields.day("added"),
        updated=last_of(corrections, fields.day("updated")),
        terms={key: terms for key in taxonomies if (terms := fields.texts(key))},
        is_hidden=bool(fields.flag("hidden")),
        origin=origin,
        authors=fields.texts("authors"),
        source_url=fields.text("source_url"),
        rights=fields.text("rights"),
        corrections=corrections,
        review=fields.review(),
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
