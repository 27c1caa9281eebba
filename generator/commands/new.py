"""The command `new`: makes a term file or a theme for the owner to go on with."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options


@shared_options.command
@click.argument("what", metavar="WHAT")
@click.argument("name", metavar="NAME")
@click.option(
    "--aliases", multiple=True, metavar="TEXT", help="Another spelling; may be given repeatedly."
)
@click.option("--extends", metavar="THEME", help="What a new theme extends (default: the site's).")
@shared_options.root
def new_command(
    *, what: str, name: str, aliases: tuple[str, ...], extends: str | None, root: Path
) -> int:
    """Begin a theme or a term file. WHAT is theme, topic, person, place, organisation, or any
    taxonomy of site.yaml by its key; NAME is the theme's name, or the term's title."""
    site = shared_options.load_site(root)
    if what != "theme":
        from generator.commands import scaffold

        path = scaffold.new_term(site, what, name, aliases)
        console.say(
            f"Made {path}: what it says holds for the whole archive from the next build on."
        )
        return 0
    from generator.commands import theme_files

    path = theme_files.new_theme(site, name, extends or site.theme)
    console.say(f"Made {path}, which looks as the theme that it extends until you change it.")
    see = f"{shared_options.program()} serve{shared_options.naming(site.root)} --theme {name}"
    console.say(f"To see it: “{see}”. To keep it: “theme: {name}” in site.yaml.")
    return 0
