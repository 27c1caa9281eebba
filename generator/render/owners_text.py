"""What a text that its owner wrote may refer to, and what is to be told about it.

The text of a converted document is not of these until its owner has edited it: what we write needs
no other form, refers to nothing by name, and has nothing that would be taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from generator.render.sanitiser import NOWHERE, Origins


class Flaw(Struct, frozen=True):
    """Something in a text that is not shown as its owner wrote it.

    ``code`` is a key of ``render.remarks``; ``what`` completes its message, and ``needle`` is found
    in the text where it is.
    """

    code: str
    what: str
    needle: str


class OwnersText(Struct):
    """The surroundings of one text; ``flaws`` counts what is found while it is rendered."""

    find_page: Callable[[str], str | None] = lambda _: None
    """Return the address of the page with a title, a file name or an address, seen from the page
    of the text; None if no page has it."""
    find_file: Callable[[str], str | None] = lambda _: None
    """Return the address of the file with a name, seen from the page of the text."""
    origins: Origins = NOWHERE
    """The origins that site.yaml allows to load from."""
    embeds: Sequence[str] = ()
    """The hosts whose addresses become cards."""
    flaws: dict[Flaw, int] = field(default_factory=dict)
    _first: dict[tuple[str, str], Flaw] = field(default_factory=dict)

    def note(self, code: str, what: str, needle: str = "") -> None:
        """Count a flaw of the text."""
        flaw = self._first.setdefault((code, what), Flaw(code, what, needle or what))
        self.flaws[flaw] = self.flaws.get(flaw, 0) + 1
