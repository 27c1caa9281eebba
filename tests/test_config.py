"""site.yaml: its settings, and how a mistake in it is named."""

from dataclasses import FrozenInstanceError

import pytest

from generator.report import BuildError, Severity
from generator.state import site_settings
from generator.state.site_settings import load_config


@pytest.fixture
def load(tmp_path):
    """Return a function that reads a site.yaml."""

    def load(text, **overrides):
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "site.yaml").write_bytes(data)
        return load_config(tmp_path, **overrides)

    return load


@pytest.fixture
def refused(load):
    """Return a function that reads a site.yaml and returns what is wrong with it."""

    def refused(text):
        with pytest.raises(BuildError) as caught:
            load(text)
        assert caught.value.is_usage
        return caught.value.diagnostic

    return refused


def test_every_setting_is_optional(load):
    site = load("")
    assert (site.title, site.language, site.theme, site.paginate) == (
        "An archive",
        "en",
        "reading-room",
        50,
    )


def test_the_default_taxonomies_are_subjects_sections_and_sources(load):
    minimums = {key: taxonomy.minimum for key, taxonomy in load("").taxonomies.items()}
    assert minimums == {
        "topics": 2,
        "people": 2,
        "places": 2,
        "organisations": 2,
        "section": 1,
        "source": 1,
    }


def test_own_taxonomies_take_the_place_of_the_defaults(load):
    site = load("taxonomies:\n  ships: {minimum: 3}\n  crews:\n")
    assert {key: one.minimum for key, one in site.taxonomies.items()} == {"ships": 3, "crews": 1}


def test_a_gap_is_named_by_its_first_and_last_year_or_month(load):
    site = load("gaps: [{from: 1940-05, to: 1945, why: War.}, {from: -0043, why: Lost.}]\n")
    assert [(one.start, one.end, one.why) for one in site.gaps] == [
        ("1940-05", "1945", "War."),
        ("-0043", "", "Lost."),
    ]


def test_a_gap_may_end_in_the_year_that_it_begins_in(load):
    assert load("gaps: [{from: 1940-05, to: 1940, why: War.}]\n").gaps[0].end == "1940"


def test_settings_that_were_kept_are_those_that_were_checked(load, tmp_path):
    checked = load("gaps: [{from: 1940, to: 1945, why: War.}]\n")
    assert site_settings.load_config(tmp_path, is_kept=True) == checked
    assert site_settings.load_config(tmp_path) == checked


@pytest.mark.parametrize("title", ["no", "1999", "20:46", "2001-10-03"])
def test_text_is_text_even_where_yaml_would_see_something_else(load, title):
    assert load(f"title: {title}\n").title == title


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://archive.example", "https://archive.example/"),
        ("https://archive.example/a/", "https://archive.example/a/"),
        ('""', ""),
    ],
)
def test_an_address_ends_with_a_slash(load, given, used):
    assert load(f"base_url: {given}\n").base_url == used


def test_what_the_command_line_says_outranks_the_file(load):
    assert load("theme: mine\n", theme="base").theme == "base"


