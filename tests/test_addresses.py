"""An address that was published once goes on answering, whatever becomes of its page."""

import pytest

from tests.crawl import find_broken_links
from tests.site_in_a_string import many_seeds

LEDGER = "content/urls.txt"
BRIDGE = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
FILE = "content/2001/10/the-bridge-is-open.md"
PAGE = "2001/10/the-bridge-is-open.html"
FERRY = """
    -- content/2001/10/ferry.md --
    ---
    {title: The ferry, date: 2001-10-04, topics: [Boats]}
    ---
"""


def front_matter(line, title="The ferry"):
    return f"---\ntitle: {title}\ndate: 2001-10-04\n{line}\n---\nIt runs no more.\n"


def move(site, old, new):
    target = site.root / new
    target.parent.mkdir(parents=True, exist_ok=True)
    (site.root / old).rename(target)
    return site.rebuild()


def leads_to(site, path):
    """Return where the page at an old address leads, as its link has it."""
    html = site.html(path)
    refresh = html.css_first("meta[http-equiv=refresh]")
    assert refresh is not None, site.text(path)
    url = refresh.attributes["content"].removeprefix("0; url=")
    assert html.css_first("main a").attributes["href"] == url
    return url


def addresses(site):
    return [line.partition("\t")[0] for line in site.read(LEDGER).splitlines()]


# The ledger


def test_every_page_but_the_one_for_wrong_addresses_is_in_the_ledger(build_site):
    site = build_site(BRIDGE, FERRY)
    pages = [path for path in site.paths() if path.endswith(".html")]
    assert addresses(site) == sorted(set(pages) - {"404.html"})


def test_a_document_is_in_the_ledger_with_the_digest_of_its_seed(build_site):
    site = build_site(BRIDGE)
    digest = site.read(FILE).partition('sha256: "')[2][:64]
    assert f"{PAGE}\t{digest}\n" in site.read(LEDGER)


def test_the_ledger_is_not_published(build_site):
    assert "urls.txt" not in build_site(BRIDGE).paths()


def test_a_second_build_leaves_the_ledger_alone(build_site):
    site = build_site(BRIDGE)
    before = (site.root / LEDGER).stat()
    assert (site.rebuild().root / LEDGER).stat().st_mtime_ns == before.st_mtime_ns


def test_what_somebody_wrote_into_the_ledger_is_kept_and_warned_about(build_site):
    site = build_site(BRIDGE)
    site.write(LEDGER, f"{site.read(LEDGER)}see the other list\n".encode())
    site.rebuild()
    assert site.read(LEDGER).endswith("\nsee the other list\n")
    assert site.codes == ["urls.invalid"]


@pytest.mark.parametrize("settings", [{"is_strict": True}, {"with_drafts": True}])
def test_addresses_that_were_shown_to_nobody_are_not_in_the_ledger(build_site, settings):
    site = build_site(BRIDGE)
    before = site.read(LEDGER)
    site.write("content/plan.md", "---\n{title: The plan, draft: true, topcis: a}\n---\n")
    site.rebuild(**settings)
    assert site.read(LEDGER) == before


def test_a_trial_writes_no_ledger(build_site):
    site = build_site()
    (site.root / LEDGER).unlink(missing_ok=True)
    site.add_files(BRIDGE)
    site.dry_run()
    assert not (site.root / LEDGER).exists()


# Moved


def test_a_document_that_was_moved_is_reached_from_its_old_address(build_site):
    site = move(build_site(BRIDGE), FILE, "content/opening.md")
    assert leads_to(site, PAGE) == "../../opening.html"


def test_a_document_that_was_moved_twice_is_reached_at_once_from_both(build_site):
    site = move(build_site(BRIDGE), FILE, "content/first.md")
    move(site, "content/first.md", "content/2001/second.md")
    assert leads_to(site, PAGE) == "../second.html"
    assert leads_to(site, "first.html") == "2001/second.html"


def test_a_document_that_was_moved_and_revised_is_reached_from_its_old_address(build_site):
    site = move(build_site(BRIDGE), FILE, "content/opening.md")
    seed = site.read("seeds/bridge.txt")
    site.write("seeds/bridge.txt", seed.replace("two hundred", "three hundred"))
    site.rebuild()
    move(site, "content/opening.md", "content/newest.md")
    assert leads_to(site, PAGE) == "../../newest.html"


def test_an_old_address_shows_the_title_that_its_document_has_now(build_site):
    site = move(build_site(BRIDGE), FILE, "content/opening.md")
    text = site.read("content/opening.md").replace("The bridge is open", "The opening", 1)
    site.write("content/opening.md", text)
    site.rebuild()
    assert site.html(PAGE).css_first("main a").text() == "The opening"


def test_a_hand_written_document_names_its_old_address(build_site):
    site = build_site(FERRY)
    (site.root / "content/2001/10/ferry.md").unlink()
    site.write("content/boat.md", front_matter("aliases: [/2001/10/ferry.html, world/1578.stm]"))
    site.rebuild()
    assert leads_to(site, "2001/10/ferry.html") == "../../boat.html"
    assert 'href="../boat.html"' in site.read("output/world/1578.stm")


