"""Find the people, places, organisations and topics of a document, each with its evidence.

A pure function of the document, its language and the owner's vocabulary. Names are recognised by
their spelling (``name_features``) and their context (``context``). Refuses to look anything up
elsewhere, and to return a name that is not printed, except a country implied by a demonym
(“Russian”) or by the town of a dateline.
"""

from __future__ import annotations

from generator.entities.candidates import collect
from generator.entities.coreference import link
from generator.entities.dictionary import Match, find_known, own_forms, territory_forms
from generator.entities.lexicon import DEFAULT, WITHOUT_CAPITALS, load_lexicon
from generator.entities.passages import Passage, find_passages
from generator.entities.ranking import choose, choose_places
from generator.entities.topics import find_topics
from generator.entities.vocabulary import NO_TERMS, Kind, OwnTerm, OwnTerms
from generator.model import Finding, LabelledText, Metadata, Subjects
from generator.text import folded

__all__ = ["NO_TERMS", "Kind", "OwnTerm", "OwnTerms", "find_subjects"]

Findings = tuple[Finding[str], ...]


def find_subjects(text: LabelledText, metadata: Metadata, own: OwnTerms = NO_TERMS) -> Subjects:
    """Return what a document is about, the weightiest of each kind first.

    The owner's terms come before recognised ones, under the names that the owner gives them.
    """
    passages = find_passages(text)
    language = metadata.language.value.partition("-")[0] if metadata.language else DEFAULT
    if language in WITHOUT_CAPITALS:
        recognised = _by_vocabulary(passages, metadata, language)
    else:
        recognised = _by_capitals(passages, metadata, language)
    matches = find_known(passages, own_forms(own))
    return _with_own(recognised, matches, own) if matches else recognised


def _by_capitals(passages: tuple[Passage, ...], metadata: Metadata, language: str) -> Subjects:
    lexicon = load_lexicon(language)
    found = collect(passages, lexicon)
    names = link(found, lexicon)
    publisher = metadata.source.value if metadata.source else ""
    return Subjects(
        topics=find_topics(passages, metadata, lexicon, names),
        people=choose(names, Kind.PERSON, lexicon),
        places=choose_places(names, found, lexicon),
        organisations=_without(choose(names, Kind.ORGANISATION, lexicon), publisher),
    )


def _without(findings: Findings, publisher: str) -> Findings:
    """Return organisations without the one that published the document: “BBC” of “BBC News”."""
    words = set(folded(publisher).split())
    return tuple(
        finding for finding in findings if not words.issuperset(folded(finding.value).split())
    )


def _by_vocabulary(passages: tuple[Passage, ...], metadata: Metadata, language: str) -> Subjects:
    places = find_known(passages, territory_forms(language))
    return Subjects(
        topics=find_topics((), metadata, load_lexicon(language), ()),
        places=tuple(match.finding for match in places),
    )


def _with_own(subjects: Subjects, matches: tuple[Match, ...], own: OwnTerms) -> Subjects:
    """Return subjects with the owner's terms in place of recognised names that they replace."""
    present = {match.known for match in matches}
    forms = {form for form, known in own_forms(own).known.items() if known in present}
    return Subjects(
        topics=_merged(subjects.topics, matches, Kind.TOPIC, forms),
        people=_merged(subjects.people, matches, Kind.PERSON, forms),
        places=_merged(subjects.places, matches, Kind.PLACE, forms),
        organisations=_merged(subjects.organisations, matches, Kind.ORGANISATION, forms),
    )


def _merged(
    findings: Findings, matches: tuple[Match, ...], kind: Kind, forms: set[str]
) -> Findings:
    listed = tuple(match.finding for match in matches if match.known.kind is kind)
    return (*listed, *(finding for finding in findings if folded(finding.value) not in forms))
