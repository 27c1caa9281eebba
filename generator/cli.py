"""Chooses the command to run, and exits with its code.

Results go to stdout, diagnostics and progress to stderr. Exit codes: 0 fine, 1 problems (all
listed), 2 usage or configuration, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import StringIO
from typing import NoReturn

import click

from generator import __version__, console
from generator.commands import Commands
from generator.commands.shared_options import program

INTERRUPTED = 130
_AT_TOP = ("--help", "-h", "--version")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command named, or `build` when none is, and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in _AT_TOP):
        given.insert(0, "build")
    console.be_interrupted_once()
    console.speak_plainly()
    try:
        code = commands.main(given, prog_name=program(), standalone_mode=False)
    except click.ClickException as problem:
        shown = StringIO()
        problem.show(shown)
        console.say(shown.getvalue(), is_aside=True, ends_line=False)
        code = problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.say("Interrupted; nothing is broken.", is_aside=True)
        code = INTERRUPTED
    sys.exit(code or 0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Microfiche")
def commands() -> None:
    """Turn a folder of raw documents into a lasting website."""
