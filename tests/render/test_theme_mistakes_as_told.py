"""Mistakes in themes, each with the whole of what is said of it: where, what, what was meant."""

from textwrap import dedent

import pytest

BRIDGE = """
    -- content/bridge.md --
    ---
    title: The bridge
    ---
    It is open.
"""
THEME = """
    -- themes/mine/theme.yaml --
    extends: base
    params: {accent: green}
"""
IN_BLOCK = """
    -- themes/mine/templates/document.html --
    {{% extends "parent/document.html" %}}
    {{% block provenance %}}
    {}
    {{% endblock %}}
"""
"""A template in whose third line something stands."""
PLACE = "themes/mine/templates/document.html:3"
GIVEN = "docs/theme-reference.md lists what each template is given."
PAIRS = "Each {{ ends in }}, each {% in %}, each {# in #}; quotes come in pairs."

IN_TEMPLATES = {
    "{{ document.titel }}": (
        "error: Document has no attribute 'titel'; did you mean “title”? [theme.template]",
        GIVEN,
    ),
    "{{ documnt.title }}": (
        "error: there is no “documnt” here; did you mean “document”? [theme.template]",
        GIVEN,
    ),
    "{{ site.params.acent }}": (
        "error: the theme has no parameter “acent”; did you mean “accent”? [theme.template]",
        "A parameter is declared under “params” in theme.yaml.",
    ),
    "{{ document.title | uper }}": (
        "error: No filter named 'uper'; did you mean “upper”? [theme.template]",
        GIVEN,
    ),
    "{{ document.title is strin }}": (
        "error: No test named 'strin'; did you mean “string”? [theme.template]",
        GIVEN,
    ),
    "{% inclde 'partials/entries.html' %}": (
        "error: there is no tag “inclde”; did you mean “include”? [theme.template]",
        "The tags are: if, elif, else, for, block, extends, include, from, import, macro, set, "
        "with.",
    ),
    "{{ document. }}": (
        "error: expected name or number [theme.template]",
        PAIRS,
    ),
    '{% include "partials/periodz.html" %}': (
        "error: there is no template “partials/periodz.html”; did you mean "
        "“partials/periods.html”? [theme.template]",
        "“theme eject --list” names all templates; “parent/FILE” is the file of the theme above "
        "yours.",
    ),
    "{{ tonge(document.language, document.direction) }}": (
        "error: there is no “tonge” here; did you mean “tongue”? [theme.template]",
        GIVEN,
    ),
    "{{ supper() }}": (
        "error: there is no “supper” here; did you mean “super”? [theme.template]",
        GIVEN,
    ),
    "{{ document.date.words }}": (
        "error: “document.date” is None here and has no “words” [theme.template]",
        "Ask before you print: {% if document.date %} … {% endif %}.",
    ),
    "{{ document.params.metre }}": (
        "error: the front matter of this document has no “metre” [theme.template]",
        "Ask before you print: {% if document.params.metre is defined %} … {% endif %}.",
    ),
    "{{ home.span }}": (
        "error: “home” is for home.html, and this page has another template [theme.template]",
        "Ask first, {% if home is defined %}, or move this to home.html.",
    ),
    '{% if document.source = "The Courier" %}Yes{% endif %}': (
        "error: “=” compares nothing [theme.template]",
        "Compare with ==, for example {% if a == b %}.",
    ),
    "{% if document.source %}Yes": (
        "error: “if” is not closed: expected {% endif %} before {% endblock %} on line 4 "
        "[theme.template]",
        "Write {% endif %} where it ends.",
    ),
    "Yes{% endif %}": (
        "error: {% endif %} belongs to nothing that is open in “block” [theme.template]",
        "Take it away, or put back the tag that it belongs to.",
    ),
    "{% include 'document.html' %}": (
        "error: this template leads back to itself without end [theme.template]",
        "“parent/document.html” is the same file of the theme that yours extends.",
    ),
    "{{ moment(document.older) }}": (
        "error: moment() expected a date, got None [theme.date]",
        "Ask before, for example {% if document.date %}.",
    ),
    '{{ t("provenanse") }}': (
        "error: the theme has no string “provenanse”; did you mean “provenance”? [theme.string]",
        "Add it to themes/mine/strings/en.yaml.",
    ),
    '{{ asset("icon.svgz") }}': (
        "error: no theme of the chain has the file static/icon.svgz; did you mean “icon.svg”? "
        "[theme.asset]",
        "The files are: apple-touch-icon.png, favicon.ico, icon.svg.",
    ),
    '{{ link("abuot/index.html") }}': (
        "warning: the site has no file abuot/index.html; did you mean “about/index.html”? "
        "[theme.link]",
        "link() wants the path of a file in output/, such as “a-z/index.html”.",
    ),
}


