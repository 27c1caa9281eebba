"""Sites in a string: files under `-- path --` headings, written to a folder and built."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from msgspec.structs import fields
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.options import BuildOptions
from generator.pipeline.build import Published, build, plan_build
from generator.report import BuildError, Diagnostic, Report
from generator.state.site_settings import load_config

TODAY = "2026-01-02"
_HEADING = re.compile(r"^-- (.+) --\n", re.MULTILINE)
_RUN_FIELDS = frozenset(field.name for field in fields(BuildOptions))
_COUNT = re.compile(r" \(\d+\)$")
_ENTRY_TITLES = "main .entry-title a"


@dataclass
class BuiltSite:
    """An archive in a folder of its own, and what its last build had to say."""

    root: Path
    published: Published | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def codes(self) -> list[str]:
        """The codes of the diagnostics, in their order."""
        return [diagnostic.code for diagnostic in self.diagnostics]

    def rebuild(self, **settings: Any) -> BuiltSite:
        """Build once more; settings are those of Run or, like the command line's, of site.yaml."""
        return self._run(build, settings)

    def dry_run(self, **settings: Any) -> BuiltSite:
        """Let `published` be what a build would do."""
        return self._run(plan_build, settings)

    def _run(self, work: Callable[..., Published | None], settings: dict[str, Any]) -> BuiltSite:
        run = {key: settings.pop(key) for key in _RUN_FIELDS & settings.keys()}
        report = Report()
        try:
            site = load_config(self.root, **settings)
            self.published = work(site, BuildOptions(**{"today": TODAY, "jobs": 1, **run}), report)
            self.exit_code = report.exit_code(is_strict=run.get("is_strict", False))
        except BuildError as problem:
            self.published = None
            report.add([problem.diagnostic])
            self.exit_code = 2 if problem.is_usage else 1
        self.diagnostics = report.diagnostics
        return self

    def read(self, path: str) -> str:
        """Return the text of a file, by its path from the root of the archive."""
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file, by its path from the root of the archive; a text loses its indentation."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(dedent(text).encode() if isinstance(text, str) else text)
        return target

    def add_files(self, text: str) -> None:
        """Write the files of a site in a string."""
        start, *parts = _HEADING.split(dedent(text).lstrip("\n"))
        assert not start.strip(), f"text before the first heading: {start!r}"
        for path, content in zip(parts[::2], parts[1::2], strict=True):
            self.write(path, content)

    def paths(self) -> list[str]:
        """Return the paths of all files of the output, sorted."""
        return sorted(self.contents(self.output))

    def contents(self, folder: Path | None = None) -> dict[str, bytes]:
        """Return the bytes of all files of a folder, by their paths inside it; the output's."""
        folder = folder or self.output
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    def html(self, path: str) -> LexborHTMLParser:
        """Return a page of the output, parsed."""
        return LexborHTMLParser(self.read(f"output/{path}"))

    def text(self, path: str) -> str:
        """Return the words of a page's main element, on one line."""
        return words(self.html(path).css_first("main"))

    def links(self, path: str) -> list[str]:
        """Return the titles of the documents that a page lists."""
        return [link.text() for link in self.html(path).css(_ENTRY_TITLES)]

    def items(self, path: str, selector: str) -> list[str]:
        """Return the words of each of a page's elements that a CSS selector names."""
        return [words(node) for node in self.html(path).css(selector)]

    def ways(self, path: str, selector: str) -> dict[str, str | None]:
        """Return where some of a page's links lead, by their words without a count."""
        found = self.html(path).css(selector)
        return {_COUNT.sub("", words(link)): link.attributes["href"] for link in found}


def words(node: LexborNode) -> str:
    """Return the words of an element on one line."""
    return " ".join(node.text(separator=" ").split())


def write_site(root: Path, *texts: str) -> BuiltSite:
    """Return the archive that sites in a string describe together, not built yet."""
    site = BuiltSite(root)
    site.write("site.yaml", "")
    for text in texts:
        site.add_files(text)
    return site


def many_seeds(number: int) -> str:
    """Return a site in a string with as many seeds, each with a title and a date of its own."""
    return "".join(
        f"-- seeds/{n}.txt --\nNotice {n} of the ferry\n\n{n % 28 + 1} May {1900 + n}\n\n"
        f"The ferry will not run on this day, says the ferryman, for reason number {n}.\n"
        for n in range(number)
    )
