"""The command `build`: publishes the archive, unless nothing changed since the last build."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import BuildError, Refused, Report
from generator.state import up_to_date
from generator.state.up_to_date import LastBuild, read_last_build, write_last_build

if TYPE_CHECKING:
    from generator.config import SiteConfig
    from generator.options import BuildOptions
    from generator.state.up_to_date import InputState


@shared_options.command
@shared_options.root
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--base-url", metavar="URL", help="Full address, for feeds and the sitemap.")
@shared_options.output
@click.option("--theme", metavar="NAME", help="The theme to use.")
@click.option("--specimen", is_flag=True, help="Make specimen.html too: all that a theme styles.")
@shared_options.jobs
@click.option("--clean", is_flag=True, help="Forget what earlier builds found; do everything.")
@click.option("--strict", is_flag=True, help="Publish nothing when anything is odd.")
@click.option("--accept-losses", is_flag=True, help="Publish though many documents are gone.")
@click.option("--dry-run", is_flag=True, help="Print what would change; change nothing.")
@click.option("--profile", is_flag=True, help="Print how long each stage took.")
@shared_options.as_json
@shared_options.verbose
@shared_options.quiet
def build_command(
    *,
    root: Path,
    output: Path | None,
    drafts: bool,
    base_url: str | None,
    theme: str | None,
    specimen: bool,
    jobs: int | None,
    clean: bool,
    strict: bool,
    accept_losses: bool,
    dry_run: bool,
    profile: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Convert the seeds, render the archive and publish it to output/."""
    folder = output or root / "output"
    last_build = None if clean or dry_run else read_last_build(root / ".cache")
    # When this setting changes, so does the file stat of site.yaml, and the build is not skipped.
    follow_links = last_build is not None and last_build.follow_links
    seen = up_to_date.read_input_state(root, root / "content", folder, follow_links=follow_links)
    choices = {
        "drafts": drafts,
        "base_url": base_url,
        "theme": theme,
        "specimen": specimen,
        "strict": strict,
        "output": folder,
    }
    voice = Voice(verbose, quiet, profile)
    today = shared_options.today()
    if last_build is not None and up_to_date.is_up_to_date(
        last_build, seen, seen.inputs(choices), today
    ):
        report = Report(last_build.diagnostics)
        code = report.exit_code(is_strict=strict)
        if as_json:
            console.say(console.built_as_json(last_build, report, code))
        else:
            voice.diagnostics(report)
            voice.unchanged(last_build)
        return code
    site = shared_options.load_site(root, output, base_url=base_url, theme=theme, is_kept=True)
    if site.follow_links != seen.follow_links:
        seen = up_to_date.read_input_state_again(site)
    inputs = seen.inputs(choices)
    options = shared_options.make_options(
        jobs=jobs,
        quiet=quiet,
        accepts_losses=accept_losses,
        with_drafts=drafts,
        with_specimen=specimen,
        is_strict=strict,
        is_clean=clean,
        is_dry_run=dry_run,
    )
    return _build(site, options, seen, inputs, voice=voice, as_json=as_json)


def _build(
    site: SiteConfig,
    options: BuildOptions,
    seen: InputState,
    inputs: str,
    *,
    voice: Voice,
    as_json: bool,
) -> int:
    """Build, or plan a build; print the outcome, and return the exit code."""
    from generator.pipeline import build

    report = Report()
    shared_options.collect_seldom()
    start = time.perf_counter()
    try:
        if options.is_dry_run:
            done = build.plan_build(site, options, report)
        else:
            done = build.build(site, options, report, seen)
            if done is not None and not up_to_date.is_unfinished(report):
                last_build = LastBuild(
                    inputs=inputs,
                    content=done.content.digest,
                    output=done.output.digest,
                    documents=done.documents,
                    files=done.files,
                    follow_links=site.follow_links,
                    diagnostics=report.diagnostics,
                    days=done.converted.content_files.days,
                )
                write_last_build(site.cache, last_build)
        code = report.exit_code(is_strict=options.is_strict)
    except (BuildError, *Refused) as problem:
        refusal = shared_options.as_refusal(problem)
        done, code = None, shared_options.USAGE if refusal.is_usage else 1
        report.add([refusal.diagnostic])
    seconds = time.perf_counter() - start
    if as_json:
        console.say(console.built_as_json(done, report, code))
    else:
        voice.diagnostics(report)
        voice.built(done, seconds, is_dry_run=options.is_dry_run)
    if voice.profile:
        voice.timings(options.timings)
    return code
