"""Guess the charset of bytes that declare none.

The bytes, decoded in each charset, are compared with the alphabets of the languages written in
it. All numbers are integers, so that the guess is the same on every machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from operator import mul

from generator.readers.alphabets import (
    ALPHABETS,
    COMMON_HAN_SIMPLIFIED,
    COMMON_HAN_TRADITIONAL,
    COMMON_HANGUL,
    COMMON_KANJI,
    Alphabet,
)

_SAMPLE = 8_192
"""About how many bytes are examined, all from lines with non-ASCII bytes."""
_MULTIBYTE_SAMPLE = 4_096
_MOST_TOKENS = 150
_FINALISTS = 9
"""The Latin charsets whose letters fit best, this many, are also compared by their words; of other
charsets, a third as many."""
_HIGH = bytes(range(0x80, 0x100))
_ASCII = bytes(range(0x80))
_TOKEN = re.compile(rb"[A-Za-z0-9]{0,30}[\x80-\xff][A-Za-z0-9\x80-\xff'-]{0,60}")
_LONE_BYTE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
"""A non-ASCII byte on its own; a text is in a Latin alphabet if most of its non-ASCII bytes are."""
_ASCII_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]+(?![A-Za-z\x80-\xff])")
_CAUGHT_SIGN = re.compile(
    r"[^\W\d_]"
    r"[^\w\s'’·‧\u00ad\u0300-\u036f\u0590-\u05ff\u0600-\u06ff\u0e00-\u0e7f-]"
    r"[^\W\d_]"
)
"""A sign between two letters that is not an apostrophe, a hyphen or a vowel mark."""
_BEFORE_DIGIT = re.compile(r"[\u00c0-\u024f]\d")
"""A non-ASCII Latin letter where a pound or section sign belongs: “ú5” for “£5”."""
_ALONE = re.compile(
    "(?![àáâåæèéêìíòóôöøùúýÀÁÂÅÆÈÉÊÌÍÒÓÔÖØÙÚÝ])[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
)
"""A non-ASCII Latin letter that is not a word by itself in any language."""
_NEXT_TO_LATIN = re.compile("[a-z][\u2e80-\ud7ff]|[\u2e80-\ud7ff][a-z]")
_PUNCTUATION = frozenset("‘’“”„‚«»‹›–—…\u00a0\u00ad•·¿¡")
_SIGNS = frozenset("°§©®™€£¥¢½¼¾²³±×÷ªº№¶´¨→•†‡‰µ")
_DRAWN = range(0x2500, 0x25A0)
"""Box-drawing characters, with which DOS texts frame their headings."""
_USUAL_OF_LATIN = frozenset(
    "cp1252 iso8859-15 cp1250 iso8859-2 cp1254 iso8859-9 cp1257 iso8859-13".split()
)
_LEAST_FIT = 250
"""A charset with a lower fit is not guessed."""
_COMMON = {
    "gb18030": COMMON_HAN_SIMPLIFIED,
    "big5hkscs": COMMON_HAN_TRADITIONAL,
    **dict.fromkeys(("cp932", "euc_jp"), COMMON_KANJI + "".join(map(chr, range(0x3041, 0x30FF)))),
    **dict.fromkeys(("cp949", "johab"), COMMON_HANGUL),
}
"""The multi-byte charsets, and the commonest characters of their texts."""
_LATIN = frozenset(name for one in ALPHABETS if one.is_latin for name in one.charsets)


def guess_charset(data: bytes) -> str | None:
    """Return the charset that fits ``data`` best; None if none fits well enough."""
    sample = _sample(data, _SAMPLE)
    bytes_used = Counter(sample.translate(None, _ASCII))
    if not bytes_used:
        return None
    is_latin = len(_LONE_BYTE.findall(sample)) * 2 > bytes_used.total()
    tokens = sorted(Counter(_TOKEN.findall(sample)).most_common(_MOST_TOKENS))
    words = Counter(word.decode("ascii") for word in _ASCII_WORD.findall(sample.lower()))
    letter_fits = _letter_fits([bytes_used[byte] for byte in _HIGH], words)
    # Sorting is stable: of charsets that fit equally well, the likelier one stays first.
    order = sorted(letter_fits, key=lambda charset: -letter_fits[charset])
    finalists = [charset for charset in order if charset in _LATIN][:_FINALISTS]
    if not is_latin:
        finalists += [charset for charset in order if charset not in _LATIN][: _FINALISTS // 3]
    fits = {charset: letter_fits[charset] - _oddity(tokens, charset) for charset in finalists}
    if not is_latin:
        sample = _sample(sample, _MULTIBYTE_SAMPLE)
        fits |= {charset: _multibyte_fit(sample, charset) for charset in _COMMON}
    best = max(fits, key=lambda charset: fits[charset])
    return best if fits[best] >= _LEAST_FIT else None


def _sample(data: bytes, size: int) -> bytes:
    """Return lines with non-ASCII bytes, spread over the first ``64 * size`` bytes."""
    lines = [line for line in data[: 64 * size].splitlines() if not line.isascii()]
    step = sum(map(len, lines)) // size + 1
    return b"\n".join(lines[::step])[: 2 * size]


# Single-byte charsets


def _letter_fits(counts: Sequence[int], words: Counter[str]) -> Mapping[str, int]:
    """Return how well the letters of each single-byte charset fit; likelier charsets first."""
    fits: dict[str, int] = {}
    for alphabet in ALPHABETS:
        common = sum(words[word] for word in alphabet.words.split())
        # Letters give a fit of at most 1,000; common words add at most 700.
        bonus = min(700, common * 3000 // max(1, words.total()))
        for charset in alphabet.charsets:
            weight = sum(map(mul, counts, _weights(charset, alphabet)))
            # A rare Latin charset must fit better than the usual ones.
            rarity = 100 if alphabet.is_latin and charset not in _USUAL_OF_LATIN else 0
            fit = weight * 10 // sum(counts) + bonus - rarity
            fits[charset] = max(fit, fits.get(charset, fit))
    return fits


@cache
def _weights(charset: str, alphabet: Alphabet) -> tuple[int, ...]:
    """Return how strongly each byte from 0x80, read in ``charset``, suggests a language."""
    number = len(alphabet.letters)
    lower = {
        char: 100 if alphabet.is_latin else 100 - 80 * rank // number
        for rank, char in enumerate(alphabet.letters)
    }
    known = {char.upper(): weight * 9 // 10 for char, weight in lower.items()} | lower
    chars = (bytes([byte]).decode(charset, "replace") for byte in _HIGH)
    return tuple(known.get(char) or _weight(char) for char in chars)


def _weight(char: str) -> int:
    """Return how strongly a character suggests a language whose alphabet lacks it."""
    if char in _PUNCTUATION:
        return 90
    if char in _SIGNS:
        return 30
    if ord(char) in _DRAWN:
        return 0
    if char == "\ufffd" or "\x80" <= char <= "\x9f":
        return -300
    return -100 if char.isalpha() else -50


def _oddity(tokens: Sequence[tuple[bytes, int]], charset: str) -> int:
    """Return the share, in thousandths, of words whose spelling no language has."""
    odd = sum(count for token, count in tokens if _is_odd(token.decode(charset, "replace")))
    return odd * 1000 // max(1, sum(count for _, count in tokens))


def _is_odd(word: str) -> bool:
    lower = word.lower()
    is_cased = word == lower or word[1:] == lower[1:] or word == word.upper()
    return (
        not is_cased
        or _CAUGHT_SIGN.search(word) is not None
        or _BEFORE_DIGIT.search(word) is not None
        or _ALONE.fullmatch(word) is not None
        or _mixes_scripts(word)
    )


def _mixes_scripts(word: str) -> bool:
    has_ascii = any(char.isascii() and char.isalpha() for char in word)
    return has_ascii and any(char > "\u02af" and char.isalpha() for char in word)


# Multi-byte charsets


def _multibyte_fit(sample: bytes, charset: str) -> int:
    common = frozenset(_COMMON[charset])
    text = sample.decode(charset, "replace")
    counts = {char: count for char, count in Counter(text).items() if char > "\x7f"}
    weight = sum(count * _wide_weight(char, common) for char, count in counts.items())
    weight -= 50 * len(_NEXT_TO_LATIN.findall(text))
    return weight * 10 // max(1, sum(counts.values()))


def _wide_weight(char: str, common: frozenset[str]) -> int:
    code = ord(char)
    if char in common:
        return 100
    if 0x4E00 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3:
        return 60
    if 0x3000 <= code <= 0x303F or 0xFF01 <= code <= 0xFF5E or char in _PUNCTUATION:
        return 50
    return -300 if char == "\ufffd" or 0xE000 <= code <= 0xF8FF else -50
