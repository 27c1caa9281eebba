"""The command `rename`: gives a term another title."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands import shared_options


@shared_options.command
@click.argument("kind", metavar="KIND")
@click.argument("name", metavar="A")
@click.argument("new", metavar="B")
@shared_options.root
@shared_options.jobs
@click.option("--dry-run", is_flag=True, help="Print what would change; change nothing.")
def rename_command(
    *, kind: str, name: str, new: str, root: Path, jobs: int | None, dry_run: bool
) -> int:
    """Call the term A by the title B: its spellings become aliases, and its address leads to the
    new one. KIND is topic, person, place, organisation, or the key of a taxonomy."""
    from generator.commands import term_corrections

    site = shared_options.load_site(root)
    options = shared_options.make_options(jobs=jobs, quiet=False)
    vocabulary = term_corrections.Vocabulary(site, kind, options)
    correction = term_corrections.rename(vocabulary, name, new)
    term_corrections.settle(site, correction, is_dry_run=dry_run)
    return 0
