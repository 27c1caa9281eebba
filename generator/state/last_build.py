"""The note of the last build, by which the next one sees whether there is anything to do.

Nothing is loaded here that a build with nothing to do can do without.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.paths import replacing
from generator.report import Diagnostic, Severity
from generator.state.snapshots import FileStat, stat_of_file

_NOTE = "last-build.json"


@dataclass(frozen=True, slots=True)
class LastBuild:
    """A finished build: digests of its inputs, content and output, and what it reported."""

    inputs: str
    content: str
    output: str
    documents: int
    files: int
    follow_links: bool
    """Whether links out of the archive were followed."""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_last_build(folder: Path) -> LastBuild | None:
    """Return the note of the last build; None when it cannot be read."""
    try:
        values = json.loads((folder / _NOTE).read_text("utf-8"))
        told = tuple(
            Diagnostic(**{**one, "severity": Severity(one["severity"])})
            for one in values.pop("diagnostics")
        )
        return LastBuild(**values, diagnostics=told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def write_last_build(folder: Path, last_build: LastBuild) -> None:
    """Save the note of a build; when that fails, the next one finds none."""
    with suppress(OSError), replacing(folder / _NOTE) as path:
        path.write_text(json.dumps(asdict(last_build)), "utf-8")


def stat_of_last_build(folder: Path) -> FileStat:
    """Return the file stat of the note, which differs after every build."""
    return stat_of_file(str(folder / _NOTE))


def forget_last_build(folder: Path) -> None:
    with suppress(OSError):
        (folder / _NOTE).unlink()
