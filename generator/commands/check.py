"""The command `check`: reports what is wrong with the built site."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.commands import shared_options
from generator.console import Voice
from generator.report import Report, Severity


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
    from generator.config import SiteConfig
    from generator.workers import cores

    if output is None or base_url is not None or (root / "site.yaml").is_file():
        site = shared_options.load_site(root, output, base_url=base_url)
    else:  # a site without an archive
        site = SiteConfig(root=root, output_override=output)
    follow = console.follow if console.is_watched() and not quiet else None
    checked = check_site(site, jobs=jobs or cores(), follow=follow)
    report = Report(checked.diagnostics)
    if as_json:
        diagnostics = [one.as_json() for one in checked.diagnostics]
        counts = {"pages": checked.pages, "links": checked.links}
        console.say(console.as_json({**counts, "diagnostics": diagnostics}))
    else:
        voice = Voice(quiet=quiet)
        voice.diagnostics(report)
        seen = f"{console.count(checked.pages, 'page')}, {console.count(checked.links, 'link')}"
        faults = (
            console.count(number, severity.value)
            for severity in (Severity.ERROR, Severity.WARNING)
            if (number := report.count(severity))
        )
        voice.say(f"Checked {seen}: {', '.join(faults) or 'nothing wrong'}.")
    return report.exit_code(is_strict=strict)
