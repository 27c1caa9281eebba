"""docs/theme-reference.md says what the contract is, neither more nor less."""

import ast
from types import SimpleNamespace

import pytest

from generator.render.contexts import MODULES
from generator.render.renderer import Renderer
from generator.render.scope import Scope
from tests.theme_reference import (
    FILE,
    FUNCTIONS,
    classes_of,
    names_of_fields,
    type_in_words,
    write_reference,
)

CLASSES = [one for module in MODULES for one in classes_of(module)]


def test_the_reference_is_current(is_accepting):
    """`./test tests/render/test_theme_reference.py --accept` writes it anew."""
    if is_accepting:
        FILE.write_text(write_reference(), "utf-8")
    assert FILE.read_text("utf-8") == write_reference()


def test_the_reference_names_every_field_of_the_contract():
    assert {field.name for one in CLASSES for field in one.fields} == names_of_fields()


def test_the_reference_names_every_function():
    any_renderer = SimpleNamespace(site=SimpleNamespace(language="en"), say=None, number=None)
    any_scope = Scope(any_renderer, None)
    given = {**Renderer.functions.func(any_renderer), **any_scope.functions()}
    assert {example.partition("(")[0] for example in FUNCTIONS} == set(given)


def test_every_type_of_the_contract_can_be_put_into_words():
    types = {field.type for one in CLASSES for field in one.fields}
    assert [type_ for type_ in types if "tuple" in type_ or "Mapping" in type_] == []


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        ("str", "text"),
        ("int | None", "number, or none"),
        ("tuple[Entry, ...]", "list of [Entry](#entry)"),
        ("tuple[tuple[Day | None, ...], ...]", "list of list of ([Day](#day), or none)"),
        ("contexts.Link | None", "[Link](#link), or none"),
        ("Mapping[str, object]", "values by name"),
    ],
)
def test_a_type_is_put_into_words(annotation, words):
    assert type_in_words(ast.parse(annotation, mode="eval").body) == words
