"""Choose among the titles that the markup states, and take the name of the site off."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from generator.languages.cues import names_paper
from generator.model import Finding, Stated
from generator.text.titles import count_votes, title_ends, title_key

_LONGEST_NAME = 3
"""Most words of a paper's name."""
_LONGEST_SITE, _FEWEST_OF_HOST = 6, 3


def stated_title(stated: Stated) -> Finding[str] | None:
    """Return the title that the markup states, without the name of the site; None if none does.

    The wording that most places state counts; of equals, the longest.
    """
    sites = {title_key(finding.value) for finding in stated.sources}
    votes = title_votes(stated)
    best: tuple[float, int, Finding[str]] | None = None
    for one in stated.titles:
        wording = _without_site(one.value, sites, stated.source_url or "")
        key = title_key(wording)
        is_paper = names_paper(wording) and len(wording.split()) <= _LONGEST_NAME
        if key in votes and not is_paper:
            rank = (votes[key], len(key))
            if best is None or rank > best[:2]:
                best = (*rank, Finding(wording, one.rule))
    return best[2] if best else None


def _without_site(title: str, sites: Collection[str], address: str) -> str:
    """Return a title without the site's name at either end, if more than the name is left."""
    host = title_key(urlsplit(address).netloc.removeprefix("www.").rpartition(".")[0])
    wording = title
    while True:
        for rest, part, is_barred in title_ends(wording):
            if len(rest.split()) > 1 and _names_site(part, sites, host, is_barred=is_barred):
                wording = rest
                break
        else:
            return wording


def _names_site(part: str, sites: Collection[str], host: str, *, is_barred: bool) -> bool:
    key, words = title_key(part), len(part.split())
    is_host = len(host) > _FEWEST_OF_HOST and bool(key) and (key in host or host in key)
    is_name = key in sites or is_host or names_paper(part) or (is_barred and words <= _LONGEST_NAME)
    return words <= _LONGEST_SITE and is_name


def title_votes(stated: Stated) -> dict[str, float]:
    """Return how many voices state each wording, by its key."""
    names = [finding.value for finding in stated.sources]
    return count_votes(((one.value, one.rule) for one in stated.titles), names)
