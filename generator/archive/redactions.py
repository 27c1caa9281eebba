"""Cover what is redacted in a content file, before anything else is read of it.

What an owner wants hidden must not be published by mistake: if the list cannot be read, the
document is kept back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from generator import frontmatter
from generator.archive.addresses import page_of
from generator.archive.front_matter_fields import FrontMatterFields
from generator.dates import parse_edtf, read_typed_date
from generator.frontmatter import FrontMatter, Value
from generator.frontmatter_keys import known_key, meaning_of
from generator.model import Document, Redaction, SitePath
from generator.text import printable, shorten
from generator.text.redaction import MARK, Redactor, comparable

_KEY = "redact"
_NOT_SHOWN = frozenset(
    "redact seed aliases permalink template status review draft hidden published embargo".split()
)
"""Keys whose values say how to publish the document, and are read as they are."""
_ALL_OR_NOTHING = frozenset("date source_url language added updated".split())
"""Keys whose values mean nothing once a part of them is covered."""
_DATES = frozenset(["date", "added", "updated"])
_NAMES = frozenset(["authors", "people"])
_OF_SEED = ("path", "converter", "format")
"""What may be published of the notes on the seed: digests would let a reader try out guesses."""
_PICTURE = re.compile(r"!\[[^\[\]\n]*+\]\(([^()\s]++)")
_SHOWN = 80
_RENAME = (
    "Rename the file. Its old address would still redirect, and so give away what it holds: if it "
    "was published before, take its line out of content/urls.txt."
)


class Cover(Struct, frozen=True):
    """What of a content file is covered; nothing if it has no texts to redact."""

    fields: FrontMatterFields
    texts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    redactor: Redactor = Redactor(())

    def text(self, text: str) -> str:
        return self.redactor.cover(text) if self.texts else text

    def document(
        self, document: Document, found: FrontMatter, aliases: Sequence[SitePath]
    ) -> Document:
        """Return the document with all that was not read from covered values covered, too."""
        if not self.texts:
            return document
        record, body = document.record, found.sections.body
        origin = record.origin
        if origin is not None:
            origin = replace(origin, path=self.text(origin.path))
        terms = {key: _uncovered(words) for key, words in record.terms.items()}
        record = replace(
            record,
            title=self.text(record.title),
            terms={key: words for key, words in terms.items() if words},
            origin=origin,
            redaction=_digest(repr((self.texts, self.reasons))),
        )
        is_as_converted = replace(document, body=body).is_as_converted
        covered = document.body.replace("\r\n", "\n").strip()
        redaction = Redaction(self.reasons, self._published(found))
        self._warn(page_of(record.url), aliases, body)
        return replace(
            document,
            record=record,
            converted=_digest(covered) if is_as_converted else "",
            redaction=redaction,
        )

    def _published(self, found: FrontMatter) -> str:
        """Return the content file as it is published."""
        body = self.text(found.sections.body)
        if found.sections.head is None:
            return body
        return frontmatter.dump(self.whole(found.values)) + body

    def whole(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values with everything covered, and without what tells of it."""
        result: dict[str, Value] = {}
        for key, value in values.items():
            known = known_key(key)
            if known == _KEY:
                continue
            if known == "seed" and isinstance(value, Mapping):
                value = {name: value[name] for name in _OF_SEED if name in value}
            shown = self.whole(value) if isinstance(value, Mapping) else self._shown(key, value)
            if shown is not None or value is None:
                result[self.text(key)] = shown
        return result

    def values(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values by key with what is shown of them covered."""
        result: dict[str, Value] = {}
        for key, value in values.items():
            if meaning_of(key) in _NOT_SHOWN:
                result[key] = value
            elif (shown := self._shown(key, value)) is not None:
                result[self.text(key)] = shown
        return result

    def _shown(self, key: str, value: Value) -> Value:
        """Return the value of a key with what is redacted covered; None if nothing is left."""
        meant, covered = meaning_of(key), self.value(value)
        if meant in _NAMES:
            entries = covered if isinstance(covered, list) else [covered]
            return [self._name(entry) for entry in entries]
        is_hidden = meant in _DATES and self._is_date(value)
        return None if is_hidden or (meant in _ALL_OR_NOTHING and covered != value) else covered

    def value(self, value: Value) -> Value:
        """Return a value with the redacted texts in it covered."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return self.values(value)
        if isinstance(value, Sequence):
            return [self.value(entry) for entry in value]
        is_number = isinstance(value, float | int) and not isinstance(value, bool)
        return MARK if is_number and MARK in self.text(str(value)) else value

    def _name(self, name: Value) -> Value:
        """Return a name; MARK if citations would write it as a redacted text, in another order."""
        if not isinstance(name, str) or MARK in name:
            return name
        last, comma, first = name.partition(",")
        if not comma:
            first, _, last = name.strip().rpartition(" ")
        orders = (f"{first.strip()} {last.strip()}", f"{last.strip()}, {first.strip()}")
        return MARK if any(MARK in self.text(one) for one in orders) else name

    def _is_date(self, value: Value) -> bool:
        """Return whether a date would be shown in words that are redacted."""
        date = _date_in(value)
        for text in self.texts if date else ():
            if (redacted := _date_in(text)) and date and date.startswith(redacted):
                self.redactor.found.add(comparable(text))
                return True
        return False

    def _warn(self, page: SitePath, aliases: Sequence[SitePath], body: str) -> None:
        """Warn of addresses that hold a redacted text, and of texts that are not found."""
        fields = self.fields
        if self.redactor.is_in_address(page):
            message = f"the address {page} holds what is redacted, and is public"
            fields.warn(_KEY, "redact.address", message, _RENAME)
        for alias in aliases:
            if self.redactor.is_in_address(alias):
                message = f"the alias {alias} holds what is redacted, and is public"
                fields.warn(_KEY, "redact.address", message, "Take it out of the aliases.")
        for picture in dict.fromkeys(_PICTURE.findall(body)):
            if self.redactor.is_in_address(picture):
                message = f"the name of the picture {picture} holds what is redacted"
                hint = "Rename the picture, here and in its folder; it is not shown until then."
                fields.warn(_KEY, "redact.address", message, hint)
        for text in self.texts:
            if comparable(text) not in self.redactor.found:
                message = f"“{shorten(text, _SHOWN)}” is not in the document: nothing is redacted"
                hint = "Write it as the text has it now, or take it out of the list."
                fields.warn(_KEY, "redact.unmatched", message, hint)


def find_redactions(fields: FrontMatterFields) -> Cover:
    """Return what is to be redacted, after covering the values of the front matter.

    If any of it cannot be read, the document is held back, with an error.
    """
    value = fields.value(_KEY)
    if value in (None, "", []):
        return Cover(fields)
    entries = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    texts: list[str] = []
    reasons: list[str] = []
    for entry in entries:
        text, reason = entry, None
        if isinstance(entry, Mapping):
            text, reason = entry.get("text"), entry.get("reason")
            if isinstance(reason, str) and reason.strip():
                reasons.append(printable(reason).strip())
        if not isinstance(text, str) or not comparable(text):
            fields.hold_back(
                _KEY,
                "redact.invalid",
                "an entry of “redact” is no text to redact; the document is kept back like a draft",
                'Write a list of texts, or of {text: "…", reason: "…"}.',
            )
            return Cover(fields)
        texts.append(printable(text).strip())
    known = tuple(dict.fromkeys(texts))
    cover = Cover(fields, known, tuple(dict.fromkeys(reasons)), Redactor(known))
    cover = replace(cover, reasons=tuple(map(cover.text, cover.reasons)))
    fields.change(cover.values)
    return cover


def _date_in(value: Value) -> str | None:
    """Return a date as EDTF; None for other values."""
    if not isinstance(value, str):
        return None
    with suppress(ValueError):
        return parse_edtf(value).text
    with suppress(ValueError):
        return read_typed_date(value, "ask").text
    return None


def _uncovered(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if MARK not in word)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
