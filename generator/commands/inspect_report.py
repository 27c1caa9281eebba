"""What `inspect` prints: what is recognised in files, as text or as JSON."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import replace

from generator.content import Furniture
from generator.dates import DateOrder
from generator.entities import OwnTerms
from generator.pipeline.machine_view import view_bytes, view_row
from generator.pipeline.picture_sources import SeedsFolder
from generator.readers import UnreadableSeed
from generator.report import Report, error
from generator.text import printable
from generator.workers import cores, ordered_map

_BATCH = 2_048
"""Rows handed to the workers at a time; memory holds one batch."""


def answer_rows(rows: BinaryIO, order: DateOrder, jobs: int | None) -> Iterator[str]:
    """Yield one line of JSON for each line of ``rows``, in order; blank lines are skipped."""
    lines = (line.decode("utf-8", "replace") for line in rows if line.strip())
    while batch := list(islice(lines, _BATCH)):
        yield from ordered_map(partial(view_row, order=order), batch, jobs or cores())


def view_file(
    path: Path, order: DateOrder, report: Report, *, furniture: Furniture, terms: OwnTerms
) -> dict[str, Any] | None:
    """Return what is recognised in a file; None, with an error in ``report``, if unreadable."""
    try:
        folder = SeedsFolder(str(path.parent))
        return view_bytes(_bytes_of(path), path.name, order, furniture, terms, folder)
    except UnreadableSeed as problem:
        told = error(problem.code, problem.message, line=problem.line, hint=problem.hint)
    except OSError as problem:
        told = error(
            "seed.unreadable",
            f"the file cannot be read: {problem.strerror}",
            hint="Check the name and the permissions.",
        )
    report.add([replace(told, path=str(path))])
    return None


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file or a pipe. Raises OSError for a device, which has no end."""
    with open(path, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise OSError(errno.EINVAL, "it is a device")
        return file.read()


def as_text(view: dict[str, Any]) -> str:
    lines = [f"{line['n']:5}  {line['role']:15}  {line['text']}".rstrip() for line in view["lines"]]
    told = "\n".join(
        [*lines, "", *findings_as_text(view["findings"]), f"confidence: {view['confidence']:.0%}"]
    )
    return printable(told)  # a seed must not steer the terminal


def findings_as_text(findings: list[dict[str, Any]]) -> Iterator[str]:
    """Yield each finding with its evidence: ``title: A title  (headline, line 20)``."""
    for finding in findings:
        line = f", line {finding['line']}" if finding["line"] else ""
        value = finding["value"]
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield f"{finding['field']}: {shown}  ({finding['rule']}{line})"
