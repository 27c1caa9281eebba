"""Finds the words of the interface that a theme lacks in the site's language, shown in English.

Each key that a theme of a chain has in English must be in some theme's file for that language.
The quality of the words is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.themes.theme import Layer, Theme
from generator.report import Diagnostic, note, warning

_NAMED = 5
"""The most keys that a message names."""


def find_untranslated(theme: Theme, language: str) -> Iterator[Diagnostic]:
    """Yield diagnostics for the words that a chain of themes lacks in a language.

    A warning for each theme whose words are missing; one note when none has the language.
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
    """Return a warning about a theme's missing words, at the nearest file that has others."""
    near = theme.layers[: theme.layers.index(layer) + 1]
    begun = next((one for one in near if one.words(code)), layer)
    named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
    return warning(
        "theme.untranslated",
        f"words are missing, and English: {named} ({len(missing)} in all)",
        path=_shown(begun, code),
        hint=f"Add these keys: {_shown(layer, 'en')} has them in English.",
    )
