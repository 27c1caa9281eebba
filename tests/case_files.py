"""Case files: a text with the role that each of its lines should have, and the role it has today.

Line 1 is ``# `` and a sentence that says what the text is like. Then come the fields that should
be read, ``= title: A title``, each with ``>> `` and today's value behind it where that differs.
Then comes the text, line by line: the role, the role read today behind ``>`` where that differs,
spaces up to a bar, and the line exactly as it is.

    # A letter that nobody signed.
    = title: To the clerk >> null
    title>body       |To the clerk
    blank            |
    body             |The pump in the square is dry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model import Extract
from generator.pipeline.extract import recognise_text
from generator.pipeline.machine_view import as_view
from generator.readers.text import read_plain

FOLDER = Path(__file__).parent / "cases" / "structure"
FIELDS = ("title", "date", "byline", "source", "section")
NARROW, WIDE = 16, 28
"""Width of the role column: in a case without marks, and in one with them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What should be read (``gold``) and what is read today; equal where all is well."""

    gold: str
    today: str

    @property
    def is_met(self) -> bool:
        return self.gold == self.today

    def written(self, between: str) -> str:
        return self.gold if self.is_met else f"{self.gold}{between}{self.today}"


@dataclass(frozen=True, slots=True)
class Case:
    """A case file. ``fields`` has the fields that it speaks of, ``roles`` one for each line."""

    sentence: str
    fields: Mapping[str, Reading]
    roles: tuple[Reading, ...]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def read_as(self, fields: Mapping[str, str], roles: tuple[str, ...]) -> Case:
        """Return the case with these as what is read today."""
        new_fields = {
            name: Reading(reading.gold, fields[name]) for name, reading in self.fields.items()
        }
        new_roles = tuple(
            Reading(reading.gold, today) for reading, today in zip(self.roles, roles, strict=True)
        )
        return Case(self.sentence, new_fields, new_roles, self.lines)


def case_files() -> list[Path]:
    return sorted(FOLDER.rglob("*.case"))


def parse_case(written: str) -> Case:
    """Return the case that a file's text holds; raise ValueError, with the line, for others."""
    rows = written.removesuffix("\n").split("\n")
    if not rows[0].startswith("# "):
        raise ValueError(f"line 1: expected “# ” and a sentence, found {rows[0]!r}")
    fields: dict[str, Reading] = {}
    roles: list[Reading] = []
    lines: list[str] = []
    for number, row in enumerate(rows[1:], 2):
        head, bar, line = row.partition("|")
        name, colon, value = row.removeprefix("= ").partition(": ")
        if row.startswith("= ") and colon and name in FIELDS and not lines:
            fields[name] = _reading(value, " >> ")
        elif bar and head.strip():
            roles.append(_reading(head.strip(), ">"))
            lines.append(line)
        else:
            raise ValueError(f"line {number}: expected a field or a role, found {row!r}")
    return Case(rows[0].removeprefix("# "), fields, tuple(roles), tuple(lines))


def _reading(written: str, between: str) -> Reading:
    gold, mark, today = written.partition(between)
    return Reading(gold, today if mark else gold)


def write_case(case: Case) -> str:
    """Return the text of a case's file."""
    width = NARROW if all(reading.is_met for reading in case.roles) else WIDE
    return "\n".join([f"# {case.sentence}", *write_rows(case, width)]) + "\n"


def write_rows(case: Case, width: int = WIDE) -> list[str]:
    """Return the rows of a case's file below its sentence."""
    fields = [f"= {name}: {reading.written(' >> ')}" for name, reading in case.fields.items()]
    lines = [
        f"{reading.written('>'):{width}}|{line}"
        for reading, line in zip(case.roles, case.lines, strict=True)
    ]
    return [*fields, *lines]


def read_today(case: Case) -> Case:
    """Return the case as its text is read today."""
    extract = recognise_case(case)
    view = as_view(extract)
    fields = {name: _field(view[name]) for name in FIELDS}
    return case.read_as(fields, tuple(role.value for role in extract.text.roles))


def recognise_case(case: Case) -> Extract:
    return recognise_text(read_plain(case.text), "case.txt", "0" * 64, "ask")


def _field(value: str | list[str] | None) -> str:
    return " > ".join(value) if isinstance(value, list) and value else str(value or "null")