def told(site) -> list[str]:
    return [str(one) for one in site.diagnostics]


@pytest.mark.parametrize("mistake", IN_TEMPLATES)
def test_a_mistake_in_a_template_is_told_with_its_line_and_what_was_meant(build_site, mistake):
    site = build_site(BRIDGE, THEME, IN_BLOCK.format(mistake), theme="mine")
    said, hint = IN_TEMPLATES[mistake]
    if said.startswith("error"):
        said = " (on bridge.html) [".join(said.rsplit(" [", 1))
    assert told(site) == [f"{PLACE}: {said}\n    3 | {mistake}\n    {hint}"]


FILES = {
    "a block that no template has": (
        """
        -- themes/mine/templates/document.html --
        {% extends "parent/document.html" %}
        {% block provenanc %}{{ super() }}{% endblock %}
        """,
        """\
        themes/mine/templates/document.html:2: warning: no template that this one extends has a block “provenanc”, so that it never shows; did you mean “provenance”? [theme.block]
            2 | {% block provenanc %}{{ super() }}{% endblock %}
            The blocks are: """,
    ),
    "a template that is missing": (
        """
        -- themes/mine/templates/document.html --
        {% extends "parent/docment.html" %}
        """,
        """\
        themes/mine/templates/document.html:1: error: there is no template “parent/docment.html”; did you mean “parent/document.html”? (on bridge.html) [theme.template]
            1 | {% extends "parent/docment.html" %}
            “theme eject --list” names all templates; “parent/FILE” is the file of the theme above yours.""",
    ),
    "a template that extends itself": (
        """
        -- themes/mine/templates/document.html --
        {# Mine #}
        {% extends "document.html" %}
        """,
        """\
        themes/mine/templates/document.html:2: error: this template extends itself (on bridge.html) [theme.template]
            2 | {% extends "document.html" %}
            “parent/document.html” is the same file of the theme that yours extends.""",
    ),
    "a block of a template that should extend another": (
        """
        -- themes/mine/templates/document.html --
        {% block article_body %}
        {{ super() }}
        {% endblock %}
        """,
        """\
        themes/mine/templates/document.html:2: error: super() has nothing to print: no template above this one has a block “article_body” (on bridge.html) [theme.template]
            2 | {{ super() }}
            Begin with {% extends "parent/document.html" %}.""",
    ),
    "a block that is not closed": (
        """
        -- themes/mine/templates/document.html --
        {% extends "parent/document.html" %}
        {% block side %}{% endblock %}
        {% block article_body %}
        {{ super() }}
        """,
        """\
        themes/mine/templates/document.html:3: error: “block” is not closed: expected {% endblock %} (on bridge.html) [theme.template]
            3 | {% block article_body %}
            Write {% endblock %} where it ends.""",
    ),
    "a template with almost the name of another": (
        """
        -- themes/mine/templates/docment.html --
        {% extends "parent/document.html" %}
        """,
        """\
        themes/mine/templates/docment.html: warning: nothing asks for this file; did you mean “document.html”? [theme.unused]
            Rename it, or remove it.""",
    ),
    "a static file with almost the name of another": (
        """
        -- themes/mine/static/icons.svg --
        <svg/>
        """,
        """\
        themes/mine/static/icons.svg: warning: nothing asks for this file; did you mean “icon.svg”? [theme.unused]
            Rename it, or remove it.""",
    ),
    "a partial that stands in another folder": (
        """
        -- themes/mine/templates/entry.html --
        Mine
        """,
        """\
        themes/mine/templates/entry.html: warning: nothing asks for this file; did you mean “partials/entry.html”? [theme.unused]
            Rename it, or remove it.""",
    ),
    "a parameter that a style sheet asks for": (
        """
        -- themes/mine/theme.yaml --
        extends: base
        params: {accent: green, text_size: {type: length, default: 1rem}}
        -- themes/mine/static/mine.css --
        /* var(--param-anything) */
        p { font-size: var(--param-text-size); margin: var(--param-gap, 1em) }
        a { color: var(--param-acent) }
        """,
        """\
        themes/mine/static/mine.css:3: warning: the theme has no parameter “acent”; did you mean “accent”? [theme.param]
            3 | a { color: var(--param-acent) }
            Its parameters are: accent, text-size.""",
    ),
    "a language that no theme speaks": (
        """
        -- site.yaml --
        theme: mine
        language: eo
        """,
        """\
        site.yaml: note: no theme of the chain has words in “eo”: the interface is in English [theme.language]
            There are words in ar, cy, de, en, es, fr, ru, zh. For another language, add strings/eo.yaml""",
    ),
    "a macro that uses what its page is given": (
        """
        -- themes/mine/templates/partials/stamps.html --
        {% macro stamp() %}
        {{ site.title }}
        {% endmacro %}
        -- themes/mine/templates/document.html --
        {% extends "parent/document.html" %}
        {% import "partials/stamps.html" as stamps %}
        {% block provenance %}{{ stamps.stamp() }}{% endblock %}
        """,
        """\
        themes/mine/templates/partials/stamps.html:2: error: this macro does not see “site”: its file is imported without context (on bridge.html) [theme.template]
            2 | {{ site.title }}
            Import stamps.html “with context”, or hand “site” to the macro.""",
    ),
    "a string that no template asks for": (
        """
        -- themes/mine/strings/en.yaml --
        home: Start
        provenanse: Whence
        """,
        """\
        themes/mine/strings/en.yaml:2: warning: no template asks for the string “provenanse”; did you mean “provenance”? [theme.string]
            2 | provenanse: Whence
            themes/base/strings/en.yaml has every key.""",
    ),
    "strings that are no YAML": (
        """
        -- themes/mine/strings/en.yaml --
        home: "Start
        """,
        """\
        themes/mine/strings/en.yaml:1: error: this is not valid YAML: found unexpected end of stream [yaml.invalid]
            1 | home: "Start
            Put values that hold ": " or "#" in quotes, for example title: "Roads: a history".""",
    ),
    "a key of theme.yaml": (
        """
        -- themes/mine/theme.yaml --
        name: mine
        extend: base
        """,
        """\
        themes/mine/theme.yaml:2: error: unknown key “extend”; did you mean “extends”? [theme.invalid]
            2 | extend: base
            The keys are: name, extends, contract, description, params.""",
    ),
    "another contract": (
        """
        -- themes/mine/theme.yaml --
        contract: 2
        """,
        """\
        themes/mine/theme.yaml:1: error: the theme asks for contract 2; this is 1 [theme.contract]
            1 | contract: 2
            Use a version of the theme that was made for this version of Microfiche.""",
    ),
    "a theme.yaml that is no YAML": (
        """
        -- themes/mine/theme.yaml --
        name: mine
        extends: base: reading-room
        """,
        """\
        themes/mine/theme.yaml:2: error: this is not valid YAML: mapping values are not allowed in this context [yaml.invalid]
            2 | extends: base: reading-room
            Put values that hold ": " or "#" in quotes, for example title: "Roads: a history".""",
    ),
    "a theme that extends one which is missing": (
        """
        -- themes/mine/theme.yaml --
        extends: reading-rom
        """,
        """\
        themes/mine/theme.yaml:1: error: there is no theme “reading-rom”; did you mean “reading-room”? [theme.missing]
            1 | extends: reading-rom
            The themes are: """,
    ),
    "a theme that extends itself": (
        """
        -- themes/mine/theme.yaml --
        extends: mine
        """,
        """\
        themes/mine/theme.yaml:1: error: the theme “mine” extends itself [theme.loop]
            1 | extends: mine
            Name another theme under “extends”.""",
    ),
    "a theme that is missing": (
        """
        -- site.yaml --
        theme: mien
        """,
        """\
        site.yaml:1: error: there is no theme “mien”; did you mean “mine”? [theme.missing]
            1 | theme: mien
            The themes are: """,
    ),
    "a theme without theme.yaml": (
        """
        -- site.yaml --
        theme: yours
        -- themes/yours/templates/document.html --
        Open.
        """,
        """\
        site.yaml:1: error: there is no theme “yours”: the folder themes/yours has no theme.yaml [theme.missing]
            1 | theme: yours
            The themes are: """,
    ),
    "another folder without theme.yaml": (
        """
        -- themes/yours/templates/document.html --
        Open.
        """,
        """\
        themes/yours: warning: this folder has no theme.yaml, so it is not a theme [theme.invalid]
            Add one: “name: yours” is enough.""",
    ),
}


