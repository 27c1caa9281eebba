"""Small invented pages to recognise: a headline and two paragraphs, and what a test adds."""

from __future__ import annotations

HEADLINE = "Council votes to mend the weir"
PARAGRAPHS = (
    "The parish council voted on Tuesday to mend the weir above the mill, which has leaked since "
    "the frost.",
    "Work is to begin in July, the clerk said, and the footpath will be closed until the autumn "
    "fair is over.",
)
MENU = "Home\nFront Page\nContact us"


def page(
    *,
    above: str = "",
    headline: str = HEADLINE,
    below: str = "",
    text: tuple[str, ...] = PARAGRAPHS,
    foot: str = "",
) -> str:
    """Return a page's text: a menu, then what is given, with blank lines between."""
    return "\n\n".join(part for part in (MENU, above, headline, below, *text, foot) if part)
