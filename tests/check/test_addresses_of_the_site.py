"""Full addresses: canonical links, feeds, sitemaps, and the page that stands alone."""

import pytest

HOME = "https://archive.example/old/"
FILES = """
    -- index.html --
    -- 2001/index.html --
    -- 2001/bridge.html --
    <p id="span"></p>
"""


def canonical(address):
    return f'-- ferry.html --\n<link rel="canonical" href="{address}">'


@pytest.mark.parametrize(
    "path", ["", "index.html", "2001/", "2001", "2001/bridge.html", "2001/bridge.html#span", "?q"]
)
def test_a_full_address_of_a_page_of_the_site_is_fine(check, path):
    assert check(FILES, canonical(HOME + path), base_url=HOME).codes == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("ferry", "link.missing"),
        ("2002/", "link.missing"),
        ("2001/Bridge.html", "link.case"),
        ("2001/bridge.html#pier", "link.anchor"),
        ("2001/#pier", "link.anchor"),
        ("../new/", "link.outside"),
    ],
)
def test_a_full_address_of_the_site_that_leads_nowhere_is_told(check, path, code):
    assert check(FILES, canonical(HOME + path), base_url=HOME).codes == [code]


@pytest.mark.parametrize(("fragment", "codes"), [("", []), ("#pier", ["link.anchor"])])
def test_the_address_of_the_site_may_be_written_without_its_slash(check, fragment, codes):
    assert check(FILES, canonical(HOME[:-1] + fragment), base_url=HOME).codes == codes


@pytest.mark.parametrize("address", ["https://archive.example/", "https://archive.example/older/x"])
def test_another_site_on_the_same_server_is_another_site(check, address):
    assert check(FILES, canonical(address), base_url=HOME).codes == []


def test_without_a_base_url_no_full_address_is_the_sites(check):
    assert check(FILES, canonical(HOME + "away.html")).codes == []


def test_what_is_meant_by_a_full_address_is_named_in_full(check):
    told = check(FILES, canonical(HOME + "2001/brigde.html"), base_url=HOME)
    assert told.only.hint == f"Did you mean “{HOME}2001/bridge.html”?"


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="http://localhost:8000/index.html">',
        '<meta property="og:url" content="http://localhost:8000/index.html">',
        '<meta name="twitter:image" content="http://127.0.0.1/ship.png">',
        '<script type="application/ld+json">{"url": "http:\\/\\/localhost:8000\\/"}</script>',
    ],
)
def test_an_address_of_this_computer_in_a_pages_head_is_told(check, head):
    assert check(f"-- index.html --\n{head}").codes == ["link.local"]


def test_a_site_that_was_built_for_this_computer_is_told_so_once(check):
    home = "http://localhost:8000/"
    pages = [f"-- {n}.html --\n<link rel=canonical href={home}{n}.html>" for n in range(3)]
    told = check("\n".join(pages), base_url=home)
    assert told.codes == ["link.local"]
    assert told.only.message.endswith("(on 3 pages)")


@pytest.mark.parametrize(
    "content",
    [
        "http://localhost/ was its address",
        "A letter, http://localhost/ and all",
        "width=device-width",
        "text/html",
    ],
)
def test_what_a_page_says_of_itself_in_words_is_no_address(check, content):
    assert check(f'-- index.html --\n<meta name="description" content="{content}">').links == 0


def test_an_asset_at_the_sites_full_address_is_loaded_from_elsewhere_on_a_disk(check):
    told = check(f'-- index.html --\n<img src="{HOME}index.html" alt="">', base_url=HOME)
    assert told.codes == ["asset.remote"]


# The page that servers show at any address


def told_of_404(check, markup, **settings):
    return check(FILES, f"-- 404.html --\n{markup}", **settings)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Nothing is here.</p>",
        f'<a href="{HOME}">Home</a>',
        f'<link rel="stylesheet" href="{HOME}2001/bridge.html">',
        '<a href="/old/2001/">2001</a>',
        '<a href="/">The server</a>',
        '<a href="#top">Up</a>',
        f'<base href="{HOME}"><a href="2001/index.html">2001</a>',
    ],
)
def test_the_not_found_page_may_use_addresses_that_hold_everywhere(check, markup):
    assert told_of_404(check, markup, base_url=HOME).codes == []


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ('<a href="index.html">Home</a>', "link.relative"),
        ('<img src="ship.png" alt="">', "link.relative"),
        (f'<a href="{HOME}away.html">Away</a>', "link.missing"),
        ('<a href="/old/away.html">Away</a>', "link.missing"),
    ],
)
def test_the_not_found_page_may_use_no_others(check, markup, code):
    assert told_of_404(check, markup, base_url=HOME).codes == [code]


def test_without_a_base_url_the_not_found_page_is_held_to_be_at_the_servers_root(check):
    assert told_of_404(check, '<a href="/2001/">2001</a><a href="/2002/">2002</a>').codes == [
        "link.missing"
    ]


# Feeds and sitemaps

SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sitemap.xml", SITEMAP.format(f"<url><loc>{HOME}away.html</loc></url>")),
        ("sitemap.xml", f"<sitemapindex><sitemap><loc>{HOME}sitemap-1.xml</loc></sitemap></sitemapindex>"),
        ("feed.xml", ATOM.format('<entry><link href="away.html"/></entry>')),
        ("feed.xml", ATOM.format(f"<a:link xmlns:a='http://www.w3.org/2005/Atom' href='{HOME}x'/>")),
        ("feed.xml", f"<rss><channel><item><link>\n{HOME}a%20way.html</link></item></channel></rss>"),
        ("feed.json", f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"url": "{HOME}x"}}]}}'),
        ("robots.txt", f"User-agent: *\nSitemap: {HOME}sitemap.xml\n"),
    ],
)  # fmt: skip
def test_a_file_for_programs_that_leads_nowhere_is_told(check, name, text):
    told = check(FILES, f"-- {name} --\n{text}", base_url=HOME)
    assert told.codes == ["link.missing"]
    assert told.only.path == f"output/{name}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sitemap.xml", SITEMAP.format(f"<url><loc>{HOME}2001/</loc></url>")),
        ("2001/feed.xml", ATOM.format('<id>urn:x</id><link rel="alternate" href="bridge.html"/>')),
        ("feed.xml", ATOM.format("<title>link: away.html</title><!-- <link href='x'/> -->")),
        ("feed.xml", '<rss><item><guid isPermaLink="false">2001-3</guid></item></rss>'),
        ("data.xml", '<record href="away.html"/>'),
        ("data.xml", "<record>"),
        ("data.xml", "No markup at all."),
        ("data.xml", "<!DOCTYPE feed [<!ENTITY a '<link href=\"x\"/>'>]><feed>&a;</feed>"),
        ("data.json", '{"url": "away.html"}'),
        ("feed.json", '{"version": 3, "url": "away.html"}'),
        ("feed.json", "[" * 100_000),
    ],
)
def test_a_file_for_programs_that_is_right_or_none_of_ours_is_fine(check, name, text):
    assert check(FILES, f"-- {name} --\n{text}", base_url=HOME).codes == []


def test_a_feed_that_no_reader_can_read_is_told_with_its_line(check):
    told = check(FILES, f"-- feed.xml --\n{ATOM.format('<title>Ships & boats</title>')}")
    assert told.codes == ["xml.invalid"]
    assert "line 1" in told.only.message
