"""What the commands share: their options, and the settings and BuildOptions made from them."""

from __future__ import annotations

import datetime as dt
import gc
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import console
from generator.console import Voice
from generator.report import BuildError, Refused, Report, refusal

if TYPE_CHECKING:
    from generator.config import SiteConfig
    from generator.options import BuildOptions

Command = Callable[..., int | None]

USAGE = 2
_SECONDS = re.compile("[0-9]{1,15}")
_LONGEST_QUOTE = 40


def command(function: Command) -> click.Command:
    """Make a command that prints a BuildError or Refused and turns it into the exit code."""

    @wraps(function)
    def run(**options: Any) -> int:
        try:
            return function(**options) or 0
        except (BuildError, *Refused) as problem:
            told = as_refusal(problem)
            Voice().diagnostics(Report([told.diagnostic]))
            return USAGE if told.is_usage else 1

    return click.command(function.__name__.removesuffix("_command"), help=function.__doc__)(run)


def as_refusal(problem: BuildError | OSError | MemoryError | RecursionError) -> BuildError:
    """Return the BuildError to print for what ended a command.

    Raises BrokenPipeError again: nobody reads our output any more.
    """
    if isinstance(problem, BrokenPipeError):
        raise problem
    return problem if isinstance(problem, BuildError) else refusal(problem)


def program() -> str:
    """Return the name by which the user called the program."""
    return os.environ.get("MICROFICHE_PROG") or "microfiche"


def _default_root() -> str:
    return os.environ.get("MICROFICHE_ROOT") or "."


def naming(root: Path) -> str:
    """Return the ``--root`` option of a suggested command; empty when it is not needed."""
    return "" if root == Path(_default_root()) else f" --root {root}"


root = click.option(
    "--root",
    default=_default_root,
    show_default="here",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The archive's folder.",
)
output = click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the site (default: output/).",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
jobs = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    help="Processes to use (default: one a processor).",
)
verbose = click.option(
    "--verbose", "-v", is_flag=True, help="Name every file that changes, and every warning."
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")


def load_site(root: Path, output: Path | None = None, **overrides: Any) -> SiteConfig:
    """Return the settings of an archive; ignore overrides that are None. Raises BuildError."""
    from generator.state.site_settings import load_config

    if (root / ".cache").is_symlink():
        from generator.publish import refuse_foreign_cache

        refuse_foreign_cache(root / ".cache")
    named = {key: value for key, value in overrides.items() if value is not None}
    if output is not None:
        named["output_override"] = output
    return load_config(root, **named)


def make_options(*, jobs: int | None, quiet: bool, **choices: Any) -> BuildOptions:
    """Return the options of a build; ``choices`` are fields of BuildOptions."""
    from generator.options import BuildOptions, no_progress
    from generator.workers import cores

    follow = console.follow if console.is_watched() and not quiet else no_progress
    return BuildOptions(today=today(), jobs=jobs or cores(), follow=follow, **choices)


def today() -> str:
    """Return today's ISO date in UTC, from SOURCE_DATE_EPOCH if set, else from the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    with suppress(ValueError, OverflowError, OSError):  # what platforms raise when it is too large
        if not epoch or _SECONDS.fullmatch(epoch):
            return dt.datetime.fromtimestamp(int(epoch or time.time()), dt.UTC).date().isoformat()
    quote = epoch if len(epoch) <= _LONGEST_QUOTE else f"{epoch[:_LONGEST_QUOTE]}…"
    raise BuildError(
        f"invalid SOURCE_DATE_EPOCH “{quote}”: expected seconds since 1970",
        is_usage=True,
        code="environment",
        hint="Unset it, or set it to a whole number such as 1767312000, before the year 10000.",
    )


def collect_seldom() -> None:
    """Let Python run its garbage collector seldom: an archive's records live until the end of the
    program, and it is slow to examine them.
    """
    gc.set_threshold(50_000)  # after this many new objects
