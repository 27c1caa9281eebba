"""Archives of a few lines, and what becomes of their old addresses."""

from generator.archive.addresses import Alias
from generator.archive.documents import LoadedRecord
from generator.archive.ledger import Ledger
from generator.archive.redirect_case import NewSite
from generator.archive.redirect_policy import resolve_urls
from generator.model import Origin, Record

A, B, C = "a" * 64, "b" * 64, "c" * 64
HOME = {"index.html": None, "dates/index.html": None, "topics/index.html": None}


def document(url, sha256=None, aliases=(), status="published", **values):
    """Return a content file; `reason` is its own, the other values are its record's."""
    reason = values.pop("reason", None)
    origin = Origin("a.txt", sha256) if sha256 else None
    record = Record(url, values.pop("title", "The bridge"), origin=origin, **values)
    aliases = tuple(one if isinstance(one, Alias) else Alias(one) for one in aliases)
    return LoadedRecord(record, status, (), aliases, reason)


def settle(ledger, made=(), documents=(), **values):
    """Return the answers to a ledger's addresses; `made` is what there is beside some lists.

    What is made of published documents is added, as it is in a build.
    """
    pages = {f"{one.url}.html": one.sha256 for one in documents if one.is_published}
    texts = [f"{one.url}.md" for one in documents]
    made = {**HOME, **dict(made), **pages}
    site = NewSite(made, documents=documents, texts=texts, **values)
    return resolve_urls(Ledger(ledger), site)


def ways(addresses):
    return {redirect.path: redirect.target for redirect in addresses.redirects}


def notices(addresses):
    return {notice.path: notice.kind for notice in addresses.notices}


def only(found):
    (one,) = found
    return one


def refused(*documents, ledger=(), **values):
    """Return why one alias of these documents is left out."""
    (problem,) = settle(dict(ledger), documents=documents, **values).diagnostics
    return problem
