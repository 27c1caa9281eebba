"""Compare drafts with the content folder: which files to write, which values to leave alone.

=====================================  ====================================================
a value in the file                    what happens to it
=====================================  ====================================================
has the digest that we recorded        ours: replaced by the draft's
has another digest                     the owner's: kept
is gone, and we had recorded a digest  the owner took it out: stays out
is not there, and we never wrote it    added, when the draft has one
=====================================  ====================================================
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType

from msgspec import Struct

from generator import frontmatter
from generator.content.draft import BODY, Draft, digest
from generator.content.files import SEED, ContentFile, HeldFile, Holdings, load_content
from generator.content.pictures import (
    PICTURES,
    CarriedPicture,
    has_lost_any,
    noted_pictures,
    place_pictures,
)
from generator.content.rewriting import UnchangeableError, as_read, rewrite
from generator.frontmatter import Value
from generator.text import folded, text_files
from generator.text.text_files import TextForm

_SHOWN_OF_SEED = ("path", "sha256", "aside")
"""What a page shows of its seed."""
_ADDED = "added"
"""Set once, when a document is first converted, and never revised."""


class Update(Struct, frozen=True):
    """One content file to write: its path in the content folder, its text, and what changes.

    ``changed`` names the values that are added, replaced or removed, ``kept`` the owner's values
    that differ from the draft; ``before`` and ``draft`` hold all old values and all drafted values.
    """

    path: str
    text: str
    is_new: bool
    before: Mapping[str, Value]
    draft: Mapping[str, Value]
    source: Draft
    origin_before: str | None = None
    """The seed's SHA-256 that the file has recorded so far; None for a new file."""
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    read: bytes | None = None
    """The bytes of the file as it was read; None for a new file."""
    form: TextForm = text_files.PLAIN
    refusal: str | None = None
    """Why the file stays unchanged, although something needed changing."""
    pictures: Mapping[str, CarriedPicture] = {}
    """The pictures of the document, by their paths in the content folder."""
    noted: Mapping[str, str] = {}
    """The digests of the pictures that the file has recorded so far, by their paths then."""

    @property
    def origin_after(self) -> str:
        """The SHA-256 of the seed that the file is made from."""
        return self.source.sha256

    @property
    def data(self) -> bytes:
        """The bytes to write."""
        return self.form.encode(self.text)


def plan_updates(
    drafts: Iterable[Draft],
    holdings: Holdings,
    present: Collection[str],
    *,
    converter: str,
    today: str,
    withdrawn: Mapping[str, str] = MappingProxyType({}),
    force: bool = False,
    addresses: Collection[str] = (),
) -> Iterator[Update]:
    """Yield an update for each content file that a draft creates or affects, in draft order.

    A draft updates the content files made from a seed with the same bytes. If there are none, it
    updates those that record its seed's path, except files whose own seed still exists under
    another name (``present`` holds the SHA-256 of all seeds). Two seeds with the same bytes make
    one document. ``today`` is an ISO date.

    The owner has deleted the content files of the seeds in ``withdrawn``, which maps their SHA-256
    to the pages that they had. These files are made again only with ``force``, at their old path if
    it is free. All other new files get paths at which no page ever was: ``addresses`` are those of
    all past pages, without ``.html``.
    """
    by_bytes = _grouped(holdings.files, attrgetter("sha256"))
    movable = [held for held in holdings.files if held.sha256 not in present]
    by_path = _grouped(movable, attrgetter("seed_path"))
    places = Places(holdings.taken, addresses)
    made = set(holdings.locked)
    claimed: set[str] = set()
    for draft in drafts:
        if draft.sha256 in made or draft.seed_path in holdings.locked:
            continue
        made.add(draft.sha256)
        near = by_bytes.get(draft.sha256) or by_path.get(draft.seed_path, ())
        homes = [held for held in near if held.path not in claimed]
        claimed.update(held.path for held in homes)
        for held in homes:
            if (content := load_content(held.folder, held.path)) is not None:
                yield _checked(content, draft, converter)
        if not homes and (force or draft.sha256 not in withdrawn):
            path = places.take(draft.stem, former=withdrawn.get(draft.sha256))
            yield _new(draft, path, converter, today)


def _grouped(
    files: Iterable[HeldFile], key: Callable[[HeldFile], str | None]
) -> Mapping[str | None, Sequence[HeldFile]]:
    """Return files grouped by a key; copies that the owner made of a file are in one group."""
    groups: dict[str | None, list[HeldFile]] = {}
    for held in files:
        groups.setdefault(key(held), []).append(held)
    return groups


