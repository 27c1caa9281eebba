"""The vocabulary of the archive in SKOS: ``data/terms.ttl`` (Turtle), ``data/terms.jsonld``.

A taxonomy is a concept scheme, and a term that has a page is a concept, named by the address of its
page: absolute if site.yaml sets a base_url, else relative to the file. They are made once the owner
has described a term.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from msgspec import Struct

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render.facts import Facts
from generator.render.folders import term_folder
from generator.render.links import absolute
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope
from generator.text.authorities import thing_at

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
}
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
"""What an IRI may not hold."""
_TEXTS = ("dct:title", "skos:prefLabel", "skos:altLabel", "skos:scopeNote")
"""The properties whose values are texts in the language of the site; others are IRIs."""


class _Resource(Struct, frozen=True):
    """A concept or a scheme: its IRI, its type, and the values of its properties."""

    iri: str
    type_: str
    values: dict[str, tuple[str, ...]]

    def stated(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the properties that have values."""
        return ((key, values) for key, values in self.values.items() if values)


def _resources(scope: Scope) -> Iterator[_Resource]:
    base_url = scope.settings.base_url

    def iri(path: SitePath) -> str:
        return absolute(path, base_url) if base_url else scope.link(path)

    for taxonomy in scope.ask(Facts.menu).taxonomies:
        terms = scope.ask(Facts.vocabulary, taxonomy.key)
        iris = {slug: iri(f"{term_folder(taxonomy.key, slug)}index.html") for slug, _ in terms}
        scheme = iri(taxonomy.path)
        tops = (iris[slug] for slug, term in terms if iris.keys().isdisjoint(term.broader))
        title = (scope.taxonomy_title(taxonomy),)
        values = {"dct:title": title, "skos:hasTopConcept": tuple(tops)}
        yield _Resource(scheme, "skos:ConceptScheme", values)
        for slug, term in terms:
            values = {
                "skos:prefLabel": (term.title,),
                "skos:altLabel": term.spellings,
                "skos:inScheme": (scheme,),
                "skos:broader": tuple(iris[one] for one in term.broader if one in iris),
                "skos:narrower": tuple(iris[one] for one in term.narrower if one in iris),
                "skos:exactMatch": tuple(_encoded(thing_at(url)) for url in term.same_as),
                "skos:scopeNote": (term.note,) if term.note else (),
            }
            yield _Resource(iris[slug], "skos:Concept", values)


def _encoded(iri: str) -> str:
    return _NOT_IN_IRIS.sub(lambda match: quote(match[0], safe=""), iri)


def _turtle(resources: Iterable[_Resource], language: str) -> str:
    lines = [f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items()]
    for resource in resources:
        facts = [f"a {resource.type_}"]
        for key, values in resource.stated():
            written = (
                f"{json.dumps(value, ensure_ascii=False)}@{language}"
                if key in _TEXTS
                else f"<{value}>"
                for value in values
            )
            facts.append(f"{key} {', '.join(written)}")
        lines.append(f"\n<{resource.iri}> " + " ;\n    ".join(facts) + " .\n")
    return "".join(lines)


def _json_ld(resources: Iterable[_Resource], language: str) -> str:
    context: dict[str, object] = {**_PREFIXES, "@language": language}
    graph = [
        {
            "@id": resource.iri,
            "@type": resource.type_,
            **{
                key: [value if key in _TEXTS else {"@id": value} for value in values]
                for key, values in resource.stated()
            },
        }
        for resource in resources
    ]
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _file(path: SitePath, kind: str, write: Callable[[Iterable[_Resource], str], str]) -> PageKind:
    def plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
        terms = (term for taxonomy in archive.taxonomies for term in taxonomy.terms)
        if any(term.note is not None for term in terms):
            yield Page(path, kind)

    def make(scope: Scope) -> bytes:
        return write(_resources(scope), scope.settings.language).encode()

    return PageKind(plan, make)


SKOS_TURTLE = _file("data/terms.ttl", "skos-turtle", _turtle)
SKOS_JSON_LD = _file("data/terms.jsonld", "skos-json-ld", _json_ld)
