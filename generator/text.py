"""Words, slugs and normal forms of text, in any script. Knows nothing of documents."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from generator.model import Slug

MAX_SLUG_BYTES = 80
_WORD = re.compile(r"[^\W_]+(?:[’'\u2019][^\W_]+)*")
_NOT_IN_SLUG = re.compile(r"[^\w]+|_+")
_APOSTROPHES = re.compile("['’‘ʼ`]")
_RESERVED = frozenset(
    ["index", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
"""Names that a folder's own page has, or that Windows does not let a file have."""
_LISTING_PAGE = re.compile(r"page-\d+")


def words(text: str) -> list[str]:
    """Return the words of ``text`` as printed, in order."""
    return _WORD.findall(text)


def folded(text: str) -> str:
    """Return ``text`` as it compares: case, compatibility forms and spacing made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def unaccented(text: str) -> str:
    """Return ``text`` without the marks that combine with Latin, Greek or Cyrillic letters."""
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", kept)


def slugify(text: str, *, fallback: str = "untitled") -> Slug:
    """Return ``text`` as one segment of a URL, at most 80 bytes, never empty or reserved.

    Letters of every script stay; accents on Latin letters go, so that addresses can be typed.
    """
    plain = unaccented(_APOSTROPHES.sub("", folded(text)))
    slug = _shortened(_NOT_IN_SLUG.sub("-", plain).strip("-"))
    if not slug:
        slug = fallback
    if slug in _RESERVED or _LISTING_PAGE.fullmatch(slug):
        slug = f"{slug}-{fallback}"
    return Slug(slug)


def _shortened(slug: str) -> str:
    """Cut a slug at a hyphen, or inside an overlong word with a digest to tell it apart."""
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

    A text cut inside a sentence ends with an ellipsis.
    """
    joined = " ".join(text.split())
    if len(joined) <= limit:
        return joined
    head = joined[: limit + 1]
    ends = [match.end() for match in re.finditer(r"[.!?。！？][\"'”’»]?(?=\s)", head)]
    if ends and ends[-1] > limit // 3:
        return head[: ends[-1]]
    cut = head.rfind(" ")
    return head[: cut if cut > 0 else limit].rstrip(" ,;:–—-") + "…"
