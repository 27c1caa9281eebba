"""What the keys of a front matter mean, and what is done when a value is odd."""

import pytest


def only(diagnostics):
    """Return the one diagnostic there is."""
    (diagnostic,) = diagnostics
    return diagnostic


@pytest.mark.parametrize("key", ["tags", "categories", "keywords"])
def test_a_synonym_of_topics_is_read_as_topics(build_site, key):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        {key}: [Roads]
        ---
    """)
    assert site.links("topics/roads/index.html") == ["The bridge"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("author: Ann Ferrier", "Ann Ferrier"),
        ("lastmod: 2024-05-01", "2024-05-01"),
        ("modified: 2024-05-01", "2024-05-01"),
        ("publisher: The Weekly Ferry", "The Weekly Ferry"),
    ],
)
def test_a_synonym_is_shown_as_the_key_that_it_stands_for(build_site, line, shown):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        {line}
        ---
    """)
    assert shown in site.text("bridge.html")


def test_a_description_is_the_summary_of_lists(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge
        description: It took nine years.
        ---
    """)
    assert "It took nine years." in site.text("index.html")


def test_lang_is_the_language_of_the_text(build_site):
    site = build_site("""
        -- content/bruecke.md --
        ---
        title: Die Brücke
        lang: de
        ---
    """)
    assert site.html("bruecke.html").css_first("article").attributes["lang"] == "de"


def test_the_key_itself_outranks_a_synonym_that_stands_below_it(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge
        topics: [Roads]
        tags: [Rivers]
        ---
    """)
    assert "topics/roads/index.html" in site.paths()
    assert "topics/rivers/index.html" not in site.paths()


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("topcis", "topics"),
        ("titel", "title"),
        ("langauge", "language"),
        ("keyword", "keywords"),
        ("summery", "summary"),
        ("drafts", "draft"),
    ],
)
def test_a_key_that_is_nearly_ours_is_warned_about_with_its_line(build_site, key, meant):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        date: "2001"
        {key}: something
        ---
    """)
    warning = only(site.diagnostics)
    assert f"“{key}”: did you mean “{meant}”?" in warning.message
    assert (warning.path, warning.line) == ("content/bridge.md", 3)
    assert (warning.code, site.exit_code) == ("front-matter.unknown", 0)


def test_two_letters_out_of_order_are_nearly_a_key(build_site):
    site = build_site("-- content/a.md --\n---\ndaet: 1911\nsoucre: Gazette\ncourse: B\n---\n")
    assert ["did you mean “date”" in one.message for one in site.diagnostics] == [True, False]
    assert "did you mean “source”" in site.diagnostics[1].message


def test_a_key_of_the_owners_own_is_no_matter_of_ours(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge
        shelfmark: "B 12"
        ---
    """)
    assert site.diagnostics == ()


@pytest.mark.parametrize(
    "title", ["no", "1999", "20:46", "2001-10-03", "0777", "null and void", "~1850", "1_000", "on"]
)
def test_a_title_is_text_even_where_yaml_would_see_something_else(build_site, title):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: {title}
        ---
    """)
    assert site.links("index.html") == [title]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("draft: maybe", "“draft” should be true or false, not “maybe”"),
        ('hidden: "so"', "“hidden” should be true or false, not “so”"),
        ("source: [One, Two]", "“source” should be one text"),
        ("summary: {a: b}", "“summary” should be one text"),
        ("topics: {a: b}", "“topics” should be a list of texts"),
        ("section: [[a], b]", "“section” should be a list of texts"),
        ("authors: true", "“authors” should be a list of texts"),
    ],
)
def test_a_value_of_the_wrong_kind_is_warned_about_and_left_out(build_site, line, complaint):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        {line}
        ---
    """)
    warning = only(site.diagnostics)
    assert warning.message == complaint
    assert (warning.code, warning.line) == ("front-matter.type", 3)
    assert site.links("index.html") == ["The bridge"]


@pytest.mark.parametrize("key", ["language", "lang"])
def test_what_is_no_language_tag_is_warned_about_and_left_out(build_site, key):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        {key}: Old English
        ---
    """)
    warning = only(site.diagnostics)
    assert (warning.code, warning.line) == ("language.invalid", 3)
    assert "lang" not in site.html("bridge.html").css_first("article").attributes


@pytest.mark.parametrize("value", ['"  "', '""', "null", "[]", '["", "  "]'])
def test_a_value_without_a_word_is_no_value(build_site, value):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        topics: {value}
        ---
    """)
    assert (site.diagnostics, "topics/index.html" in site.paths()) == ((), False)


