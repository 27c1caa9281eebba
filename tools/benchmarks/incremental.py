"""Measure how long a build takes after small changes: python -m tools.benchmarks.incremental

Make an archive of invented documents in a temporary folder, build it, change one thing at a time
as its owner would, and print the median of several builds for each kind of change.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
_SYLLABLES = "ba ce dor el fi gan hol ik lor mun ne ost pra quin rel sten tor ul ven wix".split()
_PARAGRAPHS = 18
_TOPICS = 300
_LINKING = """\
{% extends "parent/base.html" %}
{% block styles %}{{ super() -}}<link rel="stylesheet" href="{{ asset("mine.css") }}">{% endblock %}
"""
"""A template that makes the address of the style sheet part of every page."""


@dataclass(frozen=True)
class Bench:
    """An archive to measure builds of."""

    root: Path
    random: random.Random

    def make(self, documents: int) -> None:
        (self.root / "site.yaml").write_text('title: "Invented"\n')
        theme = self.root / "themes/mine/static"
        theme.mkdir(parents=True)
        (theme.parent / "theme.yaml").write_text("extends: reading-room\n")
        (theme / "mine.css").write_text("p { color: black }\n")
        (theme.parent / "templates").mkdir()
        (theme.parent / "templates/base.html").write_text(_LINKING)
        for number in range(documents):
            self._write(number)

    def _write(self, number: int) -> None:
        year, month, day = 1990 + number % 25, number // 25 % 12 + 1, number % 28 + 1
        topics = {int(self.random.paretovariate(0.7)) % _TOPICS for _ in range(4)}
        named = ", ".join(f'"Topic {topic}"' for topic in sorted(topics))
        body = "\n\n".join(self._sentence(30) for _ in range(_PARAGRAPHS))
        path = self.root / f"content/{year}/{month:02d}/document-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'---\ntitle: "{self._sentence(6)}"\ndate: "{year}-{month:02d}-{day:02d}"\n'
            f"topics: [{named}]\n---\n\n{body}\n"
        )

    def _sentence(self, words: int) -> str:
        made = ("".join(self.random.choices(_SYLLABLES, k=3)) for _ in range(words))
        return " ".join(made).capitalize() + "."

    def build(self) -> float:
        """Return the seconds that a build takes."""
        command = [sys.executable, "-m", "generator", "build", "--theme", "mine", "-q"]
        start = time.perf_counter()
        subprocess.run(
            [*command, "--root", str(self.root)],
            check=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )
        return time.perf_counter() - start

    def _document(self) -> Path:
        return self.random.choice(sorted(self.root.glob("content/*/*/*.md")))

    # The changes

    def nothing(self) -> None:
        pass

    def body(self) -> None:
        path = self._document()
        path.write_text(f"{path.read_text()}\n{self._sentence(20)}\n")

    def title(self) -> None:
        path = self._document()
        path.write_text(path.read_text().replace('title: "', f'title: "{self._sentence(1)} ', 1))

    def style(self) -> None:
        (self.root / "themes/mine/static/mine.css").write_text(f"/* {self._sentence(3)} */\n")

    def new_document(self) -> None:
        self._write(self.random.randrange(10**6, 10**7))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), random.Random(7))
        bench.make(options.documents)
        print(f"{options.documents:,} documents, from nothing   {bench.build():7.2f} s")
        changes: tuple[Callable[[], None], ...] = (
            bench.nothing,
            bench.body,
            bench.title,
            bench.style,
            bench.new_document,
        )
        for change in changes:
            seconds = statistics.median(_measured(bench, change) for _ in range(options.runs))
            print(f"{change.__name__:31} {seconds:7.2f} s")


def _measured(bench: Bench, change: Callable[[], None]) -> float:
    change()
    return bench.build()


if __name__ == "__main__":
    main()
