"""Take stock of an archive before anything in it is changed."""

from __future__ import annotations

from msgspec import Struct

from generator import archive, publish
from generator.config import SiteConfig
from generator.frontmatter_keys import FURNITURE
from generator.options import BuildOptions
from generator.pipeline.content_index import ContentIndex, load_content_index
from generator.pipeline.source_index import SourceIndex, load_source_index
from generator.pipeline.term_index import TermIndex, load_term_index
from generator.render import digest_of
from generator.report import Report
from generator.state.store import STATE, State, open_state
from generator.state.up_to_date import InputState, read_input_state_again


class Inventory(Struct, frozen=True, dict=True):
    """What is known about the seeds, the content files and all addresses ever published."""

    site: SiteConfig
    options: BuildOptions
    seen: InputState
    state: State
    sources: SourceIndex
    content_files: ContentIndex
    terms: TermIndex
    ledger: archive.Ledger


def take_inventory(
    site: SiteConfig, options: BuildOptions, report: Report, seen: InputState | None = None
) -> Inventory:
    """Return what is known about an archive, after reading content files and terms that changed.

    ``seen`` is the state of its folders, read now if None. In a dry run, nothing is saved.
    """
    seen = seen or read_input_state_again(site)
    for name in (archive.LEDGER, FURNITURE):
        seen.content.require(name, "content")
    parsed = archive.read_ledger(site.content)
    report.add(parsed.diagnostics)
    path = site.cache / STATE
    if not path.exists():
        for table in site.cache.glob("*.table"):
            publish.clear_away(table)  # left by versions that had a file for each table
    state = State(path, options.is_dry_run)
    if not options.is_clean:
        state = open_state(path, is_read_only=options.is_dry_run)
    terms = load_term_index(site, seen.content, seen.code, state)
    report.add(terms.diagnostics)
    furniture = seen.content.stats.get(FURNITURE)
    reading = f"{seen.code} {furniture} {digest_of(terms.names)}"
    return Inventory(
        site=site,
        options=options,
        seen=seen,
        state=state,
        sources=load_source_index(site, seen.seeds, reading, state),
        content_files=load_content_index(site, options, seen.content, seen.code, state),
        terms=terms,
        ledger=parsed.ledger,
    )
