"""The command `merge`: makes one term of two."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands import shared_options


@shared_options.command
@click.argument("kind", metavar="KIND")
@click.argument("name", metavar="A")
@click.argument("into", metavar="B")
@shared_options.root
@shared_options.jobs
@click.option("--dry-run", is_flag=True, help="Print what would change; change nothing.")
def merge_command(
    *, kind: str, name: str, into: str, root: Path, jobs: int | None, dry_run: bool
) -> int:
    """Make the term A part of the term B: all its spellings become aliases in B's file, and its
    address leads to B's. KIND is topic, person, place, organisation, or the key of a taxonomy."""
    from generator.commands import term_corrections

    site = shared_options.load_site(root)
    options = shared_options.make_options(jobs=jobs, quiet=False)
    vocabulary = term_corrections.Vocabulary(site, kind, options)
    correction = term_corrections.merge(vocabulary, name, into)
    term_corrections.settle(site, correction, is_dry_run=dry_run)
    return 0
