"""The command `build`: seeds to content to output, or the news that nothing changed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import cache, freshness, terminal
from generator.commands import options
from generator.report import BuildError, Report
from generator.terminal import Voice

if TYPE_CHECKING:
    from generator.build import Run
    from generator.config import SiteConfig


@options.command
@options.root
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--base-url", metavar="URL", help="Full address, for feeds and the sitemap.")
@options.output
@click.option("--theme", metavar="NAME", help="The theme to use.")
@options.jobs
@click.option("--clean", is_flag=True, help="Forget what earlier builds found; do everything.")
@click.option("--strict", is_flag=True, help="Publish nothing when anything is odd.")
@click.option("--dry-run", is_flag=True, help="Print what would change; change nothing.")
@click.option("--profile", is_flag=True, help="Print how long each stage took.")
@options.as_json
@options.verbose
@options.quiet
def build_command(
    *,
    root: Path,
    output: Path | None,
    drafts: bool,
    base_url: str | None,
    theme: str | None,
    jobs: int | None,
    clean: bool,
    strict: bool,
    dry_run: bool,
    profile: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Convert the seeds, render the archive and publish it to output/."""
    folder = output or root / "output"
    choices: dict[str, Any] = {"drafts": drafts, "base_url": base_url, "theme": theme}
    inputs = freshness.state_of_inputs(root, folder, strict, choices)
    stamp = None if clean or dry_run else freshness.matching_stamp(root, folder, inputs)
    voice = Voice(verbose, quiet, profile)
    if stamp is not None:
        return _unchanged(stamp, voice, strict=strict, as_json=as_json)
    return _build(
        options.load_site(root, output, base_url=base_url, theme=theme),
        inputs,
        as_json=as_json,
        run=options.make_run(jobs=jobs, quiet=quiet, strict=strict, drafts=drafts),
        is_trial=dry_run,
        voice=voice,
    )


def _unchanged(stamp: cache.Stamp, voice: Voice, *, strict: bool, as_json: bool) -> int:
    report = Report(stamp.diagnostics)
    code = report.exit_code(is_strict=strict)
    if as_json:
        click.echo(terminal.unchanged_as_json(stamp, report, code))
    else:
        voice.diagnostics(report)
        voice.unchanged(stamp)
    return code


def _build(
    site: SiteConfig, inputs: str, *, run: Run, is_trial: bool, as_json: bool, voice: Voice
) -> int:
    from generator import build

    cache.forget_stamp(site.cache)
    report = Report()
    start = time.perf_counter()
    try:
        done = (build.plan_build if is_trial else build.build)(site, run, report)
        code = report.exit_code(is_strict=run.is_strict)
    except BuildError as problem:
        done, code = None, options.USAGE if problem.is_usage else 1
        report.add([problem.diagnostic])
    seconds = time.perf_counter() - start
    if done is not None and not is_trial and not freshness.is_unfinished(report):
        freshness.leave_stamp(site, inputs, done, report)
    if as_json:
        click.echo(terminal.built_as_json(done, report, code))
    else:
        voice.diagnostics(report)
        voice.built(done, seconds, is_trial=is_trial)
    if voice.profile:
        voice.timings(run.timings)
    return code
