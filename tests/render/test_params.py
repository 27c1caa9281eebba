"""Parameters: what a theme lets site.yaml set, each with a type."""

import pytest

from generator.render.themes.params import TYPES, Parameter
from generator.report import BuildError

SHOWN = """
    -- themes/mine/templates/document.html --
    <main>{{ site.params.value | tojson }}</main>
"""


def declared(declaration: str) -> str:
    return f"{SHOWN}\n    -- themes/mine/theme.yaml --\n    params:\n      value: {declaration}\n"


@pytest.mark.parametrize(
    ("declaration", "value"),
    [
        ("{type: text, default: Noon}", '"Noon"'),
        ("{type: number, default: 12}", "12"),
        ("{type: number, default: 1.50}", "1.5"),
        ("{type: switch, default: false}", "false"),
        ("{type: choice, choices: [serif, sans], default: sans}", '"sans"'),
        (
            "{type: choices, choices: [chart, doors, days], default: [days, chart]}",
            '["days", "chart"]',
        ),
        ("{type: choices, choices: [chart, doors], default: []}", "[]"),
        ('{type: colour, default: "#7a2020"}', '"#7a2020"'),
        ("{type: length, default: 38.5rem}", '"38.5rem"'),
        ("{type: font, default: Georgia}", '"Georgia"'),
        ("Noon", '"Noon"'),
        ("true", "true"),
    ],
)
def test_a_template_gets_a_value_of_the_parameter_s_type(with_theme, declaration, value):
    assert with_theme(declared(declaration)).text("bridge.html") == value


def test_a_theme_gives_a_parameter_of_the_one_that_it_extends_another_default(with_theme):
    site = with_theme(f"""{SHOWN}
    -- themes/mine/theme.yaml --
    extends: other
    params: {{value: 2}}
    -- themes/other/theme.yaml --
    params: {{value: {{type: number, default: 1}}}}
    """)
    assert site.text("bridge.html") == "2"


ONE = """
    -- themes/mine/theme.yaml --
    params:
      size: {type: number, default: 1}
      title: The Gazette
"""


@pytest.mark.parametrize(
    ("params", "told"),
    [
        (
            "siez: 3",
            "site.yaml:2: error: the theme “mine” has no parameter “siez”; did you mean “size”? "
            "[params.unknown]\n    2 | siez: 3\n    Its parameters are: size, title.",
        ),
        (
            "size: big",
            "site.yaml:2: error: the parameter “size” is “big”; expected a number "
            "[params.invalid]\n    2 | size: big\n    Write, for example, size: 1.5.",
        ),
    ],
)
def test_what_site_yaml_sets_is_checked_before_anything_is_published(build_site, params, told):
    site = build_site(ONE, f"-- site.yaml --\nparams:\n  {params}\ntheme: mine\n")
    assert [str(one) for one in site.diagnostics] == [told]
    assert (site.exit_code, site.paths()) == (2, [])


GOOD = {
    "text": ["Noon", "", "}"],
    "number": ["0", "-1", "+1.5", ".5", 3, 2.5],
    "switch": [True, False],
    "choice": ["serif"],
    "choices": [[], ["sans", "serif"]],
    "colour": [
        "#fff",
        "#FFFFFF80",
        "RebeccaPurple",
        "transparent",
        "rgb(1 2 3)",
        "rgb(1, 2, 3)",
        "rgba(1, 2, 3, .5)",
        "hsl(120deg 50% 50% / 20%)",
        "oklch(40% 0.1 20)",
        "light-dark(#7a2020, oklch(80% 0.1 20))",
    ],
    "length": [
        "0",
        "1px",
        "38.5rem",
        "-1.5em",
        "60ch",
        "50%",
        "100svw",
        "2lh",
    ],
    "font": ["Georgia", "Gill Sans, sans-serif", "\"Gill Sans\", 'Noto Serif', -apple-system"],
}
BAD = {
    "text": [True, None, ["a"], {"a": "b"}],
    "number": ["", "one", "1e9", "1 2", True, None, "1;"],
    "switch": ["true", "yes", None],
    "choice": ["slab", None, ["serif"]],
    "choices": ["serif", ["slab"], ["sans", "sans"], None, {"sans": True}],
    "colour": [
        "",
        "reddish",
        "#ff",
        "#ggg",
        "var(--x)",
        "rgb(1 2)",
        "rgb(1 2 3",
        "red; } body { display: none",
        "url(https://example.org)",
        "rgb(1 2 3) /* */",
        "light-dark(red)",
        None,
    ],
    "length": ["12", "wide", "1px; color: red", "calc(1px + 1em)", "1 px", "", None],
    "font": ["", "a, ", 'a"', "a; b", "a} b", '"a\\"', '"a\nb"', "url(x)", "<style>", "1a", None],
}


