"""What holds for every site."""

from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_site
from generator.check.checks import examine
from generator.check.fault_catalogue import FAULTS
from generator.check.files import collect
from generator.state.site_settings import load_config

NAMES = ["index.html", "404.html", "a.css", "feed.xml", "feed.json", "robots.txt"]
MARKUP = st.lists(
    st.sampled_from(
        '<a href=" <img src=\' "> \' > <base href=// http://[ :// localhost # ? .. / % \\ url( '
        "@import <style> </style> <meta http-equiv=refresh content= srcset= , id= <svg> <!-- --> "
        '<feed> &amp; &#0; {"version":"https://jsonfeed.org/version/1"} Sitemap: \0 é \ud800'.split(" ")
    )
).map("".join)  # fmt: skip


@given(
    name=st.sampled_from(NAMES),
    data=st.binary() | MARKUP.map(lambda s: s.encode("utf-8", "replace")),
)
def test_any_bytes_are_checked(name, data):
    found = examine(name, data, collect([name], "https://archive.example/"))
    assert {problem.code for problem in found.problems} <= FAULTS.keys()


def test_the_example_archive_has_nothing_wrong(example):
    checked = check_site(load_config(example.root))
    assert checked.diagnostics == ()
    assert checked.pages > 100


def test_a_site_with_full_addresses_has_nothing_wrong(own_example):
    home = "https://archive.example/gazette/"
    own_example.rebuild(base_url=home)
    checked = check_site(load_config(own_example.root, base_url=home))
    assert checked.diagnostics == ()


def test_two_processes_find_what_one_finds(own_example):
    for page in own_example.output.glob("19*/**/*.html"):
        page.write_text(page.read_text("utf-8").replace("index.html", "inde.html"), "utf-8")
    site = load_config(own_example.root)
    assert check_site(site, jobs=2) == check_site(site, jobs=1)
    assert check_site(site).diagnostics


def test_a_check_changes_nothing(example):
    before = example.contents(example.root)
    check_site(load_config(example.root))
    assert example.contents(example.root) == before
