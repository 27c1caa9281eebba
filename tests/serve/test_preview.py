"""The site as it would be published: shown at once, kept when it breaks, and nowhere published."""

import pytest

from generator.publish import hold_lock
from tests.serve.served import at_work, files_below, preview_of
from tests.site_in_a_string import write_site

SITE = """
    -- site.yaml --
    theme: mine
    -- content/2001/bridge.md --
    ---
    title: The bridge
    date: 2001
    topics: [Rivers]
    ---
    The bridge is open.
    -- content/2002/ferry.md --
    ---
    title: The ferry
    date: 2002
    ---
    The ferry is gone.
    -- themes/mine/theme.yaml --
    extends: reading-room
    -- themes/mine/templates/term.html --
    {% extends "parent/term.html" %}
    -- themes/mine/static/mine.css --
    p { color: black }
"""
BRIDGE, FERRY, TERM = "2001/bridge.html", "2002/ferry.html", "topics/rivers/index.html"
TEMPLATE = "themes/mine/templates/term.html"
BROKEN = '{% extends "parent/term.html" %}\n{% block lead %}\n{{ term.titel }}\n{% endblock %}\n'
SEED = "The mill\n\n3 October 2001\n\nThe mill was sold on Wednesday to the miller's own son.\n"


@pytest.fixture
def site(tmp_path):
    return write_site(tmp_path / "archive", SITE)


@pytest.fixture
def served(site):
    with at_work(site) as served:
        yield served


# What is shown


def test_a_page_is_what_a_build_publishes(served):
    shown = {path: served.text(path) for path in ("", BRIDGE, TERM, "feed.xml", "404.html")}
    built = served.site.rebuild()
    assert shown == {path: built.read(f"output/{path or 'index.html'}") for path in shown}


def test_an_edit_of_a_document_shows_on_its_page_and_in_lists(served):
    served.edit("content/2001/bridge.md", "---\ntitle: The new bridge\ndate: 2001\n---\nOpen.\n")
    assert "The new bridge" in served.text(BRIDGE)
    assert "The new bridge" in served.text("")


def test_a_new_document_has_a_page(served):
    served.edit("content/2003/mill.md", "---\ntitle: The mill\n---\nSold.\n")
    assert "Sold." in served.text("2003/mill.html")


def test_a_document_that_was_deleted_has_none(served):
    served.edit("content/2002/ferry.md", None)
    assert "The ferry is gone." not in served.text(FERRY)


def test_a_new_seed_has_a_page(served):
    served.edit("seeds/mill.txt", SEED)
    assert "sold on Wednesday" in served.text("2001/10/the-mill.html")


def test_an_edit_of_a_template_shows(served):
    served.edit(TEMPLATE, '{% extends "parent/term.html" %}{% block lead %}Term!{% endblock %}')
    assert "Term!" in served.text(TERM)


def test_settings_are_read_anew(served):
    served.edit("site.yaml", "theme: base\ntitle: Another title\n")
    assert "Another title" in served.text("")


def test_a_style_sheet_that_is_edited_needs_no_plan(served):
    served.edit("themes/mine/static/mine.css", "p { color: red }")
    assert "red" in served.text("assets/mine.css")
    assert (len(served.heard.renewals), served.heard.assets) == (1, ["assets/mine.css"])


def test_a_style_sheet_that_is_edited_with_a_page_is_swapped_too(served):
    place = served.site.write("themes/mine/static/mine.css", "p { color: red }")
    served.edit("content/2001/bridge.md", "---\ntitle: The new bridge\n---\nOpen.\n")
    served.worker.report([str(place)])
    served.text("")
    assert list(served.worker.events.notice.assets) == ["assets/mine.css"]


def test_a_colour_that_is_set_in_the_settings_is_swapped(served):
    before = served.text(BRIDGE)
    served.edit("site.yaml", 'theme: mine\nparams: {accent: "#008000"}\n')
    assert "--param-accent: #008000" in served.text("assets/params.css")
    assert list(served.worker.events.notice.assets) == ["assets/params.css"]
    assert served.text(BRIDGE) == before


