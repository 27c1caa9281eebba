"""Plain texts that are slow to read: long lines, many lines, one kind of line repeated."""

from __future__ import annotations

from collections.abc import Callable

from tools.attack.archive import Archive, Write
from tools.attack.dice import LINES, ODD_CHARACTERS, WORDS, Dice

HEAD = (
    "The bridge is open\n\n3 October 2001\n\nThe bridge was opened on Wednesday before a crowd.\n\n"
)
MOST_LINES = 99_000
"""Just under the limit for a document."""
UNITS = (
    *LINES, "a", " ", "\t", "\u00a0", ".", ",", "-", "_", "*", "[", "]", "(", "{", "<", ">", "&", "\\", "`", "'", '"', "“", "|", "#", "=", "~", "!", ":", "/", "@", "0", "1/", "A",
    "A.", "Mr ", "and ", "of ", "a b ", "A b ", "Aa Bb ", "St. ", "é", "Ã©", "â€™", "\u0301", "\u200b", "\u202e", "а", "漢", "ا", "ก", "👩‍", "&amp;", "&#65;", "<b>", "[a](", "![",
    "a@", "http://", "www.", "1 May 2001 ", "May ", "2001", "12:30 ", "By ", "By Ada ", "\x0b", "\x85", "\u2028",
)  # fmt: skip
SPACES = (" ", "\t", "\u00a0", " \u00a0")


def bombs(dice: Dice) -> Archive:
    """Return a large text and two smaller ones; a quadratic cost shows at either size."""
    small = Dice(f"small {dice.random()}", dice.largest // 5)
    texts = [
        make(each) for each, make in zip((dice, small, small), dice.sample(BOMBS, 3), strict=True)
    ]
    files = [Write(f"seeds/{dice.marker()}.txt", text.encode("utf-8", "replace")) for text in texts]
    return Archive((tuple(files),), is_warm=dice.often(0.3))


def _long_line(dice: Dice) -> str:
    """Return a text with a line of a few characters, repeated, where lines are examined closely."""
    unit = dice.choice((*UNITS, *SPACES * 8))
    line = (
        dice.choice(("", "The mill ", "By ", '"', "Mr ", "1 "))
        + unit.replace("\n", " ") * min(dice.times(len(unit.encode())), 990_000 // len(unit))
        + dice.choice(("", "x", "!", ".", " 2001"))
    )
    place = dice.randrange(4)
    return (
        line + "\n\n" + HEAD,
        HEAD.replace("\n\n3 Oct", f"\n\n{line}\n\n3 Oct"),
        HEAD + line,
        f"The title\n{line}\n{line[:99]}\n{HEAD}",
    )[place]


def _many_lines(dice: Dice) -> str:
    units = dice.some(UNITS)
    gap = dice.choice(("\n", "\n\n"))
    number = min(
        dice.times(sum(len(unit.encode()) + len(gap) for unit in units)),
        MOST_LINES // (2 * len(units)),
    )
    lines = [
        f"{unit}{n}" if dice.often(0.8) else unit for n in range(max(number, 1)) for unit in units
    ]
    return _few_enough(HEAD * dice.randint(0, 1) + gap.join(lines))


def _groups(dice: Dice) -> str:
    """Return groups of the same few kinds of line, separated by blank lines; no two are equal."""
    shape = dice.choices(LINES, k=dice.randint(1, 4))
    size = sum(len(line.encode()) for line in shape) + 9
    number = min(dice.times(size), MOST_LINES // (len(shape) + 3))
    groups = ("\n".join(f"{line} {n}" for line in shape) for n in range(max(number, 1)))
    return _few_enough(HEAD + "\n\n".join(groups))


def _speakers(dice: Dice) -> str:
    number = min(dice.times(40), MOST_LINES // 4)
    return HEAD + "\n\n".join(f'"Quote number {n} is here"\nMr Name{n}' for n in range(number))


def _many_names(dice: Dice) -> str:
    number = dice.times(40)
    names = (
        f"Mr {dice.choice(WORDS).capitalize()}{n} {dice.marker().capitalize()} of {dice.marker().capitalize()}town"
        for n in range(min(number, 60_000))
    )
    return HEAD + dice.choice((" met ", ", ", ". ", "\n\n", "; ")).join(names)


def _long_words(dice: Dice) -> str:
    return (
        HEAD
        + dice.choice(("\n", " ", "\n\n")).join(
            dice.choice("aé漢") * dice.choice((100, 5_000, 100_000))
            for _ in range(dice.randint(1, 8))
        )[: dice.largest]
    )


def _tables(dice: Dice) -> str:
    width = dice.choice((2, 20, 1000))
    row = dice.choice(("\t", " | ", "  ", ",")).join(
        dice.choices(("12", "3.5", "Name", "-", ""), k=width)
    )
    return _few_enough(HEAD + "\n".join([row] * min(dice.times(len(row) + 1), MOST_LINES)))


def _odd_characters(dice: Dice) -> str:
    number = dice.times(3)
    return HEAD + "".join(dice.choices((*ODD_CHARACTERS, " ", "\n", *"abcdefghij" * 6), k=number))


def _mojibake(dice: Dice) -> str:
    text = "".join(dice.choices("éüñ’“”…–àèêç aeiou", k=dice.times(4)))
    for _ in range(dice.randint(1, 4)):
        text = text[: dice.largest].encode().decode("cp1252", "replace")
    return HEAD + text


def _repeated_document(dice: Dice) -> str:
    one = dice.document()
    return _few_enough(one * dice.times(len(one.encode())))


BOMBS: tuple[Callable[[Dice], str], ...] = (
    _long_line, _long_line, _long_line, _many_lines, _many_lines, _groups, _groups, _speakers, _speakers, _many_names, _long_words, _tables,
    _odd_characters, _mojibake, _repeated_document,
)  # fmt: skip


def _few_enough(text: str) -> str:
    return "\n".join(text.split("\n")[:MOST_LINES])
