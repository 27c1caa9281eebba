"""The first words of a text, for when nobody has summarised it."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.text import shorten

_LONGEST = 200
"""Characters: more than search engines show."""
_PARAGRAPH = re.compile(
    r"""<p(?:\s(?![^>]*class="(?:picture|clip|correction)")[^>]*)?>(.*?)</p>""", re.DOTALL
)
"""A paragraph of the text itself, not a caption or a correction."""


def opening_of(html: str) -> str:
    """Return the first paragraph that has words, shortened and without its markup."""
    paragraphs = (Markup(found[1]).striptags() for found in _PARAGRAPH.finditer(html))
    return shorten(next(filter(None, paragraphs), ""), _LONGEST)
