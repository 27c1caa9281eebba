"""What a document is about. Topics are the labels of the section trail that it stood under."""

from __future__ import annotations

from generator.model import Finding, Metadata, Subjects


def find_subjects(metadata: Metadata) -> Subjects:
    """Return the terms that the document itself states, each with its evidence."""
    trail = metadata.section
    if trail is None:
        return Subjects()
    return Subjects(topics=tuple(Finding(label, trail.rule, trail.line) for label in trail.value))
