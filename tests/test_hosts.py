"""Addresses of the site itself, however their hosts and paths are spelt."""

import pytest

from generator.text.hosts import ascii_host, inside

BASE = "https://xn--bcher-kva.example/alte%20zeitungen/"


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        (f"{BASE}a.html", "a.html"),
        ("https://bücher.example/alte zeitungen/a.html", "a.html"),
        ("http://BÜCHER.example/alte%20zeitungen/ä.html#b", "%C3%A4.html#b"),
        ("//bücher.example:443/alte zeitungen/a.html?b=c", "a.html?b=c"),
        ("https://bücher.example/alte zeitungen", ""),
        ("https://bücher.example/alte zeitungen-2/a.html", None),
        ("https://bücher.example:8080/alte zeitungen/a.html", None),
        ("https://www.bücher.example/alte zeitungen/a.html", None),
        ("https://bucher.example/alte zeitungen/a.html", None),
        ("ftp://bücher.example/alte zeitungen/a.html", None),
        ("/alte zeitungen/a.html", None),
        ("https://[::1/a.html", None),
        ("https://bücher.example:x/a.html", None),
        ("https://bücher.example/%FF", None),
    ],
)
def test_an_address_is_below_the_site_in_any_spelling(address, rest):
    assert inside(address, BASE) == rest


def test_nothing_is_below_a_site_without_an_address():
    assert inside("https://x.example/", "") is None


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("X.Example", "x.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("例え。example", "xn--r8jz45g.example"),
    ],
)
def test_a_host_is_written_as_dns_has_it(host, known):
    assert ascii_host(host) == known
