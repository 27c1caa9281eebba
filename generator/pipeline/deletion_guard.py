"""Refuse a build that would lose a large part of the archive, as when a disk is missing.

The output stays as it is until the owner either brings the files back or accepts the losses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator import archive
from generator.model import SitePath
from generator.pipeline.site_plan import SitePlan
from generator.report import BuildError

_SHARE = 3
"""More than one lost document (or original) in this many needs the owner's consent."""
_FEW = 2
"""Losing this many never needs consent, however small the archive is."""


def documents_in(published: Iterable[SitePath]) -> set[SitePath]:
    """Return the pages of documents: those published with their Markdown or original."""
    stems = (
        path.removesuffix(".md") if path.endswith(".md") else path.rpartition(".original.")[0]
        for path in published
    )
    return {f"{stem}.html" for stem in stems if stem}


def refuse_empty_content(published: Iterable[SitePath]) -> None:
    """Raise BuildError if documents were published. Called when the content folder is empty."""
    if pages := documents_in(published):
        raise _losses("content", len(pages), len(pages), "published documents")


def refuse_losses(new: SitePlan, made: Collection[SitePath], removed: Iterable[str]) -> None:
    """Raise BuildError when a build would take a large part of the archive off the site.

    ``made`` are the new site's files, ``removed`` the content files gone since the last build.
    """
    pages = {archive.page_of(name.removesuffix(".md")) for name in removed}
    documents = documents_in(new.published) | (pages & new.published.keys())
    # A document is also lost when its page gives way to the notice that it is gone.
    gone = {notice.path for notice in new.addresses.notices if notice.kind == "gone"}
    lost = documents.difference(made) | (documents & gone)
    if _is_much(len(lost), len(documents)):
        raise _losses("content", len(lost), len(documents), "published documents")
    if not new.converted.site.originals:
        return
    stems = {card.url for card in new.holdings.cards if not card.redaction}
    originals = {path for path in new.published if path.rpartition(".original.")[0] in stems}
    lost = originals.difference(made)
    has_no_seeds = not new.converted.sources.digests
    if _is_much(len(lost), len(originals)) or (len(lost) > 1 and has_no_seeds):
        raise _losses("seeds", len(lost), len(originals), "published originals")


def _is_much(lost: int, all_: int) -> bool:
    return lost > _FEW and lost * _SHARE > all_


def _losses(folder: str, lost: int, all_: int, what: str) -> BuildError:
    number = f"all {all_:,}" if lost == all_ else f"{lost:,} of {all_:,}"
    return BuildError(
        f"nothing was published: {number} {what} would go, for their files are not in {folder}/ "
        "any more",
        code="archive.losses",
        path=folder,
        hint="Bring the files back (is the disk there?), or build with --accept-losses if they "
        "are to go.",
    )