def test_a_file_with_a_byte_order_mark_is_read(load):
    assert load(b"\xef\xbb\xbftitle: Mine\n").title == "Mine"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: a\ntitel: b\n", 2, "unknown setting “titel”; did you mean “title”?"),
        ("\n\nthemes: a\n", 3, "unknown setting “themes”; did you mean “theme”?"),
        ("colour: red\n", 1, "unknown setting “colour”"),
        (
            "taxonomies:\n  topics: {minimun: 2}\n",
            2,
            "unknown setting “taxonomies.topics.minimun”; did you mean “minimum”?",
        ),
        ("feeds:\n  limt: 3\n", 2, "unknown setting “feeds.limt”; did you mean “limit”?"),
        (
            "defaults:\n  - path: a\n    value: {}\n    values: {}\n",
            3,
            "unknown setting “defaults.0.value”; did you mean “values”?",
        ),
        (
            "gaps:\n  - from: 1940\n    till: 1945\n    why: War.\n",
            3,
            "unknown setting “gaps.0.till”",
        ),
        (
            "gaps:\n  - {from: 1940, why: War., tos: 1945}\n",
            2,
            "unknown setting “gaps.0.tos”; did you mean “to”",
        ),
        ("title: a\npaginate: ten\n", 2, "“paginate”: "),
        ("paginate: 0\n", 1, "“paginate”: "),
        ("date_order: ymd\n", 1, "“date_order”: "),
        ("originals: maybe\n", 1, "“originals”: "),
        ("title: [a]\n", 1, "“title”: "),
        ("base_url: archive.example\n", 1, "“base_url”: expected a full URL such as"),
        ("taxonomies: [topics]\n", 1, "“taxonomies”: "),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_right_name(refused, text, line, said):
    problem = refused(text)
    assert (problem.path, problem.line, problem.code) == ("site.yaml", line, "config.invalid")
    assert problem.message.startswith(said)
    assert problem.hint
    assert problem.quote == text.splitlines()[line - 1].strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("paginate: ten\n", ["whole number", "found “ten”"]),
        ("paginate: 0\n", ["greater than or equal to 1", "found “0”"]),
        ("originals: maybe\n", ["true or false", "found “maybe”"]),
        ("date_order: ymd\n", ["'ask', 'dmy' or 'mdy'", "found “ymd”"]),
        ("embeds: a.example\n", ["“embeds”", "a list, as in [one, two]"]),
        ("taxonomies: [ships]\n", ["“taxonomies”", "keys and values"]),
        ("title:\n", ["“title”", "one text"]),
        ("base_url: archive.example\n", ["full URL such as", "found “archive.example”"]),
        ("base_url: ftp://archive.example/\n", ["full URL such as"]),
        ("base_url: https:///archive/\n", ["full URL such as"]),
        ("base_url: https://archive.example/?a=b\n", ["full URL such as"]),
        ("taxonomies: {../ships: {}}\n", ["“../ships” names a folder"]),
        ("taxonomies: {search: {}}\n", ["“search” is a word of the site's own"]),
        ("taxonomies: {1911: {}}\n", ["“1911” is a word of the site's own"]),
        ("taxonomies: {ships: {minimum: 0}}\n", ["“taxonomies.ships.minimum”"]),
        ("defaults: [{path: a}]\n", ["“defaults.0.values”", "required"]),
        ("gaps: [{from: 1940}]\n", ["“gaps.0.why”", "required"]),
        ("gaps: [{from: 1940, why: ' '}]\n", ["“gaps.0.why”", "in words"]),
        ("gaps: [{why: War.}]\n", ["“gaps.0.from”", "required"]),
        ("gaps: [{from: the war, why: War.}]\n", ["year or a month such as", "found “the war”"]),
        ("gaps: [{from: 1940-05-03, why: War.}]\n", ["“gaps.0.from”", "found “1940-05-03”"]),
        ("gaps: [{from: 194X, why: War.}]\n", ["“gaps.0.from”", "year or a month such as"]),
        ("gaps: [{from: 1940, to: 1945~, why: War.}]\n", ["“gaps.0.to”", "without ~, ? or %"]),
        ("gaps: [{from: 1945, to: 1940, why: War.}]\n", ["“gaps.0”: “to” is before “from”"]),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected_and_what_was_found(refused, text, words):
    message = refused(text).message
    assert [word for word in words if word not in message] == []


def test_all_mistakes_are_named_together_from_the_top_down(refused):
    problem = refused("titel: a\ntitle: b\npaginate: ten\noriginals: maybe\n")
    first, *others = problem.message.split("\n    ")
    assert problem.line == 1
    assert "“titel”" in first
    assert [other.split(":")[0] for other in others] == ["line 3", "line 4"]


@pytest.mark.parametrize("key", ["root", "output_override", "content_override"])
def test_the_folders_cannot_be_set_in_the_file(refused, key):
    problem = refused(f"title: a\n{key}: /\n")
    assert (problem.line, problem.message) == (2, f"unknown setting “{key}”")


def test_the_folders_are_those_of_the_archive(load, tmp_path):
    site = load("")
    folders = (site.seeds, site.content, site.themes, site.output, site.cache)
    names = ("seeds", "content", "themes", "output", ".cache")
    assert folders == tuple(tmp_path / name for name in names)


def test_the_command_line_can_name_another_output(load, tmp_path):
    assert load("", output_override=tmp_path / "www").output == tmp_path / "www"


def test_settings_cannot_be_changed_once_read(load):
    with pytest.raises(FrozenInstanceError):
        load("").title = "B"


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("title: a\nparams: [\n", 2, "yaml.invalid"),
        ("title: a: b\n", 1, "yaml.invalid"),
        ("title: a\ntitle: b\n", 2, "yaml.invalid"),
        ("- title\n", 1, "yaml.not-a-mapping"),
        (b"title: caf\xe9\n", None, "config.encoding"),
    ],
)
def test_what_is_no_yaml_is_named_with_its_line(refused, text, line, code):
    problem = refused(text)
    assert (problem.path, problem.line, problem.code) == ("site.yaml", line, code)
    assert problem.severity is Severity.ERROR
    assert line is None or problem.quote == text.splitlines()[line - 1]


