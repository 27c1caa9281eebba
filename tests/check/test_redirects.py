"""Pages that lead on to others."""

import pytest


def redirect(page, to):
    return f'-- {page} --\n<!doctype html><html><meta http-equiv="refresh" content="{to}"></html>\n'


@pytest.mark.parametrize(
    "to", ["0; url=new.html", "0;URL='new.html'", "0, new.html", "0 url = new.html"]
)
def test_a_redirect_needs_nothing_but_where_it_leads(check, to):
    assert check("-- new.html --\n", redirect("old.html", to)).codes == []


def test_a_redirect_that_leads_nowhere_is_told(check):
    assert check(redirect("old.html", "0; url=new.html")).codes == ["link.missing"]


def test_a_redirect_to_a_folder_is_told(check):
    told = check("-- new/index.html --\n", redirect("old.html", "0; url=new/"))
    assert told.codes == ["link.directory"]


def test_a_redirect_to_another_site_is_fine(check):
    assert check(redirect("old.html", "0; url=https://archive.example/")).codes == []


def test_redirects_that_lead_one_to_another_are_fine(check):
    told = check(
        redirect("a.html", "0; url=b.html"), redirect("b.html", "0; url=c.html"), "-- c.html --\n"
    )
    assert told.codes == []


def test_redirects_in_a_circle_are_told_once(check):
    told = check(
        redirect("0.html", "0; url=b.html"),
        redirect("a.html", "0; url=b.html"),
        redirect("b.html", "0; url=c.html"),
        redirect("c.html", "0; url=b.html"),
    )
    assert told.codes == ["link.loop"]
    assert "b.html → c.html → b.html" in told.only.message


@pytest.mark.parametrize("to", ["a.html", "?again"])
def test_a_redirect_to_itself_is_a_circle(check, to):
    assert check(redirect("a.html", f"0; url={to}")).codes == ["link.loop"]
