"""The page for wrong addresses, which servers show at any of them."""


def test_the_page_for_wrong_addresses_has_no_relative_link(archive):
    assert archive.html("404.html").css("[href], [src]") == []


def test_the_page_for_wrong_addresses_leads_home_when_the_archive_has_an_address(addressed):
    links = [link.attributes["href"] for link in addressed.html("404.html").css("[href], [src]")]
    assert links == ["https://archive.example/ferry/"]