def test_a_folder_without_a_file_is_told_how_to_get_one(tmp_path):
    with pytest.raises(BuildError) as caught:
        load_config(tmp_path)
    assert caught.value.diagnostic.code == "config.missing"
    assert "init DIR" in caught.value.diagnostic.hint


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/\\n/etc/",
        "https://x.example/\\r\\nRedirect 301 / https://y.example/",
        "https://x.example/%0ARedirect/",
        "https://x.example/%0d/",
        "https://x y.example/",
        "https://me:word@x.example/",
        "https://x.example/#top",
        "https://x.example/\\ta/",
        "https://x.example/\\\\/",
        'https://x.example/\\"/',
        "https://x.example/'/",
        "https://x.example/<b>/",
        "https://x.example/{a}/",
        "https://x.example/%FF/",
        "https://x.example/?",
        "https://[::1/",
        "https://:80/",
        "https:///a/",
        "javascript:alert(1)",
        "//x.example/",
        "\\u2028https://x.example/",
    ],
)
def test_a_base_url_can_stand_in_headers_and_configurations(refused, url):
    problem = refused(f'title: A\nbase_url: "{url}"\n')
    assert (problem.code, problem.line) == ("config.invalid", 2)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://x.example/%C3%BC/", "https://x.example/%C3%BC/"),
        ("https://x.example/%c3%bc", "https://x.example/%C3%BC/"),
        ("https://x.example/alte zeitungen", "https://x.example/alte%20zeitungen/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://例え.example/ä/~b/", "https://xn--r8jz45g.example/%C3%A4/~b/"),
        ("HTTPS://BÜCHER.Example:443", "https://xn--bcher-kva.example/"),
        ("https://straße.example", "https://xn--strae-oqa.example/"),
        (" https://x.example/a/// ", "https://x.example/a/"),
    ],
)
def test_a_base_url_is_published_as_a_valid_uri(load, given, used):
    assert load(f'base_url: "{given}"\n').base_url == used


def test_a_base_url_without_its_scheme_is_answered_with_one(refused):
    assert "did you mean https://x.example/a?" in refused("base_url: x.example/a\n").message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('title: "A\\x00"', "title"),
        ('description: "A\\eB"', "description"),
        ('taxonomies: {ships: {title: "A\\x07"}}', "taxonomies.ships.title"),
        ('gaps: [{from: "1940", why: "A\\x9b"}]', "gaps.0.why"),
        ('params: {"a\\x01": b}', "params.a"),
    ],
)
def test_no_setting_holds_control_characters(refused, text, place):
    problem = refused(f"theme: plain\n{text}\n")
    assert (problem.code, problem.line) == ("config.invalid", 2)
    assert problem.message == f"“{place}” holds control characters"


@pytest.mark.parametrize("tag", ["../../en", 'en\\" onload=', "en/..", "e", "", "english", "en us"])
def test_a_language_is_a_language_tag(refused, tag):
    assert "language tag" in refused(f'language: "{tag}"\n').message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: " + "x" * 1_000_000, "“title”: String should have at most 10000 characters"),
        ("theme: " + "x" * 5_000, "“theme”: String should have at most 100 characters"),
        ("language: " + "a-" * 5_000, "“language”: String should have at most 100 characters"),
        ("formats: [" + "x" * 100_000 + "]", "unknown format “xxx"),
        ("paginate: " + "9" * 5_000, "“paginate”: "),
        ("base_url: http://" + "a" * 100_000, "expected a full URL"),
        ("base_url: http://a b/", "expected a full URL"),
        ("base_url: http://a:99999/", "expected a full URL"),
        ("params: " + "{a: " * 3_000 + "1" + "}" * 3_000, "values are nested"),
        ("params: {a: " + "[" * 900 + "]" * 900 + "}", "values are nested"),
        ("".join(f"k{number}: 1\n" for number in range(1_000)), "and 980 more"),
    ],
    ids=range(11),
)
def test_a_value_of_the_wrong_size_is_refused_in_few_words(refused, text, words):
    problem = refused(text)
    assert words in problem.message
    assert len(str(problem)) < 1_000


@pytest.mark.parametrize(
    "text",
    [
        f"paginate: {10**30}",
        f"feeds: {{limit: {10**30}}}",
        f"taxonomies: {{topics: {{minimum: {10**30}}}}}",
        "taxonomies:\n" + "".join(f"  t{number}: {{}}\n" for number in range(2_000)),
    ],
    ids=["paginate", "feeds", "minimum", "taxonomies"],
)
def test_a_huge_number_is_a_number(build_site, text):
    site = build_site("-- content/bridge.md --\nThe bridge.\n", f"-- site.yaml --\n{text}\n")
    assert (site.exit_code, site.diagnostics) == (0, ())


def test_a_pattern_of_many_stars_takes_no_longer_than_its_length(build_site):
    stars = "*a" * 500 + "b"
    names = "".join(f"-- content/{'a' * 150}{number}.md --\nText.\n" for number in range(20))
    site = build_site(names, f"-- site.yaml --\ndefaults: [{{path: '{stars}', values: {{}}}}]\n")
    assert site.exit_code == 0


@pytest.mark.parametrize(("written", "tag"), [("en_GB", "en-GB"), ("DE", "de"), ("iw", "he")])
def test_a_language_of_another_program_is_read_as_bcp_47(load, written, tag):

    assert load(f"language: {written}\n").language == tag


def test_the_name_of_a_language_is_answered_with_its_tag(refused):
    assert "did you mean “de”?" in refused("language: deutsch\n").message
