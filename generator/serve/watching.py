"""Report when files change, through events of the system where they work, else by polling.

On network disks and in some containers, some or all events are missing. So they are tested first,
with a file of our own.
"""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

from msgspec import Struct

from generator.config import FILE_NAME
from generator.paths import walk
from generator.serve.changes import FOLDERS
from generator.state.snapshots import FOR_SERVERS, FileStat, stat_of_file, take_snapshot

Report = Callable[[Collection[str]], None]
"""A function that is given the paths of files that may have changed."""

_SETTLED = 10
"""Milliseconds without an event after which a burst is over: one save causes several events."""
_LONGEST = 300
"""Milliseconds after which a burst is reported even if it goes on."""
_PROOF = 1_000
"""Milliseconds within which the system must report our own file."""
_PAUSE = 0.25
_RARE = 5.0
"""Seconds between looks for links where there are none."""
_SHARE = 10
"""A pause is this many times as long as the polling before it; at least ``_PAUSE`` seconds."""


class Watch(Struct, frozen=True):
    """A running watch: ``kind`` says how it works, ``reason`` why it does not use events."""

    kind: str
    reason: str
    end: Event
    """Set this to end the watch."""


def start_watch(root: Path, report: Report, *, polls: bool = False) -> Watch:
    """Watch an archive from now on; with ``polls``, do not use events.

    All files are reported once at the start: they may have changed since they were last read.
    """
    reason = "as you asked" if polls else why_events_fail(root / ".cache")
    end = Event()
    if not reason:
        _start(_follow_root, root, report, end, _listen([root], recursive=False))
    _start(_poll_links, root, report, end, _stats_behind_links(root))
    before = look_around(root)
    if reason:
        _start(_poll, root, report, end, before)
    report(before)
    return Watch("by looking again and again" if reason else "by events", reason, end)


def _start(work: Callable[..., None], *arguments: object) -> None:
    Thread(target=work, args=arguments, name="watch", daemon=True).start()


# By events


def why_events_fail(folder: Path) -> str:
    """Return why events cannot be relied on; empty when they can."""
    if importlib.util.find_spec("watchfiles") is None:
        return "the package watchfiles is not installed"
    proof = folder / "watched"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        listener = _listen([folder], recursive=False)
        proof.write_text("")
    except OSError as problem:
        return f"the system refused: {problem.strerror or problem}"
    for places in _bursts(listener, Event(), _PROOF):
        if not places:
            break
        if any(Path(place).name == proof.name for place in places):
            return ""
    return "the system does not tell of changes here"


def _listen(places: Iterable[Path], *, recursive: bool) -> Any:
    """Return a listener for changes in some folders from now on."""
    # Imported by name: where the package is missing, its types are missing too.
    backend = importlib.import_module("watchfiles._rust_notify")
    # No debug output, no polling (nor its delay), and no errors about folders without permission.
    return backend.RustNotify([str(place) for place in places], False, False, 0, recursive, True)


def _bursts(listener: Any, end: Event, patience: int = 5_000) -> Iterator[frozenset[str]]:
    """Yield the changed paths of each burst; an empty set when ``patience`` (ms) runs out."""
    while True:
        told = listener.watch(_LONGEST, _SETTLED, patience, end)
        if told in ("stop", "signal"):
            return
        yield frozenset() if told == "timeout" else frozenset(place for _, place in told)


def _follow_root(root: Path, report: Report, end: Event, listener: Any) -> None:
    """Report changes; when a folder to watch comes or goes, start watching the folders anew."""
    inner = Event()
    folders = _follow_folders(root, report, inner)
    report(look_around(root))
    for places in _bursts(listener, end):
        if _folders_of(root) != folders:
            inner.set()
            inner = Event()
            folders = _follow_folders(root, report, inner)
            places |= look_around(root).keys()
        if places:
            report(places)
    inner.set()


def _follow_folders(root: Path, report: Report, end: Event) -> dict[Path, int]:
    """Watch those of the folders that exist, and return them."""
    folders = _folders_of(root)
    if folders:
        with suppress(FileNotFoundError):  # gone again: the watch of the root will notice
            _start(_follow, report, end, _listen(folders, recursive=True))
    return folders


def _folders_of(root: Path) -> dict[Path, int]:
    """Return the folders to watch that exist, with their inode numbers."""
    places = (root / name for name in FOLDERS)
    return {place: place.stat().st_ino for place in places if place.is_dir()}


def _follow(report: Report, end: Event, listener: Any) -> None:
    for changed in filter(None, _bursts(listener, end)):
        report(changed)


# By polling


def _poll(root: Path, report: Report, end: Event, before: dict[str, FileStat]) -> None:
    """Report what changed, until ``end`` is set."""
    pause = _PAUSE
    while not end.wait(pause):
        start = time.monotonic()
        now = look_around(root)
        if changed := differing(before, now):
            report(changed)
        before, pause = now, max(_PAUSE, _SHARE * (time.monotonic() - start))


def _poll_links(root: Path, report: Report, end: Event, before: dict[str, FileStat]) -> None:
    """Report changes of what links lead to: the system tells of the watched folders alone."""
    pause = _PAUSE
    while not end.wait(pause):
        start = time.monotonic()
        now = _stats_behind_links(root)
        if changed := differing(before, now):
            report(changed)
        least = _PAUSE if now else _RARE
        before, pause = now, max(least, _SHARE * (time.monotonic() - start))


def _stats_behind_links(root: Path) -> dict[str, FileStat]:
    """Return the stats of the files behind links, by the paths that they have in the archive."""
    stats: dict[str, FileStat] = {}
    for folder in FOLDERS:
        for _, entry in walk(root / folder):
            if not entry.is_symlink():
                continue
            stats[entry.path] = stat_of_file(entry.path)
            with suppress(OSError):
                found = take_snapshot(Path(entry.path), follow_links=True).stats
                stats |= {f"{entry.path}/{name}": stat for name, stat in found.items()}
    return stats


def look_around(root: Path) -> dict[str, FileStat]:
    """Return the file stats of all files that a build reads, by path."""
    stats = {str(root / FILE_NAME): stat_of_file(str(root / FILE_NAME))}
    for folder in FOLDERS:
        with suppress(OSError):
            found = take_snapshot(root / folder, dotted=FOR_SERVERS).stats
            stats |= {str(root / folder / name): stat for name, stat in found.items()}
    return stats


def differing(before: dict[str, FileStat], now: dict[str, FileStat]) -> set[str]:
    """Return the paths of files that came, went or changed."""
    return {place for place in before.keys() | now.keys() if before.get(place) != now.get(place)}
