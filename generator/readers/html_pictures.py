"""Read what the markup says of pictures: where they are, however it hides that, and their sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.model import PictureFile
from generator.text.markup import as_written

_TRACKER = 3
"""Pixels: a smaller picture is there to count readers or to keep a distance."""
_ORNAMENT = 32
"""Pixels: a smaller picture is a bullet or the like, unless words say what it shows."""
_STAND_INS = ("data:image/svg+xml", "data:,")
"""How the addresses begin of pictures that only keep the place of another."""
_STAND_IN = re.compile(
    r"(?:^|[/_-])(?:blank|empty|grey|gray|lazy|load(?:er|ing)|pixel|placeholder|spacer|transparent|trans|"
    r"1x1|x)[^/]{0,20}\.(?:gif|png|svg)(?:\?|$)",
    re.IGNORECASE,
)
"""The file of a picture that is there until a script loads another."""
_SIZE = re.compile(r"\s*(\d{1,5})(?:px)?\s*")
_VARIABLE = re.compile(r"(--sf-img-\d+)\s*+:\s*+url\(\s*+[\"']?+([^\"')\s]++)")
_BACKGROUND = re.compile(
    r"\bbackground(?:-image)?\s*+:[^;]*?(?:\burl\(([^)]++)|\bvar\((--sf-img-\d+))", re.IGNORECASE
)
_LONGEST_STYLE = 2_000


class HeldPictures(Struct, frozen=True):
    """The pictures that a page has in it: files as text (``data:#0`` is the first), and those that
    its style sheet has names for.
    """

    data: tuple[str, ...]
    variables: Mapping[str, str]

    def read(self, attributes: Mapping[str, str | None], linked: str) -> PictureFile:
        """Return the picture of an ``img``; ``linked`` is the address to which it is a link."""
        width, height = _sizes_of(attributes)
        is_tracker = min(width or _TRACKER, height or _TRACKER) < _TRACKER
        address = "" if is_tracker else _address_of(attributes)
        if not address or address.startswith(_STAND_INS):
            behind = _background_of(attributes.get("style") or "", self.variables)
            address = behind or address
        if address.startswith("data:#") and address[6:].isdigit():
            place = int(address[6:])
            address = self.data[place] if place < len(self.data) else ""
        is_copy = address and _is_picture_file(linked) and linked != address
        larger = linked if is_copy else ""
        return PictureFile(as_written(address), attributes.get("alt") or "", width, height, larger)

    def behind(self, attributes: Mapping[str, str | None]) -> str:
        """Return the address of a picture that stands behind an element in the place of an
        ``img``; empty if there is none.
        """
        address = _background_of(attributes.get("style") or "", self.variables)
        return address if address.startswith("data:") or attributes.get("role") == "img" else ""


def is_ornament(attributes: Mapping[str, str | None]) -> bool:
    """Return whether the picture of an ``img`` is too small to show anything."""
    return max(size or _ORNAMENT for size in _sizes_of(attributes)) < _ORNAMENT


def _sizes_of(attributes: Mapping[str, str | None]) -> tuple[int | None, int | None]:
    return _pixels(attributes.get("width")), _pixels(attributes.get("height"))


def _pixels(size: str | None) -> int | None:
    found = _SIZE.fullmatch(size or "")
    return int(found[1]) if found else None


def _is_picture_file(address: str) -> bool:
    """Return whether an address is that of a picture in a format for photographs."""
    path = address.partition("#")[0].partition("?")[0].lower()
    return path.endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp"))


def _address_of(attributes: Mapping[str, str | None]) -> str:
    """Return the address of a picture, also of one that a script would have loaded later."""
    found = [attributes.get(name) or "" for name in ("src", "data-src", "data-original")]
    sets = attributes.get("srcset") or attributes.get("data-srcset") or ""
    found.append(sets.split(",")[0].split(" ")[0] if sets else "")
    real = [one.strip() for one in found if one.strip()]
    shown = [one for one in real if not one.startswith("data:image/gif")]
    return next((one for one in shown if not _STAND_IN.search(one)), shown[0] if shown else "")


def find_variables(markup: str) -> dict[str, str]:
    """Return the pictures that SingleFile keeps once for all elements: ``--sf-img-1`` …"""
    return dict(_VARIABLE.findall(markup)) if "--sf-img-" in markup else {}


def _background_of(style: str, variables: Mapping[str, str]) -> str:
    """Return the address of the picture behind an element; empty if there is none."""
    match = _BACKGROUND.search(style[:_LONGEST_STYLE]) if "background" in style else None
    if match is None:
        return ""
    return variables.get(match[2], "") if match[2] else match[1].strip("\"' ")
