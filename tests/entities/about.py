"""What an invented text is about: what tests of subjects begin with."""

from __future__ import annotations

from textwrap import dedent

from generator.entities import NO_TERMS, OwnTerms, find_subjects
from generator.model import Finding, Metadata, Subjects
from tests.recognised import labelled

Findings = tuple[Finding[str], ...]


def about(
    text: str, language: str = "en", own: OwnTerms = NO_TERMS, **metadata: object
) -> Subjects:
    """Return what a text is about: its first line is the title, each other line a paragraph."""
    title, *paragraphs = dedent(text).strip("\n").split("\n")
    rows = [f"title|{title}", *(f"body|{row}" if row else "blank|" for row in paragraphs)]
    return about_rows("\n".join(rows), language, own, **metadata)


def about_rows(
    rows: str, language: str = "en", own: OwnTerms = NO_TERMS, **metadata: object
) -> Subjects:
    """Return what lines with these roles (``role|line``) are about."""
    known = Metadata(language=Finding(language, "test"), **metadata)  # type: ignore[arg-type]
    return find_subjects(labelled(rows), known, own)


def values(findings: Findings) -> list[str]:
    return [finding.value for finding in findings]
