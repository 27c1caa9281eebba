"""Words of the interface that a theme does not have in the language of the site: they are English.

Each theme of a chain has to say in a language what it says in English; how good its words are
is not for us to know.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.themes.theme import Layer, Theme
from generator.report import Diagnostic, note, warning

_NAMED = 5
"""Keys that a message names."""


def find_untranslated(theme: Theme, language: str) -> Iterator[Diagnostic]:
    """Yield what the themes of a chain cannot say in a language: a warning for a file that lacks
    words, a note where no theme speaks it at all.
    """
    primary = language.partition("-")[0]
    if primary == "en":
        return
    own = [layer.words(code) for layer in theme.layers for code in (primary, language)]
    known = {key for words in own for key in words}
    if not known:
        yield _unspoken(language, theme)
        return
    for layer in theme.layers:
        missing = [key for key in layer.words("en") if key not in known]
        if missing:
            yield _incomplete(theme, layer, primary, missing)


def _shown(layer: Layer, code: str) -> str:
    return f"themes/{layer.name}/strings/{code}.yaml"


def _unspoken(language: str, theme: Theme) -> Diagnostic:
    names = {name for layer in theme.layers for name in layer.files("strings")}
    known = sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    return note(
        "theme.language",
        f"no theme of the chain has words in “{language}”: the interface is in English",
        path="site.yaml",
        hint=f"There are words in {', '.join(known)}. For another language, add "
        f"strings/{language}.yaml to a theme of your own: docs/themes.md says how.",
    )


def _incomplete(theme: Theme, layer: Layer, code: str, missing: list[str]) -> Diagnostic:
    """Say which words of a theme are missing, and where: in the nearest file that has others."""
    near = theme.layers[: theme.layers.index(layer) + 1]
    begun = next((one for one in near if one.words(code)), layer)
    named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
    return warning(
        "theme.untranslated",
        f"words are missing, and English: {named} ({len(missing)} in all)",
        path=_shown(begun, code),
        hint=f"Add these keys: {_shown(layer, 'en')} has them in English.",
    )
