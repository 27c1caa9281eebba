"""The command `list`: prints what needs a look, one entry per line."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import Report


@shared_options.command
@click.argument("what", metavar="WHAT")
@shared_options.root
@shared_options.jobs
@shared_options.as_json
@click.option("--suggest", is_flag=True, help="Of a taxonomy, name the terms that may be one.")
def list_command(*, what: str, root: Path, jobs: int | None, as_json: bool, suggest: bool) -> int:
    """List what needs a look. WHAT is one of: edited, duplicates, lost, undated, untitled,
    low-confidence, withdrawn, embargoed, review, urls; or a taxonomy: topics, people, places …"""
    from generator.commands import list_report

    report = Report()
    options = shared_options.make_options(jobs=jobs, quiet=False)
    site = shared_options.load_site(root)
    listing = list_report.find_listing(what, site, suggest=suggest)
    entries = list_report.find_entries(listing, site, options, report)
    if as_json:
        console.say(console.as_json(list_report.as_json(what, listing, entries)))
    else:
        console.say("".join(f"{line}\n" for line in list_report.as_text(entries)), ends_line=False)
        console.say(f"{what}: {len(entries):,}", is_aside=True)
    Voice().diagnostics(report)
    return report.exit_code()
