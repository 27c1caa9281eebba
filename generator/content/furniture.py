r"""Learn, read and write ``content/furniture.txt``: lines to set aside, by source.

A source's name in brackets is a heading, followed by lines of the seeds from this source, one per
line. The owner may add lines and remove others; a line with ``!`` before it is text, even if it is
learned as furniture. If a seed's line begins with ``#``, ``[``, ``!`` or ``\``, it is written
with a ``\`` before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.frontmatter_keys import FURNITURE
from generator.report import unreadable
from generator.text.text_files import UndecodableError, decode

_HEAD = """\
# Lines that recur in the seeds of one source. They are set aside when seeds are converted.
# Add lines, or take lines out. A line with ! before it is text, whatever is learned later.
# To learn from the seeds that there are now: convert --learn
"""
_SPECIAL = ("#", "[", "!", "\\")
_FEWEST = 3
"""A line recurs if at least this many seeds of one source have it …"""
_SHARE = 10
"""… and at least one in this many seeds of the source."""
_LONGEST = 200
"""The most characters of such a line; a longer line is a text that was printed twice."""


class Furniture(Struct, frozen=True):
    """The lines to set aside and the lines to keep, by source (an empty name if unknown)."""

    lines: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, source: str | None) -> frozenset[str]:
        """Return the lines to set aside in the seeds of a source."""
        return self.lines.get(source or "", frozenset())

    def without(self, other: Furniture) -> Furniture:
        """Return the lines to set aside that ``other`` does not set aside."""
        left = {name: lines - other.of(name) for name, lines in self.lines.items()}
        return Furniture({name: lines for name, lines in left.items() if lines})

    def joined(self, other: Furniture) -> Furniture:
        """Return the lines of both lists; a line that either list keeps is not set aside."""
        empty = frozenset[str]()
        kept, lines = (
            {name: one.get(name, empty) | two.get(name, empty) for name in {**one, **two}}
            for one, two in ((self.kept, other.kept), (self.lines, other.lines))
        )
        left = {name: found - kept.get(name, empty) for name, found in lines.items()}
        return Furniture({name: found for name, found in left.items() if found}, kept)


class SeenLines(Struct, frozen=True):
    """What learning needs from one seed: its source, and its lines that may be furniture."""

    source: str | None
    lines: frozenset[str]


def normal_line(text: str) -> str:
    """Return a line for comparisons: no white space around it, single spaces inside."""
    return " ".join(text.split())


def learn_furniture(seeds: Iterable[SeenLines]) -> Furniture:
    """Return the lines in at least three seeds of a source, and in at least a tenth of them."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for seed in seeds:
        source = seed.source or ""
        totals[source] += 1
        counts[source].update(line for line in seed.lines if 0 < len(line) <= _LONGEST)
    found = {
        source: frozenset(
            line
            for line, count in lines.items()
            if count >= _FEWEST and count * _SHARE >= totals[source]
        )
        for source, lines in counts.items()
    }
    return Furniture({source: lines for source, lines in found.items() if lines})


# The file


def read_furniture(content: Path) -> Furniture:
    """Return the owner's list of furniture, which is empty when there is no file.

    Raises BuildError when the file cannot be read, as seeds would be converted differently.
    """
    try:
        text = decode((content / FURNITURE).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return Furniture()
    except (OSError, UndecodableError) as problem:
        what, code, path = "the list of furniture", "furniture.unreadable", f"content/{FURNITURE}"
        hint = "Save it as UTF-8, fix its permissions, or delete it: it can be learned again."
        raise unreadable(what, problem, code=code, path=path, hint=hint) from problem
    return parse_furniture(text)


def parse_furniture(text: str) -> Furniture:
    """Return the furniture in a list; lines before any heading belong to the unknown source."""
    lines: defaultdict[str, set[str]] = defaultdict(set)
    kept: defaultdict[str, set[str]] = defaultdict(set)
    source = ""
    for line in map(normal_line, text.splitlines()):
        if (heading := _heading_in(line)) is not None:
            source = heading
        elif line.startswith("!"):
            kept[source].add(line[1:].strip().removeprefix("\\"))
        elif line and not line.startswith("#"):
            lines[source].add(line.removeprefix("\\"))
    found, own = ({name: frozenset(one) for name, one in group.items()} for group in (lines, kept))
    return Furniture(found, own).joined(Furniture())


def furniture_text(furniture: Furniture) -> str:
    """Return the text of the file for a list, with sources and lines sorted."""
    written = [_HEAD.rstrip()]
    for source in sorted({*furniture.lines, *furniture.kept}):
        written += ["", f"[{source}]"]
        written += sorted(f"!{_escaped(line)}" for line in furniture.kept.get(source, ()))
        written += sorted(map(_escaped, furniture.lines.get(source, ())))
    return "".join(f"{line}\n" for line in written)


def extended_text(text: str, new: Furniture) -> str:
    """Return the text of the owner's list with lines added below the headings of their sources."""
    coming = {source: sorted(map(_escaped, lines)) for source, lines in new.lines.items()}
    result: list[str] = []
    source, end = "", 0
    for line in text.splitlines():
        if (heading := _heading_in(line)) is not None:
            result[end:end] = coming.pop(source, [])
            source = heading
        result.append(line)
        end = len(result) if line.strip() else end
    result[end:end] = coming.pop(source, [])
    for source in sorted(coming):
        result += ["", f"[{source}]", *coming[source]]
    return "".join(f"{line}\n" for line in result)


def _heading_in(line: str) -> str | None:
    """Return the source that a line is the heading of; None when it is not a heading."""
    plain = normal_line(line)
    return plain[1:-1].strip() if plain.startswith("[") and plain.endswith("]") else None


def _escaped(line: str) -> str:
    return f"\\{line}" if line.startswith(_SPECIAL) else line
