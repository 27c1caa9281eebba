"""The command `explain`: shows where a page comes from."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options


@shared_options.command
@click.argument("what", metavar="URL-or-PATH")
@shared_options.root
@shared_options.as_json
def explain_command(*, what: str, root: Path, as_json: bool) -> int:
    """Show where a page comes from: seed, findings, front matter, templates, why it was built."""
    from generator.commands import explain_report

    explained = explain_report.explain(shared_options.load_site(root), what)
    console.say(console.as_json(explained) if as_json else explain_report.as_text(explained))
    return 0
