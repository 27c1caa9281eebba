"""Describe disk errors to the owner, and decide whether to go on."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.report import Diagnostic, error

_MOST_NAMED = 20
"""At most this many diagnostics of one kind are listed; the others are counted."""

_MAKE_ROOM = "Make room, then build again: what is missing is then completed."
_MOVE_AWAY = "Move away what is in the way; then build again."
_BE_ALLOWED = "Make the folder writable, close what has the file open, or use --output."
_FIX = "Fix the file or its folder; then build again."
_SAID = {
    errno.ENOSPC: ("the disk is full", _MAKE_ROOM),
    errno.EDQUOT: ("your share of the disk is used up", _MAKE_ROOM),
    errno.EFBIG: ("the disk takes no file as large as this", _MAKE_ROOM),
    errno.EROFS: ("the disk can only be read from", _BE_ALLOWED),
    errno.EACCES: ("permission denied", _BE_ALLOWED),
    errno.EPERM: ("permission denied", _BE_ALLOWED),
    errno.EISDIR: ("a folder is in the way", _MOVE_AWAY),
    errno.ENOTDIR: ("a file is where its folder should be", _MOVE_AWAY),
    errno.ENAMETOOLONG: ("the name is too long for the disk", "Rename what it is made from."),
    errno.EIO: ("the disk does not work", "Look after the disk: it may be failing."),
}
"""What an error means to the owner of an archive, and what they can do."""
_OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def is_of_the_disk(problem: OSError) -> bool:
    """Return whether the next file would fail for the same reason."""
    return problem.errno in _OF_THE_DISK


def failure(path: str, problem: OSError, others: int = 0) -> Diagnostic:
    """Return the error for a file; because of it, ``others`` more files are left unchanged."""
    hint = _MOVE_AWAY if problem.errno in (errno.EEXIST, errno.ENOTEMPTY) else _FIX
    said, hint = _SAID.get(problem.errno or 0, (str(problem.strerror or problem), hint))
    message = f"the file cannot be written or removed: {said}"
    if others:
        message += f"; {others:,} more stay as they were"
    return error("publish.failed", message, path=path, hint=hint)


def few(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the first diagnostics of each kind, and at the end one that counts the rest."""
    counts: Counter[tuple[str, str | None]] = Counter()
    last: dict[tuple[str, str | None], Diagnostic] = {}
    for one in diagnostics:
        kind = (one.code, one.hint)
        counts[kind] += 1
        if counts[kind] <= _MOST_NAMED:
            yield one
        else:
            last[kind] = one
    for kind, one in last.items():
        others = counts[kind] - _MOST_NAMED - 1
        more = f"; the same for {others:,} more" if others else ""
        yield replace(one, message=one.message + more)
