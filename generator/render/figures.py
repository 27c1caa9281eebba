"""Pictures as figures, and tables, each with its caption, from paragraphs of their classes."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_TABLE_CAPTION = "table-caption"
_IGNORED_IN_URLS = re.compile(r"[\x00-\x20]")


def plain_url(url: str) -> str:
    """Return a URL without the characters in it that browsers ignore."""
    return _IGNORED_IN_URLS.sub("", url)


def is_remote(url: str) -> bool:
    """Return whether a URL leads away from the site."""
    return _REMOTE.match(plain_url(url)) is not None


def frame_pictures(root: Element, has_file: Callable[[str], bool] | None) -> None:
    """Turn each paragraph that shows a picture over its caption into a figure."""
    for paragraph in [one for one in root.iter("p") if _is_picture(one)]:
        picture = paragraph[0]
        if has_file is not None and not has_file(picture.get("src", "")):
            stand_in = Element("em")
            stand_in.text, stand_in.tail = picture.get("alt", ""), picture.tail
            paragraph[0] = stand_in
            if not stand_in.text:
                paragraph.remove(stand_in)
            continue
        picture.set("loading", "lazy")
        caption = Element("figcaption")
        caption.text, picture.tail = picture.tail, None
        caption[:] = paragraph[1:]
        if len(caption) and caption[0].tag == "br" and not (caption.text or "").strip():
            caption.text = (caption[0].tail or "").lstrip()
            del caption[0]
        paragraph.tag, paragraph[1:] = "figure", []
        if len(caption) or (caption.text or "").strip():
            paragraph.append(caption)


def _is_picture(paragraph: Element) -> bool:
    """Return whether a paragraph begins with a picture of the site, and is one of class picture."""
    if "picture" not in (paragraph.get("class") or "").split() or not len(paragraph):
        return False
    first = paragraph[0]
    is_first = first.tag == "img" and not (paragraph.text or "").strip()
    return is_first and not is_remote(first.get("src", ""))


def caption_tables(root: Element) -> None:
    """Make a paragraph of class ``table-caption`` the caption of the table right below it."""
    if root.find(".//table") is None:
        return
    for parent in [*root.iter()]:
        for above, table in pairwise([*parent]):
            names = (above.get("class") or "").split()
            if table.tag == "table" and above.tag == "p" and _TABLE_CAPTION in names:
                above.set("class", " ".join(name for name in names if name != _TABLE_CAPTION))
                above.tag, above.tail = "caption", "\n"
                parent.remove(above)
                table.insert(0, above)
