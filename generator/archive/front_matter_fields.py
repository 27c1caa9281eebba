"""Read front matter as typed values, with synonyms of keys, and report what is wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import get_args

from generator.archive.addresses import Alias, read_alias
from generator.archive.embargoes import read_embargo
from generator.archive.imported_values import as_ours, flag_of, former_addresses, name_of
from generator.dates import AmbiguousDateError, DateOrder, PartialDate, parse_edtf, read_typed_date
from generator.frontmatter import FrontMatter, Value, lines_of_entries
from generator.frontmatter_keys import KNOWN, OTHERS, find_near, known_key, meaning_of
from generator.languages.tags import find_tag, normal_tag
from generator.model import Origin, Related, Review, SitePath, Status
from generator.report import Diagnostic, error, warning
from generator.text import folded, is_nameable, printable, shorten

_MOST_LINES = 1_000_000
"""The most numbers that all ranges may expand to; no seed has that many lines."""
_RANGE = re.compile(r"\s*([0-9]{1,9})(?:-([0-9]{1,9}))?\s*")
_DAY_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[T ])")
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_QUOTES = " \"'“”‘’„‚«»`"
_WRONG = re.compile(r"\A.*? is not a date: (?:expected a date such as .*)?", re.DOTALL)
"""What a message on a wrong date repeats, or its hint says."""
_LONGEST_MESSAGE = 400
_MOST_ENTRIES = 1_000
"""The most entries in a list: pages and feeds for one may be a thousand times its length."""
_MOST_UNKNOWN = 100
"""With more custom keys than this, none of them is compared with the known keys."""
STATUSES: tuple[Status, ...] = ("published", "draft", "withdrawn")
"""What front matter may say; an embargo is a key of its own."""
REVIEWS: tuple[Review, ...] = get_args(Review)
"""The precisions that an embargo may have."""
_NAMES = frozenset(["authors", "people"])
_PATTERN = re.compile(r"\A(?:[^:]*+/:[a-z]|(?:date|pretty|ordinal|weekdate|none)\Z)")
"""A permalink that is no address but a rule for one, as in Jekyll."""
_NAME = re.compile(r"\A(?=[^\sA-Z]*+[\sA-Z])[^/.]*+\Z")
"""An alias that is another name of the page, as in Obsidian, and no address."""
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SHOWN = 80
"""The most characters of an address that a message quotes."""


class FrontMatterFields:
    """The values of one content file, read by key; collects diagnostics about them."""

    def __init__(
        self,
        values: Mapping[str, Value],
        path: str,
        lines: Mapping[str, int],
        order: DateOrder = "ask",
        written: FrontMatter | None = None,
    ) -> None:
        self.path = path
        self._order = order
        self._written = written
        """The front matter as it stands in the file, if its lists are asked for their lines."""
        self.diagnostics: list[Diagnostic] = []
        self._is_held_back = False
        known = {known_key(key) or key: line for key, line in lines.items()}
        self._lines = {meaning_of(key): line for key, line in lines.items()} | known
        self._values = as_ours(values, path.partition("/")[2])
        self._given = values

    def warn(
        self, key: str, code: str, message: str, hint: str, *, line: int | None = None
    ) -> None:
        line = line or self._lines.get(key)
        said = shorten(printable(message), _LONGEST_MESSAGE)
        self.diagnostics.append(warning(code, said, path=self.path, line=line, hint=hint))

    def value(self, key: str) -> Value:
        """Return a value as it was written."""
        return self._values.get(key)

    def change(self, change: Callable[[Mapping[str, Value]], dict[str, Value]]) -> None:
        """Let all values be what ``change`` makes of them."""
        self._values = change(self._values)

    def hold_back(self, key: str, code: str, message: str, hint: str) -> None:
        """Report an error because of which the document must not be published."""
        self._is_held_back = True
        found = error(code, message, path=self.path, line=self._lines.get(key), hint=hint)
        self.diagnostics.append(found)

    def text(self, key: str) -> str | None:
        """Return a text without surrounding white space; None when absent, empty or not a text."""
        value = name_of(self._values.get(key), is_listed=False)
        if value is None:
            return None
        if isinstance(value, str):
            return printable(value).strip() or None
        self.warn(key, "front-matter.type", f"“{key}” should be one text", "Write it in quotes.")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        texts = (printable(entry).strip() for entry in self._entries(key))
        return tuple(dict.fromkeys(filter(None, texts)))

    def _entries(self, key: str) -> list[str]:
        """Return the texts of a list exactly as written."""
        value = name_of(self._values.get(key), is_listed=False)
        entries = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        entries = [name_of(entry, is_listed=entry is not value) for entry in entries]
        if key in _NAMES and len(entries) == 1 and _are_several(entries[0]):
            message = f"“{shorten(str(entries[0]), _SHOWN)}” is one name of “{key}”"
            hint = "If these are several, write them as [One, Two]; a name of its own in quotes."
            self.warn(key, "front-matter.commas", message, hint)
        if not all(entry is None or isinstance(entry, str) for entry in entries):
            message = f"“{key}” should be a list of texts"
            self.warn(key, "front-matter.type", message, "Write it as [One, Two].")
        if (count := len(entries)) > _MOST_ENTRIES:
            message = f"“{key}” has {count:,} entries; only the first {_MOST_ENTRIES:,} count"
            line = self._lines.get(key)
            hint = "Keep those that a reader of this document would look for."
            endless = error("front-matter.endless", message, path=self.path, line=line, hint=hint)
            self.diagnostics.append(endless)
        return [entry for entry in entries[:_MOST_ENTRIES] if isinstance(entry, str)]

    def language(self, key: str) -> str | None:
        """Return a language tag; None when absent, or, with a warning, when invalid."""
        text = self.text(key)
        if text is None or (tag := normal_tag(text)):
            return text and tag
        near = find_tag(text)
        meant = f": did you mean “{near}”?" if near else ""
        message = f"“{key}: {shorten(text, _SHOWN)}” is not a language tag{meant}"
        self.warn(key, "language.invalid", message, "Write it as en, pt-BR or zh-Hant (BCP 47).")
        return None

    def flag(self, key: str) -> bool | None:
        value = flag_of(self._values.get(key))
        if value is None or isinstance(value, bool):
            return value
        message = f"“{key}” should be true or false, not “{value}”"
        self.warn(key, "front-matter.type", message, "Write true or false, without quotes.")
        return None

    @cached_property
    def status(self) -> Status:
        """Whether to publish the document, whatever the day; withdrawn outranks draft."""
        text = (self.text("status") or "published").lower()
        is_draft = self.flag("draft") or self.flag("published") is False
        _ = self.embargo
        is_draft = is_draft or self._is_held_back
        found = next((status for status in STATUSES if status == text), None)
        if found is None:
            self._warn_of_word("status", text, STATUSES, "until then the document is published")
        return "draft" if is_draft and found != "withdrawn" else found or "published"

    def review(self) -> Review | None:
        """Return the state of review; None when absent, or, with a warning, when unknown."""
        text = (self.text("review") or "").lower()
        found = next((state for state in REVIEWS if state == text), None)
        if text and found is None:
            self._warn_of_word("review", text, REVIEWS, "until then the document has none")
        return found

    def _warn_of_word(self, key: str, text: str, words: Sequence[str], until: str) -> None:
        near = difflib.get_close_matches(text, words, n=1)
        meant = f": did you mean “{near[0]}”?" if near else ""
        hint = f"Write one of {', '.join(words)}; {until}."
        self.warn(key, f"{key}.unknown", f"unknown {key} “{text}”{meant}", hint)

    @cached_property
    def embargo(self) -> PartialDate | None:
        """The day, month or year on whose first day the document may be published.

        None when there is none, or, with an error, when it cannot be read: then nobody knows until
        when to keep the document back.
        """
        value = self._values.get("embargo")
        text = printable(value).strip() if isinstance(value, str) else ""
        if value is None or (isinstance(value, str) and not text):
            return None
        if date := read_embargo(text, self._order):
            return date
        shown = shorten(text, _SHOWN) if text else "a value that is not a text"
        message = f"the embargo “{shown}” cannot be read; the document is kept back like a draft"
        hint = "Write the day, month or year at whose beginning it ends: 2031-05-01, 2031."
        self.hold_back("embargo", "embargo.invalid", message, hint)
        return None

    def aliases(self, own: SitePath, hosts: Sequence[str]) -> tuple[Alias, ...]:
        """Return the previous addresses of a page; ``own`` is its present address.

        ``hosts`` are the full addresses that the site has or had.
        """
        found: dict[tuple[SitePath, str], Alias] = {}
        for alias in self._addresses("aliases", hosts):
            # The page itself answers at its own address, whatever the query is.
            if folded(alias.path) == folded(own) and not (alias.query and alias.path == own):
                self._tell_of_loop(alias, own)
            found.setdefault(alias[:2], alias)
        for alias in self._addresses("permalink", hosts):
            found.setdefault(alias[:2], alias)
        name = self.path.partition("/")[2]
        for path in former_addresses(self._given, name, is_moved=len(hosts) > 1):
            found.setdefault((path, ""), Alias(path, is_stated=False))
        return tuple(one for one in found.values() if folded(one.path) != folded(own))

    def other_names(self) -> tuple[str, ...]:
        """Return the aliases that are other names of the page, and no addresses."""
        return tuple(filter(_NAME.match, self._entries("aliases")))

    def _tell_of_loop(self, alias: Alias, own: SitePath) -> None:
        what = (
            f"the alias {own}" if alias.path == own else f"the alias {alias.path}, in other case,"
        )
        message = f"{what} is the address of the document itself: it would lead in a circle"
        hint = "Take it out of the list. The document is published all the same."
        loop = error("url.loop", message, path=self.path, line=alias.line, hint=hint)
        self.diagnostics.append(loop)

    def _addresses(self, key: str, hosts: Sequence[str]) -> Iterator[Alias]:
        """Yield the addresses in a list; warn of invalid addresses and omit them."""
        other = _PATTERN if key == "permalink" else _NAME
        entries = self._entries(key)
        for entry, line in zip(entries, self._lines_of(key, entries), strict=True):
            if other.match(entry):
                continue
            shown = shorten(printable(entry), _SHOWN)
            alias = read_alias(entry, hosts)
            if alias is None:
                message = f"“{shown}” is not the address of a page of this site"
                hint = "Write it as a path from the home page, such as /news/old-story.html."
                if _WEB.match(entry):
                    hint += " If the site was there before, name that in former_urls of site.yaml."
                self.warn(key, "alias.invalid", message, hint, line=line)
                continue
            if "#" in entry:
                message = f"“{shown}” is read as {alias.shown[1:]}, without what follows the #"
                hint = "Servers are never asked for what follows it: write the address alone."
                self.warn(key, "alias.query", message, hint, line=line)
            yield alias._replace(line=line)

    def _lines_of(self, key: str, entries: Sequence[str]) -> Sequence[int | None]:
        """Return the line of each entry of a list."""
        first = self._lines.get(key)
        if self._written is None or first is None:
            return [first] * len(entries)
        own = (line for name, line in self._written.lines.items() if meaning_of(name) == key)
        return lines_of_entries(self._written.sections, min(own, default=first), entries)

    def date(self, key: str) -> PartialDate | None:
        """Return a date; None when absent, or, with a warning, when invalid."""
        text = self.text(key)
        if text is None:
            return None
        hint = "Write it as EDTF: 2001, 2001-10, 2001-10-03, 2001~, 1914/1918."
        written, text = text, text.strip(_QUOTES)
        try:
            return parse_edtf(text)
        except ValueError as problem:
            reason = _WRONG.sub("", str(problem))
        try:
            return read_typed_date(text, self._order)
        except AmbiguousDateError as problem:
            reason = str(problem)
            hint += " Or set date_order in site.yaml to dmy or mdy."
        except ValueError:
            pass
        if day := _DAY_FIRST.match(text):
            with suppress(ValueError):
                date = parse_edtf(day[0])
                message = f"only the day of “{key}: {shorten(text, _SHOWN)}” is read: {reason}"
                self.warn(key, "date.invalid", message, hint)
                return date
        why = f": {reason}" if reason else ""
        self.warn(key, "date.invalid", f"“{key}: {written}” is not a date{why}", hint)
        return None

    def day(self, key: str) -> str | None:
        """Return the text of a date; None when absent, or, with a warning, when invalid."""
        date = self.date(key)
        return date.text if date else None

    def related(self) -> tuple[Related, ...]:
        value = self._values.get("related")
        found: list[Related] = []
        for entry in value if isinstance(value, Sequence) and not isinstance(value, str) else ():
            if isinstance(entry, Mapping):
                inner = self.inner("related", entry)
                title = inner.text("title") or ""
                found.append(Related(title, inner.date("date"), inner.text("section")))
                self.diagnostics += inner.diagnostics
        return tuple(entry for entry in found if entry.title)

    def inner(self, key: str, values: Mapping[str, Value]) -> FrontMatterFields:
        """Return the values nested under a key; diagnostics about them use the key's line."""
        line = self._lines.get(key)
        return FrontMatterFields(values, self.path, dict.fromkeys(values, line) if line else {})

    @cached_property
    def _seed(self) -> FrontMatterFields | None:
        """The conversion's notes on the seed; None for a hand-written file."""
        seed = self._values.get("seed")
        if isinstance(seed, Mapping):
            return self.inner("seed", seed) if seed else None
        if seed is not None:
            self._warn_of_seed("should be our notes on where the file comes from")
        return None

    def _warn_of_seed(self, what: str) -> None:
        message = f"“seed” {what}"
        self.warn("seed", "seed.note", message, "Put back what was there, or delete all of it.")

    def noted_seed(self) -> tuple[str | None, str | None] | None:
        """Return the seed's path and SHA-256, as far as recorded; None for a hand-written file."""
        return (self._seed_path, self._seed_sha256) if self._seed else None

    @cached_property
    def _seed_path(self) -> str | None:
        # Exactly as written: a name may end with a space.
        path = self._seed._values.get("path") if self._seed else None
        if not isinstance(path, str) or not path:
            path = self._seed.text("path") if self._seed else None
        # On most file systems a backslash is an ordinary character.
        if path is None or (is_nameable(path) and not {"", ".", ".."} & {*path.split("/")}):
            return path
        self._warn_of_seed(f"names “{shorten(path, _SHOWN)}”, which is not a path inside seeds/")
        return None

    @cached_property
    def _seed_sha256(self) -> str | None:
        sha256 = self._seed.text("sha256") if self._seed else None
        if sha256 is None or _SHA256.fullmatch(sha256):
            return sha256.lower() if sha256 else None
        self._warn_of_seed(f"has “{shorten(sha256, _SHOWN)}” for a SHA-256")
        return None

    def origin(self) -> Origin | None:
        """Return the seed of the file; None unless both its path and its SHA-256 are recorded."""
        inner, path, sha256 = self._seed, self._seed_path, self._seed_sha256
        if inner is None:
            return None
        lines = inner.text("aside") or ""
        aside = tuple(read_ranges(lines))
        if lines and not aside:
            self._warn_of_seed(f"has “{shorten(lines, _SHOWN)}” for numbers of lines")
        share, confidence = inner.text("confidence"), None
        with suppress(ValueError):
            confidence = float(share) if share and 0 <= float(share) <= 1 else None
        if share and confidence is None:
            self._warn_of_seed(f"has “{shorten(share, _SHOWN)}” for a confidence from 0 to 1")
        converter, format_ = inner.text("converter"), inner.text("format")
        self.diagnostics += inner.diagnostics
        if not path or not sha256:
            return None
        return Origin(path, sha256, aside, confidence, converter, format_)

    def others(self, known: Sequence[str]) -> dict[str, Value]:
        """Return the values of custom keys; warn of keys that resemble a known one."""
        names = (*KNOWN, *known)
        own = {key: value for key, value in self._values.items() if key not in names}
        unknown = [key for key in own if key.lower() not in OTHERS and not known_key(key)]
        for key in unknown if len(own) <= _MOST_UNKNOWN else ():
            if near := find_near(key, names):
                hint = "Rename the key if so; an unknown key is kept for the theme."
                self.warn(key, "front-matter.unknown", f"“{key}”: did you mean “{near}”?", hint)
        return {printable(key): _printable(value) for key, value in own.items()}


def _are_several(entry: Value) -> bool:
    """Return whether an entry may be several names: “Weir, Ann” is one."""
    parts = entry.split(",") if isinstance(entry, str) else ()
    return len(parts) > 1 and all(" " in part.strip() for part in parts)


def _printable(value: Value) -> Value:
    """Return a value without the characters that HTML forbids."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {printable(key): _printable(entry) for key, entry in value.items()}
    return [_printable(entry) for entry in value] if isinstance(value, Sequence) else value


def read_ranges(text: str) -> Iterator[int]:
    """Yield the numbers in a text such as ``1, 4-11, 13``; anything else is skipped."""
    left = _MOST_LINES
    for part in text.split(","):
        if left > 0 and (found := _RANGE.fullmatch(part)):
            first = int(found[1])
            numbers = range(first, int(found[2] or first) + 1)[:left]
            left -= len(numbers)
            yield from numbers
