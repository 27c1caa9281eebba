"""Write identifiers of authority files as addresses: ``wikidata:Q159`` names a page of Wikidata.

Nothing is looked up: this module only knows the form of identifiers and of addresses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Authority(NamedTuple):
    """An authority file: the form of its identifiers, and what precedes them in addresses."""

    identifier: re.Pattern[str]
    page: str
    """What readers are led to."""
    thing: str = ""
    """What data name the thing itself by, where that is another address."""


_FIGURES = re.compile(r"\d+")
_LOC = "id.loc.gov/authorities"
AUTHORITIES: Mapping[str, Authority] = {
    "wikidata": Authority(
        re.compile(r"Q[1-9]\d*"),
        "https://www.wikidata.org/wiki/",
        "http://www.wikidata.org/entity/",
    ),
    "viaf": Authority(_FIGURES, "https://viaf.org/viaf/", "http://viaf.org/viaf/"),
    "lcsh": Authority(
        re.compile(r"sh\d+"), f"https://{_LOC}/subjects/", f"http://{_LOC}/subjects/"
    ),
    "lcnaf": Authority(
        re.compile(r"n[a-z]?\d+"), f"https://{_LOC}/names/", f"http://{_LOC}/names/"
    ),
    "gnd": Authority(re.compile(r"[\dX-]+"), "https://d-nb.info/gnd/"),
    "geonames": Authority(_FIGURES, "https://www.geonames.org/", "https://sws.geonames.org/"),
    "aat": Authority(_FIGURES, "http://vocab.getty.edu/aat/"),
    "tgn": Authority(_FIGURES, "http://vocab.getty.edu/tgn/"),
    "ulan": Authority(_FIGURES, "http://vocab.getty.edu/ulan/"),
    "isni": Authority(re.compile(r"\d{15}[\dX]"), "https://isni.org/isni/"),
    "orcid": Authority(re.compile(r"(?:\d{4}-){3}\d{3}[\dX]"), "https://orcid.org/"),
}
"""The files by the word before a colon; a number of Wikidata needs none."""
_HOST = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def authority_address(text: str) -> str | None:
    """Return an identifier or a full address as an address; None for any other text."""
    name, colon, identifier = text.partition(":")
    if not colon:
        name, identifier = "wikidata", text
    authority = AUTHORITIES.get(name.strip().lower())
    if authority and authority.identifier.fullmatch(identifier.strip()):
        return authority.page + identifier.strip()
    return text if _is_address(text) else None


def thing_at(address: str) -> str:
    """Return by what data name the thing that a page of an authority file is about."""
    bare = _HOST.sub("", address, count=1)
    for authority in AUTHORITIES.values():
        for known in filter(None, (authority.page, authority.thing)):
            rest = bare.removeprefix(_HOST.sub("", known, count=1))
            identifier = rest.removesuffix("/")
            if rest != bare and authority.identifier.fullmatch(identifier):
                ending = "/" if "geonames" in authority.thing else ""
                return f"{authority.thing or authority.page}{identifier}{ending}"
    return address


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # such as “https://[”
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in text
