"""Pictures of documents: carried beside them, shown, and then the owner's."""

from __future__ import annotations

from base64 import b64encode

import pytest

from tests.picture_bytes import DRAWING, PICTURES, gif, page, png
from tests.shown_pictures import PICTURE, SHOWN, picture_files, shown, site_with_a_picture
from tests.site_in_a_string import write_site


@pytest.fixture
def site(tmp_path):
    return site_with_a_picture(tmp_path / "archive")


# From the seed to the page


def test_a_picture_is_carried_beside_its_document_and_shown(site):
    site.rebuild()
    assert (site.root / PICTURE).read_bytes() == png()
    assert (site.output / "1997/10/the-weir/dam.png").read_bytes() == png()
    (picture,) = shown(site)
    assert picture == {
        "src": "the-weir/dam.png",
        "alt": "The broken dam",
        "width": "320",
        "height": "200",
        "loading": "lazy",
    }
    assert (site.diagnostics, site.exit_code) == ((), 0) or site.codes == ["seed.helper"]


def test_a_picture_has_its_caption_below_it(site):
    figure = f"<figure>{SHOWN}<figcaption>The dam on Friday</figcaption></figure>"
    site.write("seeds/weir.html", page(figure))
    site.rebuild()
    caption = site.items("1997/10/the-weir.html", "figure.picture figcaption")
    assert caption == ["The dam on Friday"]


@pytest.mark.parametrize("extension", PICTURES)
def test_a_picture_has_the_extension_of_its_format_whatever_it_was_called(site, extension):
    site.write("seeds/weir.html", page('<img src="weir_files/show.php?id=3" alt="The dam">'))
    site.write("seeds/weir_files/show.php@id=3", PICTURES[extension]())
    site.rebuild()
    assert [one["src"] for one in shown(site)] == [f"the-weir/show{extension}"]
    assert shown(site)[0]["width"] == "320"


@pytest.mark.parametrize(
    "address",
    [
        "./weir_files/dam.png",
        "weir_files/d%61m.png",
        r"weir_files\dam.png",
        "../seeds/x/../dam.png",
    ],
)
def test_the_address_of_a_picture_may_be_written_in_any_form_that_browsers_read(site, address):
    site.write("seeds/weir.html", page(f'<img src="{address}" alt="The dam">'))
    site.rebuild()
    assert len(shown(site)) == (0 if address.startswith("../") else 1)


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="width:9em;background-image:url({})" aria-label="The broken dam"></div>',
        """<span style="background:#fff url('{}') no-repeat" title="The broken dam"> </span>""",
        '<style>:root{{--sf-img-7:url("{}")}}</style><img alt="The broken dam" '
        'src="data:image/svg+xml,<svg></svg>" style="background-image:var(--sf-img-7)!important">',
    ],
)
def test_a_picture_behind_an_element_without_text_is_carried(site, markup):
    data = f"data:image/png;base64,{b64encode(png()).decode()}"
    site.write("seeds/weir.html", page(markup.format(data)))
    site.rebuild()
    (picture,) = shown(site)
    assert (picture["alt"], picture["width"]) == ("The broken dam", "320")


def test_a_small_copy_gives_way_to_the_picture_that_it_leads_to(site):
    site.write("seeds/weir.html", page(f'<a href="big/dam.JPG">{SHOWN}</a>'))
    site.write("seeds/big/dam.JPG", PICTURES[".jpg"](1200, 800))
    site.rebuild()
    assert [(one["src"], one["width"]) for one in shown(site)] == [("the-weir/dam.jpg", "1200")]
    assert "seed.picture" not in site.codes


def test_a_small_copy_is_shown_where_the_picture_that_it_leads_to_was_not_saved(site):
    site.write("seeds/weir.html", page(f'<a href="big/dam.jpg">{SHOWN}</a>'))
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png"]


def test_a_small_sign_that_leads_to_a_picture_does_not_give_way_to_it(site):
    site.write("seeds/weir.html", page('<a href="weir_files/dam.png"><img src="zoom.gif"></a>'))
    site.write("seeds/zoom.gif", PICTURES[".gif"](40, 40))
    site.rebuild()
    assert shown(site) == []


