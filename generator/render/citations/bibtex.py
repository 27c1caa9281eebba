"""Citations as entries of BibTeX and biblatex.

``date`` is EDTF, which biblatex reads at any precision; ``year`` and ``month`` are for BibTeX
itself, given only if certain. Zotero files an article by its ``entrysubtype``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.render.citations.work import Copy, Work
from generator.text import words

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts even escaped braces: one alone would never be closed.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SUBTYPES = {"newspaperArticle": "newspaper", "magazineArticle": "magazine"}
_LANGUAGES = {
    "ar": "arabic", "cs": "czech", "cy": "welsh", "da": "danish", "de": "ngerman", "el": "greek",
    "en": "english", "es": "spanish", "fi": "finnish", "fr": "french", "he": "hebrew",
    "hu": "hungarian", "it": "italian", "la": "latin", "nl": "dutch", "pl": "polish",
    "pt": "portuguese", "ru": "russian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""LaTeX babel's names, by language tag."""
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]")
_SHORTEST_WORD = 4
"""How many letters the title's word in a key should have; shorter words are rarely distinctive."""


def write_bibtex(work: Work, copy: Copy) -> tuple[str, str]:
    """Return the entry of a work and the entry of its copy, with one field per line."""
    key, fields = _key(work), tuple(_fields(work))
    places = (copy.archive, copy.edition, "" if copy.is_url else copy.address)
    note = ("note", f"{{Copy in {_escaped(', '.join(filter(None, places)))}}}")
    url = copy.address if copy.is_url else None
    return _entry(work, key, work.url, fields), _entry(work, f"{key}-copy", url, (*fields, note))


def _entry(work: Work, key: str, url: str | None, fields: Iterable[tuple[str, str]]) -> str:
    other = "online" if url else "misc"
    address = f"  url = {{{url}}},\n" if url else ""
    lines = "".join([f"  {name} = {value},\n" for name, value in fields])
    return f"@{'article' if _is_article(work) else other}{{{key},\n{lines}{address}}}"


def _is_article(work: Work) -> bool:
    return work.document_type.is_article and work.source is not None


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    if work.authors:
        names = (
            _escaped(name.inverted) if name.family else f"{{{_escaped(name.words)}}}"
            for name in work.authors
        )
        yield "author", f"{{{' and '.join(names)}}}"
    yield "title", f"{{{{{_escaped(work.title)}}}}}"
    if work.source:
        name = "journal" if _is_article(work) else "organization"
        yield name, f"{{{_escaped(work.source)}}}"
    if _is_article(work):
        yield "entrysubtype", f"{{{_SUBTYPES.get(work.document_type.zotero, 'newspaper')}}}"
    if work.date:
        yield "date", f"{{{work.date.text.partition('T')[0]}}}"
        start = work.date.start if work.date.html_datetime else None
        if start:
            yield "year", f"{{{start.year}}}"
        if start and start.month:
            yield "month", _MONTHS[start.month - 1]
    if language := _LANGUAGES.get((work.language or "").partition("-")[0].lower()):
        yield "langid", f"{{{language}}}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _key(work: Work) -> str:
    """Return a key such as “ferrier2001bridge”; for other scripts, the work's own key."""
    name = _ascii(work.authors[0].family or work.authors[0].words if work.authors else work.source)
    year = work.date.year if work.date else None
    title = [_ascii(word) for word in words(work.title)]
    long = next((word for word in title if len(word) >= _SHORTEST_WORD), "".join(title[:1]))
    found = f"{name}{year if year and year > 0 else ''}{long}"
    return found if name and long else work.key


def _ascii(text: str | None) -> str:
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode()
    return _NOT_IN_KEYS.sub("", plain.lower())
