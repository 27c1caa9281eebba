"""Print to the terminal: results to stdout, diagnostics and progress to stderr.

The library rich is imported only when there is a terminal to show something on.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from msgspec import Struct

from generator.report import Diagnostic, Report, Severity
from generator.state.up_to_date import LastBuild

if TYPE_CHECKING:
    from generator.pipeline.build import Published
    from generator.pipeline.conversion import Converted
    from generator.pipeline.furniture_learning import Learned

Item = TypeVar("Item")

_SHOW_PROGRESS_AFTER = 0.5
"""Seconds. Shorter work needs no bar."""
_MOST_ALIKE = 3
"""How many warnings that say the same of several places are printed."""
_MOST_OF_A_KIND = 12
"""How many warnings with one code are printed."""


class Voice(Struct, frozen=True):
    """A reporter of what happened, in as much detail as the user asked for.

    Commands without the option ``--verbose`` leave nothing out.
    """

    verbose: bool = True
    quiet: bool = False
    profile: bool = False

    def diagnostics(self, report: Report) -> None:
        """Print what is odd about the input to stderr, in colour on a terminal.

        Of warnings that are much alike, only the first are printed, and how many more there are,
        unless the user wants to see everything.
        """
        shown = [
            one for one in report.diagnostics if not self.quiet or one.severity is Severity.ERROR
        ]
        more: Counter[str] = Counter()
        if not self.verbose:
            shown, more = _without_repetitions(shown)
        self._print(shown)
        for code, left in more.items():
            say(f"… and {left:,} more [{code}]: -v names all", is_aside=True)

    def _print(self, shown: Sequence[Diagnostic]) -> None:
        if not shown or not is_watched() or "NO_COLOR" in os.environ:
            for diagnostic in shown:
                say(str(diagnostic), is_aside=True)
            return
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True, highlight=False)
        colours = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
        for diagnostic in shown:
            text = Text(_visible(str(diagnostic)))
            text.highlight_words([f"{diagnostic.severity}:"], colours[diagnostic.severity])
            console.print(text, soft_wrap=True)

    def say(self, text: str, *, is_aside: bool = False) -> None:
        """Print a text, unless the user wants to see only problems."""
        if not self.quiet:
            say(text, is_aside=is_aside)

    def unchanged(self, last_build: LastBuild) -> None:
        held = f"{count(last_build.documents, 'document')}, {count(last_build.files, 'file')}"
        self.say(f"Nothing changed: {held}.")

    def built(self, done: Published | None, seconds: float, *, is_dry_run: bool) -> None:
        if done is None:
            self.say("Nothing was published.")
            return
        if done.converted.new or done.converted.updated:
            self.converted(done.converted)
        if self.verbose or is_dry_run:
            for path in done.plan.write:
                self.say(f"write   {path}")
            for path in done.plan.delete:
                self.say(f"remove  {path}")
        would = "Would publish" if is_dry_run else "Published"
        changed = f"{len(done.plan.write):,} written, {len(done.plan.delete):,} removed"
        held = f"{count(done.documents, 'document')} as {count(done.files, 'file')}"
        self.say(f"{would} {held}: {changed} ({seconds:.1f} s).")

    def converted(self, converted: Converted) -> None:
        if self.verbose:
            for path in (*converted.new, *converted.updated):
                self.say(f"content {path}")
        news = f"{len(converted.new):,} new, {len(converted.updated):,} updated"
        self.say(f"Converted seeds to content: {news}, {converted.unchanged:,} unchanged.")

    def learned(self, learned: Learned) -> None:
        known = f"{count(learned.lines, 'line')} of {count(learned.sources, 'source')}"
        self.say(f"content/furniture.txt has {known}, {learned.new:,} of them new.")

    def timings(self, seconds: Mapping[str, float]) -> None:
        for stage, taken in seconds.items():
            say(f"{stage:10}{taken:8.3f} s", is_aside=True)


def _without_repetitions(
    diagnostics: Iterable[Diagnostic],
) -> tuple[list[Diagnostic], Counter[str]]:
    """Return the diagnostics to print, all errors among them, and how many more each code has."""
    shown: list[Diagnostic] = []
    alike: Counter[tuple[str, str]] = Counter()
    of_kind: Counter[str] = Counter()
    more: Counter[str] = Counter()
    for one in diagnostics:
        same = (one.code, one.message)
        alike[same] += 1
        if one.severity is Severity.ERROR:
            shown.append(one)
        elif alike[same] > _MOST_ALIKE or of_kind[one.code] >= _MOST_OF_A_KIND:
            more[one.code] += 1
        else:
            of_kind[one.code] += 1
            shown.append(one)
    return shown, more


def built_as_json(done: Published | LastBuild | None, report: Report, code: int) -> str:
    """Return a build's outcome for programs; counts are null when nothing was published.

    If ``done`` is a LastBuild, this build had nothing to do.
    """
    changes: dict[str, Any] = {}
    if isinstance(done, LastBuild):
        changes = {"written": 0, "removed": 0, "converted": [], "updated": []}
    elif done is not None:
        changes = {"written": len(done.plan.write), "removed": len(done.plan.delete)}
        changes |= {"converted": list(done.converted.new), "updated": list(done.converted.updated)}
    outcome = {
        "documents": done and done.documents,
        "files": done and done.files,
        **changes,
        "exit_code": code,
        "diagnostics": [one.as_json() for one in report.diagnostics],
    }
    return as_json(outcome)


def say(text: str, *, is_aside: bool = False, ends_line: bool = True) -> None:
    """Print a text to stdout or, with ``is_aside``, to stderr.

    Control characters from documents and file names are made visible, so that none reaches the
    terminal.
    """
    click.echo(_visible(text), err=is_aside, nl=ends_line)


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    from generator.text import visible  # most builds do not need it

    return visible(text)


def as_json(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON that is safe in any terminal and any encoding."""
    from generator.text import json_escaped  # most builds do not need it

    is_unicode = sys.stdout is None or sys.stdout.encoding.lower().startswith("utf")
    return json_escaped(json.dumps(value, ensure_ascii=not is_unicode, indent=indent))


def speak_plainly() -> None:
    """Escape characters that the encoding of an output stream lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def is_watched() -> bool:
    """Return whether stderr is a terminal, where somebody may be watching."""
    return sys.stderr is not None and sys.stderr.isatty()


def be_interrupted_once() -> None:
    """Ignore every Ctrl-C but the first: a second one would interrupt the clean-up."""

    def interrupt(*_: object) -> NoReturn:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def follow(stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield the items, with a progress bar on the terminal once the work takes long enough."""
    iterator, start, done = iter(items), time.perf_counter(), 0
    for item in iterator:
        yield item
        done += 1
        if time.perf_counter() - start > _SHOW_PROGRESS_AFTER:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(stage, total=total, completed=done)
        for item in iterator:
            yield item
            progress.advance(task)
