"""The command `convert`: converts seeds to content and publishes nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.paths import real_path
from generator.report import BuildError, Report

if TYPE_CHECKING:
    from generator.config import SiteConfig


@shared_options.command
@click.argument("seeds", nargs=-1, metavar="[SEED]...")
@shared_options.root
@click.option("--diff", is_flag=True, help="Print what would change; change nothing.")
@click.option("--learn", is_flag=True, help="Learn which lines recur; convert nothing.")
@click.option("--force", is_flag=True, help="Make documents again that you have deleted.")
@click.option("--refile", is_flag=True, help="Move documents to where they would be put today.")
@click.option(
    "--unpublished", is_flag=True, help="With --refile: leave no redirects, nobody was told yet."
)
@shared_options.jobs
@shared_options.verbose
@shared_options.quiet
def convert_command(
    *,
    seeds: tuple[str, ...],
    root: Path,
    diff: bool,
    learn: bool,
    force: bool,
    refile: bool,
    unpublished: bool,
    jobs: int | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """Bring content/ up to date with seeds/ and publish nothing."""
    from generator.pipeline import build

    site = shared_options.load_site(root)
    report, voice = Report(), Voice(verbose, quiet)
    options = shared_options.make_options(jobs=jobs, quiet=quiet)
    only = [_seed_name(site, name) for name in seeds]
    if unpublished and not refile:
        raise click.UsageError("--unpublished goes with --refile.")
    if refile:
        from generator.pipeline import refiling

        work = refiling.plan_refiling if diff else partial(refiling.refile, report=report)
        for move in work(site, options, only=only, forgets=unpublished):
            console.say(f"content/{move.before} → content/{move.after}")
    elif learn:
        voice.learned(build.learn(site, options, report))
    elif diff:
        lines = build.describe_updates(site, options, report, only)
        console.say("\n".join(lines) or "Nothing would change.")
    else:
        voice.converted(build.convert(site, options, report, only, force=force))
    voice.diagnostics(report)
    return report.exit_code()


def _seed_name(site: SiteConfig, given: str) -> str:
    """Return a seed's path inside seeds/, however it was typed."""
    seeds = site.seeds.absolute()
    for place in (Path(given).absolute(), seeds / given):
        for path, folder in ((place, seeds), (real_path(place), real_path(seeds))):
            if path.is_file() and path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
    raise BuildError(
        f"there is no seed “{given}”",
        code="seed.missing",
        is_usage=True,
        hint="Name a file inside seeds/.",
    )
