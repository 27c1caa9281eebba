"""Resolve paths on this disk, walk through folders, and replace files as a whole."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

SAVED_FOLDER_ENDINGS = tuple(
    "_files _file _archivos _arquivos _bestanden _bylos _dateien _dosyalar _elemei _failid _fails "
    "_fajlovi _ficheiros _fichiers _filer _fitxategiak _fitxers _pliki _soubory _tiedostot "
    "-dateien -filer .files".split()
)
"""What browsers append to the name of a page, in the languages that they have a word for it:
https://learn.microsoft.com/windows/win32/shell/manage#connected-files."""


_LEFT_BY_SYSTEMS = frozenset(
    [
        "icon\r",
        *"thumbs.db ehthumbs.db ehthumbs_vista.db desktop.ini 4913 __pycache__ __macosx "
        "@eadir $recycle.bin lost+found".split(),
    ]
)
"""Files and folders that systems, disks and editors make for themselves, in lower case; Vim makes
one called 4913 to test whether it can write to a folder."""
_LEFT_BY_EDITORS = tuple(
    "~ .bak .orig .rej .swp .swo .swx .tmp .part .crdownload ___jb_tmp___ ___jb_old___".split()
)
"""How the names of backups and of unfinished files end."""


def is_left_behind(name: str) -> bool:
    """Return whether a file or folder of this name is no document: hidden, or left by a program.

    Such files are never read, copied or watched: a backup may be of a draft.
    """
    if name[:1] in (".", "#", "~"):
        is_lock = name.startswith("~$") or (name[0] == "#" == name[-1])
        return name[0] == "." or is_lock or name.endswith(_LEFT_BY_EDITORS)
    return name.endswith(_LEFT_BY_EDITORS) or name.lower() in _LEFT_BY_SYSTEMS


def real_path(path: Path | str) -> Path:
    """Return a path with all its links followed, except those that lead in circles."""
    # Path.resolve raises RuntimeError for links that lead in circles.
    return Path(os.path.realpath(path))


def walk(
    folder: Path | str, without: Container[str] = ()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each file and link below a folder: its path inside the folder, and its entry.

    Links are not followed. Folders that cannot be read, or whose name is in ``without``, are left
    out.
    """
    below = [(os.fspath(folder), "")]
    while below:
        place, prefix = below.pop()
        try:
            with os.scandir(place) as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield prefix + entry.name, entry
            elif entry.name not in without:
                below.append((entry.path, f"{prefix}{entry.name}/"))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to; afterwards, put the file written there in the place of ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    yield temporary
    if path.is_dir():
        import shutil  # most builds do not need it

        shutil.rmtree(path)
    os.replace(temporary, path)