def test_white_space_around_a_value_is_no_part_of_it(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: "  The bridge "
        ---
    """)
    assert site.links("index.html") == ["The bridge"]


# Dates


@pytest.mark.parametrize(
    "date", ["2001-13-01", "2001-02-30", "last spring", "03/10/2001", "20011003"]
)
def test_what_is_no_date_is_warned_about_with_its_line(build_site, date):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        date: {date}
        ---
    """)
    warning = only(site.diagnostics)
    assert f"“date: {date}” is not a date" in warning.message
    assert (warning.code, warning.path, warning.line) == ("date.invalid", "content/bridge.md", 3)
    assert "EDTF" in warning.hint


@pytest.mark.parametrize(
    "written", ["“2001-10-03”", "[[2001-10-03]]", '"[[2001-10-03|that day]]"', "'‘2001-10-03’'"]
)
def test_quotation_marks_and_brackets_of_a_link_are_no_part_of_a_date(build_site, written):
    if "that day" in written:
        written = written.replace("2001-10-03|that day", "noted|2001-10-03")
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        date: {written}
        ---
    """)
    assert site.codes == []
    assert "2001/10/index.html" in site.paths()


def test_terms_may_be_links_by_name(build_site):
    site = build_site("""
        -- content/a.md --
        ---
        topics: ["[[Weirs]]", "[[notes/mills|Mills]]"]
        people: [[Ann Weir]]
        ---
    """)
    assert site.codes == []
    assert {"topics/weirs/index.html", "topics/mills/index.html", "people/ann-weir/index.html"} <= {
        *site.paths()
    }


def test_a_document_whose_date_is_none_is_listed_as_undated(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge
        date: last spring
        ---
    """)
    assert site.links("undated/index.html") == ["The bridge"]


def test_a_document_without_a_date_is_listed_as_undated(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge
        ---
    """)
    assert site.links("undated/index.html") == ["The bridge"]
    assert "<time" not in site.read("output/bridge.html")


def test_a_bad_date_in_a_list_of_related_documents_is_warned_about_on_its_line(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        date: "2001"
        related: [{title: The ferry, date: yesterday}]
        ---
    """)
    warning = only(site.diagnostics)
    assert (warning.code, warning.line) == ("date.invalid", 3)
    assert "The ferry" in site.text("bridge.html")


# Defaults


DEFAULTS = """
    -- site.yaml --
    defaults:
      - path: "minutes/**"
        values:
          source: Parish council
          topics: [Minutes]
    -- content/minutes/1923/july.md --
    ---
    title: July
    {line}
    ---
    -- content/letters/july.md --
    ---
    title: A letter
    ---
"""


def test_a_default_holds_for_the_files_on_its_path_alone(build_site):
    site = build_site(DEFAULTS.format(line="language: en"))
    assert site.links("source/parish-council/index.html") == ["July"]


def test_a_default_fills_in_an_empty_list(build_site):
    site = build_site(DEFAULTS.format(line="topics: []"))
    assert site.links("topics/minutes/index.html") == ["July"]


def test_what_a_file_says_itself_outranks_a_default(build_site):
    site = build_site(DEFAULTS.format(line="source: The clerk"))
    assert site.links("source/the-clerk/index.html") == ["July"]
    assert "source/parish-council/index.html" not in site.paths()


def test_a_default_holds_for_documents_whose_seed_is_on_its_path(build_site):
    site = build_site("""
        -- site.yaml --
        defaults: [{path: "minutes/**", values: {source: Parish council}}]
        -- seeds/minutes/july.txt --
        The footbridge

        3 July 1923

        The council met in the school and spoke for two hours about the footbridge by the mill.
    """)
    assert site.links("source/parish-council/index.html") == ["The footbridge"]


def test_a_default_is_not_written_into_the_content(build_site):
    site = build_site("""
        -- site.yaml --
        defaults: [{path: "minutes/**", values: {source: Parish council}}]
        -- seeds/minutes/july.txt --
        The footbridge

        3 July 1923

        The council met in the school and spoke for two hours about the footbridge by the mill.
    """)
    assert "Parish council" not in site.read("content/1923/07/the-footbridge.md")
