"""Make themes, list them and copy files into them, for `new theme` and `theme`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator import __version__, frontmatter
from generator.config import SiteConfig
from generator.render import (
    KINDS,
    Theme,
    builtin_themes,
    did_you_mean,
    leads_outside,
    load_theme,
    theme_names,
)
from generator.report import BuildError

STARTER = Path(__file__).parents[1] / "starter"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
# A quoted path in a template, such as "parent/document.html".
_PARENT = re.compile(r"""(["'])parent/([^"']*)\1""")
_COMMENTS = {
    ".html": "{{#- {} -#}}\n",
    ".css": "/* {} */\n",
    ".js": "/* {} */\n",
    ".svg": "<!-- {} -->\n",
    ".yaml": "# {}\n",
}
"""The form of a comment, by the suffix of the file's name."""


def new_theme(
    site: SiteConfig, name: str, extends: str, files: Iterable[Path] | None = None
) -> str:
    """Make a theme in the archive's themes folder, and return its path.

    ``files`` are the files of the starter to copy into it (None: all). Raises BuildError when a
    theme cannot be called ``name``, or none is called ``extends``.
    """
    if not _NAME.fullmatch(name):
        raise _refusal(
            f"invalid theme name “{name}”",
            "Use a-z, 0-9 and hyphens, for example town-archive.",
        )
    if (builtin_themes() / name).is_dir():
        raise _refusal(
            f"“{name}” is a theme of Microfiche's own", f"Choose another name: my-{name}, say."
        )
    folder = site.themes / name
    if folder.exists():
        raise _refusal("the folder is there already", "Nothing is overwritten.", f"themes/{name}")
    known = theme_names(site.themes)
    if extends not in known:
        raise _refusal(
            f"there is no theme “{extends}”{did_you_mean(extends, known)}",
            f"The themes are: {', '.join(known)}.",
        )
    parameters = ""
    for key, parameter in _load(site, extends).parameters.items():
        about = f"   # {parameter.about}" if parameter.about else ""
        parameters += f"#  {key}: {frontmatter.dump_value(parameter.default)}{about}\n"
    for path in sorted(STARTER.rglob("*")) if files is None else files:
        if path.is_file():
            text = path.read_text("utf-8").replace("@NAME@", name).replace("@EXTENDS@", extends)
            place = folder / path.relative_to(STARTER).as_posix().replace("NAME", name)
            _write(place, text.replace("@PARAMS@\n", parameters).encode())
    return f"themes/{name}"


def _load(site: SiteConfig, name: str) -> Theme:
    return load_theme(name, site.themes, follow_links=site.follow_links)


# Lists of themes and files


def describe_themes(site: SiteConfig) -> Iterator[str]:
    """Yield a line for each theme, with the theme it extends; an asterisk marks the site's."""
    for name in theme_names(site.themes):
        chain = _load(site, name).layers
        mark = "*" if name == site.theme else " "
        extends = f", extends {chain[1].name}" if len(chain) > 1 else ""
        yield f"{mark} {name}: {'built in' if chain[0].is_builtin else f'themes/{name}'}{extends}"


def list_files(site: SiteConfig, name: str | None) -> list[str]:
    """Return the files of a theme and the themes it extends, each with the theme it is from."""
    theme = _load(site, name or site.theme)
    return [f"{file}  ({layer})" for file, layer in sorted(_files(theme).items())]


def _files(theme: Theme) -> dict[str, str]:
    """Return files by their path inside a theme, each with the nearest theme that has it."""
    return {
        f"{kind}/{name}": layer.name for kind in KINDS for name, layer in theme.files(kind).items()
    }


# Copying a file


def eject(site: SiteConfig, file: str, name: str | None, into: str | None) -> str:
    """Copy a file that a theme inherits into that theme, and return its path there.

    ``name`` is the theme (None: the site's). With ``into``, the file goes to that theme instead,
    which is made if missing. Raises BuildError when there is no such file, the theme is built in,
    or the file is there already.
    """
    theme = _load(site, name or site.theme)
    if into is not None:
        if not (site.themes / into).is_dir():
            _find(file, theme)  # do not make a theme for a file that does not exist
            new_theme(site, into, theme.name, [STARTER / "theme.yaml"])
        theme = _load(site, into)
    target = theme.layers[0]
    if target.is_builtin:
        raise _refusal(
            f"“{target.name}” is a theme of Microfiche's own, which the next version replaces",
            f"Make one that extends it: “new theme NAME --extends {target.name}”, or name it "
            "with --into NAME.",
        )
    kind, inner = _find(file, theme)
    place = f"themes/{target.name}/{kind}/{inner}"
    path = target.folder / kind / inner
    if leads_outside(path, site.themes):
        raise _refusal(
            "a link leads out of the folder of themes here", "Put a folder there.", place
        )
    if path.exists():
        raise _refusal("the file is there already", "Edit it: nothing is overwritten.", place)
    source = theme.find(kind, inner, above=target.name)
    assert source is not None
    data = source.files(kind)[inner].read_bytes()
    if kind == "templates":
        data = _with_parents_named(data.decode("utf-8-sig"), theme, source.name).encode()
    origin = f"themes/{source.name}/{kind}/{inner}"
    _write(path, _with_comment(data, inner, origin))
    return place


def _find(file: str, theme: Theme) -> tuple[str, str]:
    """Return the kind of a file, and its path below that; ``file`` may lack ``templates/``."""
    known = _files(theme)
    wanted = file if file in known else f"templates/{file}"
    if wanted not in known:
        names = [*known, *(one.removeprefix("templates/") for one in known)]
        raise _refusal(
            f"no theme of the chain has a file {file}{did_you_mean(file, names)}",
            "“theme eject --list” names them all.",
        )
    kind, _, inner = wanted.partition("/")
    return kind, inner


def _with_parents_named(template: str, theme: Theme, source: str) -> str:
    """Return a template with ``parent/`` replaced by the theme that it means in ``source``.

    Otherwise the copy would extend the file that it was copied from, and repeat what that adds.
    """

    def named(match: re.Match[str]) -> str:
        layer = theme.find("templates", match[2], above=source)
        return f"{match[1]}{layer.name}/{match[2]}{match[1]}" if layer else match[0]

    return _PARENT.sub(named, template)


def _with_comment(data: bytes, name: str, origin: str) -> bytes:
    comment = _COMMENTS.get(PurePosixPath(name).suffix.lower())
    if comment is None:
        return data
    said = f"In the place of {origin} of Microfiche {__version__}, from which it was copied."
    start = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
    head = data[:start] + b"\n" if start else b""
    return head + comment.format(said).encode() + data[start:].lstrip(b"\r\n")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "xb") as file:
        file.write(data)


def _refusal(message: str, hint: str, path: str | None = None) -> BuildError:
    return BuildError(message, code="theme.refused", path=path, hint=hint, is_usage=True)