def test_drafts_are_not_shown_unless_they_are_asked_for(site):
    site.write("content/draft.md", "---\ntitle: A draft\nstatus: draft\n---\nNot yet.\n")
    with at_work(site) as served:
        assert "Not yet." not in served.text("draft.html")
    with at_work(site, with_drafts=True) as served:
        assert "Not yet." in served.text("draft.html")


def test_what_the_conversion_writes_is_no_change(served):
    served.edit("seeds/mill.txt", SEED)
    served.text("")
    served.worker.report([str(served.site.root / "content/2001/10/the-mill.md")])
    served.text("")
    assert [renewal.converted for renewal in served.heard.renewals] == [0, 1]


def test_pages_of_an_earlier_preview_are_used_while_they_hold(site):
    def sweep():
        preview = preview_of(site)
        preview.renew()
        made = []
        render = preview._rendered
        preview._rendered = lambda page: made.append(page.path) or render(page)
        list(preview.sweep())
        return made

    assert BRIDGE in sweep()
    assert sweep() == []


@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_text("x")])
def test_a_kept_page_that_is_gone_or_damaged_is_made_anew(served, damage):
    before = served.text(BRIDGE)
    for path in (served.site.root / ".cache/serve").rglob("*"):
        if path.is_file():
            damage(path)
    assert served.text(BRIDGE) == before


# What is published, and noted: nothing


def test_a_preview_leaves_no_trace_in_the_output_and_the_list_of_addresses(site):
    site.rebuild()
    site.write("content/2003/mill.md", "---\ntitle: The mill\nstatus: draft\n---\nSold.\n")
    before = site.contents(), files_below(site.output), site.read("content/urls.txt")
    with at_work(site, with_drafts=True) as served:
        served.edit("content/2001/bridge.md", "---\ntitle: The new bridge\n---\nOpen.\n")
        assert "Sold." in served.text("2003/mill.html")
    assert (site.contents(), files_below(site.output), site.read("content/urls.txt")) == before


def test_a_preview_of_what_was_never_built_makes_no_output(site):
    with at_work(site) as served:
        served.text("")
    assert not site.output.exists()
    assert not (site.root / "content/urls.txt").exists()


def test_no_page_knows_where_it_is_served(served):
    kept = served.site.contents(served.site.root / ".cache/serve")
    assert served.text("")
    assert not any(b"127.0.0.1" in data or b"localhost" in data for data in kept.values())


def test_a_build_after_a_preview_publishes_what_it_would_have_published(site, tmp_path):
    other = write_site(tmp_path / "other", SITE).rebuild()
    with at_work(site) as served:
        served.text("")
    assert site.rebuild().contents() == other.contents()


# Mistakes


def test_a_mistake_in_a_template_is_told_with_its_line_and_the_last_good_page_stays(served):
    before = served.text(TERM)
    served.edit(TEMPLATE, BROKEN)
    assert served.text(TERM) == before
    assert served.mistakes == [f"{TEMPLATE}:3"]
    (problem,) = served.worker.events.notice.problems
    assert (3, "{{ term.titel }}") in problem.excerpt


def test_a_mistake_that_is_mended_is_told_no_more(served):
    served.edit(TEMPLATE, BROKEN)
    served.worker.ask(TERM)
    assert served.mistakes
    served.edit(TEMPLATE, '{% extends "parent/term.html" %}')
    assert served.mistakes == []


def test_the_terminal_hears_of_a_mistake_once_while_it_lasts(served):
    served.edit(TEMPLATE, BROKEN)
    served.worker.ask(TERM)
    served.edit("content/2001/bridge.md", "---\ntitle: The bridge\ntopics: [Rivers]\n---\nShut.\n")
    served.worker.ask(TERM)
    assert [problem.line for problem in served.heard.problems] == [3]


def test_the_terminal_hears_of_a_mistake_that_takes_the_place_of_another(served):
    served.edit(TEMPLATE, BROKEN)
    served.worker.ask(TERM)
    served.edit(TEMPLATE, BROKEN.replace("titel", "tytle"))
    served.worker.ask(TERM)
    said = [problem.quote for problem in served.heard.problems]
    assert said == ["{{ term.titel }}", "{{ term.tytle }}"]


