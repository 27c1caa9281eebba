"""Make cards, which link to films and maps, of frames and of addresses on lines of their own.

Only the hosts that site.yaml names under ``embeds`` get cards. A card loads nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from generator.render.owners_text import OwnersText
from generator.render.sanitiser import is_loadable

_FRAME = re.compile(r"<iframe\b([^<>]*+)>(?:(?!<)[^<]*+</iframe\s*+>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(src|title|width|height)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
_PAGES = (
    (
        re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]++).*+"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d++).*+"), "https://vimeo.com/{}"),
    (re.compile(r"(https?://(?:www\.)?dailymotion\.com)/embed(/video/\w++).*+"), "{}{}"),
)
"""The addresses of frames, with those of the pages that show the same."""
_ALSO = {"youtube.com": ("youtu.be", "youtube-nocookie.com"), "dailymotion.com": ("dai.ly",)}
"""Other hosts of the same site."""


def make_cards(root: Element, owner: OwnersText) -> None:
    """Turn each paragraph that is only a bare address of a known host into a card."""
    for paragraph in root.iter("p") if owner.embeds else ():
        if len(paragraph) != 1 or (paragraph.text or "").strip():
            continue
        link = paragraph[0]
        address = link.get("href", "")
        is_bare = link.tag == "a" and link.text == address and not (link.tail or "").strip()
        if is_bare and (host := _host_of(address, owner.embeds)):
            paragraph.tag = "figure"
            paragraph.set("class", "embed")
            link.text = _words(address)
            SubElement(paragraph, "figcaption").text = host


def replace_frames(markup: str, owner: OwnersText) -> str:
    """Return markup with each frame as a card, as it is if its origin is allowed, or taken out."""
    if "<iframe" not in markup.lower():
        return markup

    def replaced(found: re.Match[str]) -> str:
        given = {
            name.lower(): html.unescape("".join(values))
            for name, *values in _ATTRIBUTE.findall(found[1])
        }
        address = given.get("src", "")
        address = f"https:{address}" if address.startswith("//") else address
        if host := _host_of(address, owner.embeds):
            return _card(_page_of(address), given.get("title", ""), host)
        if address and is_loadable("iframe", "src", address, owner.origins):
            given |= {"src": address, "title": given.get("title") or urlsplit(address).netloc}
            written = (f' {name}="{html.escape(value)}"' for name, value in given.items())
            return f"<iframe{''.join(written)}></iframe>"
        owner.note("markdown.frame", "<iframe>", "<iframe")
        return ""

    return _FRAME.sub(replaced, markup)


def _card(address: str, title: str, host: str) -> str:
    words = html.escape(title or _words(address))
    link = f'<a href="{html.escape(address)}">{words}</a>'
    return f'<figure class="embed">{link}<figcaption>{host}</figcaption></figure>'


def _host_of(address: str, hosts: Sequence[str]) -> str | None:
    """Return the host of ``hosts`` that an address is of; None if it is of no such host."""
    if not address.startswith(("https://", "http://")):
        return None
    try:
        own = urlsplit(address).hostname or ""
    except ValueError:  # such as http://[
        return None
    for host in hosts:
        if any(own == one or own.endswith(f".{one}") for one in (host, *_ALSO.get(host, ()))):
            return host
    return None


def _page_of(address: str) -> str:
    """Return the address of the page that shows what a frame shows."""
    for pattern, form in _PAGES:
        if match := pattern.fullmatch(address):
            return form.format(*match.groups())
    return address


def _words(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")