def test_a_picture_behind_a_text_is_an_ornament(site):
    data = f"data:image/png;base64,{b64encode(png()).decode()}"
    site.write("seeds/weir.html", page(f'<p style="background-image:url({data})">The dam.</p>'))
    site.rebuild()
    assert shown(site) == []


def test_a_picture_inside_the_page_is_carried(site):
    data = b64encode(png()).decode()
    site.write("seeds/weir.html", page(f'<img src="data:image/png;base64,{data}" alt="The dam">'))
    site.rebuild()
    assert (site.root / "content/1997/10/the-weir/the-dam.png").read_bytes() == png()
    assert [one["src"] for one in shown(site)] == ["the-weir/the-dam.png"]


@pytest.mark.parametrize("address", ["http://holm.example/pics/dam.png", "/pics/dam.png"])
def test_a_picture_of_a_mirrored_site_is_found_by_its_address(tmp_path, address):
    site = write_site(tmp_path / "archive")
    site.write("seeds/holm.example/news/weir.html", page(f'<img src="{address}" alt="The dam">'))
    site.write("seeds/holm.example/pics/dam.png", png())
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png"]
    assert site.diagnostics == ()


@pytest.mark.parametrize("base", ["pix/", "http://paper.example/pix/", "http://gone.example/"])
def test_a_picture_is_looked_for_from_the_base_of_its_page_and_from_its_own_place(tmp_path, base):
    site = write_site(tmp_path / "archive")
    story = page('<img src="dam.png" alt="The broken dam">')
    story = story.replace("<body>", f'<base href="{base}"><body>')
    site.write("seeds/paper.example/weir.html", story)
    folder = "" if "gone" in base else "pix/"
    site.write(f"seeds/paper.example/{folder}dam.png", png())
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png"]


OTHER_CASE = '<img src="Weir_Files/DAM.PNG" alt="The broken dam">'


def test_a_picture_is_found_in_other_letter_case_if_there_is_no_other(site):
    site.write("seeds/weir.html", page(OTHER_CASE))
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png"]
    assert "seed.picture" not in site.codes
    site.write("seeds/Weir_Files/DAM.PNG", png(400, 300))
    site.rebuild()
    assert [one["width"] for one in shown(site)] == ["400"]


def test_a_picture_in_other_letter_case_may_come_later(site):
    (site.root / "seeds/weir_files/dam.png").unlink()
    site.write("seeds/weir.html", page(OTHER_CASE))
    site.rebuild()
    assert shown(site) == []
    site.write("seeds/weir_files/Dam.png", png())
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png"]


def test_a_picture_that_is_shown_twice_has_one_file(site):
    site.write("seeds/weir.html", page(f"{SHOWN}<p>And once more, from the other bank:</p>{SHOWN}"))
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png"] * 2


@pytest.mark.parametrize(("saved", "width"), [(True, "900"), (False, "320")])
def test_a_small_picture_that_leads_to_a_large_one_shows_this_if_it_was_saved(site, saved, width):
    site.write("seeds/weir.html", page(f'<a href="weir_files/whole.png">{SHOWN}</a>'))
    if saved:
        site.write("seeds/weir_files/whole.png", png(900, 600))
    site.rebuild()
    (picture,) = shown(site)
    assert (picture["width"], picture["alt"]) == (width, "The broken dam")


def test_two_pictures_of_one_name_have_two_files(site):
    other = '<img src="other/dam.png" alt="The new dam">'
    site.write("seeds/weir.html", page(f"{SHOWN}<p>A year later:</p>{other}"))
    site.write("seeds/other/dam.png", png(shade=9))
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png", "the-weir/dam-2.png"]


@pytest.mark.parametrize(
    "name", ["con.png", "Aux.PNG", "a:b?c.png", "trailing. .png", "x" * 250 + ".png"]
)
def test_the_name_of_a_picture_is_one_that_every_disk_can_hold(site, name):
    site.write("seeds/weir.html", page(f'<img src="data:image/png;name={name.replace("?", "%3F")};'
               f'base64,{b64encode(png()).decode()}" alt="The dam">'))  # fmt: skip
    site.rebuild()
    assert len(shown(site)) == 1
    assert not [code for code in site.codes if code.startswith("publish.")]