def test_of_two_documents_with_one_alias_the_first_has_it(build_site):
    site = build_site(FERRY)
    for name in ("one", "two"):
        site.write(f"content/{name}.md", front_matter("aliases: [/old.html]"))
    site.rebuild()
    assert (site.codes, site.exit_code) == (["url.clash"], 1)
    assert leads_to(site, "old.html") == "one.html"


# Taken back


def test_a_withdrawn_document_leaves_a_notice_with_its_title_and_the_reason(build_site):
    site = build_site(FERRY)
    lines = "status: withdrawn\nreason: At the wish of the ferryman."
    site.write("content/2001/10/ferry.md", front_matter(lines))
    site.rebuild()
    text = site.text("2001/10/ferry.html")
    assert "The ferry" in text
    assert "At the wish of the ferryman." in text
    assert "It runs no more." not in text


def test_a_withdrawn_document_is_in_no_list_and_has_no_copies(build_site):
    site = build_site(FERRY)
    site.write("content/2001/10/ferry.md", front_matter("status: withdrawn"))
    site.rebuild()
    assert site.links("index.html") == []
    assert "2001/10/ferry.md" not in site.paths()


def test_a_document_that_became_a_draft_again_tells_nothing_at_its_address(build_site):
    site = build_site(FERRY)
    site.write("content/2001/10/ferry.md", front_matter("draft: true"))
    site.rebuild()
    page = site.read("output/2001/10/ferry.html")
    assert "not available at present" in page
    assert "The ferry" not in page


def test_a_deleted_document_leaves_a_notice_with_what_its_seed_tells(build_site):
    site = build_site(BRIDGE)
    (site.root / FILE).unlink()
    site.rebuild()
    text = site.text(PAGE)
    assert "The bridge is open" in text
    assert "3 October 2001" in text
    assert "no longer in the archive" in text


def test_a_deleted_document_stays_deleted_though_its_seed_is_there(build_site):
    site = build_site(BRIDGE)
    (site.root / FILE).unlink()
    site.rebuild()
    assert not (site.root / FILE).exists()
    assert site.published.documents == 0


def test_a_document_deleted_with_its_seed_leaves_a_notice(build_site):
    site = build_site(BRIDGE)
    (site.root / FILE).unlink()
    (site.root / "seeds/bridge.txt").unlink()
    site.rebuild()
    assert "no longer in the archive" in site.text(PAGE)


def test_a_document_that_cannot_be_read_stays_as_it_was_published(build_site):
    site = build_site(FERRY)
    before = site.read("output/2001/10/ferry.html")
    site.write("content/2001/10/ferry.md", b"---\ntitle: caf\xe9\n---\n")
    site.rebuild()
    assert site.read("output/2001/10/ferry.html") == before


# Lists


@pytest.mark.parametrize(
    "path", ["2001/index.html", "2001/10/index.html", "topics/boats/index.html", "a-z/t/index.html"]
)
def test_a_list_that_nothing_stands_in_any_more_leaves_a_notice(build_site, path):
    site = build_site(FERRY)
    (site.root / "content/2001/10/ferry.md").unlink()
    site.rebuild()
    assert "Nothing is listed here any more" in site.text(path)


def test_a_numbered_page_that_is_gone_leads_to_its_list(build_site):
    site = build_site(FERRY, many_seeds(3), paginate=2)
    assert "page-1.html" in site.paths()
    site.rebuild(paginate=50)
    assert leads_to(site, "page-1.html") == "index.html"


def test_a_term_that_became_rare_keeps_its_page(build_site):
    others = "".join(f"-- content/other-{n}.md --\n" for n in range(20))
    site = build_site(FERRY)
    site.add_files(others)
    site.rebuild()
    assert site.links("topics/boats/index.html") == ["The ferry"]


# The site as a whole


@pytest.fixture
def eventful(build_site):
    """Return a site of which some documents were moved, withdrawn and deleted."""
    site = build_site(BRIDGE, FERRY, many_seeds(5))
    (site.root / FILE).rename(site.root / "content/opening.md")
    site.write("content/2001/10/ferry.md", front_matter("status: withdrawn\naliases: [/boat/]"))
    (site.root / "content/1901/05/notice-1-of-the-ferry.md").unlink()
    return site.rebuild()


def test_every_link_of_an_eventful_site_leads_to_a_file_of_it(eventful):
    assert find_broken_links(eventful.output) == []


def test_an_eventful_site_is_the_same_when_it_is_built_again_from_its_content(eventful):
    before = eventful.contents()
    for path in sorted(eventful.output.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert eventful.rebuild(jobs=2).contents() == before


def test_old_addresses_are_in_no_list_no_feed_and_no_sitemap(eventful):
    eventful.rebuild(base_url="https://archive.example/")
    lists = ("index.html", "a-z/index.html", "feed.xml", "sitemap.xml")
    told = "".join(eventful.read(f"output/{path}") for path in lists)
    assert ("the-bridge-is-open" in told, "10/ferry.html" in told) == (False, False)


def test_servers_are_told_of_redirects_and_not_of_notices(eventful):
    eventful.write("site.yaml", "formats: [redirects]\n")
    eventful.rebuild()
    assert eventful.read("output/_redirects").splitlines() == [
        "/2001/10/the-bridge-is-open.html /opening.html 301",
        "/boat/ /2001/10/ferry.html 301",
        "/boat/index.html /2001/10/ferry.html 301",
    ]
