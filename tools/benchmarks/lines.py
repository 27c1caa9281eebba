"""Measure how long texts of 99,900 lines take, by kind of line: python -m tools.benchmarks.lines

Give kinds, or parts of their names, to measure only those. Seconds of processor time are printed.
"""

from __future__ import annotations

import sys
import time

from generator.content import draft
from generator.pipeline.extract import recognise
from tests.line_kinds import HEAD, HTML, TEXTS

LINES = 99_900
"""Just below the limit for a document (generator/readers/decoding.py)."""


def main(names: list[str]) -> None:
    draft(recognise(HEAD.encode(), "a.txt", "ask"))
    for kind, make in {**TEXTS, **HTML}.items():
        if not names or any(name in kind for name in names):
            data = make(LINES).encode()
            start = time.process_time()
            draft(recognise(data, "a.html" if kind in HTML else "a.txt", "ask"))
            seconds = time.process_time() - start
            print(f"{kind:44} {seconds:8.2f} s {len(data) / 1e6:8.1f} MB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
