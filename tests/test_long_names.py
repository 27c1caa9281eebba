"""Names that no disk holds cost their own page, and no other."""


def test_a_page_whose_name_is_too_long_is_named_and_the_rest_is_published(build_site):
    name = "n" * 251
    site = build_site(f"""
        -- content/bridge.md --
        The bridge is open.
        -- content/{name}.md --
        The tunnel is open.
    """)
    assert (site.output / "bridge.html").is_file()
    assert "publish.name-long" in site.codes
    assert site.exit_code == 1
