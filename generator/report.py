"""Diagnostics: what a run has to report about its input, as values.

Stages add to a Report and never print; the command line prints it and derives the exit code.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins
from msgspec.structs import asdict

if TYPE_CHECKING:
    from generator.text.text_files import UndecodableError

_SHOWN = 300
"""The most characters of an exception's message that a diagnostic quotes."""


class Severity(StrEnum):
    """How much a diagnostic matters."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Diagnostic(Struct, frozen=True):
    """One oddity of the input: what it is, where, and what to do about it.

    ``code`` is stable and meant for programs (``date.ambiguous``). ``line`` counts from 1;
    ``quote`` is the text of that line.
    """

    severity: Severity
    code: str
    message: str
    path: str | None = None
    line: int | None = None
    hint: str | None = None
    quote: str | None = None

    def __str__(self) -> str:
        path = self.path
        if path is not None and not path.isprintable():
            from generator.text import visible_name  # most builds have no such path

            path = visible_name(path)
        where = ":".join(str(part) for part in (path, self.line) if part is not None)
        start = f"{where}: " if where else ""
        quote = f"\n    {self.line} | {self.quote}" if self.quote else ""
        remedy = f"\n    {self.hint}" if self.hint else ""
        return f"{start}{self.severity}: {self.message} [{self.code}]{quote}{remedy}"

    def as_json(self) -> dict[str, str | int | None]:
        values: dict[str, str | int | None] = to_builtins(self)
        return values


class BuildError(Exception):
    """A problem that ends the run: nothing is published. It is shown without a traceback."""

    def __init__(
        self,
        message: str,
        *,
        code: str = "build",
        path: str | None = None,
        line: int | None = None,
        hint: str | None = None,
        quote: str | None = None,
        is_usage: bool = False,
    ) -> None:
        super().__init__(message, code, path, line, hint, quote, is_usage)
        self.diagnostic = Diagnostic(Severity.ERROR, code, message, path, line, hint, quote)
        self.is_usage = is_usage

    def __reduce__(self) -> tuple[object, ...]:
        told = asdict(self.diagnostic)
        del told["severity"]
        return partial(BuildError, **told, is_usage=self.is_usage), ()

    def __str__(self) -> str:
        return str(self.diagnostic)


Refused = (OSError, MemoryError, RecursionError)
"""The exceptions by which the system, or Python, refuses something."""


def refusal(problem: OSError | MemoryError | RecursionError) -> BuildError:
    """Return the BuildError for a refusal that is not handled anywhere else."""
    if isinstance(problem, MemoryError):
        hint = "Close other programs, or use fewer processes: --jobs 1."
        return BuildError("memory ran out", code="memory", hint=hint)
    if isinstance(problem, RecursionError):
        hint = "Look for folders inside folders, or values inside values, a thousand deep."
        return BuildError("something is nested too deep to be followed", code="depth", hint=hint)
    path = problem.filename2 or problem.filename
    return BuildError(
        f"this cannot be read or written: {problem.strerror or problem}",
        code="disk.failed",
        path=os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else None,
        hint="Fix the file or folder, its permissions or the disk; then try again.",
    )


def unreadable(
    what: str, problem: OSError | UndecodableError, *, code: str, path: str, hint: str
) -> BuildError:
    """Return the BuildError for a text file that cannot be read or decoded."""
    if isinstance(problem, OSError):
        reason, line = problem.strerror, None
    else:
        reason, line = problem.reason, problem.line
    message = f"{what} cannot be read: {reason}"
    return BuildError(message, code=code, path=path, line=line, hint=hint)


class Report:
    """The diagnostics of a run, in the order of the work, and the exit code that they give."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._diagnostics = dict.fromkeys(diagnostics)

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add diagnostics, except any that have been added before."""
        self._diagnostics.update(dict.fromkeys(diagnostics))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(self._diagnostics)

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self._diagnostics)

    def exit_code(self, *, is_strict: bool = False) -> int:
        """Return 1 when there are errors (with ``is_strict`` also for warnings), else 0."""
        serious = self.count(Severity.ERROR) + is_strict * self.count(Severity.WARNING)
        return 1 if serious else 0


error = partial(Diagnostic, Severity.ERROR)
warning = partial(Diagnostic, Severity.WARNING)
note = partial(Diagnostic, Severity.NOTE)


def own_mistake(bug: Exception, path: str) -> Diagnostic:
    """Return the diagnostic for a bug of ours that made us fail on one of many files.

    Code that works on many files catches every Exception and reports it, so that only one is lost.
    """
    *_, place = (None, *traceback.extract_tb(bug.__traceback__))
    where = f" ({os.path.basename(place.filename)}:{place.lineno})" if place else ""
    from generator.text import printable, shorten

    words = f"{type(bug).__name__}: {shorten(printable(str(bug)), _SHOWN)}"
    message = f"Microfiche itself failed on this file: {words}{where}"
    hint = "Please report this message, with the file if you can share it."
    return error("bug", message, path=path, hint=f"{hint} All others are published.")
