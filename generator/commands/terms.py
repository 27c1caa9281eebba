"""The command `terms`: takes over a vocabulary that others made."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands import shared_options


@click.group("terms")
def terms_command() -> None:
    """Take over a vocabulary into the term files of the archive."""


@shared_options.command
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--kind", default="topics", show_default=True, metavar="KIND", help="The terms' taxonomy."
)
@click.option("--used", is_flag=True, help="Only the terms that documents have, and those above.")
@shared_options.root
@shared_options.jobs
@click.option("--dry-run", is_flag=True, help="Print what would change; change nothing.")
def import_command(
    *, file: Path, kind: str, used: bool, root: Path, jobs: int | None, dry_run: bool
) -> int:
    """Make and complete term files as FILE says: SKOS as .ttl, .nt or .jsonld, or a .csv with the
    columns name, aliases, broader, same_as, note. Nothing that a term file says is taken out."""
    from generator.commands import term_corrections, term_import

    site = shared_options.load_site(root)
    options = shared_options.make_options(jobs=jobs, quiet=False)
    vocabulary = term_corrections.Vocabulary(site, kind, options)
    correction = term_import.plan_import(vocabulary, file, only_used=used)
    term_corrections.settle(site, correction, is_dry_run=dry_run)
    return 0


terms_command.add_command(import_command)
