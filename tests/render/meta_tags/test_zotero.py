"""What Zotero saves of a page: the original, in its own paper and of its own day."""

import shutil

import pytest

from generator.render.themes.theme import builtin_themes
from tests.render.meta_tags.conftest import BASE_URL
from tests.render.meta_tags.zotero import Item, save
from tests.site_in_a_string import BuiltSite

DUMP = """
    -- seeds/bus.txt --
    GAZETTE ONLINE Town County

     You are in: News: Town

    Saturday, 3 November, 2001, 14:02 GMT
    School bus first over the mended bridge

    By Ruth Tordoff
    The school bus was the first vehicle to cross the bridge when it opened again at noon.

    It carried thirty-one children, the clerk of works and a fruit cake.

    See also:

    14 Mar 00 | Town
    Old bridge shut to traffic
    Internet links:

    Society of Masons

    Printable version
    ^^ Back to top
"""
NEWS = Item(
    type="newspaperArticle",
    title="School bus first over the mended bridge",
    publication="GAZETTE ONLINE",
    date="2001/11/03",
    authors=("Tordoff, Ruth",),
    language="en",
)


def only_page(site: BuiltSite, folder: str):
    (path,) = site.output.glob(f"{folder}/*/*-*.html")
    return site.html(path.relative_to(site.output).as_posix())


@pytest.mark.parametrize("base_url", ["", BASE_URL])
def test_a_page_of_news_is_saved_as_an_article_of_its_own_paper(build_site, base_url):
    assert save(only_page(build_site(DUMP, base_url=base_url), "2001")) == NEWS


def test_the_page_of_this_repositorys_own_site_is_saved_as_news(build_site):
    site = build_site()
    shutil.copytree(builtin_themes().parent / "seeds", site.root / "seeds")
    site.rebuild()
    found = save(only_page(site, "2001"))
    assert (found.type, found.publication, found.date, found.authors) == (
        "newspaperArticle",
        "BBC NEWS",
        "2001/10/03",
        (),
    )


def test_a_letter_is_saved_as_a_letter(described):
    assert save(described.html("1907/10/sluice.html")).type == "letter"


def test_what_is_only_about_a_date_is_saved_with_it(described):
    assert save(described.html("1907/10/sluice.html")).date == "1907-10~"


def test_a_list_is_saved_as_a_page_of_the_web(hosted):
    assert save(hosted.html("topics/roads/index.html")).type == "webpage"
