"""Drafts against the content folder: which files to write, and which values to leave alone.

=====================================  ====================================================
a value in the file                    what happens to it
=====================================  ====================================================
has the digest that we noted           ours: replaced by the draft's
has another digest                     the owner's: kept
is gone, and we had noted a digest     the owner took it out: stays out
is not there, and we never wrote it    added, when the draft has one
=====================================  ====================================================
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import frontmatter
from generator.content.draft import BODY, Draft, digest
from generator.frontmatter import Value
from generator.report import BuildError
from generator.text import folded

_ADDED = "added"
"""Set once, when a document is first converted, and never revised."""
_SHA256 = re.compile(r'^ +sha256: "?([0-9a-f]{64})', re.MULTILINE)
_SEED_PATH = re.compile(r'^ +path: "?(.+?)"?\s*$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of the content folder that was made from a seed."""

    path: str
    text: str
    values: Mapping[str, Value]
    body: str

    @property
    def origin(self) -> Mapping[str, Value]:
        seed = self.values.get("seed")
        return seed if isinstance(seed, Mapping) else {}

    @property
    def digests(self) -> Mapping[str, str]:
        digests = self.origin.get("digests")
        if not isinstance(digests, Mapping):
            return {}
        return {str(key): str(value) for key, value in digests.items()}

    @property
    def words(self) -> str:
        """The body as it compares: the same whichever line ends it was saved with."""
        return self.body.replace("\r\n", "\n").strip()

    def is_ours(self, key: str) -> bool:
        """Say whether the value under ``key`` is still the one that we wrote."""
        value: Value = self.words if key == BODY else self.values.get(key)
        return key in self.digests and digest(value) == self.digests[key]


@dataclass(frozen=True, slots=True)
class Update:
    """One content file to write: its path in the content folder, its text, and what changes.

    ``changed`` names the values that differ from the file as it stands, ``kept`` those of
    the owner that differ from the draft; ``before`` and ``draft`` hold all of both.
    """

    path: str
    text: str
    is_new: bool
    before: Mapping[str, Value]
    draft: Mapping[str, Value]
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the content folder holds: files made from seeds, all paths in use, and (``locked``)
    paths and SHA-256 of seeds whose files cannot be read just now: none is made a second time.
    """

    files: tuple[ContentFile, ...] = ()
    taken: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()


def find_content(folder: Path) -> Holdings:
    """Return what the content folder holds. Unreadable files are the archive's to report."""
    files: list[ContentFile] = []
    taken: list[str] = []
    locked: set[str] = set()
    for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        taken.append(name)
        data = _bytes_of(path)
        try:
            content = _parse(data.decode("utf-8"), name)
        except (BuildError, UnicodeDecodeError):
            content = None
        if content is not None and content.origin:
            files.append(content)
        else:
            unread = _as_text_at_all_costs(data)
            locked.update(_SHA256.findall(unread) + _SEED_PATH.findall(unread))
    return Holdings(tuple(files), tuple(taken), frozenset(locked))


