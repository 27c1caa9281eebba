"""Front matter as values: which keys mean what, their synonyms, and what is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from generator.dates import PartialDate, parse_edtf
from generator.frontmatter import Value
from generator.model import Origin, Related
from generator.report import Diagnostic, warning

SYNONYMS = {
    "tags": "topics",
    "categories": "topics",
    "keywords": "topics",
    "author": "authors",
    "lastmod": "updated",
    "modified": "updated",
    "lang": "language",
    "description": "summary",
    "redirect_from": "aliases",
    "publisher": "source",
}
KNOWN = (
    "title",
    "date",
    "date_text",
    "source",
    "source_url",
    "section",
    "authors",
    "language",
    "summary",
    "topics",
    "people",
    "places",
    "organisations",
    "related",
    "added",
    "seed",
    "updated",
    "rights",
    "draft",
    "status",
    "reason",
    "aliases",
    "template",
    "hidden",
    "published",
    "permalink",
)


class Fields:
    """The values of one content file, read by key; gathers what is odd about them."""

    def __init__(self, values: Mapping[str, Value], path: str, lines: Mapping[str, int]) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self._lines = lines
        self._values: dict[str, Value] = {}
        for key, value in values.items():
            self._values.setdefault(SYNONYMS.get(key, key), value)

    def warn(self, key: str, code: str, message: str, hint: str) -> None:
        line = self._lines.get(key)
        self.diagnostics.append(warning(code, message, path=self.path, line=line, hint=hint))

    def text(self, key: str) -> str | None:
        """Return a text; None when it is absent or empty."""
        value = self._values.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return value
        self.warn(key, "front-matter.type", f"“{key}” should be one text", "Write it in quotes.")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        value = self._values.get(key)
        entries = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        return tuple(dict.fromkeys(entry for entry in entries if entry and isinstance(entry, str)))

    def flag(self, key: str) -> bool | None:
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.warn(
            key,
            "front-matter.type",
            f"“{key}” should be true or false, not “{value}”",
            "Write true or false, without quotes.",
        )
        return None

    def date(self, key: str) -> PartialDate | None:
        """Return a date; None, with a warning, when what stands there is none."""
        text = self.text(key)
        if text is None:
            return None
        try:
            return parse_edtf(text)
        except ValueError as problem:
            self.warn(
                key,
                "date.invalid",
                f"“{key}: {text}” is no date: {problem}",
                "Write it as EDTF: 2001, 2001-10, 2001-10-03, 2001~, 1914/1918.",
            )
            return None

    def related(self) -> tuple[Related, ...]:
        value = self._values.get("related")
        entries = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        return tuple(self._related(entry) for entry in entries if isinstance(entry, Mapping))

    def _related(self, entry: Mapping[str, Value]) -> Related:
        inner = Fields(entry, self.path, self._lines)
        result = Related(inner.text("title") or "", inner.date("date"), inner.text("section"))
        self.diagnostics += inner.diagnostics
        return result

    def origin(self) -> Origin | None:
        """Return which seed the file was made from; None for a hand-written one."""
        seed = self._values.get("seed")
        if not isinstance(seed, Mapping):
            return None
        inner = Fields(seed, self.path, self._lines)
        path, sha256 = inner.text("path"), inner.text("sha256")
        if path is None or sha256 is None:
            return None
        return Origin(
            path=path,
            sha256=sha256,
            aside=tuple(read_ranges(inner.text("aside") or "")),
            confidence=_as_float(inner.text("confidence")),
            converter=inner.text("converter"),
        )

    def others(self, known: Sequence[str]) -> dict[str, Value]:
        """Return the values under keys of the owner's own; warn of those nearly ours."""
        names = (*KNOWN, *known)
        own = {key: value for key, value in self._values.items() if key not in names}
        for key in own:
            near = difflib.get_close_matches(key, (*names, *SYNONYMS), n=1, cutoff=0.8)
            if near:
                self.warn(
                    key,
                    "front-matter.unknown",
                    f"“{key}”: did you mean “{near[0]}”?",
                    "Rename the key if so; an unknown key is kept for the theme.",
                )
        return own


def read_ranges(text: str) -> Iterator[int]:
    """Yield the numbers that ``1, 4-11, 13`` stands for."""
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if first.isdigit():
            yield from range(int(first), int(last if last.isdigit() else first) + 1)


def _as_float(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