@pytest.mark.parametrize(("files", "said"), FILES.values(), ids=FILES)
def test_a_mistake_in_a_file_of_a_theme_is_told_with_what_was_meant(build_site, files, said):
    site = build_site(BRIDGE, THEME, "-- site.yaml --\ntheme: mine\n", files)
    (only,) = told(site)
    assert only.startswith(dedent(said).rstrip("\n"))


@pytest.mark.parametrize("name", ["theme.yaml", "strings/en.yaml", "templates/document.html"])
def test_a_file_of_a_theme_that_is_no_utf_8_is_told(build_site, name):
    site = build_site(BRIDGE, THEME, theme="mine")
    site.write(f"themes/mine/{name}", "home: a\nabout: Münster\n".encode("latin-1"))
    (only,) = told(site.rebuild(theme="mine"))
    assert only.startswith(f"themes/mine/{name}:2: error: this is not UTF-8 text: ")


HARMLESS = {
    "a block inside one that the parent has": """
        -- themes/mine/templates/document.html --
        {% extends "parent/document.html" %}
        {% block provenance %}{% block mine %}Mine{% endblock %}{% endblock %}
        """,
    "blocks of a template that extends nothing": """
        -- themes/mine/templates/document.html --
        <main>{% block mine %}Mine{% endblock %}</main>
        """,
    "a template that a document asks for": """
        -- themes/mine/templates/documents.html --
        {% extends "document.html" %}
        -- content/ferry.md --
        ---
        template: documents.html
        ---
        """,
    "a partial that a template asks for": """
        -- themes/mine/templates/partials/entry.html --
        Mine
        -- themes/mine/templates/document.html --
        {% include "partials/entry.html" %}
        """,
    "an editor's copy of a template": """
        -- themes/mine/templates/document.html~ --
        Mine
        -- themes/mine/templates/.document.html.swp --
        Mine
        """,
    "a string of its own that a template asks for": """
        -- themes/mine/strings/en.yaml --
        motto: All that is fit
        taxonomy_ships: Vessels
        -- themes/mine/templates/document.html --
        {{ t("motto") }}
        """,
    "a link to a page": """
        -- themes/mine/templates/document.html --
        {{ link("bridge.html") }}
        """,
    "a style sheet whose name is like that of another in its ending alone": """
        -- themes/mine/theme.yaml --
        extends: reading-room
        -- themes/mine/static/mine.css --
        p { color: red }
        """,
    "a folder of notes": """
        -- themes/notes/ideas.txt --
        More blue.
        """,
}


@pytest.mark.parametrize("files", HARMLESS.values(), ids=HARMLESS)
def test_nothing_is_said_of_what_is_no_mistake(build_site, files):
    site = build_site(BRIDGE, THEME, files, theme="mine")
    assert told(site) == []
