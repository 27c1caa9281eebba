"""Diagnostics: what a run has to say about its input, as values.

Stages add to a Report and never print; the command line prints it and derives the exit code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial

from generator.text import printable


class Severity(StrEnum):
    """How much a diagnostic matters."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One oddity of the input: what it is, where, and what to do about it.

    ``code`` is stable and made for machines (``date.ambiguous``). ``line`` counts from 1;
    ``quote`` is what stands on it.
    """

    severity: Severity
    code: str
    message: str
    path: str | None = None
    line: int | None = None
    hint: str | None = None
    quote: str | None = None

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        start = f"{where}: " if where else ""
        quote = f"\n    {self.line} | {self.quote}" if self.quote else ""
        remedy = f"\n    {self.hint}" if self.hint else ""
        told = f"{start}{self.severity}: {self.message} [{self.code}]{quote}{remedy}"
        # What files hold must not steer a terminal.
        return printable(told).replace("\r", "")

    def as_json(self) -> dict[str, str | int | None]:
        return asdict(self)


class BuildError(Exception):
    """The run cannot go on: nothing is published. Shown without a traceback."""

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
        return _rebuild_error, (self.diagnostic, self.is_usage)

    def __str__(self) -> str:
        return str(self.diagnostic)


def _rebuild_error(diagnostic: Diagnostic, is_usage: bool) -> BuildError:
    return BuildError(
        diagnostic.message,
        code=diagnostic.code,
        path=diagnostic.path,
        line=diagnostic.line,
        hint=diagnostic.hint,
        quote=diagnostic.quote,
        is_usage=is_usage,
    )


class Report:
    """Gathers diagnostics in the order of the work; knows the exit code."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._diagnostics = dict.fromkeys(diagnostics)

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add diagnostics; one that was added before, by another stage, is said once."""
        self._diagnostics.update(dict.fromkeys(diagnostics))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(self._diagnostics)

    def count(self, severity: Severity) -> int:
        return sum(1 for diagnostic in self._diagnostics if diagnostic.severity is severity)

    def exit_code(self, *, is_strict: bool = False) -> int:
        """Return 1 when there are errors (with ``is_strict`` also for warnings), else 0."""
        serious = self.count(Severity.ERROR) + is_strict * self.count(Severity.WARNING)
        return 1 if serious else 0


error = partial(Diagnostic, Severity.ERROR)
warning = partial(Diagnostic, Severity.WARNING)
note = partial(Diagnostic, Severity.NOTE)
