"""What pages are looked at with: Chromium, axe, the Nu HTML checker and Lighthouse.

Each says what it found as plain values, empty when there is nothing wrong, and raises MissingProgramError when
it is not installed here. Nothing knows of pytest: the survey of any built site looks in the same way.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Response, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from generator.render.pages.specimen import PATH as SPECIMEN

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
Colours = Literal["light", "dark"]
Look = tuple[Colours, int]
COLOURS: tuple[Colours, ...] = ("light", "dark")
WIDTHS = (360, 1280)
"""CSS pixels: a telephone's and a desk's."""
EVERY_LOOK: tuple[Look, ...] = tuple((colours, width) for colours in COLOURS for width in WIDTHS)
MARKED = ("document", "home", "term", "year", "month")
"""The kinds of page that Lighthouse marks: each takes it a quarter of a minute."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


class MissingProgramError(Exception):
    """A program is not installed here; the message says which, and how it is looked for."""


def chromium_program() -> str:
    for name in CHROMIUM:
        if program := shutil.which(name):
            return program
    raise MissingProgramError(f"there is no Chromium here: none of {', '.join(CHROMIUM)} was found")


@contextmanager
def chromium_started() -> Iterator[Browser]:
    program = chromium_program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page of the browser, and everything that it asked for or complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._note_response)

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the browser's own, when a page is left
            self.complaints.append(f"{request.failure} {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")


def largest_pages(output: Path) -> dict[str, str]:
    """Return the path of the largest page of each kind of a built site, by the kind.

    A kind is the first class of a page's body. Redirects are left out, which lead on before they
    are seen, and the specimen, which is of a document's kind and has all that a page can have.
    """
    found: dict[str, str] = {}
    pages = {*output.rglob("*.html")} - {output / SPECIMEN}
    for path in sorted(pages, key=lambda path: (path.stat().st_size, path)):
        body = LexborHTMLParser(path.read_text("utf-8")).body
        if body is not None and (kinds := (body.attributes.get("class") or "").split()):
            found[kinds[0]] = path.relative_to(output).as_posix()
    return {kind: found[kind] for kind in sorted(found.keys() - {"redirect"})}


def find_violations(page: Page, tags: Sequence[str] = ()) -> list[str]:
    """Return what axe has against the open page, a line a rule; without tags, by all its rules."""
    # Off unless it is asked for, though WCAG 2.2 has it (2.5.8) and Lighthouse asks.
    every = {"rules": {"target-size": {"enabled": True}}}
    options = {"runOnly": list(tags)} if tags else every
    return [
        " | ".join([one["id"], *(node["html"] for node in one["nodes"][:3])])
        for one in Axe().run(page, options=options).response["violations"]
    ]


def find_violations_in_looks(
    page: Page, address: str, looks: Sequence[Look] = EVERY_LOOK, tags: Sequence[str] = ()
) -> list[str]:
    """Return what axe has against a page, opened once, in some colours at some widths."""
    found = []
    page.goto(address)
    for colours, width in looks:
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{colours} {width}: {one}" for one in find_violations(page, tags)]
    return found


def width_of(page: Page, address: str, screen: int = 320) -> int:
    """Return how wide a page is on a narrow screen, in CSS pixels."""
    page.set_viewport_size({"width": screen, "height": 640})
    page.goto(address)
    return int(page.evaluate("document.documentElement.scrollWidth"))


def weight_of(output: Path, path: str) -> int:
    """Return how many bytes a page and its style sheets are, each as gzip packs it."""
    page = output / path
    links = LexborHTMLParser(page.read_text("utf-8")).css('link[rel="stylesheet"]')
    sheets = [page.parent / unquote(str(link.attributes["href"])) for link in links]
    return sum(len(gzip.compress(file.read_bytes())) for file in (page, *sheets))


def find_invalid(*arguments: object) -> list[str]:
    """Return what the Nu HTML checker says, a line each, when it is called with options and files."""
    jar, java = os.environ.get("MICROFICHE_VNU_JAR", ""), shutil.which("java")
    if not Path(jar).is_file():
        raise MissingProgramError("MICROFICHE_VNU_JAR names no vnu.jar")
    if java is None:
        raise MissingProgramError("there is no java here")
    command = [java, "-jar", jar, "--format", "json", *map(str, arguments)]
    said = json.loads(subprocess.run(command, capture_output=True, check=False).stderr)
    return [
        f"{Path(one.get('url', '')).name}:{one.get('lastLine')}: {one['message']}"
        for one in said["messages"]
    ]


@dataclass(frozen=True, slots=True)
class Marks:
    """Lighthouse's marks for a page, 0 to 100, in the order of CATEGORIES; what cost some."""

    of: tuple[int, ...]
    because: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there is next to nothing to mend: 99 for speed, 100 for all else."""
        return self.of[0] >= 99 and set(self.of[1:]) == {100}


def mark_page(address: str) -> Marks:
    """Return Lighthouse's marks for a page on a server, on its idea of a telephone.

    Speed is measured, on a machine that has other work: marks that are not enough are made twice
    again, and those in the middle are returned.
    """
    marks = _visit(address)
    if marks.is_enough:
        return marks
    return sorted([marks, _visit(address), _visit(address)], key=lambda one: one.of)[1]


def _visit(address: str) -> Marks:
    modules, node = Path(os.environ.get("MICROFICHE_LIGHTHOUSE", "")), shutil.which("node")
    program = modules / "lighthouse/cli/index.js"
    if not program.is_file():
        raise MissingProgramError("MICROFICHE_LIGHTHOUSE names no folder with lighthouse")
    if node is None:
        raise MissingProgramError("there is no node here")
    flags = " ".join(["--headless=new", *ARGUMENTS])
    command = [node, program, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": chromium_program()}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return _marks(json.loads(done.stdout))


def _marks(said: dict[str, object]) -> Marks:
    categories, audits = said["categories"], said["audits"]
    assert isinstance(categories, dict)
    assert isinstance(audits, dict)
    because = {
        f"{reference['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for name in CATEGORIES
        for reference in categories[name]["auditRefs"]
        if reference["weight"] and ((audit := audits[reference["id"]])["score"] or 0) < 1
        if audit["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    }
    scores = (categories[name]["score"] or 0 for name in CATEGORIES)
    return Marks(tuple(round(score * 100) for score in scores), tuple(sorted(because)))
