"""The command `theme`: lists the themes, and copies a file from one into the owner's theme."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options


@click.group("theme")
def theme_command() -> None:
    """List the themes, or copy a file of one into your own theme."""


@shared_options.command
@shared_options.root
def list_command(*, root: Path) -> int:
    """Name the themes that there are; an asterisk marks the one in use."""
    from generator.commands import theme_files

    for line in theme_files.describe_themes(shared_options.load_site(root)):
        console.say(line)
    return 0


@shared_options.command
@click.argument("file", metavar="FILE", required=False)
@click.option("--theme", metavar="NAME", help="The theme (default: site.yaml's).")
@click.option("--into", metavar="NAME", help="Another theme, begun if it is not there.")
@click.option("--list", "is_list", is_flag=True, help="Name the files that can be ejected.")
@shared_options.root
def eject_command(
    *, file: str | None, theme: str | None, into: str | None, is_list: bool, root: Path
) -> int:
    """Copy a file that your theme inherits into it, for you to change: templates/document.html,
    static/icon.svg, strings/en.yaml. Nothing is overwritten."""
    from generator.commands import theme_files

    site = shared_options.load_site(root)
    if is_list:
        console.say("\n".join(theme_files.list_files(site, theme)))
        return 0
    if file is None:
        raise click.UsageError("Name a FILE, or ask for all with --list.")
    path = theme_files.eject(site, file, theme, into)
    console.say(f"Made {path}, which replaces the file that it was copied from.")
    if into and into != site.theme:
        console.say(f"To use the theme, write “theme: {into}” in site.yaml.")
    return 0


theme_command.add_command(list_command)
theme_command.add_command(eject_command)
