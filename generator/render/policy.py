"""What a page may load: the Content-Security-Policy of all pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.config import DIRECTIVES

_OWN = "'self' file:"
"""Files of the site: from a disk, some browsers take no other file for their “self”."""


def make_policy(allow: Mapping[str, Sequence[str]]) -> str:
    """Return the policy that lets pages load the site's files, and what ``allow`` names by kind.

    Nothing that stands in a page itself is let through, except for pictures as data, which a page
    cannot run.
    """
    parts = [f"default-src {_OWN}", "base-uri 'none'"]
    for kind, directive in DIRECTIVES.items():
        origins = allow.get(kind, ())
        if origins or kind in ("img", "form"):
            data = ("data:",) if kind == "img" else ()
            parts.append(" ".join((directive, _OWN, *data, *origins)))
    return "; ".join(parts)