# What is not carried


def test_a_picture_that_was_not_saved_keeps_its_words_and_its_address(site):
    address = "http://holm.example/dam.png"
    site.write("seeds/weir.html", page(f'<img src="{address}" alt="The broken dam">'))
    site.rebuild()
    assert shown(site) == []
    link = site.html("1997/10/the-weir.html").css_first("p.picture a")
    assert (link.text(), link.attributes["href"]) == ("The broken dam", address)


def test_a_drawing_in_svg_is_never_published(site):
    data = b64encode(DRAWING).decode()
    inside = f'<img src="data:image/svg+xml;base64,{data}" alt="A plan of the dam">'
    site.write("seeds/weir.html", page(f'<img src="weir_files/plan.svg" alt="The plan">{inside}'))
    site.write("seeds/weir_files/plan.svg", DRAWING)
    site.write("seeds/plan.svg", DRAWING)
    site.write("seeds/weir_files/plan.png", DRAWING)
    site.rebuild()
    assert picture_files(site) == []
    assert "The plan" in site.text("1997/10/the-weir.html")


@pytest.mark.parametrize(
    "address", ["../secret.png", "weir_files/../../secret.png", "%2e%2e/secret.png", "/../secret.png",
                "file:///etc/secret.png", "weir_files/.hidden.png"],
)  # fmt: skip
def test_a_picture_path_that_leads_out_of_seeds_is_not_followed(site, address):
    site.write("secret.png", png())
    site.write("seeds/weir_files/.hidden.png", png())
    site.write("seeds/weir.html", page(f'<img src="{address}" alt="The dam">'))
    site.rebuild()
    assert picture_files(site) == []


def test_a_picture_that_is_a_link_out_of_the_archive_is_not_followed(site):
    secret = site.root.parent / "secret.png"
    secret.write_bytes(png())
    (site.root / "seeds/weir_files/dam.png").unlink()
    (site.root / "seeds/weir_files/dam.png").symlink_to(secret)
    site.rebuild()
    assert picture_files(site) == []
    site.rebuild(follow_links=True)
    assert len(shown(site)) == 1


@pytest.mark.parametrize("size", [(1, 1), (600, 2), (24, 24)])
def test_a_tiny_picture_that_nothing_describes_is_set_aside(site, size):
    site.write("seeds/weir_files/dam.png", png(*size))
    site.write("seeds/weir.html", page('<img src="weir_files/dam.png" alt="">'))
    site.rebuild()
    assert picture_files(site) == []
    assert "dam.png" not in site.text("1997/10/the-weir.html")


def test_a_picture_that_is_too_large_is_named_and_left_out(site, monkeypatch):
    monkeypatch.setattr("generator.pipeline.picture_sources.MOST_BYTES", 50)
    site.rebuild()
    assert picture_files(site) == []
    assert "picture.large" in site.codes


# Pictures among the seeds


def test_pictures_that_no_document_shows_get_one_warning_in_all(site):
    for number in range(3):
        site.write(f"seeds/album/{number}.png", png(shade=number))
    site.rebuild()
    assert site.codes.count("seed.picture") == 1
    assert (site.published.documents, site.exit_code) == (1, 0)


def test_a_picture_that_a_document_shows_gets_none(tmp_path):
    site = write_site(tmp_path / "archive")
    site.write("seeds/weir.html", page('<img src="dam.png" alt="The broken dam">'))
    site.write("seeds/dam.png", png())
    site.rebuild()
    assert (site.diagnostics, site.published.documents) == ((), 1)
    site.write("seeds/other.txt", "Another text\n\nThe ferry does not run today, they say.\n")
    assert site.rebuild().diagnostics == ()


def test_a_gif_that_stands_for_a_picture_still_to_be_loaded_is_not_shown(site):
    lazy = f"data:image/gif;base64,{b64encode(gif(1, 1)).decode()}"
    site.write(
        "seeds/weir.html", page(f'<img src="{lazy}" data-src="weir_files/dam.png" alt="Dam">')
    )
    site.rebuild()
    assert [one["src"] for one in shown(site)] == ["the-weir/dam.png"]
