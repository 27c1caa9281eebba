"""The first words of a text, for when nobody has summarised it."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.text import shorten, without_note_numbers

_LONGEST = 200
"""Characters: more than search engines show."""
_PARAGRAPH = re.compile(
    r"""<p(?:\s(?![^>]*class="(?:picture|clip|correction)")[^>]*)?>(.*?)</p>""", re.DOTALL
)
"""A paragraph of the text itself, not a caption or a correction."""
_NOTE = re.compile(r'<sup id="fnref[^"]*+">[^<]*+<a[^>]*+>[^<]*+</a></sup>')
"""The number of a footnote, as Python-Markdown writes it."""


def opening_of(html: str) -> str:
    """Return the first paragraph that has words, shortened and without its markup."""
    paragraphs = (_words_of(found[1]) for found in _PARAGRAPH.finditer(html))
    return shorten(next(filter(None, paragraphs), ""), _LONGEST)


def _words_of(html: str) -> str:
    return without_note_numbers(Markup(_NOTE.sub("", html)).striptags())
