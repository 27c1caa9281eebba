"""Whether anything changed since the last build, decided from the state of files alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import __version__, cache
from generator.report import Report

if TYPE_CHECKING:
    from generator.build import Published
    from generator.config import SiteConfig


def state_of_inputs(root: Path, output: Path, strict: bool, options: dict[str, Any]) -> str:
    """Return a digest of all that a build reads but its content folder, and of its options."""
    package = Path(__file__).parent
    watched = (
        root / "site.yaml",
        root / "seeds",
        root / "themes",
        package,
        package.parent / "themes",
    )
    words = [__version__, str(output), str(strict)]
    words += [f"{key}={options[key]}" for key in ("drafts", "base_url", "theme")]
    return cache.state_of(watched, *words)


def matching_stamp(root: Path, output: Path, inputs: str) -> cache.Stamp | None:
    """Return the stamp of the last build when nothing changed since then, else None."""
    stamp = cache.read_stamp(root / ".cache")
    if stamp is None or stamp.inputs != inputs:
        return None
    is_same = stamp.content == cache.state_of(
        [root / "content"]
    ) and stamp.output == cache.state_of([output])
    return stamp if is_same else None


def is_unfinished(report: Report) -> bool:
    """Say whether a file could not be written: the next build has that to do, at the least."""
    return any(one.code in ("publish.failed", "disk.unwritable") for one in report.diagnostics)


def leave_stamp(site: SiteConfig, inputs: str, done: Published, report: Report) -> None:
    """Note down what a finished build saw."""
    cache.write_stamp(
        site.cache,
        cache.Stamp(
            inputs=inputs,
            content=done.content_state,
            output=cache.state_of([site.output]),
            documents=done.documents,
            files=done.files,
            diagnostics=report.diagnostics,
        ),
    )
