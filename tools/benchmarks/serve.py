"""Measure how soon the browser shows a change: python -m tools.benchmarks.serve

Make an archive of invented documents in a temporary folder, serve it, open one of its pages in
Chromium, and make several edits of each kind. For each kind, print the median and the longest time,
in milliseconds, from just before the file is written until the page that shows it is painted.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.instruments import ARGUMENTS
from tools.benchmarks.incremental import PROJECT, Bench

_STYLED = """colour => new Promise(resolve => {
  const look = () => getComputedStyle(document.querySelector("main p")).color === colour
    ? requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
    : requestAnimationFrame(look);
  look();
})"""
"""When paragraphs have a colour, in milliseconds since 1970; it waits until they do."""
_PAINTED = """() => performance.getEntriesByName("first-contentful-paint")
  .map(paint => performance.timeOrigin + paint.startTime)[0]"""
"""When the page was first painted, in milliseconds since 1970; undefined before that."""


@dataclass(frozen=True)
class Edits:
    """Edits of a served archive; each returns the milliseconds until it was seen."""

    root: Path
    page: Page
    document: Path

    def style(self, number: int) -> float:
        sheet = self.root / "themes/mine/static/mine.css"
        start = _now()
        sheet.write_text(f"main p {{ color: rgb({number + 1}, 2, 3) !important }}\n")
        return float(self.page.evaluate(_STYLED, f"rgb({number + 1}, 2, 3)")) - start

    def body(self, number: int) -> float:
        text = self.document.read_text() + f"\nBody seen {number}.\n"
        return self._until(self.document, text, f"Body seen {number}.")

    def title(self, number: int) -> float:
        text = re.sub('title: ".*"', f'title: "Title seen {number}"', self.document.read_text())
        return self._until(self.document, text, f"Title seen {number}")

    def document_template(self, number: int) -> float:
        return self._template("document.html", "content", f"Document seen {number}")

    def base_template(self, number: int) -> float:
        return self._template("base.html", "colophon", f"Base seen {number}")

    def _template(self, name: str, block: str, words: str) -> float:
        text = f'{{% extends "parent/{name}" %}}\n'
        if name == "base.html":
            text += '{% block styles %}{{ super() }}<link rel="stylesheet" href="{{ asset("mine.css") }}">{% endblock %}\n'
        text += f"{{% block {block} %}}<p>{words}</p>{{{{ super() }}}}{{% endblock %}}\n"
        return self._until(self.root / "themes/mine/templates" / name, text, words)

    def _until(self, path: Path, text: str, words: str) -> float:
        path.parent.mkdir(exist_ok=True)
        start = _now()
        path.write_text(text)
        self.page.wait_for_function("words => document.body?.innerText.includes(words)", arg=words)
        self.page.wait_for_function(_PAINTED)
        return float(self.page.evaluate(_PAINTED)) - start


def _now() -> float:
    return time.time() * 1000


@contextmanager
def _serving(root: Path) -> Iterator[str]:
    """Serve an archive, and yield its address."""
    command = [sys.executable, "-m", "generator", "serve", "--theme", "mine", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--root", str(root)],
        env={**os.environ, "PYTHONPATH": f"{PROJECT}:{os.environ.get('PYTHONPATH', '')}"},
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    print(line, process.stdout.readline(), sep="", end="")
    try:
        yield line.split()[1]
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Print how long it takes until each kind of edit is seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        Bench(root, random.Random(1)).make(chosen.documents)
        document = sorted(root.glob("content/*/*/*.md"))[chosen.documents // 2]
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        with _serving(root) as address:
            page = browser.new_page()
            page.set_default_timeout(20_000)
            path = document.relative_to(root / "content").with_suffix(".html").as_posix()
            page.goto(address + path)
            edits = Edits(root, page, document)
            edits.base_template(-1)
            _measure(edits, chosen.rounds)


def _measure(edits: Edits, rounds: int) -> None:
    kinds: tuple[Callable[[int], float], ...] = (
        edits.style,
        edits.body,
        edits.title,
        edits.document_template,
        edits.base_template,
    )
    for kind in kinds:
        took = []
        for number in range(rounds):
            time.sleep(0.3)
            took.append(kind(number))
        print(f"{kind.__name__:20}{statistics.median(took):8.0f} ms{max(took):8.0f} ms")


if __name__ == "__main__":
    main()
