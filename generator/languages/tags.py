"""Read the language tags that people and programs write as BCP 47 (RFC 5646) has them.

``pt_BR``, ``en-UK``, ``iw`` and ``sr@latin`` are codes of other systems; CLDR says what they stand
for, and which codes exist. Its data is only loaded for tags that are not among the most usual ones.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from generator.languages import LANGUAGES, all_languages

if TYPE_CHECKING:
    from babel import Locale

_USUAL = frozenset(
    """ar be bg bn ca cs cy da de el en eo es et eu fa fi fr ga gl gu hi hr hu hy is it ja ka kn ko
    la lt lv mk ml mr ms nb nl nn no pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh he
    id yi en-GB en-US pt-BR zh-Hans zh-Hant""".split()
)
"""Tags that need no look into CLDR, as they are."""
_RIGHT_TO_LEFT = frozenset("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split())
"""Scripts that run from right to left (https://www.unicode.org/iso15924/)."""
_RIGHT_TO_LEFT_USUAL = frozenset("ar fa he ur yi".split())
_CHARSET = re.compile(r"\.[\w-]+")
_FORM = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{3}))?(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?"
    r"((?:-(?:[0-9a-z]{5,8}|[0-9][0-9a-z]{3}))*)((?:-[0-9a-wyz](?:-[0-9a-z]{2,8})+)*)"
    r"(-x(?:-[0-9a-z]{1,8})+)?"
)
"""RFC 5646 §2.1: language, extended language, script, region, variants, extensions, private use."""
_EXTENDED = frozenset(["ar", "kok", "ms", "sgn", "sw", "uz", "zh"])
"""Languages whose varieties have had tags such as ``zh-yue``."""
_NO_REGION = "ZZ"
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}
"""What POSIX writes after @ for a script."""


@lru_cache(maxsize=1_024)
def normal_tag(text: str) -> str | None:
    """Return a language tag as BCP 47 writes it; None when it names no known language."""
    if text in _USUAL:
        return text
    code, _, modifier = _CHARSET.sub("", text.strip()).partition("@")
    found = _FORM.fullmatch(code.replace("_", "-").lower())
    if found is None:
        return None
    language, extended, script, region, variants, extensions, private = found.groups()
    if extended and language not in _EXTENDED:
        return None
    known = _aliases("language_aliases").get(extended or language, extended or language)
    language, _, implied = known.partition("_")
    if language not in _english().languages and language not in _aliases("likely_subtags"):
        return None
    script = script.title() if script else _MODIFIERS.get(modifier.lower()) or implied
    if script and script not in _english().scripts:
        return None
    if region:
        region = region.upper()
        region = _aliases("territory_aliases").get(region, [region])[0]
        if region not in _english().territories or region == _NO_REGION:
            return None
    tag = "-".join(filter(None, (language, script, region)))
    return f"{tag}{variants}{extensions}{private or ''}"


def find_tag(name: str) -> str | None:
    """Return the tag of a language that is given by its name, such as “deutsch”; None if unknown.

    The code of a country, such as “jp”, stands for its first official language.
    """
    from babel import Locale
    from babel.languages import get_official_languages

    wanted = name.strip().casefold()
    for language in all_languages():
        if language.name.casefold() == wanted:
            return language.code
    for code in ("en", *LANGUAGES):
        names = Locale.parse(code).languages
        for tag, called in names.items():
            if called.casefold() == wanted:
                return str(tag).replace("_", "-")
    official = get_official_languages(wanted.upper()) if len(wanted) == 2 else ()
    return normal_tag(official[0]) if official else None


@lru_cache(maxsize=1_024)
def is_right_to_left(tag: str) -> bool:
    """Return whether texts in a language, given by its tag, run from right to left."""
    if tag in _USUAL:
        return tag in _RIGHT_TO_LEFT_USUAL
    language, *others = tag.split("-")
    script = next((part.title() for part in others if len(part) == 4 and part.isalpha()), None)
    if script is None:
        region = next((part.upper() for part in others if len(part) == 2), "")
        likely = _aliases("likely_subtags")
        language = language.lower()
        whole = likely.get(f"{language}_{region}") or likely.get(language) or ""
        script = next(iter(whole.split("_")[1:]), "")
    return script in _RIGHT_TO_LEFT


@cache
def _aliases(table: Any) -> Any:
    """Return a table of CLDR that maps codes to what stands for them today."""
    from babel.core import get_global

    return get_global(table)


@cache
def _english() -> Locale:
    from babel import Locale

    return Locale.parse("en")
