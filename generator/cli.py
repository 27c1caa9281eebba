"""Choose the command to run, and exit with its code.

Results go to stdout, diagnostics and progress to stderr. Exit codes: 0 success, 1 problems (all
listed), 2 wrong usage or configuration, 130 interrupted.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from io import StringIO
from typing import NoReturn

import click

from generator import __version__, console
from generator.commands.shared_options import program

INTERRUPTED = 130
_AT_TOP = ("--help", "-h", "--version")
_COMMANDS = tuple(
    """build serve convert sheet inspect explain list check verify init new merge rename split terms
    theme clean""".split()
)
"""In the order of the help; each is a module of ``generator.commands``."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the given command, or ``build`` if none is given, and exit with its code."""
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


class _Group(click.Group):
    """A group of commands that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            import difflib  # most command lines have no mistake

            near = difflib.get_close_matches(cmd_name, _COMMANDS, n=1)
            meant = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{cmd_name}'.{meant}")
        module = importlib.import_module(f"generator.commands.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Microfiche")
def commands() -> None:
    """Turn a folder of raw documents into a lasting website."""
