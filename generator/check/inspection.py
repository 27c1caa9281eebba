"""Check a site: each file by itself, then anchors and redirects between files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.check.anchors import find_missing_anchors
from generator.check.checks import Anchor, Examined, Examiner, reader_of
from generator.check.diagnostics import DiagnosticWriter
from generator.check.files import list_files
from generator.check.link_suggestions import Names
from generator.check.model import Problem
from generator.check.redirects import find_loops
from generator.check.sources import Sources
from generator.config import SiteConfig
from generator.model import SitePath
from generator.paths import real_path
from generator.report import BuildError, Diagnostic
from generator.workers import ordered_map

Follow = Callable[[str, Iterable[Examined], int], Iterable[Examined]]


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check: the numbers of pages and links, and the diagnostics."""

    pages: int
    links: int
    diagnostics: tuple[Diagnostic, ...]


def check_site(site: SiteConfig, jobs: int = 1, follow: Follow | None = None) -> Checked:
    """Check the output folder as it is. Raises BuildError when it contains no page."""
    files = list_files(site.output, site.base_url)
    if not files.pages:
        raise BuildError(
            f"nothing to check: there is no page in {_label(site)}",
            code="check.nothing",
            is_usage=True,
            hint="Run “build” first, or name the folder of the site with --output DIR.",
        )
    names = sorted(path for path in files.paths if reader_of(path))
    examined = ordered_map(Examiner(str(site.output), files).examine, names, jobs)
    findings = _gather(names, follow("Checking", examined, len(names)) if follow else examined)
    problems = [
        *findings.problems,
        *find_missing_anchors(findings.anchors, str(site.output), jobs),
        *find_loops(findings.redirects),
    ]
    problems.sort(key=lambda problem: problem.path)
    sources = Sources(str(site.content), frozenset(site.taxonomies))
    teller = DiagnosticWriter(str(site.output), _label(site), sources, Names(files))
    return Checked(len(files.pages), findings.links, tuple(teller.tell(problems)))


@dataclass(slots=True)
class _Findings:
    """What was found in the files so far."""

    links: int
    problems: list[Problem]
    anchors: list[Anchor]
    redirects: dict[SitePath, SitePath]


def _gather(names: Iterable[SitePath], examined: Iterable[Examined]) -> _Findings:
    found = _Findings(0, [], [], {})
    for name, one in zip(names, examined, strict=True):
        found.links += one.links
        found.problems += one.problems
        found.anchors += one.anchors
        if one.refresh is not None:
            found.redirects[name] = one.refresh
    return found


def _label(site: SiteConfig) -> str:
    """Return the name of the output folder: its path inside the archive, if it is there."""
    try:
        return real_path(site.output).relative_to(real_path(site.root)).as_posix()
    except ValueError:
        return site.output.as_posix()