class Places:
    """A choice of paths for content files; no two paths differ in letter case alone."""

    def __init__(self, taken: Iterable[str], addresses: Iterable[str]) -> None:
        self._taken = {folded(path) for path in taken}
        self._past = {folded(f"{address}.md") for address in addresses}
        self._last: dict[str, int] = {}
        """The last number tried for each stem, which thousands of files may share."""

    def take(self, stem: str, *, former: str | None) -> str:
        """Return the first free path: that of the ``former`` page, ``stem.md``, ``stem-2.md`` …"""
        path = f"{former.removesuffix('.html')}.md" if former else None
        if path is None or folded(path) in self._taken:
            number = self._last.get(stem, 1)
            path = f"{stem}-{number}.md" if number > 1 else f"{stem}.md"
            while folded(path) in self._taken or folded(path) in self._past:
                number += 1
                path = f"{stem}-{number}.md"
            self._last[stem] = number
        self._taken.add(folded(path))
        return path


def _new(draft: Draft, path: str, converter: str, today: str) -> Update:
    placed = place_pictures(draft.pictures, path)
    body = draft.body_in(placed.folder)
    values = {**draft.values, _ADDED: today}
    marked = {**values, BODY: body.strip()}
    digests = {key: digest(value) for key, value in marked.items()}
    head = frontmatter.dump({**values, SEED: _seed(draft, converter, digests, placed.marks)})
    return Update(
        path,
        f"{head}\n{body}",
        is_new=True,
        before={},
        draft={**values, BODY: body},
        source=draft,
        changed=(*values, BODY),
        pictures=placed.pictures,
    )


def _seed(
    draft: Draft,
    converter: str,
    digests: Mapping[str, str],
    pictures: Mapping[str, str],
) -> dict[str, Value]:
    return {
        "path": draft.seed_path,
        "sha256": draft.sha256,
        **({"format": draft.format} if draft.format else {}),
        **({"saved": draft.saved} if draft.saved else {}),
        "aside": draft.aside,
        "confidence": draft.confidence,
        "converter": converter,
        **({PICTURES: dict(pictures)} if pictures else {}),
        "digests": dict(digests),
    }


def _checked(content: ContentFile, draft: Draft, converter: str) -> Update:
    try:
        return update_content(content, draft, converter)
    except Exception as bug:  # noqa: BLE001 - our mistake must not cost the other documents
        refusal = f"Microfiche itself failed on it: {type(bug).__name__}: {bug}; please report this"
        return Update(
            content.path,
            content.text,
            is_new=False,
            before=content.values,
            draft=draft.values,
            source=draft,
            read=content.data,
            form=content.form,
            refusal=refusal,
        )


def update_content(content: ContentFile, draft: Draft, converter: str) -> Update:
    """Return the update that a draft makes to a content file; the owner's values stay."""
    noted = noted_pictures(content.origin)
    keeps_body = has_lost_any(noted, draft.pictures, draft.missing_pictures)
    owners_text = None if content.is_ours(BODY) and not keeps_body else content.body
    placed = place_pictures(draft.pictures, content.path, noted, owners_text)
    wanted: dict[str, Value] = {**draft.values, BODY: draft.body_in(placed.folder).strip()}
    current: dict[str, Value] = {**content.values, BODY: content.words}
    known = {*content.digests, *content.values, BODY}
    ours = {key for key in wanted if key not in known or content.is_ours(key)}
    if keeps_body:
        ours.discard(BODY)
    different = [key for key in wanted if current.get(key) != wanted[key]]
    changes = {key: wanted[key] for key in different if key in ours}
    outdated = {key for key in content.digests if key not in wanted and content.is_ours(key)}
    outdated -= {_ADDED}
    digests = {key: mark for key, mark in content.digests.items() if key not in outdated}
    digests |= {key: digest(wanted[key]) for key in wanted if key in ours}
    seed = _seed(draft, converter, digests, placed.marks)
    foreign = content.origin.keys() - {*seed, PICTURES}
    seed |= {key: value for key, value in content.origin.items() if key in foreign}
    text, refusal = content.text, None
    try:
        text = _rewritten(content, changes, outdated, seed)
    except UnchangeableError as problem:
        is_noted = all(content.origin.get(key) == seed[key] for key in _SHOWN_OF_SEED)
        if changes or outdated or not is_noted:  # more than our own notes needed changing
            refusal = str(problem)
    kept = tuple(key for key in different if key not in ours)
    return Update(
        content.path,
        text,
        is_new=False,
        before=current,
        draft=wanted,
        source=draft,
        origin_before=content.sha256,
        changed=(*changes, *sorted(outdated)),
        kept=kept,
        read=content.data,
        form=content.form,
        refusal=refusal,
        pictures=placed.pictures,
        noted=placed.noted,
    )


def _rewritten(
    content: ContentFile,
    changes: Mapping[str, Value],
    outdated: Collection[str],
    seed: Mapping[str, Value],
) -> str:
    """Return the file's text with our changes in it, and every other byte unchanged."""
    in_head = {key: value for key, value in changes.items() if key != BODY}
    dump = frontmatter.dump_value
    if dump(as_read(content.origin)) != dump(as_read(seed)):
        in_head[SEED] = dict(seed)
    body = f"\n{changes[BODY]}\n" if BODY in changes else None
    if body and content.text.partition("\n")[0].endswith("\r"):
        body = body.replace("\n", "\r\n")
    if not in_head and not outdated and body is None:
        return content.text
    return rewrite(content.text, in_head, outdated, body)
