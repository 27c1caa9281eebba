"""Read and write the URL ledger, ``content/urls.txt``: every URL that was ever published.

A line is the path of a page, a tab, and the SHA-256 of the seed that its document was made from,
or a hyphen. The file only ever grows, and people may edit it: lines that cannot be read are kept.
A file that is not text stops the build, as there is no other record of the past.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.archive.addresses import LONGEST_NAME, is_address, is_address_list
from generator.model import SitePath
from generator.report import Diagnostic, error, unreadable, warning
from generator.text import printable, shorten, text_files
from generator.text.text_files import SAVE_AS_UTF8, UndecodableError

LEDGER = "urls.txt"
_DIGEST = re.compile(r"[0-9A-Fa-f]{64}|-")
_OURS = re.compile(r"(?:[!-~]+\t(?:[0-9a-f]{64}|-)\n)+")
"""A ledger as we write it, if all of its paths are printable ASCII."""
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
"""The markers that Git and others write around a merge conflict."""
_NO_DIGEST = "-"
_SHOWN = 60
"""The most characters of a line that a message quotes."""


class Ledger(Struct, frozen=True):
    """The published addresses, each with the SHA-256 of its seed (None if it had none).

    ``unread`` holds the lines that cannot be read, unchanged; ``source`` is the content of the
    file when it was read (None if there was no file).
    """

    digests: Mapping[SitePath, str | None] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    source: bytes | None = None


class ParsedLedger(Struct, frozen=True):
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...] = ()


def read_ledger(content: Path) -> ParsedLedger:
    """Return the ledger of a content folder, which is empty if there is no file yet.

    Raises BuildError when the file cannot be read: a shorter ledger must not replace it.
    """
    try:
        data = (content / LEDGER).read_bytes()
        parsed = parse_ledger(text_files.decode(data))
    except (FileNotFoundError, NotADirectoryError):
        return ParsedLedger(Ledger())
    except (OSError, UndecodableError) as problem:
        what, path = "the list of published addresses", f"content/{LEDGER}"
        hint = "Fix its permissions."
        if isinstance(problem, UndecodableError):
            hint = f"{SAVE_AS_UTF8} Nothing is published until then, and nothing is lost."
        raise unreadable(what, problem, code="urls.unreadable", path=path, hint=hint) from problem
    return replace(parsed, ledger=replace(parsed.ledger, source=data))


def parse_ledger(text: str) -> ParsedLedger:
    """Parse a ledger; of several lines for one address, the first with a digest counts."""
    if (ours := _parse_ours(text)) is not None:
        return ParsedLedger(Ledger(ours))
    digests: dict[SitePath, str | None] = {}
    unread: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        # Some editors replace tabs with spaces.
        path, *digest = line.rsplit(None, 1) or ("",)
        if digest and _DIGEST.fullmatch(digest[0]) and _was_published(path):
            known = None if digest[0] == _NO_DIGEST else digest[0].lower()
            digests[path] = digests.get(path) or known
        elif path:
            unread.setdefault(line, number)
    found = tuple(_invalid(line, number) for line, number in unread.items())
    return ParsedLedger(Ledger(digests, tuple(unread)), found)


def _parse_ours(text: str) -> dict[SitePath, str | None] | None:
    """Parse a ledger that is exactly as we write it, ten times as fast; else return None."""
    if not _OURS.fullmatch(text) or not is_address_list(text):
        return None
    pairs = [line.split("\t") for line in text.split("\n")[:-1]]
    digests = {path: None if digest == _NO_DIGEST else digest for path, digest in pairs}
    is_sound = len(digests) == len(pairs) and max(map(len, digests)) <= LONGEST_NAME
    return digests if is_sound else None


def _was_published(path: str) -> bool:
    """Return whether a page can ever have had this address."""
    return is_address(path) and all(len(name.encode()) <= LONGEST_NAME for name in path.split("/"))


def _invalid(line: str, number: int) -> Diagnostic:
    path, shown = f"content/{LEDGER}", shorten(printable(line), _SHOWN)
    if _CONFLICT.match(line):
        message = "a merge left its marks here; the addresses of both sides count"
        hint = "Delete the lines with the marks, and keep all others."
        return error("urls.conflict", message, path=path, line=number, hint=hint)
    message = f"“{shown}” is not an address with its digest; the line is kept"
    hint = "A line is the path of a page, a tab, and a SHA-256 or a hyphen. Fix or delete it."
    return warning("urls.invalid", message, path=path, line=number, hint=hint)


def ledger_data(ledger: Ledger) -> bytes:
    """Return the bytes of the ledger's file in its own form, sorted, with unread lines last."""
    lines = sorted(f"{path}\t{digest or _NO_DIGEST}\n" for path, digest in ledger.digests.items())
    text = "".join((*lines, *(f"{line}\n" for line in ledger.unread)))
    _, form = text_files.decode_for_editing(ledger.source or b"")
    return form.encode(text)


def join_ledgers(ours: Ledger, theirs: Ledger) -> Ledger:
    """Return ``theirs``, the present file, with our changes since ``ours`` was read."""
    read = parse_ledger(text_files.decode(ours.source)).ledger.digests if ours.source else {}
    added = dict(pair for pair in ours.digests.items() if pair not in read.items())
    return replace(theirs, digests={**theirs.digests, **added})