def test_a_mistake_on_a_page_that_nobody_looks_at_is_found(site):
    site.write(TEMPLATE, BROKEN)
    preview = preview_of(site)
    preview.renew()
    list(preview.sweep())
    assert [problem.path for problem in preview.problems] == [TEMPLATE]


def test_a_page_that_was_never_good_is_none(site):
    site.write(TEMPLATE, BROKEN)
    with at_work(site) as served:
        assert served.worker.ask(TERM) is None
        assert served.text(BRIDGE)


@pytest.mark.parametrize(
    ("path", "text", "where"),
    [
        ("site.yaml", "theme: mine\ntitel: Wrong\n", "site.yaml:2"),
        ("site.yaml", "theme: missing\n", "site.yaml:1"),
        ("themes/mine/theme.yaml", "extends: reading-room\nparam: 1\n", "themes/mine/theme.yaml:2"),
        ("content/urls.txt", "a.html\t-\n\0\0\0", "content/urls.txt:2"),
    ],
)
def test_what_allows_no_site_is_told_and_the_last_good_one_stays(served, path, text, where):
    before = served.text(BRIDGE), served.text("")
    served.edit(path, text)
    assert (served.text(BRIDGE), served.text("")) == before
    if where:
        assert served.mistakes == [where]


def test_a_document_that_cannot_be_read_is_told_and_its_page_stays(served):
    before = served.text(BRIDGE)
    served.edit("content/2001/bridge.md", "---\ntopics: [The bridge\n---\nOpen.\n")
    assert served.text(BRIDGE) == before
    assert [where.partition(":")[0] for where in served.mistakes] == ["content/2001/bridge.md"]


def test_a_site_that_cannot_be_planned_at_first_is_shown_once_it_can(site):
    site.write("site.yaml", "theme: missing\n")
    with at_work(site) as served:
        assert served.worker.ask("") is None
        assert served.mistakes == ["site.yaml:1"]
        served.edit("site.yaml", "theme: mine\n")
        assert "The bridge" in served.text("")


def test_warnings_are_for_the_terminal_alone(served):
    served.edit("content/2001/bridge.md", "---\ntitle: The bridge\ntopcis: [Rivers]\n---\nOpen.\n")
    assert served.mistakes == []
    assert served.heard.renewals[-1].report.diagnostics


def test_a_mistake_of_ours_is_told_and_ends_nothing(served, monkeypatch):
    from generator.pipeline import build

    with monkeypatch.context() as broken:
        broken.setattr(build, "plan_site", lambda *_: 1 / 0)
        served.edit("content/2001/bridge.md", "---\ntitle: The bridge\n---\nNew words.\n")
        assert served.text("")
        (problem,) = served.worker.events.notice.problems
        assert "ZeroDivisionError" in problem.message
    served.edit("content/2001/bridge.md", "---\ntitle: The bridge\n---\nNewer words.\n")
    assert "Newer words." in served.text(BRIDGE)


def test_a_mistake_of_ours_elsewhere_leaves_the_desk_open(served, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("generator.serve.worker.is_news", lambda *_: 1 / 0)
        served.edit("content/2001/bridge.md", "---\ntitle: The bridge\n---\nNew words.\n")
        assert served.text("")
    assert [type(bug) for bug in served.heard.bugs] == [ZeroDivisionError]


def test_what_changes_while_a_build_is_at_work_shows_when_that_has_ended(served):
    served.text(BRIDGE)
    with hold_lock(served.site.root / ".cache"):
        served.edit("content/2001/bridge.md", "---\ntitle: The bridge\n---\nNew words.\n")
        assert "The bridge is open." in served.text(BRIDGE)
    served.edit("content/2001/bridge.md", "---\ntitle: The bridge\n---\nNewer words.\n")
    assert "Newer words." in served.text(BRIDGE)
    assert [problem.code for problem in served.heard.problems] == ["build.locked"]
