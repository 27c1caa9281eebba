"""The command line: make and try archives, and print the table and how to repeat each failure."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import click

from tools.attack.judge import Verdict, judge
from tools.attack.kinds import KINDS
from tools.attack.laws import LAWS
from tools.attack.trial import Builder, ordinary_build

HERE = Path(__file__).parents[2]


@click.command()
@click.option("--inputs", default=100, show_default=True, metavar="N", help="How many archives.")
@click.option("--seed", default="1", show_default=True, help="Begins the numbers of the archives.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(sorted(KINDS)), help="Only these."
)
@click.option("--only", metavar="NUMBER", help="This archive of the kind, to repeat a failure.")
@click.option("--largest", default=1_000_000, show_default=True, help="Bytes of a large file.")
@click.option("--jobs", "-j", default=1, show_default=True, help="Archives to try at once.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the archives that fail here.")
@click.option(
    "--checkout", type=click.Path(path_type=Path), default=HERE, help="The program to attack."
)
@click.option("--browser", is_flag=True, help="Open the pages in Chromium, too.")
def main(
    *,
    inputs: int,
    seed: str,
    kinds: tuple[str, ...],
    only: str | None,
    largest: int,
    jobs: int,
    keep: Path | None,
    checkout: Path,
    browser: bool,
) -> None:
    """Make hostile archives, build each, and see whether all holds that must."""
    chosen = kinds or tuple(KINDS)
    numbered = ((chosen[n % len(chosen)], f"{seed}-{n // len(chosen)}") for n in range(inputs))
    wanted = [(chosen[0], only)] if only else list(numbered)
    builder = Builder(checkout.resolve())
    with tempfile.TemporaryDirectory() as folder:
        base = ordinary_build(builder, Path(folder))
    if base.code:
        sys.exit(f"the ordinary documents cannot be built: {base.out} {base.err}")
    verdict_of = partial(
        judge, builder=builder, base=base, largest=largest, keep=keep, browser=browser
    )
    verdicts = []
    with Pool(jobs, maxtasksperchild=10) as pool:
        for verdict in pool.imap_unordered(verdict_of, wanted):
            verdicts.append(verdict)
            _tell(verdict, largest)
    print(_table(verdicts))
    sys.exit(any(verdict.faults for verdict in verdicts))


def _tell(verdict: Verdict, largest: int) -> None:
    if not verdict.faults:
        return
    print(f"{verdict.kind} {verdict.number}:")
    for law, fault in verdict.faults:
        print(f"    {law}: {_printable(fault)}")
    size = "" if largest == 1_000_000 else f" --largest {largest}"
    print(
        f"    python -m tools.attack --kind {verdict.kind} --only {verdict.number}{size} --keep DIR",
        flush=True,
    )


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _table(verdicts: Iterable[Verdict]) -> str:
    """Return how many archives of each kind broke each law."""
    rows: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        row = rows.setdefault(verdict.kind, Counter())
        row.update({"inputs": 1, **dict.fromkeys(dict(verdict.faults), 1)})
    rows["all"] = sum(rows.values(), Counter())
    columns = ("inputs", *LAWS, "attack")
    return "\n".join(_lines(rows, columns))


def _lines(rows: dict[str, Counter[str]], columns: tuple[str, ...]) -> Iterator[str]:
    yield " ".join([f"{'kind':20}", *(f"{column:>9}" for column in columns)])
    for kind, row in rows.items():
        yield " ".join([f"{kind:20}", *(f"{row[column]:>9}" for column in columns)])


if __name__ == "__main__":
    main()
