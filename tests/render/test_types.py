"""Kinds of documents as a taxonomy, in the words of the site, and with templates of their own."""

import json

SITE = """
    -- site.yaml --
    language: LANGUAGE
    taxonomies: {type: {}}
    -- content/a.md --
    ---
    title: To the lock keeper
    type: letter
    ---
    Text.
    -- content/b.md --
    ---
    title: The bell
    type: Letter
    ---
    Text.
    -- content/c.md --
    ---
    title: The hymn
    type: hymn
    ---
    Text.
"""


def test_the_kinds_that_are_known_have_the_words_of_the_site(build_site):
    site = build_site(SITE.replace("LANGUAGE", "de"))
    assert site.html("type/index.html").css_first("h1").text() == "Arten"
    assert site.ways("type/index.html", "main .terms a") == {
        "Briefe": "letter/index.html",
        "hymn": "hymn/index.html",
    }
    assert sorted(site.links("type/letter/index.html")) == ["The bell", "To the lock keeper"]
    assert "letter" not in site.text("type/letter/index.html").lower()


def test_an_owner_s_term_file_outranks_the_words_of_the_theme(build_site):
    file = "-- content/type/letter.md --\n---\ntitle: Correspondence\n---\n"
    site = build_site(SITE.replace("LANGUAGE", "en"), file)
    assert site.html("type/letter/index.html").css_first("h1").text() == "Correspondence"


def test_a_kind_that_is_a_taxonomy_still_tells_machines_what_a_document_is(build_site):
    page = build_site(SITE.replace("LANGUAGE", "en").replace("letter", "email")).html("a.html")
    data = json.loads(page.css_first('script[type="application/ld+json"]').text())
    assert data["@graph"][0]["@type"] == "EmailMessage"


THEME = """
    -- themes/own/theme.yaml --
    name: own
    extends: plain
    -- themes/own/templates/letter.html --
    {% extends "document.html" %}{% block article_title %}<h1>Dear {{ document.title }}</h1>{% endblock %}
    -- themes/own/templates/upright.html --
    {% extends "document.html" %}{% block article_title %}<h1>Special</h1>{% endblock %}
"""


def test_a_theme_may_have_a_template_for_a_kind(build_site):
    site = build_site(
        THEME, "-- content/a.md --\n---\ntitle: Keeper\ntype: Letter\n---\n", theme="own"
    )
    assert "Dear Keeper" in site.text("a.html")
    assert site.codes == []


def test_a_template_that_a_document_names_outranks_that_of_its_kind(build_site):
    text = "-- content/a.md --\n---\ntitle: Keeper\ntype: letter\ntemplate: upright.html\n---\n"
    assert "Special" in build_site(THEME, text, theme="own").text("a.html")


def test_a_kind_without_a_template_has_the_usual_one_and_no_warning(build_site):
    text = "-- content/a.md --\n---\ntitle: Keeper\ntype: page\n---\nText.\n"
    site = build_site(THEME, text, theme="own")
    assert "Keeper Text." in site.text("a.html")
    assert site.codes == []
    site.write("themes/own/templates/hymn.html", '{% extends "upright.html" %}')
    site.write("content/a.md", "---\ntitle: Keeper\ntype: hymn\n---\nText.\n")
    assert "Special" in site.rebuild(theme="own").text("a.html")
