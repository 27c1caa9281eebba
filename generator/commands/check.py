"""The command `check`: reports what is wrong with the built site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import Report, Severity

if TYPE_CHECKING:
    from generator.check import Checked
    from generator.config import SiteConfig


@shared_options.command
@shared_options.root
@shared_options.output
@click.option("--base-url", metavar="URL", help="Full address of the site, as given to build.")
@shared_options.jobs
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@shared_options.as_json
@shared_options.quiet
def check_command(
    *,
    root: Path,
    output: Path | None,
    base_url: str | None,
    jobs: int | None,
    strict: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Check the built site: links, anchors, assets, ids. Nothing is fetched or changed."""
    from generator.check import check_site
    from generator.workers import cores

    is_watched = console.is_watched() and not quiet
    checked = check_site(
        _settings(root, output, base_url),
        jobs=jobs or cores(),
        follow=console.follow if is_watched else None,
    )
    report = Report(checked.diagnostics)
    if as_json:
        diagnostics = [one.as_json() for one in checked.diagnostics]
        counts = {"pages": checked.pages, "links": checked.links}
        console.say(console.as_json({**counts, "diagnostics": diagnostics}))
    else:
        Voice(quiet=quiet).diagnostics(report)
        if not quiet:
            console.say(_summary(checked, report))
    return report.exit_code(is_strict=strict)


def _settings(root: Path, output: Path | None, base_url: str | None) -> SiteConfig:
    """Return the archive's settings, or the defaults for a site given without an archive."""
    from generator.config import SiteConfig

    if output is None or base_url is not None or (root / "site.yaml").is_file():
        return shared_options.load_site(root, output, base_url=base_url)
    return SiteConfig(root=root, output_override=output)


def _summary(checked: Checked, report: Report) -> str:
    seen = f"{console.count(checked.pages, 'page')}, {console.count(checked.links, 'link')}"
    counts = (
        console.count(number, severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := report.count(severity))
    )
    return f"Checked {seen}: {', '.join(counts) or 'nothing wrong'}."
