"""Split, normalise and shorten text in any script, and make slugs.

This module knows nothing about documents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import NewType

Slug = NewType("Slug", str)
"""One segment of a URL: lower-case letters and digits of any script, joined by hyphens."""

MAX_SLUG_BYTES = 80
_LONGEST_QUOTE = 120
"""Most characters of a line that are quoted."""
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""Soft hyphens, zero-width spaces, marks of direction: characters that only control layout. Not the
zero-width joiner and non-joiner, which Persian, Hindi and emoji need."""
_WORD = re.compile(r"[^\W_]+(?:[’'\u2019][^\W_]+)*")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")
_APOSTROPHES = re.compile("['’‘ʼ`]")
_ACCENTED = re.compile(
    "([!-~\u00aa-\u02af\u0370-\u03ff\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff])"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]++"
)
"""A letter of Latin or Greek, or any ASCII character, with the marks that it carries."""
_RESERVED = frozenset(
    ["index", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
"""The name of a folder's own page, and names that Windows forbids for files."""
_PLANE_ENDS = "".join(chr(end) + chr(end + 1) for end in range(0xFFFE, 0x110000, 0x10000))
"""The last two code points of each plane, which are never characters."""
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]"
)
"""Control characters, surrogates and code points that are never characters."""
_LISTING_PAGE = re.compile(r"page-\d{1,9}")
_SENTENCE_END = re.compile(r"([.!?。！？])[\"'”’»]?+(?= (\S))")
"""A possible end of a sentence, and the sign after it."""
_NOTE_NUMBER = re.compile(r"(?<=[^\s\[(])\[(?:note )?\d{1,3}\]", re.IGNORECASE)
_TITLES = frozenset(
    """adm bp brig bros ca capt cf cllr cmdr col comdr cpl dhr dr drs esq ft gen gov hon hr insp
    jr lt maj messrs mevr mgr mlle mme mr mrs ms mt pfc pres prof pvt rep rev revd sen sgt sr sra
    srta st ste supt vs""".split()
)
"""Words before a full stop with which hardly any sentence ends, in lower case."""
_BEFORE_FIGURES = frozenset("art fig figs no nos nr p pl pp sec vol vols".split())
"""Words before a full stop that are abbreviations if a figure follows."""
_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal interprets or cannot show: control characters other than tabs and line feeds,
line separators, direction controls, surrogates."""
_BYTES = range(0xDC80, 0xDD00)
"""Surrogates that represent those bytes of a file name that are not UTF-8 (PEP 383)."""


def words(text: str) -> list[str]:
    """Return the words of ``text`` as printed, in order."""
    return _WORD.findall(without_invisible(text))


def printable(text: str) -> str:
    """Return ``text`` without the characters that HTML or XML forbid."""
    return _FORBIDDEN.sub("", text)


def visible(text: str) -> str:
    r"""Return ``text`` with escapes for what a terminal would interpret: ``\x1b``, ``\u202e``."""
    return text if text.isprintable() else _COMMANDS.sub(_written_out, text)


def visible_name(name: str) -> str:
    """Return a file name escaped so that it can be shown within a line."""
    return visible(name).replace("\t", r"\t").replace("\n", r"\n")


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in _BYTES:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def json_escaped(text: str) -> str:
    """Return JSON text with escapes for surrogates and for what a terminal would interpret."""
    if text.isprintable():
        return text
    return _COMMANDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def is_nameable(path: str) -> bool:
    """Return whether a path is UTF-8 and can be listed in a file with one path per line."""
    return path.isprintable() or (printable(path) == path and not {"\t", "\n", "\r"} & set(path))


def without_invisible(text: str) -> str:
    """Return ``text`` without soft hyphens, zero-width spaces and marks of direction."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def folded(text: str) -> str:
    """Return ``text`` for comparison: case, compatibility forms and spacing are normalised."""
    if not text.isascii():
        # Python's lower case of a capital I with a dot is two characters.
        text = unicodedata.normalize("NFKC", without_invisible(text)).replace("İ", "i")
    elif " " not in text and text.isprintable():
        return text.lower()
    return " ".join(text.casefold().split())


def unaccented(text: str) -> str:
    """Return ``text`` without the accents of Latin and Greek letters, and with a dot on each i; in
    other scripts, such as Cyrillic, a letter with a mark is a different letter.
    """
    if text.isascii():
        return text
    plain = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", plain).replace("ı", "i")


@lru_cache(maxsize=1 << 14)
def slugify(text: str, *, fallback: str = "untitled") -> Slug:
    """Return ``text`` as one segment of a URL, at most 80 bytes, never empty or reserved.

    Letters of every script stay; Latin and Greek letters lose their accents, to be easy to type.
    """
    kept: list[str] = []
    for char in _VARIATION_SELECTORS.sub("", unaccented(_APOSTROPHES.sub("", folded(text)))):
        # Indic and Thai vowels are combining marks.
        is_carried = unicodedata.category(char) in ("Mn", "Mc") and kept[-1:] not in ([], [" "])
        kept.append(char if char.isalnum() or is_carried else " ")
    slug = _shortened("-".join("".join(kept).split())) or fallback
    if slug in _RESERVED or _LISTING_PAGE.fullmatch(slug):
        slug = f"{slug}-{fallback}"
    return Slug(slug)


def _shortened(slug: str) -> str:
    """Cut a slug at a hyphen, or cut its overlong first word and add a digest to keep it unique."""
    if len(slug.encode()) <= MAX_SLUG_BYTES:
        return slug
    head = slug.encode()[: MAX_SLUG_BYTES + 1].decode(errors="ignore")
    cut = head.rfind("-")
    if cut > 0:
        return slug[:cut]
    mark = sha256(slug.encode()).hexdigest()[:8]
    return f"{slug.encode()[: MAX_SLUG_BYTES - 9].decode(errors='ignore')}-{mark}"


def shorten(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of ``text``, cut after a sentence or a word.

    A text cut inside a sentence gets an ellipsis, which is not counted.
    """
    joined = " ".join(text.split())
    if len(joined) <= limit:
        return joined
    head = joined[: limit + 1]
    found = _SENTENCE_END.finditer(joined[: limit + 2])
    ends = [match.end() for match in found if match.end() <= limit and _is_end(match)]
    if ends and ends[-1] > limit // 3:
        return head[: ends[-1]]
    cut = head.rfind(" ")
    return head[: cut if cut > 0 else limit].rstrip(" ,;:–—-") + "…"


def without_note_numbers(text: str) -> str:
    """Return a text without the numbers of its notes: “The mill[1] burned” has one."""
    return _NOTE_NUMBER.sub("", text)


def _is_end(match: re.Match[str]) -> bool:
    """Return whether a sentence ends here: not at “the Rev.”, “J.” or “am 3.”."""
    mark, following = match.groups()
    if following.islower():
        return False
    if mark != ".":
        return True
    before = match.string[: match.start()].rpartition(" ")[2]
    word = before.lstrip("\"'“‘«(").lower()
    if following.isdigit() and word in _BEFORE_FIGURES:
        return False
    is_initial = len(word) == 1 and word.isalpha()
    is_ordinal = word.isdigit() and len(word) < 3
    return not (is_initial or is_ordinal or word in _TITLES)


def line_of(text: str, number: int | None) -> str | None:
    """Return line ``number`` (from 1), shortened for quoting; None if blank or missing."""
    lines = text.splitlines()
    found = lines[number - 1] if number is not None and 0 < number <= len(lines) else ""
    line = printable(found).strip()
    return (line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…") or None