def _as_text_at_all_costs(data: bytes) -> str:
    """Return what a file says that cannot be read as it should, in whatever encoding it is."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return data.decode(encoding, "replace").replace("\r", "\n")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _parse(text: str, name: str) -> ContentFile | None:
    sections = frontmatter.split(text)
    if sections.yaml is None:
        return None
    values = frontmatter.parse(sections.yaml, f"content/{name}", first_line=2)
    return ContentFile(name, text, values, sections.body)


def plan_updates(
    drafts: Iterable[Draft],
    holdings: Holdings,
    present: Collection[str],
    *,
    converter: str,
    today: str,
) -> Iterator[Update]:
    """Yield the files that drafts make or bear on, in the order of the drafts.

    A draft belongs to the file made from the same bytes, else to the one that names its seed's
    path, unless that one's own bytes are still ``present`` (SHA-256 of all seeds) under another
    name. Two seeds of the same bytes make one document. ``today`` is an ISO date.
    """
    by_bytes = {str(content.origin.get("sha256")): content for content in holdings.files}
    by_path = {
        str(content.origin.get("path")): content
        for content in holdings.files
        if content.origin.get("sha256") not in present
    }
    names = {folded(path) for path in holdings.taken}
    made = set(holdings.locked)
    claimed: set[str] = set()
    for draft in drafts:
        content = by_bytes.get(draft.sha256) or by_path.get(draft.seed_path)
        if draft.sha256 in made or draft.seed_path in holdings.locked:
            continue
        made.add(draft.sha256)
        if content is not None and content.path not in claimed:
            claimed.add(content.path)
            yield _updated(content, draft, converter)
        else:
            yield _new(draft, _free_path(draft.stem, names), converter, today)


def _free_path(stem: str, names: set[str]) -> str:
    """Return ``stem.md``, or ``stem-2.md`` … when that name is taken in any letter case."""
    number = 1
    while folded(path := f"{stem}.md" if number == 1 else f"{stem}-{number}.md") in names:
        number += 1
    names.add(folded(path))
    return path


def _new(draft: Draft, path: str, converter: str, today: str) -> Update:
    values = {**draft.values, _ADDED: today}
    digests = {key: digest(value) for key, value in values.items()} | {
        BODY: digest(draft.body.strip())
    }
    head = frontmatter.dump({**values, "seed": _seed(draft, converter, digests)})
    return Update(
        path,
        f"{head}\n{draft.body}",
        is_new=True,
        before={},
        draft={**values, BODY: draft.body},
        changed=(*values, BODY),
    )


_SEED_KEYS = frozenset({"path", "sha256", "aside", "confidence", "converter", "digests"})


def _seed(draft: Draft, converter: str, digests: Mapping[str, str]) -> dict[str, Value]:
    return {
        "path": draft.seed_path,
        "sha256": draft.sha256,
        "aside": draft.aside,
        "confidence": draft.confidence,
        "converter": converter,
        "digests": dict(digests),
    }


def _updated(content: ContentFile, draft: Draft, converter: str) -> Update:
    wanted: dict[str, Value] = {**draft.values, BODY: draft.body.strip()}
    current: dict[str, Value] = {**content.values, BODY: content.words}
    ours = {key for key in wanted if content.is_ours(key) or _is_unknown(content, key)}
    different = [key for key in wanted if current.get(key) != wanted[key]]
    changes = {key: wanted[key] for key in different if key in ours}
    outdated = {key for key in content.digests if key not in wanted and content.is_ours(key)}
    outdated -= {_ADDED}
    digests = {key: mark for key, mark in content.digests.items() if key not in outdated}
    digests |= {key: digest(wanted[key]) for key in wanted if key in ours}
    own_notes = {key: value for key, value in content.origin.items() if key not in _SEED_KEYS}
    seed = _seed(draft, converter, digests) | own_notes
    text = _rewritten(content, changes, outdated, seed)
    kept = tuple(key for key in different if key not in ours)
    return Update(
        content.path,
        text,
        is_new=False,
        before=current,
        draft=wanted,
        changed=(*changes, *sorted(outdated)),
        kept=kept,
    )


def _is_unknown(content: ContentFile, key: str) -> bool:
    return key != BODY and key not in content.digests and key not in content.values


def _rewritten(
    content: ContentFile,
    changes: Mapping[str, Value],
    outdated: Collection[str],
    seed: Mapping[str, Value],
) -> str:
    """Return the file's text with our changes in it, and not a byte else changed."""
    in_head = {key: value for key, value in changes.items() if key != BODY}
    if not _equal_seeds(content.origin, seed):
        in_head["seed"] = dict(seed)
    text = content.text
    if in_head or outdated:
        text = frontmatter.replace(text, in_head, outdated)
    if BODY in changes:
        head = text[: len(text) - len(content.body)]
        text = f"{head}\n{changes[BODY]}\n"
    return text


def _equal_seeds(noted: Mapping[str, Value], seed: Mapping[str, Value]) -> bool:
    return frontmatter.dump_value(_as_text(noted)) == frontmatter.dump_value(_as_text(seed))


def _as_text(value: Value) -> Value:
    """Return a value as reading it back gives it: every number as its text."""
    if isinstance(value, Mapping):
        return {key: _as_text(entry) for key, entry in value.items()}
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def explain_values(text: str) -> dict[str, dict[str, Value]]:
    """Return each value of a content file and whose it is: ours, or the owner's."""
    content = _parse(text, "")
    if content is None:
        return {}
    values = {key: value for key, value in content.values.items() if key != "seed"}
    return {
        key: {"value": value, "whose": "as converted" if content.is_ours(key) else "the owner's"}
        for key, value in values.items()
    }
