"""Arguments to commands, and their outcome to the exit code.

Results go to stdout, diagnostics and progress to stderr. Exit codes: 0 fine, 1 problems (all
listed), 2 usage or configuration, 130 interrupted.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__, cache, freshness, terminal
from generator.report import BuildError, Report
from generator.terminal import Voice

if TYPE_CHECKING:
    from generator.build import Run
    from generator.config import SiteConfig

Command = Callable[..., int | None]

USAGE = 2
INTERRUPTED = 130
_AT_TOP = ("--help", "-h", "--version")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command; without one, or with options alone, `build`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in _AT_TOP):
        given.insert(0, "build")
    terminal.be_interrupted_once()
    try:
        code = commands.main(given, prog_name=_program(), standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; nothing is broken.", err=True)
        code = INTERRUPTED
    sys.exit(code or 0)


def _program() -> str:
    return os.environ.get("MICROFICHE_PROG") or "microfiche"


def _default_root() -> str:
    return os.environ.get("MICROFICHE_ROOT") or "."


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Microfiche")
def commands() -> None:
    """Turn a folder of raw documents into a lasting website."""


def command(function: Command) -> click.Command:
    """Register a command; a BuildError that it raises is shown and becomes the exit code."""

    @wraps(function)
    def run(**options: Any) -> int:
        try:
            return function(**options) or 0
        except BuildError as problem:
            Voice().diagnostics(Report([problem.diagnostic]))
            return USAGE if problem.is_usage else 1

    name = function.__name__.removesuffix("_command")
    return commands.command(name, help=function.__doc__)(run)


_root = click.option(
    "--root",
    default=_default_root,
    show_default="here",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The archive's folder.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
_jobs = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    help="Processes to use (default: one a processor).",
)
_verbose = click.option("--verbose", "-v", is_flag=True, help="Name every file that changes.")
_quiet = click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")


# build, convert


@command
@_root
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--base-url", metavar="URL", help="Full address, for feeds and the sitemap.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes (default: output/).",
)
@click.option("--theme", metavar="NAME", help="The theme to use.")
@_jobs
@click.option("--clean", is_flag=True, help="Forget what earlier builds found; do everything.")
@click.option("--strict", is_flag=True, help="Publish nothing when anything is odd.")
@click.option("--dry-run", is_flag=True, help="Print what would change; change nothing.")
@click.option("--profile", is_flag=True, help="Print how long each stage took.")
@_json
@_verbose
@_quiet
def build_command(
    *,
    root: Path,
    output: Path | None,
    clean: bool,
    strict: bool,
    dry_run: bool,
    profile: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
    **options: Any,
) -> int:
    """Convert the seeds, render the archive and publish it to output/."""
    folder = output or root / "output"
    inputs = freshness.state_of_inputs(root, folder, strict, options)
    stamp = None if clean or dry_run else freshness.matching_stamp(root, folder, inputs)
    voice = Voice(verbose, quiet, profile)
    if stamp is not None:
        return _unchanged(stamp, voice, strict=strict, as_json=as_json)
    return _build(
        _site(root, output, options),
        inputs,
        as_json=as_json,
        run=_run(options, strict=strict, quiet=quiet),
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
        done, code = None, USAGE if problem.is_usage else 1
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


def _site(root: Path, output: Path | None, options: dict[str, Any]) -> SiteConfig:
    from generator.config import load_config

    named = {key: options[key] for key in ("base_url", "theme") if options.get(key) is not None}
    if output is not None:
        named["output_override"] = output
    return load_config(root, **named)


def _run(options: dict[str, Any], *, strict: bool, quiet: bool) -> Run:
    from generator.build import Run, unwatched
    from generator.workers import cores

    return Run(
        today=_today(),
        jobs=options["jobs"] or cores(),
        with_drafts=bool(options.get("drafts")),
        is_strict=strict,
        follow=terminal.follow if sys.stderr.isatty() and not quiet else unwatched,
    )


def _today() -> str:
    """Return the day of this run: SOURCE_DATE_EPOCH's, else the clock's, both in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdigit():
        raise BuildError(
            f"SOURCE_DATE_EPOCH is “{epoch}”, not a number of seconds",
            is_usage=True,
            code="environment",
            hint="Unset it, or set it to seconds since 1970.",
        )
    seconds = int(epoch) if epoch else time.time()
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


