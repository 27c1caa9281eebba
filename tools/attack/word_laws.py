"""The laws that no words are lost: seeds' words are published, the owner's stay in content/."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser

from generator.pipeline.saved_folders import find_helpers
from generator.readers import read_header
from generator.readers.picture_headers import is_drawing
from tools.attack.trial import Tree, Trial

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_HEAD = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?(.*)\Z", re.DOTALL | re.MULTILINE
)
_DIGEST = re.compile(r"\s+(?:-|[0-9A-Fa-f]{64})\s*$")
"""The dash or SHA-256 that ends a line of the ledger; the next build writes the page's own."""
_SHOWN = 160


def seeds_kept(trial: Trial) -> Iterator[str]:
    """Yield what is lost of seeds that no diagnostic names.

    The page of a seed's document must have the seed's words, and its original the seed's bytes.
    """
    if not trial.has_published or trial.archive.is_themed:
        return
    documents = dict(_documents(trial.content))
    helpers = find_helpers(trial.seeds)
    for path, data in trial.seeds.items():
        if data.startswith(b"-> ") or path == "metadata.csv" or _is_hidden(path):
            continue
        if (
            path in helpers or read_header(data) or is_drawing(data)
        ):  # one diagnostic for all of these
            continue
        url = documents.get(hashlib.sha256(data).hexdigest())
        if url is not None:
            yield from _lost_of_seed(trial, path, data, url)
        elif not (
            trial.archive.takes_out or trial.archive.is_overruled or _is_mentioned(trial, path)
        ):
            yield f"seeds/{path!r} is no document, and no diagnostic says why"


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.split("/"))


def _is_mentioned(trial: Trial, path: str) -> bool:
    """Return whether a diagnostic is about a seed, or a folder that it is in."""
    found = trial.moments[-1].built.diagnostics
    named = {str(one["path"]).removeprefix("seeds/") for one in found}
    is_in_one = any(path == name or path.startswith(f"{name}/") for name in named)
    return is_in_one or any(one["code"] == "file.name" for one in found)


def _lost_of_seed(trial: Trial, path: str, data: bytes, url: str) -> Iterator[str]:
    """Yield what is missing from the document of a seed; ``url`` is its path without a suffix."""
    page = trial.output.get(f"{url}.html")
    if page is None:
        if not trial.archive.refusals and not _is_named(trial, url):
            yield f"content/{url}.md has no page"
        return
    if b'<meta name="robots"' in page[:2000]:
        return  # a notice or a redirect
    originals = [name for name in trial.output if name.startswith(f"{url}.original")]
    if not any(trial.output[name] == data for name in originals):
        yield f"the original of seeds/{path!r} is not published byte by byte"
    if trial.archive.is_overruled:
        return
    if lost := sorted(_words_of_seed(path, data) - _words_of_page(page)):
        yield f"words of seeds/{path!r} are not on its page: {' '.join(lost[:8])[:_SHOWN]}"


def _is_named(trial: Trial, url: str) -> bool:
    return any(
        url in str(one["path"]) or url in one["message"]
        for one in trial.moments[-1].built.diagnostics
    )


def _documents(content: Tree) -> Iterator[tuple[str, str]]:
    for path, data in content.items():
        if path.endswith(".md") and (found := re.search(rb'sha256"?: "?([0-9a-f]{64})', data)):
            yield found[1].decode(), path.removesuffix(".md")


def _words_of_seed(path: str, data: bytes) -> frozenset[str]:
    """Return the ASCII words of a seed in plain UTF-8; none of other seeds, which are doubtful."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return frozenset()
    if (
        not path.endswith(".txt")
        or text.lstrip()[:1] == "<"
        or re.search("[\x00-\x08\x0e-\x1f\ufffdÂÃâ]", text)
    ):
        return frozenset()
    return _words(text)


def _words_of_page(page: bytes) -> frozenset[str]:
    body = LexborHTMLParser(page.decode()).css_first("html")
    return _words(body.text(separator="") + " " + page.decode()) if body else frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(
        word.lower() for word in re.findall(r"\w{4,}", _INVISIBLE.sub("", text)) if word.isascii()
    )


def owners_words_kept(trial: Trial) -> Iterator[str]:
    """Yield what the owner typed in content/, in whatever form, that a build lost."""
    before = trial.first
    owned: dict[str, _Owned] = {}
    for moment in trial.moments:
        for path, typed in moment.typed.items():
            if typed.startswith(b"-> "):
                continue  # a link itself contains no words
            if typed != before.get(path):
                owned[path] = _edited(owned.get(path), before.get(path), typed, path)
            after = moment.content.get(path)
            if after is None and typed == before.get(path) and read_header(typed):
                continue  # a picture of ours that its document shows no more
            if after is None:
                yield f"content/{path}: the file is gone"
            elif path in owned and after != typed:
                yield from (f"content/{path}: {fault}" for fault in _lost(owned[path], after, path))
        before = moment.content


@dataclass(frozen=True, slots=True)
class _Owned:
    """The part of a file that is the owner's: all of it, or some words and some values."""

    is_whole: bool
    words: frozenset[str]
    values: Mapping[str, Any]


def _edited(known: _Owned | None, before: bytes | None, typed: bytes, path: str) -> _Owned:
    """Return what is the owner's after an edit that turned ``before`` into ``typed``."""
    old, own = _values(before or b""), _values(typed)
    from_seed = path.endswith(".md") and "sha256" in _decoded(typed) and own is not None
    earlier = known or _Owned(False, frozenset(), {})
    words = earlier.words | (_all_words(typed, path) - _all_words(before or b"", path))
    changed = {
        key: value
        for key, value in (own or {}).items()
        if key != "seed" and (value != (old or {}).get(key) or key in earlier.values)
    }
    return _Owned(not from_seed, words & _all_words(typed, path), changed)


def _lost(owned: _Owned, after: bytes, path: str) -> Iterator[str]:
    if owned.is_whole and path != "urls.txt":  # builds add to it, but lose no line of it
        yield "the file was written over"
    if lost := owned.words - _all_words(after, path):
        yield f"words are gone: {' '.join(sorted(lost)[:8])[:_SHOWN]}"
    new = _values(after) or {}
    for key, value in owned.values.items():
        if new.get(key) != value:
            yield f"the value of {key} is another: {value!r:.60} became {new.get(key)!r:.60}"


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8", "surrogateescape")


def _all_words(data: bytes, path: str) -> frozenset[str]:
    """Return the words of a file; for the ledger, its lines without their digests."""
    if path == "urls.txt":
        lines = _decoded(data).removeprefix("\ufeff").splitlines()
        return frozenset(_DIGEST.sub("", line).strip() for line in lines) - {""}
    return frozenset(re.findall(r"\w+", unicodedata.normalize("NFC", _decoded(data))))


def _values(data: bytes) -> Mapping[str, Any] | None:
    """Return front matter as plain YAML, with the body as the value of ``""``; None if invalid."""
    parts = _HEAD.match(_decoded(data).replace("\r\n", "\n").replace("\r", "\n"))
    if parts is None:
        return None
    try:
        values = yaml.load(parts[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(values, dict):
        return None
    return {str(key): value for key, value in values.items()} | {"": parts[2].strip()}
