"""Choose which names are listed, as which kind, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.entities.candidates import EntityName, FoundEntities
from generator.entities.gazetteer import Size, territory_names
from generator.entities.lexicon import EntityLexicon
from generator.entities.vocabulary import Kind
from generator.model import Finding

MOST = 40
"""Most names of one kind in one document."""
_LATE, _LATE_BODY = 4, 6
"""The index of the passage from which a mention is late: for people, for bodies of states."""
BARS = {Kind.PERSON: 1.4, Kind.PLACE: 1.7, Kind.ORGANISATION: 2.4}
"""Votes below which a name is not listed."""
_RARE = 10_000
"""Rank from which a word is not common."""
_WORD = 4
"""A common word in capitals with at least this many letters is not taken for an abbreviation."""
_STOPS = 2
_LONGEST_STATE = 4
"""Most letters of a state's abbreviation: “USA”, “USSR”."""
_JOINTS = frozenset({"and", "&"})
_IMPLIED = 4
"""Weight that the demonyms of a country need for it to be listed without being named."""


def choose_places(
    names: Sequence[EntityName], found: FoundEntities, lexicon: EntityLexicon
) -> tuple[Finding[str], ...]:
    """Return the places, and the countries that demonyms and datelines imply."""
    placed = [(name, name.place) for name in names if name.place is not None]
    evidence = [
        (place.territory, "dateline-town", name.line)
        for name, place in placed
        if name.tally.counts.get("dateline")
    ]
    weights: Counter[str] = Counter()
    for note in found.demonyms:
        weights[note.territory] += note.weight
        if weights[note.territory] >= _IMPLIED:
            evidence.append((note.territory, "demonym", note.line))
    listed = {
        place.territory
        for name, place in placed
        if place.size is Size.COUNTRY and name.kind is Kind.PLACE
    }
    called = territory_names(lexicon.code)
    implied: dict[str, Finding[str]] = {}
    for territory, rule, line in evidence:
        if territory not in listed and territory in called:
            implied.setdefault(territory, Finding(called[territory], rule, line))
    return (*choose(names, Kind.PLACE, lexicon), *implied.values())[:MOST]


def choose(
    names: Sequence[EntityName], kind: Kind, lexicon: EntityLexicon
) -> tuple[Finding[str], ...]:
    """Return the names of a kind, weightiest first."""
    chosen = [
        name
        for name in names
        if name.kind is kind
        and name.score(kind) >= BARS[kind]
        and not _is_in_passing(name)
        and not _is_no_name(name, kind, lexicon)
    ]
    chosen.sort(key=lambda name: (-name.weight, name.order))
    return tuple(_finding(name, kind) for name in chosen[:MOST])


def _is_no_name(name: EntityName, kind: Kind, lexicon: EntityLexicon) -> bool:
    """Return whether words look like a name only because of a headline's capitals: a state's
    abbreviation before common words (“U.S. Officials”), or one common word (“NOTE”).
    """
    first, *rest = name.text.split()
    match kind:
        case Kind.PERSON if not rest:  # the plural of a common word
            word = first.lower()
            is_several = word.endswith("s") and _is_common(word[:-1], lexicon)
            return is_several and _is_common(word, lexicon)
        case Kind.PERSON:
            has_words = any(len(word.strip(".")) > 1 for word in (first, *rest))
            return not has_words or (
                _is_state(first) and all(_is_common(word, lexicon) for word in rest)
            )
        case Kind.ORGANISATION if not rest:
            return first.isupper() and len(first) >= _WORD and _is_common(first, lexicon)
        case Kind.ORGANISATION:
            return _is_state(first) and rest[0].lower() in _JOINTS
        case _:
            return False


def _is_state(word: str) -> bool:
    return word.endswith(".") and word.count(".") >= _STOPS


def _is_common(word: str, lexicon: EntityLexicon) -> bool:
    return lexicon.ranks.get(word.lower(), _RARE) < _RARE


def _is_in_passing(name: EntityName) -> bool:
    """Return whether a name is mentioned only once and in passing.

    That is a person by a single word, or late in the text: a person by title (“as President Roe
    did”) or a body of several states.
    """
    counts = name.tally.counts
    if name.weight > 1:
        return False
    if name.kind is Kind.PERSON:
        is_late = name.order[0] >= _LATE
        return len(name.key) == 1 or (is_late and "title" in counts and "speech" not in counts)
    return "known-body" in counts and name.order[0] >= _LATE_BODY


def _finding(name: EntityName, kind: Kind) -> Finding[str]:
    _, rule, line = name.tally.best[kind]
    # The whole line may be in capitals, as a dateline is.
    is_shouted = kind is Kind.PLACE and name.text.isupper() and len(name.text) > _LONGEST_STATE
    return Finding(name.text.title() if is_shouted else name.text, rule, line)
