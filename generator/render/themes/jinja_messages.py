"""Explain Jinja's error messages: the mistake in plain words, and what to do about it.

This relies on Jinja's wording, which may change: an unknown message is left unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator.render.contexts import nouns_of_contract
from generator.render.themes.quoting import text_of
from generator.render.themes.templates import EXTENDS_ITSELF

GIVEN = "docs/theme-reference.md lists what each template is given."
_PAIRS = "Each {{ ends in }}, each {% in %}, each {# in #}; quotes come in pairs."
TAGS = frozenset(
    """
    autoescape block call elif else endautoescape endblock endcall endfilter endfor endif endmacro
    endset endwith extends filter for from if import include macro set with
    """.split()
)
"""The words that Jinja's tags begin with."""
_COMMON_TAGS = (
    "The tags are: if, elif, else, for, block, extends, include, from, import, macro, set, with."
)
_GRAMMAR = re.compile(r"\b(?:expected|unexpected|unexpectedly)\b", re.IGNORECASE)


class _Mistaken(Struct, frozen=True):
    """A mistake in a template: the template's text, the line, its path below ``templates/``."""

    source: str
    line: int
    name: str

    def owner_of(self, attribute: str) -> str | None:
        """Return what has an attribute on this line: for ``year``, say, ``document.date``."""
        text = "".join(self.source.splitlines()[max(self.line - 1, 0) : self.line])
        found = re.search(rf"([A-Za-z_][\w.]*)\.{re.escape(attribute)}\b", text)
        return found[1] if found else None


class Cause(Struct, frozen=True):
    """What is wrong, and the remedy.

    ``line`` is where the mistake begins, if that is not the line of the message. ``is_known``
    means that no similar name should be suggested.
    """

    message: str
    hint: str = GIVEN
    line: int | None = None
    is_known: bool = False


def find_cause(message: str, path: Path, line: int) -> Cause:
    """Return what Jinja's message means at a line of a template; the file may be unreadable."""
    parts = path.parts
    # The template's name is the path below the last folder called ``templates``.
    start = len(parts) - parts[::-1].index("templates") if "templates" in parts else -1
    at = _Mistaken(text_of(path), line, "/".join(parts[start:]))
    for pattern, explain in _CAUSES:
        if (match := pattern.search(message)) and (cause := explain(match, at)):
            return cause
    return Cause(message, _PAIRS if _GRAMMAR.search(message) else GIVEN)


def _unreadable(match: re.Match[str], _: _Mistaken) -> Cause:
    return Cause(match.string, "Check its permissions.", is_known=True)


# Tags


def _unclosed(match: re.Match[str], at: _Mistaken) -> Cause:
    tag, before = match["tag"], match["before"]
    opened: list[int | None] = [None]
    for number, text in enumerate(at.source.splitlines()[: at.line], 1):
        for end in re.findall(rf"\{{%[-+]?\s*(end)?{tag}\b", text):
            if not end:
                opened.append(number)
            elif len(opened) > 1:
                opened.pop()
    said = f"“{tag}” is not closed: expected {{% end{tag} %}}"
    if before:
        said += f" before {{% {before} %}} on line {at.line}"
    return Cause(said, f"Write {{% end{tag} %}} where it ends.", line=opened[-1], is_known=True)


def _unknown_tag(match: re.Match[str], _: _Mistaken) -> Cause:
    tag, inside = match["tag"], match["inside"]
    if tag not in TAGS:
        return Cause(f"there is no tag “{tag}”", _COMMON_TAGS)
    said = f"{{% {tag} %}} belongs to nothing that is open"
    if inside:
        said += f" in “{inside}”"
    return Cause(said, "Take it away, or put back the tag that it belongs to.", is_known=True)


def _single_equals(_: re.Match[str], __: _Mistaken) -> Cause:
    return Cause("“=” compares nothing", "Compare with ==, for example {% if a == b %}.")


# Templates


def _no_parent_block(match: re.Match[str], at: _Mistaken) -> Cause:
    said = f"super() has nothing to print: no template above this one has a block “{match[1]}”"
    hint = f'Begin with {{% extends "parent/{at.name}" %}}.'
    if re.search(r"\{%[-+]?\s*extends\b", at.source):
        hint = "docs/theme-reference.md lists the blocks."
    return Cause(said, hint, is_known=True)


def _endless(match: re.Match[str], at: _Mistaken) -> Cause:
    is_extended = match[0] == EXTENDS_ITSELF
    said = match[0] if is_extended else "this template leads back to itself without end"
    hint = f"“parent/{at.name}” is the same file of the theme that yours extends."
    return Cause(said, hint, is_known=True)


# Values


def _none_has_nothing(match: re.Match[str], at: _Mistaken) -> Cause:
    if owner := at.owner_of(match[1]):
        said = f"“{owner}” is None here and has no “{match[1]}”"
        hint = f"Ask before you print: {{% if {owner} %}} … {{% endif %}}."
    else:
        said = f"expected a value with “{match[1]}”, got None"
        hint = "A value may be missing: test it with {% if … %} before you print it."
    return Cause(said, hint, is_known=True)


def _no_such_key(match: re.Match[str], at: _Mistaken) -> Cause | None:
    owner, key = at.owner_of(match[1]), match[1]
    if owner == "document.params":
        hint = f"Ask before you print: {{% if {owner}.{key} is defined %}} … {{% endif %}}."
        return Cause(f"the front matter of this document has no “{key}”", hint, is_known=True)
    if owner == "site.params":
        hint = "A parameter is declared under “params” in theme.yaml."
        return Cause(f"the theme has no parameter “{key}”", hint)
    return None


def _undefined(match: re.Match[str], _: _Mistaken) -> Cause:
    name = match[1]
    template = nouns_of_contract().get(name)
    if template is None:
        return Cause(f"there is no “{name}” here")
    said = f"“{name}” is for {template}, and this page has another template"
    hint = f"Ask first, {{% if {name} is defined %}}, or move this to {template}."
    return Cause(said, hint, is_known=True)


_CAUSES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Mistaken], Cause | None]], ...] = (
    (
        re.compile(
            r"^(?:Encountered unknown tag '(?P<before>\w+)'\. You probably"
            r"|Unexpected end of template)"
            r".*innermost block that needs to be closed is '(?P<tag>\w+)'"
        ),
        _unclosed,
    ),
    (
        re.compile(
            r"^Encountered unknown tag '(?P<tag>\w+)'(?:.*to be closed is '(?P<inside>\w+)')?"
        ),
        _unknown_tag,
    ),
    (re.compile(r"^this cannot be read: .*"), _unreadable),
    (re.compile(r"^expected token 'end of statement block', got '='$"), _single_equals),
    (re.compile(r"^there is no parent block called '(\w+)'"), _no_parent_block),
    (re.compile(rf"^(?:maximum recursion depth exceeded|{EXTENDS_ITSELF})"), _endless),
    (re.compile(r"^'None' has no attribute '(\w+)'"), _none_has_nothing),
    (re.compile(r"^'dict object' has no attribute '(\w+)'"), _no_such_key),
    (re.compile(r"^'(\w+)' is undefined"), _undefined),
)
"""Jinja's messages, each with a function that explains it, or returns None if it cannot."""
