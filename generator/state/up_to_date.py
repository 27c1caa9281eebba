"""Decide from file stats alone whether anything changed since the last build, which left a note.

The modules that do the work of a build are not imported here, so that a build with nothing to do
ends immediately.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, convert, to_builtins

from generator import __version__
from generator.paths import replacing
from generator.report import BuildError, Diagnostic, Report
from generator.state import snapshots
from generator.state.snapshots import FileStat, Outline, Snapshot, stat_of_file

if TYPE_CHECKING:
    from generator.config import SiteConfig

_PACKAGE = Path(__file__).parents[1]
_NOTE = "last-build.json"


class LastBuild(Struct, frozen=True):
    """A finished build: digests of its inputs, content and output, and what it reported."""

    inputs: str
    content: str
    output: str
    documents: int
    files: int
    follow_links: bool
    """Whether links out of the archive were followed."""
    diagnostics: tuple[Diagnostic, ...] = ()
    days: tuple[str, str] = ("", "")
    """The day from which, and the day until which it holds (YYYY-MM-DD, empty if there is none):
    the days on which the last embargo ended and the next one ends."""


def read_last_build(folder: Path) -> LastBuild | None:
    """Return the note of the last build; None when it cannot be read."""
    try:
        return convert(json.loads((folder / _NOTE).read_text("utf-8")), LastBuild)
    except (OSError, ValueError, RecursionError):
        return None


def write_last_build(folder: Path, last_build: LastBuild) -> None:
    """Save the note of a build; if that fails, the next build finds no note."""
    with suppress(OSError), replacing(folder / _NOTE) as path:
        path.write_text(json.dumps(to_builtins(last_build)), "utf-8")


def stat_of_last_build(folder: Path) -> FileStat:
    """Return the file stat of the note, which differs after every build."""
    return stat_of_file(str(folder / _NOTE))


def forget_last_build(folder: Path) -> None:
    with suppress(OSError):
        (folder / _NOTE).unlink()


class InputState(Struct, frozen=True, dict=True):
    """The state, before a build, of everything that it reads and of its output."""

    seeds: Snapshot
    content: Snapshot
    themes: Snapshot
    settings: FileStat
    output: Outline
    last_build: FileStat
    """The file stat of the note; it differs if a build has ended since."""
    follow_links: bool
    """Whether links out of the archive were followed."""

    @cached_property
    def code(self) -> str:
        """The digest of the program and of the libraries installed in the same folder as Jinja."""
        package = snapshots.take_snapshot(_PACKAGE).digest
        libraries: list[str] = []
        jinja = importlib.util.find_spec("jinja2")
        if jinja is not None and jinja.origin:
            names = os.listdir(Path(jinja.origin).parents[1])
            libraries = sorted(name for name in names if name.endswith(".dist-info"))
        return _digest(__version__, sys.version, package, *libraries)

    def inputs(self, choices: Mapping[str, object]) -> str:
        """Return the digest of everything that a build reads except the content folder."""
        own_themes = snapshots.take_snapshot(_PACKAGE.parent / "themes").digest
        states = (self.seeds.digest, self.themes.digest, own_themes, str(self.settings))
        chosen = (f"{key}={value}" for key, value in sorted(choices.items()))
        return _digest(self.code, *states, *chosen)


def read_input_state(
    root: Path, content: Path, output: Path | None, *, follow_links: bool
) -> InputState:
    """Return the state of an archive; without an output, only the state of what a build reads.

    Raises BuildError when a folder that a build reads cannot be read.
    """
    # This comes first: if a build ends while the folders are read, the stat of its note differs.
    last_build = stat_of_last_build(root / ".cache")
    return InputState(
        last_build=last_build,
        seeds=look_at(root / "seeds", follow_links=follow_links),
        content=look_at(content, follow_links=follow_links, dotted=snapshots.FOR_SERVERS),
        themes=look_at(root / "themes", follow_links=follow_links),
        settings=snapshots.stat_of_input(str(root / "site.yaml")),
        output=Outline() if output is None else snapshots.take_outline(output),
        follow_links=follow_links,
    )


def read_input_state_again(site: SiteConfig) -> InputState:
    """Return the state of an archive whose settings are known."""
    return read_input_state(site.root, site.content, site.output, follow_links=site.follow_links)


def look_at(
    folder: Path,
    *,
    follow_links: bool,
    until_then: str = "; what is published stays until then",
    dotted: Collection[str] = (),
) -> Snapshot:
    """Return a snapshot of one of the archive's folders; raise BuildError if it cannot be read.

    ``dotted`` are the names of hidden files and folders to include.
    """
    # A link from one of the archive's folders into another is not followed either: content read as
    # a seed would be converted again and again, and a seed in content/ published unchanged.
    try:
        return snapshots.take_snapshot(folder, follow_links=follow_links, dotted=dotted)
    except OSError as problem:
        message, path = f"the folder cannot be read: {problem.strerror}", folder.name
        hint = f"Fix the folder or its permissions{until_then}."
        raise BuildError(message, code="folder.unreadable", path=path, hint=hint) from problem


def _digest(*words: str) -> str:
    return blake2b("\n".join(words).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def is_up_to_date(last_build: LastBuild, seen: InputState, inputs: str, today: str) -> bool:
    """Return whether nothing changed since the last build; ``today`` is an ISO date."""
    since, until = last_build.days
    return (
        since <= today
        and (not until or today < until)
        and last_build.inputs == inputs
        and last_build.content == seen.content.digest
        and last_build.output == seen.output.digest
    )


_UNFINISHED = ("publish.failed", "disk.unwritable", "folder.unread", "worker.died")


def is_unfinished(report: Report) -> bool:
    """Return whether a file could not be read or written, so that the next build has to try again.

    The file stats do not show that a disk was missing for a moment.
    """
    codes = {one.code for one in report.diagnostics}
    return any(code in _UNFINISHED or code.endswith(".unreadable") for code in codes)
