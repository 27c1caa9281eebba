"""A hostile archive as a value: what is done to a folder before each of its builds."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

OUTSIDE = b"%OUTSIDE%"
"""The placeholder, in files and links, for the absolute path of the folder around the archive."""
ORDINARY = {
    "seeds/heron.txt": (
        "The heron at the weir\n\n4 May 2001\n\nBy Ada Pike\n\n"
        "A heron has been standing at the weir since Tuesday, the lock keeper told the parish.\n"
    ),
    "seeds/plain/lantern.html": (
        "<!doctype html><html lang=en><title>The lantern is lit</title><body>"
        "<h1>The lantern is lit</h1><p>5 May 2001</p>"
        "<p>The lantern on the quay was lit on Friday for the first time in eleven years.</p>\n"
    ),
    "content/kettle.md": (
        "---\ntitle: The kettle\ndate: 1999-02\ntopics: [Kettles]\n---\n"
        "The kettle in the waiting room has been mended with a washer from a bicycle.\n"
    ),
}
"""The ordinary documents that every hostile archive also contains."""
SENTENCES = tuple(
    text.splitlines()[-1].split("<p>")[-1].split("</p>")[0] for text in ORDINARY.values()
)
"""The last sentence of each ordinary document, which must be found on a page."""


@dataclass(frozen=True, slots=True)
class Write:
    """A file to write; its folders are made, and whatever is at its path is removed."""

    path: str
    data: bytes

    def apply(self, root: Path) -> None:
        target = _cleared(root, self.path)
        with open(target, "wb") as file:
            file.write(self.data.replace(OUTSIDE, os.fsencode(root.parent)))


@dataclass(frozen=True, slots=True)
class Link:
    path: str
    target: str

    def apply(self, root: Path) -> None:
        os.symlink(
            self.target.replace(OUTSIDE.decode(), str(root.parent)), _cleared(root, self.path)
        )


@dataclass(frozen=True, slots=True)
class Folder:
    path: str

    def apply(self, root: Path) -> None:
        with suppress(FileExistsError):
            os.makedirs(_place(root, self.path))


@dataclass(frozen=True, slots=True)
class Special:
    """A named pipe, or a socket."""

    path: str
    is_socket: bool = False

    def apply(self, root: Path) -> None:
        target = _cleared(root, self.path)
        if not self.is_socket:
            os.mkfifo(target)
            return
        here = os.open(".", os.O_RDONLY)
        with socket.socket(socket.AF_UNIX) as listening:
            os.chdir(os.path.dirname(target))  # the path of a socket has at most 107 bytes
            try:
                listening.bind(b"./" + os.path.basename(target))
            finally:
                os.fchdir(here)
                os.close(here)


@dataclass(frozen=True, slots=True)
class Remove:
    path: str

    def apply(self, root: Path) -> None:
        _clear(_place(root, self.path))


@dataclass(frozen=True, slots=True)
class Move:
    path: str
    target: str

    def apply(self, root: Path) -> None:
        if os.path.lexists(_place(root, self.path)):
            os.rename(_place(root, self.path), _cleared(root, self.target))


@dataclass(frozen=True, slots=True)
class Close:
    """A new mode for a file or folder: 0 closes it to all readers, 0o755 opens it again."""

    path: str
    mode: int = 0

    def apply(self, root: Path) -> None:
        with suppress(FileNotFoundError):
            os.chmod(_place(root, self.path), self.mode)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to one of the content files that exist by then and were made from seeds.

    ``number`` chooses the file, ``turn`` is a key of EDITS, and ``keeps_time`` restores the file's
    times after the edit.
    """

    number: int
    turn: str
    words: str
    keeps_time: bool = False

    def apply(self, root: Path) -> None:
        found = sorted(path for path in (root / "content").glob("[12u]*/**/*.md") if path.is_file())
        if not found:
            return
        path = found[self.number % len(found)]
        before = path.stat()
        data = EDITS[self.turn](path.read_bytes(), self.words)
        path.write_bytes(data)
        if self.keeps_time:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@dataclass(frozen=True, slots=True)
class Recode:
    """A file saved again in another encoding and with other line ends, but with all its words."""

    path: str
    encoding: str
    line_end: str = "\n"

    def apply(self, root: Path) -> None:
        place = _place(root, self.path)
        with open(place, "rb") as file:
            text = file.read().decode("utf-8").replace("\n", self.line_end)
        with open(place, "wb") as file:
            file.write(text.encode(self.encoding))


def _new_title(data: bytes, words: str) -> bytes:
    return re.sub(rb"(?m)^title: .*$", f'title: "{words}"'.encode(), data, count=1)


def _new_key(data: bytes, words: str) -> bytes:
    return data.replace(b"---\n", f'---\nshelf: "{words}"\n'.encode(), 1)


def _more_text(data: bytes, words: str) -> bytes:
    return data + f"\n{words}\n".encode()


