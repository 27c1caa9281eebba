"""Recognise standard statements of rights in what a document's owner wrote under ``rights``.

The statements are the twelve of rightsstatements.org and the licences and marks of Creative
Commons. Any other text is shown as it stands; no statement is ever guessed.
"""

from __future__ import annotations

import re

from msgspec import Struct

_STATEMENTS = {
    "InC": "In Copyright",
    "InC-OW-EU": "In Copyright – EU Orphan Work",
    "InC-EDU": "In Copyright – Educational Use Permitted",
    "InC-NC": "In Copyright – Non-Commercial Use Permitted",
    "InC-RUU": "In Copyright – Rights-holder(s) Unlocatable or Unidentifiable",
    "NoC-CR": "No Copyright – Contractual Restrictions",
    "NoC-NC": "No Copyright – Non-Commercial Use Only",
    "NoC-OKLR": "No Copyright – Other Known Legal Restrictions",
    "NoC-US": "No Copyright – United States",
    "CNE": "Copyright Not Evaluated",
    "UND": "Copyright Undetermined",
    "NKC": "No Known Copyright",
}
"""The titles that rightsstatements.org gives to its statements, by code."""
_BY_CODE = {code.lower(): code for code in _STATEMENTS}
_OF_STATEMENTS = re.compile(
    r"(?:https?://rightsstatements\.org/(?:vocab|page)/)?([a-z-]+)(?:/1\.0/?)?"
)
_LICENCE = re.compile(
    r"(?:https?://creativecommons\.org/licenses/|cc[ -])(by(?:[ -](?:nc|sa|nd|nc[ -]sa|nc[ -]nd))?)"
    r"[ /-]([1-4]\.[05])(?:/\S*)?"
)
_ZERO = re.compile(
    r"(?:https?://creativecommons\.org/publicdomain/zero/1\.0|cc[ -]?0(?:[ -]1\.0)?)(?:/\S*)?"
)
_MARK = re.compile(
    r"(?:https?://creativecommons\.org/publicdomain/mark/1\.0"
    r"|pdm(?:[ -]1\.0)?|public domain mark(?: 1\.0)?)(?:/\S*)?"
)
_CREATIVE_COMMONS = "https://creativecommons.org"
_VERSIONS = frozenset("1.0 2.0 2.5 3.0 4.0".split())


class RightsStatement(Struct, frozen=True):
    """A standard statement: its title, and the address by which machines know it."""

    title: str
    url: str
    is_licence: bool = False
    """Whether it permits something that the law alone does not."""


def read_rights(text: str | None) -> RightsStatement | None:
    """Return the statement that a text names by its code or its address; None for other texts."""
    plain = " ".join((text or "").split()).lower().rstrip(".")
    if match := _LICENCE.fullmatch(plain):
        terms, version = match[1].replace(" ", "-"), match[2]
        if version not in _VERSIONS:
            return None
        url = f"{_CREATIVE_COMMONS}/licenses/{terms}/{version}/"
        return RightsStatement(f"CC {terms.upper()} {version}", url, is_licence=True)
    if _ZERO.fullmatch(plain):
        url = f"{_CREATIVE_COMMONS}/publicdomain/zero/1.0/"
        return RightsStatement("CC0 1.0", url, is_licence=True)
    if _MARK.fullmatch(plain):
        url = f"{_CREATIVE_COMMONS}/publicdomain/mark/1.0/"
        return RightsStatement("Public Domain Mark 1.0", url)
    if (match := _OF_STATEMENTS.fullmatch(plain)) and (code := _BY_CODE.get(match[1])):
        url = f"http://rightsstatements.org/vocab/{code}/1.0/"
        return RightsStatement(_STATEMENTS[code], url)
    return None
