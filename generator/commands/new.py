"""The command `new`: the beginning of a file that the owner goes on with."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands import options


@options.command
@click.argument("what", metavar="WHAT")
@click.argument("name", metavar="NAME")
@click.option(
    "--aliases", multiple=True, metavar="TEXT", help="Another spelling; may be given repeatedly."
)
@options.root
def new_command(*, what: str, name: str, aliases: tuple[str, ...], root: Path) -> int:
    """Begin a term file. WHAT is topic, person, place, organisation, or any taxonomy of
    site.yaml by its key; NAME is the term's title."""
    from generator import scaffold

    path = scaffold.new_term(options.load_site(root), what, name, aliases)
    click.echo(f"Made {path}: what it says holds for the whole archive from the next build on.")
    return 0
