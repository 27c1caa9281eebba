"""The command `split`: divides the documents of a term among several."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import Report


@shared_options.command
@click.argument("kind", metavar="KIND")
@click.argument("name", metavar="A")
@click.argument("parts", metavar="B…", nargs=-1, required=True)
@click.option(
    "--by",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The table in which you entered a term for each document.",
)
@shared_options.root
@shared_options.jobs
@click.option("--dry-run", is_flag=True, help="Print what would change; change nothing.")
def split_command(
    *,
    kind: str,
    name: str,
    parts: tuple[str, ...],
    by: Path | None,
    root: Path,
    jobs: int | None,
    dry_run: bool,
) -> int:
    """Divide the documents of the term A among the terms B…: prints a table of them, to be saved
    and filled in; with --by, changes them as it says. KIND is topic, person, place …"""
    from generator.commands import term_corrections

    site = shared_options.load_site(root)
    options = shared_options.make_options(jobs=jobs, quiet=False)
    vocabulary = term_corrections.Vocabulary(site, kind, options)
    if by is None:
        console.say(term_corrections.split(vocabulary, name, parts), ends_line=False)
        console.say(
            "Enter a term in the second column; then give the same with --by.", is_aside=True
        )
        return 0
    report = Report()
    correction = term_corrections.split_by(vocabulary, name, parts, by, report)
    term_corrections.settle(site, correction, is_dry_run=dry_run)
    Voice().diagnostics(report)
    return report.exit_code()
