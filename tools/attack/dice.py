"""Repeatable random choices, and the words and lines that hostile files are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

WORDS = (
    "anchor bellows candle drover ember fathom gannet hawser ivory jetty kelpie lantern mallow nettle "
    "osprey pewter quarry rowan saddle thistle umber vellum wicket yarrow zephyr Rhône naïve Übung "
    "мост море река Ωmega straße 東京 橋 مرفأ שער ประตู e\u0301lan \u200bhidden soft\u00adhyphen 👩‍👩‍👧"
).split()
LINES = (
    "The heron story\n\n3 May 2001\n",
    "By Ruth Tordoff",
    "By Arthur Pell and Ada Pike, Hartwell",
    "Wednesday, 3 October, 2001, 20:46 GMT 21:46 UK",
    "03/04/1997",
    "c. 1890",
    "Hartwell Gazette",
    "See also:",
    "You are in: World: Europe",
    "• one",
    "1. two",
    "- three",
    "“Rain again”",
    '"Quote number one is here"\nMr Roe',
    "The crowd at the bridge. Photograph: Ada Pike",
    "WATCH AND LISTEN",
    "Home | News | Sport | Letters",
    "© 1999 Hartwell Gazette Ltd",
    "Correction: it was Tuesday.",
    "A COLUMN\tANOTHER\t12\t3.5",
    "| a | b |",
    "From: Ada Pike <ada@example.org>\nTo: Arthur Pell\nSubject: The weir",
    "Dear Arthur,",
    "HARTWELL, May 3 (Reuters) -",
    "[Illustration: the bridge]",
    "Page 3 of 12",
    "* * *",
    "________",
    "",
    " \u00a0 ",
    "The pump in the square has been dry since Tuesday, the clerk told the parish on Friday.",
    "# heading",
    "(Continued on page 4)",
    "ALL IN CAPITALS SAID THE MAYOR OF HARTWELL",
    "Q: What did you see?\nA: The mill, said Mr Skaife.",
    "http://example.org/a?b=c&d=e",
    "mailto:ada@example.org",
)
"""An example of each kind of line that is recognised, and of some kinds that are not."""
ODD_CHARACTERS = (
    "\x00\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\xa0\xad\u061c\u200b\u200d\u200e\u2028\u2029"
    "\u202e\u2060\u2066\ufeff\ufffd\ufffe\uffff\ufdd0\U0001fffe\U000e0001\u0301\u0e33\u1100\U0001f1e6\r\t"
)


class Dice(Random):
    """A generator of random numbers that knows how large a hostile file may be.

    ``largest`` is in bytes, roughly: a few thousand for tests, a million or two for attacks.
    """

    def __init__(self, seed: str, largest: int) -> None:
        super().__init__(seed)
        self.largest = largest

    @property
    def endless(self) -> tuple[str, ...]:
        """Targets of links to files without an end; only /dev/null if memory may be unlimited."""
        return ("/dev/zero", "/dev/random") if self.largest > 10_000 else ("/dev/null",)

    def often(self, share: float = 0.5) -> bool:
        return self.random() < share

    def times(self, unit: int = 1, least: int = 1) -> int:
        """Return how many things of ``unit`` bytes to make: as many as may be, or fewer."""
        most = max(least, self.largest // max(unit, 1))
        if self.often(0.35):
            return most
        return max(least, int(most * 0.01 ** self.random()))

    def few(self, make: Callable[[], Item], most: int = 5) -> list[Item]:
        return [make() for _ in range(self.randint(1, most))]

    def some(self, items: Sequence[Item]) -> list[Item]:
        """Return a few of the items, in random order."""
        return self.sample(items, self.randint(1, min(len(items), 6)))

    def words(self, number: int = 6) -> str:
        return " ".join(self.choices(WORDS, k=number))

    def marker(self) -> str:
        """Return a word that occurs nowhere else, so that it can be searched for."""
        return "q" + "".join(self.choices("bcdfghjklmnpqrstvwxz", k=9))

    def sentence(self) -> str:
        return f"The {self.words(5)}, said Mr {self.marker().capitalize()} of Hartwell on Tuesday."

    def document(self) -> str:
        """Return a text as it is often handed in, with a title and a date."""
        head = f"The {self.words(3)}\n\n{self.randint(1, 28)} May {self.randint(1800, 2020)}\n\n"
        return head + "\n\n".join(self.few(self.sentence)) + "\n"
