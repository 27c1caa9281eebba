"""The command `inspect`: shows what is recognised in documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import Report


@shared_options.command
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@shared_options.root
@shared_options.as_json
@click.option(
    "--jsonl", is_flag=True, help="Print one line of JSON per document; “-” reads such lines."
)
@shared_options.jobs
def inspect_command(
    *, files: tuple[str, ...], root: Path, as_json: bool, jsonl: bool, jobs: int | None
) -> int:
    """Show what is recognised in documents, line by line."""
    from generator.commands import inspect_report

    order, furniture, terms = _owners_settings(root)
    if files == ("-",):
        for answer in inspect_report.answer_rows(sys.stdin.buffer, order, jobs):
            sys.stdout.write(answer + "\n")
        sys.stdout.flush()
        return 0
    report = Report()
    for name in files:
        view = inspect_report.view_file(Path(name), order, report, furniture=furniture, terms=terms)
        if view is None:
            continue
        if as_json or jsonl:
            console.say(console.as_json(view, indent=None if jsonl else 2))
        else:
            console.say(inspect_report.as_text(view))
    Voice().diagnostics(report)
    return report.exit_code()


def _owners_settings(root: Path) -> tuple[Any, Any, Any]:
    """Return the archive's date order, furniture and terms; the defaults outside an archive."""
    from generator.content import Furniture, read_furniture
    from generator.entities import NO_TERMS
    from generator.pipeline.term_index import load_term_index
    from generator.state import store
    from generator.state.up_to_date import read_input_state_again

    if not (root / "site.yaml").is_file():
        return "ask", Furniture(), NO_TERMS
    site = shared_options.load_site(root)
    seen = read_input_state_again(site)
    state = store.open_state(site.cache / store.STATE, is_read_only=True)
    terms = load_term_index(site, seen.content, seen.code, state)
    return site.date_order, read_furniture(site.content), terms.vocabulary
