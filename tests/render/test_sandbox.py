"""What a template can reach: what it is given, and nothing of the program behind it."""

import pytest

TEMPLATE = """
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/document.html --
    <main>{}</main>
"""


@pytest.mark.parametrize(
    "expression",
    [
        "{{ cycler.__init__.__globals__.os.getpid() }}",
        "{{ document.__class__.__mro__ }}",
        "{{ document['__class__'] }}",
        "{{ document | attr('__class__') }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ asset.__self__.renderer.site.root }}",
        "{{ t.__func__.__globals__ }}",
        "{{ tongue.__self__ }}",
        "{{ t.__wrapped__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ '{0.__class__}'.format(document) }}",
        "{{ '{0.__class__}'.format_map([document]) }}",
        "{{ ('{0.__class__}' | safe).format(document) }}",
        "{{ document.body.format.__self__ }}",
        "{{ document.body.__html__.__func__ }}",
        "{{ document.params.update({'a': 'b'}) }}",
        "{{ (1).__class__ }}",
        "{{ range(10000000) | list }}",
        "{% set x = namespace() %}{{ x.__class__ }}",
        "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
        "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
        "{{ (document.terms | map('string')).gi_frame }}",
        "{{ [document] | map(attribute='__class__') | first }}",
        "{{ lipsum.__globals__ }}",
    ],
)
def test_nothing_behind_what_a_template_is_given_can_be_reached(with_theme, expression):
    site = with_theme(TEMPLATE.format(expression))
    (problem,) = site.diagnostics
    assert problem.code == "theme.template"
    assert (problem.path, problem.line) == ("themes/mine/templates/document.html", 1)
    assert "bridge.html" not in site.paths()
    assert "about/index.html" in site.paths()


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("{{ document.title | upper }}", "THE BRIDGE"),
        ("{{ '{} {}'.format(document.title, 7) }}", "The bridge 7"),
        ("{{ '%s' | format(document.title) }}", "The bridge"),
        (
            "{% set n = namespace(i=0) %}{% for x in 'abc' %}{% set n.i = n.i + 1 %}{% endfor %}{{ n.i }}",
            "3",
        ),
        ("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(x='y') }}", "y"),
        ("{% for x in [1, 2] %}{{ loop.cycle('a', 'b') }}{{ t('newest') }}{% endfor %}", None),
        ("{{ document.params.get('metre', 'none') }}", "none"),
        ("{{ range(3) | join }}", "012"),
        ("{{ document.title.split()[1] }}", "bridge"),
        ("{{ [document] | map(attribute='title') | join }}", "The bridge"),
    ],
)
def test_what_a_template_is_given_works_as_ever(with_theme, expression, text):
    site = with_theme(TEMPLATE.format(expression))
    assert site.diagnostics == ()
    assert site.text("bridge.html") == text or text is None
