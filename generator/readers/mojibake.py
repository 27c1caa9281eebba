"""Repair mojibake: UTF-8 that was once read as windows-1252 or Latin-1 and saved like that.

An example is “cafÃ©” for “café”. It is repaired only where it is certain: encoded back to
those bytes, the characters are valid UTF-8, and no language or typography uses them there. The
seed and its lines stay unchanged; what is read from them is repaired, with a diagnostic.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.model import Finding, SourceText, Stated
from generator.report import Diagnostic, note, warning

RULE = "utf-8-read-as-windows-1252"
_MOST_LAYERS = 3
"""How many times in a row a text may have been saved wrongly."""


@cache
def _as_read(byte: int) -> str:
    """Return the characters that a byte may have become: in windows-1252 and in Latin-1."""
    one = bytes([byte])
    return "".join(dict.fromkeys((one.decode("cp1252", "ignore"), one.decode("latin-1"))))


_BYTES = {char: bytes([byte]) for byte in range(0x80, 0x100) for char in _as_read(byte)}
_TAIL = f"[{re.escape(''.join(dict.fromkeys(''.join(map(_as_read, range(0x80, 0xC0))))))}]"
"""Any of the characters that a later byte of a UTF-8 sequence, 0x80 to 0xBF, may have become."""
_PAIR = "\u00c2-\u00c5\u00ce-\u00d1\u00d7-\u00d9"
"""What the first of two UTF-8 bytes becomes: Latin, Greek, Cyrillic, Hebrew and Arabic letters."""
_TRIPLE = "\u00e0-\u00ed\u00ef"
"""The first of three bytes: typographic signs, Asian scripts."""
_QUADRUPLE = "\u00f0"
"""The first of four bytes: emoji."""
_HIT = re.compile(f"[{_PAIR}]{_TAIL}|[{_TRIPLE}]{_TAIL}{{2}}|{_QUADRUPLE}{_TAIL}{{3}}")
_RUN = re.compile(f"(?:{_HIT.pattern})+")
_BEGINS_HIT = re.compile(f"[{_PAIR}{_TRIPLE}{_QUADRUPLE}]{_TAIL}")
"""The beginning of a hit, which is much faster to search for than a whole hit."""
_CLOSING = frozenset("‘’“”„‚‹›«»–—…\u00a0•·")
_MARKING = frozenset("®™©ª°º§¹²³")
"""``_CLOSING`` signs may follow any letter (“IRMÃ”), ``_MARKING`` signs only a word (“ÅÅ®”)."""
_AFTER_CAPITALS = _CLOSING | _MARKING
_OPENING = frozenset("“‘’„«‹\"'([")
_LATIN_LEADS = frozenset("ÂÃÄÅ")
_STATED = ("titles", "dates", "authors", "sources")
"""The values of the markup that are repaired like lines."""
_WORD_OF_HITS = 3
"""This many hits in a row cannot be an accident; a word of another script has them."""
_LEFT_OVER = re.compile("â€(?!\\w)|Ã(?= [a-z])|[ÃÂ]\ufffd|ï¿½")
"""Remains of mojibake whose other bytes were lost."""
_LEFT_OVERS = ("â€", "Ã ", "Ã\ufffd", "Â\ufffd", "ï¿½")
"""Every match of _LEFT_OVER contains one of these."""
_SPEAKS_OF_IT = re.compile(
    r"\b(?:mojibake|unicode|utf-?8|charsets?|character (?:set|encoding)s?|latin-?1|cp-?1252|"
    r"iso[- ]8859|windows-1252|zeichensatz|zeichenkodierung|encodage)\b",
    re.IGNORECASE,
)
_SEVERAL = 2
"""From this many certain hits in a document, its less certain hits are trusted, too."""
_SHOWN = 5


class _Trust(NamedTuple):
    """What the document as a whole says about possible mojibake in it.

    ``leads`` are the characters that occur only at the start of hits, in a document with several
    certain hits. A text about encodings ``may_quote`` mojibake: there, hits are trusted only if
    they contain characters that nobody can type.
    """

    leads: frozenset[str] = frozenset()
    may_quote: bool = False


class Mended(Struct, frozen=True):
    """A repaired text, and what was repaired.

    ``repairs`` holds the repaired lines; ``doubtful`` the numbers of lines whose mojibake stays
    because it cannot be repaired with certainty.
    """

    source: SourceText
    repairs: tuple[Finding[str], ...] = ()
    doubtful: tuple[int, ...] = ()


def mend(source: SourceText) -> Mended:
    """Return the text with all certain mojibake repaired; line numbers do not change."""
    lines_and_values = (*(line.text for line in source.lines), *_values(source.stated))
    everything = "\n".join(lines_and_values)
    if not _is_suspect(everything):
        return Mended(source)
    trust = _trust_in(everything)
    lines, repairs, doubtful = list(source.lines), [], []
    for at, line in enumerate(source.lines):
        if not _is_suspect(line.text):
            continue
        text = _mended(line.text, trust)
        if text != line.text:
            lines[at] = replace(line, text=text)
            repairs.append(Finding(text, RULE, line.number))
        if _LEFT_OVER.search(text) or _repaired(text, _Trust()) != text:
            doubtful.append(line.number)
    stated = _mended_values(source.stated, trust)
    if repairs or stated != source.stated:
        source = replace(source, lines=tuple(lines), stated=stated)
    return Mended(source, tuple(repairs), tuple(doubtful))


def _values(stated: Stated) -> Iterator[str]:
    for name in _STATED:
        yield from (finding.value for finding in getattr(stated, name))


def _mended_values(stated: Stated, trust: _Trust) -> Stated:
    mended = {
        name: tuple(
            replace(finding, value=_mended(finding.value, trust))
            for finding in getattr(stated, name)
        )
        for name in _STATED
    }
    return replace(stated, **mended)


def _is_suspect(text: str) -> bool:
    if text.isascii():
        return False
    has_hit = _BEGINS_HIT.search(text) is not None and _HIT.search(text) is not None
    return has_hit or any(mark in text for mark in _LEFT_OVERS)


def _trust_in(text: str) -> _Trust:
    if _SPEAKS_OF_IT.search(text):
        return _Trust(may_quote=True)
    evidence = 0
    hits: Counter[str] = Counter()
    for run in _runs(text):
        hits.update(hit[0] for hit in run.hits)
        before = text[run.start - 1 : run.start]
        # An “Â” that neither continues a word nor follows an opening quote would be a lone letter.
        is_alone = run.hits[0][0] == "Â" and not before.isalpha() and before not in _OPENING
        if is_alone or _is_certain(run, text, _Trust()):
            evidence += len(run.hits)
    if evidence < _SEVERAL:
        return _Trust()
    return _Trust(frozenset(lead for lead, number in hits.items() if number == text.count(lead)))


def _mended(text: str, trust: _Trust) -> str:
    """Return ``text`` with certain mojibake repaired, layer by layer."""
    for _ in range(_MOST_LAYERS):
        if not _BEGINS_HIT.search(text) or (repaired := _repaired(text, trust)) == text:
            break
        text = repaired
    return text


def remarks_on(mended: Mended, path: str) -> Iterator[Diagnostic]:
    """Yield diagnostics on the text of a seed; ``path`` is relative to seeds/."""
    path = f"seeds/{path}"
    if mended.source.is_flat:
        yield warning(
            "html.over-budget",
            "the page has more tags, or deeper ones, than can be read at a reasonable cost; its "
            "text is kept without headings, lists, captions and navigation",
            path=path,
            hint="Look at the document; if it reads badly, save the page anew, or as plain text.",
        )
    if mended.repairs:
        numbers = [finding.line for finding in mended.repairs if finding.line is not None]
        yield note(
            "text.mojibake",
            f"UTF-8 was once read as windows-1252 on {_lines(numbers)}; it is repaired in the "
            "document, and stays in the seed",
            path=path,
            line=numbers[0],
        )
    if mended.doubtful:
        yield warning(
            "text.garbled",
            f"what seems to be UTF-8 read as windows-1252 on {_lines(mended.doubtful)} cannot be "
            "repaired with certainty; it stays",
            path=path,
            line=mended.doubtful[0],
            hint="Correct it in the content file, if it is wrong.",
        )
    if damaged := [line.number for line in mended.source.lines if "\ufffd" in line.text]:
        yield warning(
            "text.damaged",
            f"characters are lost on {_lines(damaged)}: they are shown as \ufffd",
            path=path,
            line=damaged[0],
            hint="Restore them in the content file, if you know what they were.",
        )


def _lines(numbers: Iterable[int]) -> str:
    every = list(map(str, numbers))
    if len(every) == 1:
        return f"line {every[0]}"
    rest = f" and {len(every) - _SHOWN:,} more" if len(every) > _SHOWN else ""
    return f"lines {', '.join(every[:_SHOWN])}{rest}"


# One text


class _Run(NamedTuple):
    """Consecutive hits; the bytes of each are the UTF-8 of one character."""

    start: int
    end: int
    hits: tuple[str, ...]


def _repaired(text: str, trust: _Trust) -> str:
    parts: list[str] = []
    end = 0
    for run in _runs(text):
        if _is_certain(run, text, trust):
            parts += [text[end : run.start], *filter(None, map(_meant, run.hits))]
            end = run.end
    return "".join((*parts, text[end:]))


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        start = match.start()
        for is_utf_8, group in groupby(_HIT.findall(match[0]), lambda hit: _meant(hit) is not None):
            hits = tuple(group)
            end = start + sum(map(len, hits))
            if is_utf_8:
                yield _Run(start, end, hits)
            start = end


@lru_cache(maxsize=1 << 12)
def _meant(garbled: str) -> str | None:
    """Return the character whose UTF-8 was misread as ``garbled``; None if there is none."""
    try:
        meant = b"".join(_BYTES[char] for char in garbled).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if unicodedata.category(meant) not in ("Cn", "Co", "Cc") else None


def _is_certain(run: _Run, text: str, trust: _Trust) -> bool:
    """Return whether the characters of a run can only be mojibake."""
    if any("\x80" <= char <= "\x9f" for hit in run.hits for char in hit):
        return True  # control characters, which nobody types
    if trust.may_quote:
        return False
    before, behind = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    return (
        len(run.hits) >= _WORD_OF_HITS
        or any(_is_certain_hit(hit, before, behind) for hit in run.hits)
        or all(hit[0] in trust.leads for hit in run.hits)
    )


def _is_certain_hit(garbled: str, before: str, behind: str) -> bool:
    lead, signs = garbled[0], garbled[1:]
    is_odd = any(sign not in _AFTER_CAPITALS for sign in signs)
    if len(garbled) > 2:
        return garbled.startswith(("â€", "ðŸ")) or (lead == "â" and is_odd)
    if lead not in _LATIN_LEADS:
        return False
    if before.islower():
        return True  # a lower-case word has no capital inside
    if before.isupper():
        return behind.islower() and is_odd
    return is_odd or behind.islower() or signs in _MARKING
