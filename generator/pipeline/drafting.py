"""Read a seed and draft its content file; a bad seed does not stop the others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.dates import DateOrder
from generator.report import Diagnostic, error, own_mistake

if TYPE_CHECKING:
    from generator import content
    from generator.entities import OwnTerms


@dataclass(frozen=True, slots=True)
class ReadSeed:
    """The draft of a seed (None: it cannot be a document) and what is odd about it."""

    draft: content.Draft | None
    diagnostics: tuple[Diagnostic, ...]


def draft_seed(
    folder: str, order: DateOrder, furniture: content.Furniture, terms: OwnTerms, name: str
) -> ReadSeed:
    """Return the draft of one seed; a bad one gives a diagnostic."""
    # Loaded here: most builds have no seed to read.
    from generator import content
    from generator.pipeline.extract import recognise
    from generator.readers import UnreadableSeed

    path = f"seeds/{name}"
    try:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        extract = recognise(data, name, order, furniture, terms)
        return ReadSeed(content.draft(extract), extract.remarks)
    except UnreadableSeed as problem:
        found = error(
            problem.code, problem.message, path=path, line=problem.line, hint=problem.hint
        )
        return ReadSeed(None, (found,))
    except OSError as problem:
        found = error(
            "seed.unreadable",
            f"the file cannot be read: {problem.strerror}",
            path=path,
            hint="Fix the file or its permissions.",
        )
        return ReadSeed(None, (found,))
    except Exception as bug:  # noqa: BLE001 - our mistake must not cost the other documents
        return ReadSeed(None, (own_mistake(bug, path),))
