"""The URL ledger, ``content/urls.txt``: every address that was ever published, one a line.

A line is the path of a page, a tab, and the SHA-256 of the seed that its document was made from,
or a hyphen. The file only ever grows, and people may edit it: lines that cannot be read are kept.
A file that is no text stops the build: it is all that is known of the past.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.archive.addresses import is_address, is_address_list
from generator.model import SitePath
from generator.report import BuildError, Diagnostic, error, warning
from generator.text import printable, shorten, text_files
from generator.text.text_files import SAVE_AS_UTF8, UndecodableError

LEDGER = "urls.txt"
_DIGEST = re.compile(r"[0-9A-Fa-f]{64}|-")
_OURS = re.compile(r"(?:[!-~]+\t(?:[0-9a-f]{64}|-)\n)+")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
"""What Git and others write between the sides that they cannot join."""
_NO_DIGEST = "-"
_LONGEST_NAME = 255
"""Bytes: no file ever had a longer name, whatever stands in the list."""
_SHOWN = 60
"""Characters of a line that a message quotes."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The published addresses, each with the SHA-256 of its seed (None: it had none).

    ``unread`` holds the lines that say nothing of the kind, as they stand; ``source`` is the file
    that it was read from, as it was then (None: there was none).
    """

    digests: Mapping[SitePath, str | None] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    source: bytes | None = None


@dataclass(frozen=True, slots=True)
class ParsedLedger:
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...] = ()


def read_ledger(content: Path) -> ParsedLedger:
    """Return the ledger of a content folder; an empty one when there is none yet.

    Raises BuildError when it is there and cannot be read: no shorter one may take its place.
    """
    try:
        data = (content / LEDGER).read_bytes()
        parsed = parse_ledger(text_files.decode(data))
    except (FileNotFoundError, NotADirectoryError):
        return ParsedLedger(Ledger())
    except OSError as problem:
        raise _unreadable(str(problem.strerror), None, "Fix its permissions.") from problem
    except UndecodableError as problem:
        hint = f"{SAVE_AS_UTF8} Nothing is published until then, and nothing is lost."
        raise _unreadable(problem.reason, problem.line, hint) from problem
    return replace(parsed, ledger=replace(parsed.ledger, source=data))


def _unreadable(reason: str, line: int | None, hint: str) -> BuildError:
    return BuildError(
        f"the list of published addresses cannot be read: {reason}",
        code="urls.unreadable",
        path=f"content/{LEDGER}",
        line=line,
        hint=hint,
    )


def parse_ledger(text: str) -> ParsedLedger:
    """Return what a ledger says; of two lines for one address, the first with a digest counts."""
    if (ours := _parse_ours(text)) is not None:
        return ParsedLedger(Ledger(ours))
    digests: dict[SitePath, str | None] = {}
    unread: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        # People's editors write spaces for tabs.
        path, *digest = line.rsplit(None, 1) or ("",)
        if digest and _DIGEST.fullmatch(digest[0]) and _was_published(path):
            known = None if digest[0] == _NO_DIGEST else digest[0].lower()
            digests[path] = digests.get(path) or known
        elif path:
            unread.setdefault(line, number)
    found = tuple(_invalid(line, number) for line, number in unread.items())
    return ParsedLedger(Ledger(digests, tuple(unread)), found)


def _parse_ours(text: str) -> dict[SitePath, str | None] | None:
    """Return what a ledger says that stands as we wrote it, in a tenth of the time; else None."""
    if not _OURS.fullmatch(text) or not is_address_list(text):
        return None
    pairs = [line.split("\t") for line in text.split("\n")[:-1]]
    digests = {path: None if digest == _NO_DIGEST else digest for path, digest in pairs}
    is_sound = len(digests) == len(pairs) and max(map(len, digests)) <= _LONGEST_NAME
    return digests if is_sound else None


def _was_published(path: str) -> bool:
    """Return whether there can have been a page at an address."""
    return is_address(path) and all(len(name.encode()) <= _LONGEST_NAME for name in path.split("/"))


def _invalid(line: str, number: int) -> Diagnostic:
    if _CONFLICT.match(line):
        return error(
            "urls.conflict",
            "a merge left its marks here; the addresses of both sides count",
            path=f"content/{LEDGER}",
            line=number,
            hint="Delete the lines with the marks, and keep all others.",
        )
    return warning(
        "urls.invalid",
        f"“{shorten(printable(line), _SHOWN)}” is no address with its digest; the line is kept",
        path=f"content/{LEDGER}",
        line=number,
        hint="A line is the path of a page, a tab, and a SHA-256 or a hyphen. Fix or delete it.",
    )


def ledger_text(ledger: Ledger) -> str:
    """Return a ledger as its file has it, sorted; lines that could not be read stand at its end."""
    lines = sorted(f"{path}\t{digest or _NO_DIGEST}\n" for path, digest in ledger.digests.items())
    return "".join((*lines, *(f"{line}\n" for line in ledger.unread)))


def ledger_data(ledger: Ledger) -> bytes:
    """Return a ledger as its file has it, in the form that the file was saved in."""
    if ledger.source is None:
        return ledger_text(ledger).encode()
    _, form = text_files.decode_for_editing(ledger.source)
    return form.encode(ledger_text(ledger))


def join_ledgers(ours: Ledger, theirs: Ledger) -> Ledger:
    """Return what the file says now, ``theirs``, with what we add to what we had read from it."""
    read = parse_ledger(text_files.decode(ours.source)).ledger.digests if ours.source else {}
    missing = object()
    added = {
        path: digest for path, digest in ours.digests.items() if read.get(path, missing) != digest
    }
    return replace(theirs, digests={**theirs.digests, **added})
