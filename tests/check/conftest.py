"""Built sites in a string, checked without a build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.check import check_site
from generator.config import SiteConfig
from generator.report import Diagnostic
from tests.site_in_a_string import write_site


@dataclass(frozen=True)
class Told:
    """What a check said."""

    pages: int
    links: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.diagnostics]

    @property
    def places(self) -> list[str]:
        return [":".join(str(part) for part in (d.path, d.line) if part) for d in self.diagnostics]

    @property
    def only(self) -> Diagnostic:
        """The diagnostic, of which there must be one."""
        (diagnostic,) = self.diagnostics
        return diagnostic


def whole(body: str) -> str:
    """Return a page with nothing wrong but what is in its body; a whole page is left as it is."""
    if "<html" in body:
        return body
    return f'<!doctype html><html lang="en"><title>A page</title><h1>A page</h1>\n{body}</html>\n'


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Told]:
    """Return a function that checks sites in a string: the files of output/ by their paths inside
    it, beside them those of content/. Pages are given by what is in them.
    """

    def check(*texts: str, jobs: int = 1, **settings: Any) -> Told:
        written = write_site(tmp_path / "written", *texts)
        site = SiteConfig(root=tmp_path / "archive", **settings)
        for path, data in written.contents(written.root).items():
            folder = site.root if path.startswith("content/") else site.output
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            is_page = path.endswith(".html") and folder == site.output
            target.write_bytes(whole(data.decode()).encode() if is_page else data)
        checked = check_site(site, jobs)
        return Told(checked.pages, checked.links, checked.diagnostics)

    return check
