"""Refuse a build that would lose a large part of the archive, as when a disk is missing.

The output stays as it is until the owner either brings the files back or accepts the losses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.model import Card, Notice, SitePath
from generator.report import BuildError

_SHARE = 3
"""At most one document in this many may go without a question."""
_FEW = 2
"""This many may go without a question, however small the archive is."""


@dataclass(frozen=True, slots=True)
class PlannedLosses:
    """A site before and after a build; all but the cards and notices are output paths.

    ``removed`` are the pages of content files that are gone since the last build.
    """

    published: Collection[SitePath]
    made: Collection[SitePath]
    cards: Collection[Card]
    notices: Collection[Notice]
    removed: Collection[SitePath]

    @property
    def documents_before(self) -> set[SitePath]:
        return documents_in(self.published) | {one for one in self.removed if one in self.published}

    @property
    def lost_documents(self) -> set[SitePath]:
        """The pages of documents that would go, or give way to the notice that they are gone."""
        gone = {notice.path for notice in self.notices if notice.kind == "gone"}
        return {page for page in self.documents_before if page in gone or page not in self.made}

    @property
    def originals_before(self) -> set[SitePath]:
        """The published originals of documents that stay."""
        stems = {card.url for card in self.cards}
        return {path for path in self.published if path.rpartition(".original.")[0] in stems}

    @property
    def lost_originals(self) -> set[SitePath]:
        return self.originals_before.difference(self.made)


def documents_in(published: Iterable[SitePath]) -> set[SitePath]:
    """Return the pages of documents: those that have their Markdown or original with them."""
    stems = (
        path.removesuffix(".md") if path.endswith(".md") else path.rpartition(".original.")[0]
        for path in published
    )
    return {f"{stem}.html" for stem in stems if stem}


def refuse_empty_content(published: Iterable[SitePath]) -> None:
    """Raise BuildError when documents were published; called when the content folder is empty."""
    if pages := documents_in(published):
        raise _losses("content", len(pages), len(pages), "published documents")


def refuse_losses(change: PlannedLosses, *, has_seeds: bool, with_originals: bool) -> None:
    """Raise BuildError when a build would take a large part of the archive off the site.

    ``has_seeds``: whether seeds/ holds any. Without ``with_originals``, the site is meant to have
    no originals.
    """
    lost, all_ = len(change.lost_documents), len(change.documents_before)
    if _is_much(lost, all_):
        raise _losses("content", lost, all_, "published documents")
    lost, all_ = len(change.lost_originals), len(change.originals_before)
    if with_originals and (_is_much(lost, all_) or (lost > 1 and not has_seeds)):
        raise _losses("seeds", lost, all_, "published originals")


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
