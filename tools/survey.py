"""Check any built site as the tests check the example: python -m tools.survey OUTPUT

The largest page of each kind, and the specimen if there is one, are checked with the Nu HTML
checker and, on a server below a folder, with axe (in both colour schemes, at two widths), for
requests to elsewhere, for complaints in the browser, and for their width on a narrow screen; pages
of some kinds also with Lighthouse. Problems are printed, and the exit status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.instruments import (
    MARKED,
    SPECIMEN,
    WCAG,
    MissingProgramError,
    Watched,
    chromium_started,
    find_invalid,
    find_violations_in_looks,
    largest_pages,
    mark_page,
    weight_of,
    width_of,
)
from tests.browser.servers import SERVERS

_NARROW = 320
_STANDING_ALONE = "404.html"
"""A page that is shown at any address and names no icon, so that browsers request one from the
server's root; its requests are not watched."""


@dataclass(frozen=True)
class Survey:
    """A built site, and its pages that are checked, by their kinds."""

    output: Path
    pages: Mapping[str, str]

    def find_invalid(self) -> Iterator[str]:
        yield from find_invalid("--errors-only", *(self.output / one for one in self._paths()))

    def find_in_browser(self) -> Iterator[str]:
        with chromium_started() as browser, _served(self.output) as root:
            watched, alone = Watched(browser.new_page()), browser.new_page()
            for path in self._paths():
                page = alone if path == _STANDING_ALONE else watched.page
                tags = WCAG if path == SPECIMEN else ()
                for one in find_violations_in_looks(page, root + path, tags=tags):
                    yield f"{path}: {one}"
                if (width := width_of(page, root + path, _NARROW)) > _NARROW:
                    yield f"{path}: {width} pixels wide on a screen of {_NARROW}"
        yield from watched.complaints
        yield from (f"asks for {one}" for one in watched.requests if not one.startswith(root))

    def find_slow(self) -> Iterator[str]:
        with _served(self.output) as root:
            for kind in (kind for kind in MARKED if kind in self.pages):
                marks = mark_page(root + self.pages[kind])
                weight = weight_of(self.output, self.pages[kind])
                print(f"{kind}: {' '.join(map(str, marks.of))}, {weight:,} bytes", flush=True)
                if not marks.is_enough:
                    yield f"{self.pages[kind]}: {'; '.join(marks.because)}"

    def _paths(self) -> list[str]:
        specimen = {SPECIMEN} if (self.output / SPECIMEN).is_file() else set()
        return sorted({*self.pages.values()} | specimen)


@contextmanager
def _served(output: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="microfiche-survey-") as folder:
        (Path(folder) / "below").symlink_to(output.resolve())
        with SERVERS["python"](Path(folder)) as root:
            yield f"{root}below/"


def main() -> int:
    """Return the exit status: 1 when anything is wrong."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("output", type=Path, help="the folder of a built site")
    arguments.add_argument("--quick", action="store_true", help="leave Lighthouse out")
    given = arguments.parse_args()
    survey = Survey(given.output, largest_pages(given.output))
    print(", ".join(f"{kind} {path}" for kind, path in survey.pages.items()), flush=True)
    looks = [survey.find_invalid, survey.find_in_browser]
    problems = 0
    try:
        for look in looks if given.quick else [*looks, survey.find_slow]:
            for problem in look():
                print(problem, flush=True)
                problems += 1
    except MissingProgramError as problem:
        print(problem)
        return 1
    print(f"{problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
