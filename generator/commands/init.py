"""The command `init`: makes a new archive."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options


@shared_options.command
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--example", is_flag=True, help="Fill it with a small invented archive.")
def init_command(*, folder: Path, example: bool) -> int:
    """Make a new archive in DIR."""
    from generator.commands import scaffold

    scaffold.init(folder, with_example=example)
    console.say(f"Made an archive in {folder}. Put your documents into {folder / 'seeds'}.")
    console.say(
        "What you know of them already goes into seeds/metadata.csv, best before the first build:"
    )
    console.say("title and date decide the address of a page (docs/content.md).")
    console.say(f"Next: {shared_options.program()} build --root {folder}")
    return 0
