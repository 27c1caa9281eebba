"""Take out of markup what is inlined in it: files as text, and templates that browsers show."""

from __future__ import annotations

import re

_SHADOW = re.compile(r"<template(?=[\s>])[^>]*?\bshadowrootmode\b|<(/?)template\b", re.IGNORECASE)
_DATA = re.compile(r"data:[\w.+/-]*(?:;[\w.=-]+)*;base64,[\w+/=%\s-]{200,}")


def without_data(markup: str) -> tuple[str, tuple[str, ...]]:
    """Return markup without the files that are in it as text, and these: ``data:#0`` is the first.

    They may be longer than all the rest, and would be read as attributes.
    """
    if ";base64," not in markup:
        return markup, ()
    found: list[str] = []

    def note(match: re.Match[str]) -> str:
        found.append(match[0])
        return f"data:#{len(found) - 1}"

    return _DATA.sub(note, markup), tuple(found)


def open_shadows(markup: str) -> str:
    """Return markup in which templates that browsers show are ordinary elements."""
    open_ones: list[bool] = []

    def rename(match: re.Match[str]) -> str:
        if match[1]:
            is_shadow = open_ones.pop() if open_ones else False
            return "</div" if is_shadow else match[0]
        open_ones.append("shadowrootmode" in match[0].lower())
        return f"<div{match[0][len('<template') :]}" if open_ones[-1] else match[0]

    return _SHADOW.sub(rename, markup)
