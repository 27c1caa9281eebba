"""The command `sheet`: writes what was recognised into a sheet, for its owner to approve."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import Report


@shared_options.command
@shared_options.root
@click.option(
    "--to",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write all rows to a new file instead.",
)
@shared_options.jobs
def sheet_command(*, root: Path, to: Path | None, jobs: int | None) -> int:
    """Write what was recognised into seeds/metadata.csv, a row for each document that has none.

    A row counts once you write x into its column “approved”."""
    from generator.pipeline.sheet import write_sheet

    site = shared_options.load_site(root)
    report = Report()
    done = write_sheet(site, shared_options.make_options(jobs=jobs, quiet=False), report, to)
    rows = f"{done.rows:,} {'row' if done.rows == 1 else 'rows'}"
    if done.is_new:
        console.say(f"Made {done.file} with {rows}. Correct what is wrong, and approve with x.")
    else:
        console.say(f"Added {rows} to {done.file}." if done.rows else "Each document has a row.")
    Voice().diagnostics(report)
    return report.exit_code()
