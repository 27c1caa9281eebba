"""The part of a file that a request asks for (RFC 9110, 14): films and sound are asked for so."""

from __future__ import annotations

import re

_ONE_RANGE = re.compile(
    r"bytes=[ \t]*+([0-9]{0,18})-([0-9]{0,18})[ \t]*+", re.ASCII | re.IGNORECASE
)


class UnsatisfiableError(ValueError):
    """A request asks for bytes beyond the end of a file."""


def find_range(asked: str | None, size: int) -> range | None:
    """Return the positions of the bytes that the header ``Range`` asks for in a file of ``size``.

    None is the whole file: without the header, and for what may be ignored: another unit, what is
    no range, several ranges at once. Raises UnsatisfiableError.
    """
    match = _ONE_RANGE.fullmatch(asked or "")
    if match is None or match.group() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        found = range(max(0, size - int(last)), size)
    elif last and int(last) < int(first):
        return None
    else:
        found = range(int(first), min(int(last) + 1, size) if last else size)
    if not found:
        raise UnsatisfiableError
    return found