@command
@click.argument("seeds", nargs=-1, metavar="[SEED]...")
@_root
@click.option("--diff", is_flag=True, help="Print what would change; change nothing.")
@_jobs
@_verbose
@_quiet
def convert_command(
    *, seeds: tuple[str, ...], root: Path, diff: bool, verbose: bool, quiet: bool, **options: Any
) -> int:
    """Bring content/ up to date with seeds/ and publish nothing."""
    from generator import build

    site = _site(root, None, options)
    report = Report()
    run = _run(options, strict=False, quiet=quiet)
    only = [_seed_name(site, name) for name in seeds]
    if diff:
        lines = list(build.describe_updates(site, run, report, only))
        click.echo("\n".join(lines) or "Nothing would change.")
    else:
        converted = build.convert(site, run, report, only)
        Voice(verbose, quiet).converted(converted)
    Voice(verbose, quiet).diagnostics(report)
    return report.exit_code()


def _seed_name(site: SiteConfig, given: str) -> str:
    """Return a seed's path inside seeds/, however it was typed."""
    for path in (Path(given), site.seeds / given):
        if path.is_file() and path.resolve().is_relative_to(site.seeds.resolve()):
            return path.resolve().relative_to(site.seeds.resolve()).as_posix()
    raise BuildError(
        f"there is no seed “{given}”",
        code="seed.missing",
        is_usage=True,
        hint="Name a file inside seeds/.",
    )


# inspect, explain


@command
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_root
@_json
@click.option("--jsonl", is_flag=True, help="Print one line of JSON a document; “-” reads lines.")
@_jobs
def inspect_command(
    *, files: tuple[str, ...], root: Path, as_json: bool, jsonl: bool, jobs: int | None
) -> int:
    """Show what is recognised in documents, line by line."""
    from generator import inspection

    order = _date_order(root)
    if files == ("-",):
        for answer in inspection.answer_rows(sys.stdin.buffer, order, jobs):
            sys.stdout.write(answer + "\n")
        return 0
    report = Report()
    for name in files:
        shown = inspection.show_file(Path(name), order, report, as_json=as_json, as_line=jsonl)
        if shown is not None:
            click.echo(shown)
    Voice().diagnostics(report)
    return report.exit_code()


def _date_order(root: Path) -> Any:
    """Return the archive's date order; documents outside any archive are read as by default."""
    if not (root / "site.yaml").is_file():
        return "ask"
    return _site(root, None, {}).date_order


@command
@click.argument("what", metavar="URL-or-PATH")
@_root
@_json
def explain_command(*, what: str, root: Path, as_json: bool) -> int:
    """Show where a page comes from: seed, findings, front matter, templates, why it was built."""
    from generator import explain

    explained = explain.explain(_site(root, None, {}), what)
    click.echo(json.dumps(explained, ensure_ascii=False) if as_json else explain.as_text(explained))
    return 0


# init, clean


@command
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--example", is_flag=True, help="Fill it with a small invented archive.")
def init_command(*, folder: Path, example: bool) -> int:
    """Make a new archive in DIR."""
    from generator import scaffold

    scaffold.init(folder, with_example=example)
    click.echo(f"Made an archive in {folder}. Next: {_program()} build --root {folder}")
    return 0


@command
@_root
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to clean (default: output/).",
)
@click.option("--dry-run", is_flag=True, help="Print what would be removed; remove nothing.")
def clean_command(*, root: Path, output: Path | None, dry_run: bool) -> int:
    """Remove what builds made: our files in output/, and .cache/."""
    from generator import scaffold

    removed = scaffold.clean(_site(root, output, {}), is_trial=dry_run)
    would = "Would remove" if dry_run else "Removed"
    click.echo(f"{would} {terminal.count(len(removed), 'file')} of the site and the cache.")
    return 0
