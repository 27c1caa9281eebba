"""The pieces of markup that templates print everywhere."""

import pytest

from generator.render.contexts import DateWords, Pager
from generator.render.template_functions import TemplateFunctions

PIECES = TemplateFunctions("en", "ltr", lambda key, number: f"{key} {number}", str)
DAY = DateWords("3 October 2001", "2001-10-03", None)


@pytest.mark.parametrize(
    ("language", "direction", "attributes"),
    [
        ("en", "ltr", ""),
        ("ar", "rtl", ' lang="ar" dir="rtl"'),
        (None, None, ' dir="auto"'),
        ('"><b', "ltr", ' lang="&#34;&gt;&lt;b" dir="ltr"'),
    ],
)
def test_an_element_in_another_language_says_so(language, direction, attributes):
    assert str(PIECES.tongue(language, direction)) == attributes


@pytest.mark.parametrize(
    ("around", "attributes"),
    [("en", ""), ("ar", ' lang="en" dir="ltr"'), (None, ' dir="ltr"')],
)
def test_a_date_inside_another_language_brings_back_the_interfaces(around, attributes):
    assert str(PIECES.moment(DAY, around)) == (
        f'<time datetime="2001-10-03"{attributes}>3 October 2001</time>'
    )


def test_a_date_is_in_the_interfaces_language_by_itself():
    assert str(PIECES.moment(DAY)) == '<time datetime="2001-10-03">3 October 2001</time>'


def test_a_date_that_html_has_no_form_for_is_no_time_element():
    words = DateWords("<about 1890>", None, None)
    assert str(PIECES.moment(words)) == '<span class="date">&lt;about 1890&gt;</span>'


def test_a_page_of_a_list_has_its_number_but_for_the_first():
    assert PIECES.page_number(Pager(None, "page-1.html", 1, ())) == ""
    assert PIECES.page_number(Pager("index.html", None, 2, ())) == ", page_number 2"
