"""Find the people, places, organisations and topics of a document, each with its evidence.

The result depends only on the document, its language and the owner's vocabulary; nothing is looked
up elsewhere. Names are recognised by their spelling and their context (``votes``). A name must be
printed to be found, except that of a country implied by a demonym (“Russian”) or by the town of a
dateline.
"""

from __future__ import annotations

from generator.entities.candidates import collect
from generator.entities.coreference import link
from generator.entities.dictionary import find_known, own_forms, territory_forms
from generator.entities.lexicon import DEFAULT, WITHOUT_CAPITALS, load_lexicon
from generator.entities.passages import find_passages
from generator.entities.ranking import choose, choose_places
from generator.entities.topics import find_topics
from generator.entities.vocabulary import NO_TERMS, Kind, OwnTerm, OwnTerms
from generator.model import LabelledText, Metadata, Subjects
from generator.text import folded

__all__ = ["NO_TERMS", "Kind", "OwnTerm", "OwnTerms", "find_subjects"]


def find_subjects(text: LabelledText, metadata: Metadata, own: OwnTerms = NO_TERMS) -> Subjects:
    """Return what a document is about, the weightiest terms of each kind first.

    The owner's terms come before recognised ones, under the names that the owner gives them.
    """
    passages = find_passages(text)
    language = metadata.language.value.partition("-")[0] if metadata.language else DEFAULT
    lexicon = load_lexicon(language)
    if language in WITHOUT_CAPITALS:
        countries = find_known(passages, territory_forms(language))
        subjects = Subjects(
            topics=find_topics((), metadata, lexicon, ()),
            places=tuple(country.finding for country in countries),
        )
    else:
        found = collect(passages, lexicon)
        names = link(found, lexicon)
        # A document's publisher is not one of its organisations: “BBC” if “BBC News” published it.
        publisher = set(folded(metadata.source.value).split()) if metadata.source else set()
        subjects = Subjects(
            topics=find_topics(passages, metadata, lexicon, names),
            people=choose(names, Kind.PERSON, lexicon),
            places=choose_places(names, found, lexicon),
            organisations=tuple(
                finding
                for finding in choose(names, Kind.ORGANISATION, lexicon)
                if not publisher.issuperset(folded(finding.value).split())
            ),
        )
    forms = own_forms(own, language)
    matches = find_known(passages, forms)
    if not matches:
        return subjects
    present = {match.known for match in matches}
    replaced = {form for form, known in forms.known.items() if known in present}
    merged = {
        kind.value: (
            *(match.finding for match in matches if match.known.kind is kind),
            *(
                finding
                for finding in getattr(subjects, kind.value)
                if folded(finding.value) not in replaced
            ),
        )
        for kind in Kind
    }
    return Subjects(**merged)
