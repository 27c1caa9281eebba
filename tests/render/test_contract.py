"""The theme contract: what templates use is what render/contexts documents."""

import jinja2
import msgspec
import pytest
from jinja2 import nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from generator import frontmatter
from generator.render import contexts, pages
from generator.render.contexts import types_of_contract
from generator.render.themes.theme import builtin_themes
from tests.site_in_a_string import BuiltSite
from tests.theme_reference import nouns

THEMES = sorted(path.parent.name for path in builtin_themes().glob("*/theme.yaml"))
TEMPLATES = sorted(builtin_themes().glob("*/templates/**/*.html"))
FUNCTIONS = {"t", "asset", "link", "number", "tongue", "moment", "count", "page_number"}
OF_LOOPS = {"first", "last", "index", "index0"}
NOT_IN_THE_EXAMPLE = {"redirect.html", "notice.html", "specimen.html"}
"""What an archive has none of that was never published before, and what has to be asked for."""


def fields_of(types):
    return {field.name for type_ in types for field in msgspec.structs.fields(type_)}


TYPES = types_of_contract()
CONTRACT = fields_of(TYPES)
GIVEN = FUNCTIONS | {"site", "page"} | {name for names in nouns().values() for name in names}


def parsed(path):
    return jinja2.Environment().parse(path.read_text("utf-8"))


def name_of(path):
    """Return the name by which a template is asked for."""
    return path.as_posix().rpartition("/templates/")[2]


def params_of(theme):
    values = frontmatter.parse((builtin_themes() / theme / "theme.yaml").read_text("utf-8"), "")
    return set(values.get("params") or {})


def short(path):
    return f"{path.relative_to(builtin_themes()).parts[0]}/{name_of(path)}"


def names_set_in(path):
    """Return what a template itself names: imports, macros, and what it hands on to partials."""
    tree = parsed(path)
    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    names |= {macro.name for macro in tree.find_all(nodes.Macro)}
    return names | {name for node in tree.find_all(nodes.FromImport) for name in node.names}


NAMES_SET = {name for path in TEMPLATES for name in names_set_in(path)}


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_uses_no_name_that_it_is_not_given(path):
    assert find_undeclared_variables(parsed(path)) - GIVEN - NAMES_SET == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_uses_no_field_that_the_contract_does_not_have(path):
    known = CONTRACT | OF_LOOPS | {param for theme in THEMES for param in params_of(theme)}
    used = {node.attr for node in parsed(path).find_all(nodes.Getattr)}
    assert used - known == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_says_nothing_that_the_theme_has_no_words_for(path):
    words = frontmatter.parse((builtin_themes() / "base/strings/en.yaml").read_text("utf-8"), "")
    calls = [
        call for call in parsed(path).find_all(nodes.Call) if call.node == nodes.Name("t", "load")
    ]
    said = {call.args[0].value for call in calls if isinstance(call.args[0], nodes.Const)}
    assert said - words.keys() == set()


@pytest.mark.parametrize("theme", THEMES)
def test_the_example_archive_renders_without_a_mistake(own_example: BuiltSite, theme):
    own_example.rebuild(theme=theme)
    assert (own_example.exit_code, own_example.diagnostics) == (0, ())


def test_the_example_archive_has_a_page_of_every_kind_that_has_a_template(example: BuiltSite):
    pages = (path for path in example.paths() if path.endswith(".html"))
    kinds = {f"{example.html(path).body.attributes['class']}.html" for path in pages}
    templates = {name_of(path) for path in TEMPLATES if "/" not in name_of(path)}
    assert templates - {"base.html"} - NOT_IN_THE_EXAMPLE <= kinds


def test_no_template_is_there_for_nothing():
    kinds = {f"{kind}.html" for kind in pages.PAGE_KINDS}
    named = {name for path in TEMPLATES for name in find_referenced_templates(parsed(path))}
    assert {name_of(path) for path in TEMPLATES} <= kinds | named


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.__name__)
def test_what_a_template_is_given_is_described_and_cannot_be_changed(type_):
    assert type_.__struct_config__.frozen
    assert type_.__doc__.endswith(".")


@pytest.mark.parametrize("theme", THEMES)
def test_a_shipped_theme_is_made_for_this_version_of_the_contract(theme):
    values = frontmatter.parse((builtin_themes() / theme / "theme.yaml").read_text("utf-8"), "")
    assert values["contract"] == str(contexts.CONTRACT)
