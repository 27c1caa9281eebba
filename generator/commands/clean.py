"""The command `clean`: removes what builds made."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import Report


@shared_options.command
@shared_options.root
@shared_options.output
@click.option("--dry-run", is_flag=True, help="Print what would be removed; remove nothing.")
def clean_command(*, root: Path, output: Path | None, dry_run: bool) -> int:
    """Remove what builds made: our files in output/, and .cache/."""
    from generator.commands import scaffold

    report = Report()
    removed = scaffold.clean(shared_options.load_site(root, output), report, is_dry_run=dry_run)
    Voice().diagnostics(report)
    would = "Would remove" if dry_run else "Removed"
    console.say(f"{would} {console.count(len(removed), 'file')} of the site and the cache.")
    return report.exit_code()
