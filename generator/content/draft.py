"""Turn an Extract into the values and the body of a content file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType

from msgspec import Struct

from generator.content.full_links import link_fully
from generator.content.markdown_inline import written_address
from generator.content.markdown_writer import OWN_FOLDER, write_markdown
from generator.content.pictures import CarriedPicture, FoundPicture, illustrate
from generator.dates import PartialDate, parse_edtf
from generator.frontmatter import Value
from generator.languages.cues import Cue, after_cue
from generator.model import MOST_RELATED, Extract, Finding, Related, Role
from generator.text import shorten, slugify, words
from generator.text.addresses import absolute_address, is_saved_page

DIGEST_LENGTH = 12
"""Hexadecimal digits: 48 bits, so that an edit is never taken for our own value by chance."""
BODY = "body"
_SLUG_WORDS = 60


class Draft(Struct, frozen=True):
    """The result of converting a seed: front-matter values in the order of writing, and a body.

    ``stem`` is the preferred path, without ``.md``: ``2001/10/russia-closes-ranks-with-eu``. In
    ``body``, OWN_FOLDER stands for the folder of the pictures.
    """

    seed_path: str
    sha256: str
    stem: str
    values: Mapping[str, Value]
    body: str
    aside: str
    confidence: float
    format: str | None = None
    """``html`` if the seed is a page, although its name is that of a text; else None."""
    saved: str | None = None
    """The day on which the seed was saved, if it says so."""
    pictures: tuple[CarriedPicture, ...] = ()
    missing_pictures: tuple[str, ...] = ()
    """The names, without extensions, that pictures would have that were not found."""

    def body_in(self, folder: str) -> str:
        """Return the body of a document whose pictures lie in ``folder``."""
        return self.body.replace(OWN_FOLDER, written_address(folder.rpartition("/")[2]))


def draft(extract: Extract, pictures: Mapping[str, FoundPicture] = MappingProxyType({})) -> Draft:
    """Return the draft of a seed's content file.

    ``pictures`` are those that are available, by their addresses in the seed.
    """
    base = _base_of(extract)
    shown = illustrate(extract.blocks, pictures, base)
    values = {key: value for key, value in _values(extract).items() if value is not None}
    return Draft(
        seed_path=extract.path,
        sha256=extract.sha256,
        stem=stem_of(values),
        values=values,
        body=write_markdown(link_fully(shown.blocks, base)),
        aside=write_ranges(sorted({*extract.text.numbers(Role.FURNITURE), *_unused(extract)})),
        confidence=extract.confidence,
        format=_format_of(extract),
        saved=extract.saved,
        pictures=shown.pictures,
        missing_pictures=shown.missing,
    )


def _base_of(extract: Extract) -> str | None:
    """Return what the relative addresses in a seed are relative to; None if only to its place."""
    address = _value(extract.metadata.source_url)
    return absolute_address(extract.base, address or "") if extract.base else address


def _format_of(extract: Extract) -> str | None:
    if is_saved_page(extract.path) or not any(line.place for line in extract.text.lines):
        return None
    return "html"


_TAKEN_OVER = {
    Role.TITLE: None,
    Role.SECTION: Cue.TRAIL,
    Role.DATE: Cue.DATE,
    Role.BYLINE: Cue.BYLINE,
    Role.RELATED_HEADING: Cue.RELATED,
    Role.RELATED: None,
}
"""The roles of lines that become values and are not in the body, each with the kind of label that
such lines may begin with. Labels (“Published:”, “By”) are fixed wordings, so that leaving them out
loses nothing."""


def _unused(extract: Extract) -> Iterator[int]:
    """Yield the numbers, some twice, of lines with words in no value: “in Paris” after a date."""
    metadata = extract.metadata
    values = [metadata.title, metadata.date_text, metadata.source]
    texts = [value.value for value in values if value]
    for group in (metadata.authors, metadata.section):
        texts += group.value if group else ()
    for entry in metadata.related:
        texts += filter(None, (entry.value.title, entry.value.section))
    used = {word for text in texts for word in words(text.casefold())}
    for role, cue in _TAKEN_OVER.items():
        for number in extract.text.numbers(role):
            line = extract.text.text(number)
            rest = after_cue(line, cue) if cue else None
            if not used.issuperset(words((line if rest is None else rest).casefold())):
                yield number
    if len(metadata.related) == MOST_RELATED:
        last = metadata.related[-1].line or 0
        listed = extract.text.numbers(Role.RELATED, Role.RELATED_META)
        yield from (number for number in listed if number > last)


def _values(extract: Extract) -> dict[str, Value]:
    metadata, subjects = extract.metadata, extract.subjects
    return {
        "title": _value(metadata.title),
        "date": metadata.date.value.text if metadata.date else None,
        "date_text": _value(metadata.date_text),
        "source": _value(metadata.source),
        "source_url": _value(metadata.source_url),
        "section": list(metadata.section.value) if metadata.section else None,
        "authors": list(metadata.authors.value) if metadata.authors else [],
        "language": _value(metadata.language),
        "summary": _value(metadata.summary),
        "topics": _terms(subjects.topics),
        "people": _terms(subjects.people),
        "places": _terms(subjects.places),
        "organisations": _terms(subjects.organisations),
        "related": [_related(entry.value) for entry in metadata.related] or None,
    }


def _value(finding: Finding[str] | None) -> str | None:
    return finding.value if finding else None


def _terms(findings: Iterable[Finding[str]]) -> list[str]:
    return list(dict.fromkeys(finding.value for finding in findings))


def _related(entry: Related) -> dict[str, Value]:
    values: dict[str, Value] = {
        "date": entry.date.text if entry.date else None,
        "section": entry.section,
        "title": entry.title,
    }
    return {key: value for key, value in values.items() if value is not None}


def stem_of(values: Mapping[str, Value]) -> str:
    """Return the preferred path, without ``.md``, of a document with these values."""
    date = values.get("date")
    folder = date_folder(parse_edtf(date) if isinstance(date, str) else None)
    title, summary = values.get("title"), values.get("summary")
    if not isinstance(title, str):
        title = shorten(summary, _SLUG_WORDS) if isinstance(summary, str) else ""
    return f"{folder}/{slugify(title)}"


def date_folder(date: PartialDate | None) -> str:
    """Return the folder of a date: ``2001/10``, ``2001``, ``bce-0044`` or ``undated``."""
    if date is None or date.year is None:
        return "undated"
    # EDTF counts a year 0, which people call 1 BCE.
    year = f"{date.year:04d}" if date.year > 0 else f"bce-{1 - date.year:04d}"
    return year if date.month is None else f"{year}/{date.month:02d}"


def write_ranges(numbers: Iterable[int]) -> str:
    """Return line numbers as people write them: ``1, 4-11, 13``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def digest(value: Value) -> str:
    """Return the digest that marks a value as written by us."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]