@pytest.mark.parametrize("type_", TYPES)
def test_a_type_has_values_that_it_takes_and_values_that_it_refuses(type_):
    parameter = Parameter("value", type_, "", choices=("serif", "sans"))
    for value in GOOD[type_]:
        parameter.parse(value)
    for value in BAD[type_]:
        with pytest.raises(ValueError, match="the parameter “value” is"):
            parameter.parse(value)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("colour", f"rgb({'1' * 200_000}"),
        ("colour", f"rgb(1{' ' * 20_000}2{' ' * 20_000}3"),
        ("length", f"{'1' * 200_000}!"),
        ("font", f"{'a ' * 100_000}!"),
        ("number", f"{'1' * 200_000}!"),
    ],
)
def test_a_long_value_that_is_none_is_refused_in_one_pass_and_quoted_in_part(type_, value):
    with pytest.raises(ValueError, match="expected") as refused:
        Parameter("value", type_, "").parse(value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("colour", "blac\N{KELVIN SIGN}"),
        ("length", "\N{ARABIC-INDIC DIGIT ONE}px"),
        ("number", "\N{ARABIC-INDIC DIGIT ONE}"),
        ("number", f"{'9' * 400}.0"),
    ],
)
def test_what_css_would_not_read_is_refused(type_, value):
    with pytest.raises(ValueError, match="expected"):
        Parameter("value", type_, "").parse(value)


def test_a_text_is_without_what_html_forbids():
    assert Parameter("motto", "text", "").parse("All\0 that\x1b is fit") == "All that is fit"


@pytest.mark.parametrize("type_", TYPES)
def test_the_example_of_a_type_is_a_value_of_it(type_, with_theme):
    choices = "choices: [a, b], " if TYPES[type_].has_choices else ""
    example = Parameter("value", type_, "", ("a", "b") if choices else ()).example
    site = with_theme(declared(f"{{type: {type_}, {choices}default: {example}}}"))
    assert site.diagnostics == ()


MISDECLARED = {
    "2: 3": "invalid parameter name “2”",
    "a-b: x": "invalid parameter name “a-b”",
    "a: [x]": "the parameter “a” has no type",
    "a: {default: x}": "the parameter “a” has no type",
    "a: {type: color, default: red}": "unknown type “color”; did you mean “colour”?",
    "a: {type: text, default: x, abuot: y}": "unknown key “abuot”; did you mean “about”?",
    "a: {type: text}": "the parameter “a” has no default",
    "a: {type: choice, default: x}": "a parameter of the type choice has its choices",
    "a: {type: text, choices: [x], default: x}": "a parameter of the type text has no choices",
    "a: {type: choice, choices: x, default: x}": "a parameter of the type choice has no choices",
    "a: {type: choice, choices: [x, y], default: z}": "the parameter “a” is “z”; expected one of x, y",
    "a: {type: colour, default: reddish}": "the parameter “a” is “reddish”; expected a CSS colour",
}


@pytest.mark.parametrize("declaration", MISDECLARED)
def test_a_declaration_that_is_none_is_named_with_its_line(build_site, declaration):
    site = build_site(
        f"-- themes/mine/theme.yaml --\nname: mine\nparams:\n  {declaration}\n", theme="mine"
    )
    (error,) = site.diagnostics
    assert error.message.startswith(MISDECLARED[declaration])
    assert (error.path, error.line, error.quote) == ("themes/mine/theme.yaml", 3, declaration)
    assert (site.exit_code, site.paths()) == (2, [])


def test_params_that_are_no_mapping_are_named(build_site):
    site = build_site("-- themes/mine/theme.yaml --\nparams: [accent]\n", theme="mine")
    assert site.diagnostics[0].message == "“params” is not a mapping of names to values"


# The style sheet


STYLED = """
    -- themes/mine/theme.yaml --
    extends: base
    params:
      accent: {type: colour, default: "#7a2020"}
      text_width: {type: length, default: 40rem}
      body_font: {type: font, default: "Gill Sans, serif"}
      leading: {type: number, default: 1.5}
      motto: {type: text, default: "} body { display: none"}
      home: {type: choices, choices: [a, b], default: [a]}
    -- themes/mine/templates/base.html --
    {% extends "parent/base.html" %}
    {% block styles %}<link rel="stylesheet" href="{{ asset("params.css") }}">{% endblock %}
"""


def styles(site) -> str:
    return site.read(
        f"output/{site.html('index.html').css_first('[rel=stylesheet]').attributes['href']}"
    )


def test_parameters_for_css_are_custom_properties_of_a_style_sheet(with_theme):
    assert styles(with_theme(STYLED, params={"accent": "navy"})) == (
        ":root {\n"
        "  --param-accent: navy;\n"
        "  --param-text-width: 40rem;\n"
        "  --param-body-font: Gill Sans, serif;\n"
        "  --param-leading: 1.5;\n"
        "}\n"
    )


def test_a_style_sheet_can_import_that_of_the_parameters(with_theme):
    styles_of_mine = '    -- themes/mine/static/mine.css --\n    @import "params.css";\n'
    site = with_theme(STYLED.replace("params.css", "mine.css") + styles_of_mine)
    (params,) = site.output.glob("assets/params.css")
    assert styles(site) == f'@import "{params.name}";\n'


def test_a_theme_without_parameters_for_css_has_no_such_style_sheet(with_theme):
    assert not [
        path for path in with_theme(ONE.replace("number", "text")).paths() if "params" in path
    ]


def test_a_file_of_that_name_in_a_theme_is_refused(with_theme):
    site = with_theme(f"{STYLED}\n    -- themes/mine/static/params.css --\n    p {{}}\n")
    assert [str(one) for one in site.diagnostics] == [
        "themes/mine/static/params.css: error: the build itself makes params.css, of the theme's "
        "parameters [theme.invalid]\n    Give the file another name."
    ]


def test_an_error_about_parameters_keeps_its_line_from_one_process_to_another():
    import pickle

    error = BuildError("wrong", path="site.yaml", line=2, quote="params: 2")
    assert pickle.loads(pickle.dumps(error)).diagnostic == error.diagnostic