def _as_flow(data: bytes, words: str) -> bytes:
    """Write the front matter as JSON on one line, with another title."""
    import json

    import yaml

    _, head, body = data.split(b"---\n", 2)
    values = yaml.load(head, Loader=yaml.BaseLoader) | {"title": words}
    return b"---\n" + json.dumps(values).encode() + b"\n---\n" + body


def _indented(data: bytes, words: str) -> bytes:
    _, head, body = _new_title(data, words).split(b"---\n", 2)
    return (
        b"---\n"
        + b"".join(b"  " + line for line in head.splitlines(keepends=True))
        + b"---\n"
        + body
    )


def _windows(data: bytes, words: str) -> bytes:
    return b"\xef\xbb\xbf" + _new_key(data, words).replace(b"\n", b"\r\n")


def _old_mac(data: bytes, words: str) -> bytes:
    return _new_key(data, words).replace(b"\n", b"\r")


def _tagged(data: bytes, words: str) -> bytes:
    return re.sub(rb"(?m)^title: .*$", f'"title" : !!str {words} # mine'.encode(), data, count=1)


def _folded(data: bytes, words: str) -> bytes:
    return re.sub(
        rb"(?m)^title: .*$", f"? title\n: >-\n  {words}\n  and more".encode(), data, count=1
    )


def _with_document_end(data: bytes, words: str) -> bytes:
    head, sep, body = _new_title(data, words)[4:].partition(b"---\n")
    return b"---\n" + head + b"...\n" + body if sep else data


EDITS = {
    "title": _new_title,
    "key": _new_key,
    "text": _more_text,
    "flow": _as_flow,
    "indented": _indented,
    "windows": _windows,
    "old-mac": _old_mac,
    "tagged": _tagged,
    "folded": _folded,
    "dots": _with_document_end,
    "truncated": lambda data, words: _new_title(data, words)[:200],
    "conflict": lambda data, words: data.replace(
        b"title:", f"<<<<<<< mine\ntitle: {words}\n=======\n>>>>>>> theirs\ntitle:".encode(), 1
    ),
    "utf-16": lambda data, words: _new_title(data, words).decode(errors="replace").encode("utf-16"),
    "latin-1": lambda data, words: (
        _new_title(data, f"{words} é").decode().encode("latin-1", "replace")
    ),
}

Action: TypeAlias = Write | Link | Folder | Special | Remove | Move | Close | Edit | Recode
Step: TypeAlias = tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A hostile archive; each of its ``steps`` is followed by a build.

    A build may publish nothing if it reports an error whose code begins with one of ``refusals``;
    with ``is_usage``, the exit code of a build may also be 2.
    """

    steps: tuple[Step, ...]
    refusals: tuple[str, ...] = ()
    is_usage: bool = False
    is_warm: bool = False
    """Whether the ordinary documents were built before anything hostile was there."""
    forgets: bool = False
    """Whether the owner takes addresses out of the ledger, so that old ones need not answer."""
    is_themed: bool = False
    """Whether the owner's own templates make the pages; these may contain anything."""
    settings: str = ""

    @property
    def is_overruled(self) -> bool:
        """Whether the owner overrules seeds, so that their pages may differ from what they say."""
        return "seeds/metadata.csv" in self.written or any(
            isinstance(action, Edit) for step in self.steps for action in step
        )

    @property
    def takes_out(self) -> bool:
        """Whether the owner removes documents from the archive, or truncates one."""
        return any(
            (isinstance(action, Remove | Move) and action.path.startswith("content"))
            or (isinstance(action, Link) and action.path.startswith(("content/2001", "content/k")))
            or (isinstance(action, Edit) and action.turn == "truncated")
            for step in self.steps
            for action in step
        )

    @property
    def written(self) -> Mapping[str, bytes]:
        """The files that the steps write, each with the bytes written last."""
        actions = (action for step in self.steps for action in step)
        return {action.path: action.data for action in actions if isinstance(action, Write)}

    @property
    def size(self) -> tuple[int, int]:
        """How many bytes and how many lines the steps write."""
        files = self.written.values()
        return sum(map(len, files)), sum(data.count(b"\n") + data.count(b"\r") for data in files)

    def ordinary(self) -> Iterator[Write]:
        yield Write("site.yaml", f'title: "The archive"\n{self.settings}'.encode())
        for path, text in ORDINARY.items():
            yield Write(path, text.encode())


def _place(root: Path, path: str) -> bytes:
    """Return a path inside the archive as bytes: names need not be UTF-8 (``surrogateescape``)."""
    return os.path.join(os.fsencode(root), os.fsencode(path))


def _cleared(root: Path, path: str) -> bytes:
    target = _place(root, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    _clear(target)
    return target


def _clear(target: bytes) -> None:
    if os.path.isdir(target) and not os.path.islink(target):
        shutil.rmtree(target, ignore_errors=True)
    else:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(target)
