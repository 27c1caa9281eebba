"""What a document is about: people, places, organisations and topics, each with its evidence.

A pure function of the document, its language and the owner's vocabulary. Names are found by how
they are spelled and by what stands around them (``evidence``); nothing is looked up elsewhere,
and a name that is printed nowhere is never given, except a country by its people (“Russian”) and
by the town of a dateline.
"""

from __future__ import annotations

from generator.model import LabelledText, Metadata, Subjects
from generator.subjects.choice import choose, choose_places
from generator.subjects.lexicon import DEFAULT, WITHOUT_CAPITALS, load_lexicon
from generator.subjects.linking import link
from generator.subjects.names import collect
from generator.subjects.passages import find_passages
from generator.subjects.topics import find_topics
from generator.subjects.vocabulary import NO_TERMS, Kind, OwnTerm, OwnTerms

__all__ = ["NO_TERMS", "Kind", "OwnTerm", "OwnTerms", "find_subjects"]


def find_subjects(text: LabelledText, metadata: Metadata, own: OwnTerms = NO_TERMS) -> Subjects:
    """Return what a document is about, the weightiest of each kind first."""
    language = metadata.language.value.partition("-")[0] if metadata.language else DEFAULT
    passages = find_passages(text)
    lexicon = load_lexicon(language)
    found = collect(passages, lexicon)
    names = link(found, lexicon)
    people = choose(names, Kind.PERSON)
    places = choose_places(names, found, lexicon)
    organisations = choose(names, Kind.ORGANISATION)
    return Subjects(
        topics=find_topics(passages, metadata, lexicon, names),
        people=people,
        places=places,
        organisations=organisations,
    )
