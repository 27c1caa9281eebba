"""Saved HTML to lines: what people see becomes text, with what the markup says of it."""

from __future__ import annotations

import pytest

from generator.model import Mark
from generator.readers.html import read_markup


@pytest.mark.parametrize("level", range(1, 7))
def test_a_heading_is_marked_as_one(level):
    assert blocks_of(f"<h{level}>The weir</h{level}>") == [("The weir", Mark.HEADING)]


def test_a_heading_that_is_a_link_is_a_heading():
    assert blocks_of('<h1><a href="/weir">The weir</a></h1>') == [("The weir", Mark.HEADING)]


def test_each_item_of_a_list_is_a_line_of_its_own():
    items = blocks_of("<ul><li>Oats<li>Barley</ul><ol><li>Rye</li></ol>")
    assert items == [(word, Mark.LIST_ITEM) for word in ("Oats", "Barley", "Rye")]


def test_a_line_of_nothing_but_links_is_marked_as_links():
    links = '<a href="/a">News</a> <a href="/b">Sport</a> | <a href="/c">Weather</a>'
    assert blocks_of(f"<p>{links}</p>") == [("News Sport | Weather", Mark.LINKS)]


def test_a_link_inside_a_sentence_leaves_it_a_sentence():
    assert blocks_of('<p>The <a href="/weir">weir</a> broke.</p>') == [("The weir broke.", None)]


@pytest.mark.parametrize(
    "markup",
    [
        "<nav>{}</nav>",
        "<header>{}</header>",
        "<footer>{}</footer>",
        "<aside>{}</aside>",
        '<nav><div><ul class="x"><li>{}</li></ul></div></nav>',
        "<article><nav>{}</nav></article>",
    ],
)
def test_navigation_is_text_that_is_marked_as_aside(markup):
    assert blocks_of(markup.format("Home")) == [("Home", Mark.ASIDE)]


@pytest.mark.parametrize("name", ["nav", "menu", "sidebar", "shadow", "footer"])
def test_a_class_or_an_id_alone_marks_nothing_as_aside(name):
    assert blocks_of(f'<div class="{name}" id="{name}">The weir</div>') == [("The weir", None)]


def test_a_form_is_no_aside_because_it_may_hold_the_whole_page():
    assert blocks_of("<form><p>The weir broke.</p></form>") == [("The weir broke.", None)]


def test_an_anchor_that_was_never_closed_makes_no_links_of_what_follows():
    assert blocks_of('<a name="top"><p>The weir broke.</p>') == [("The weir broke.", None)]


@pytest.mark.parametrize("tag", ["noscript", "details", "button", "textarea", "menu"])
def test_what_browsers_may_hide_is_text(tag):
    assert blocks_of(f"<p>Before</p><{tag}>The weir</{tag}><p>after</p>")[1] == ("The weir", None)


def test_a_line_knows_the_elements_around_it():
    (line,) = lines_of('<div id="page"><p>The <b>weir</b> broke.</p></div>')
    assert path_of(line) == ["p", "div", "body"]
    assert line.place.element.parent.names == ("page",)


def test_the_place_of_a_line_is_the_innermost_element_around_all_of_its_text():
    (line,) = lines_of("<p><span><b>The</b> <i>weir</i></span></p>")
    assert path_of(line)[0] == "span"
    (line,) = lines_of('<p><a href="/weir"><b>The weir</b></a></p>')
    assert path_of(line)[:3] == ["b", "a", "p"]


def test_lines_of_the_same_element_share_it():
    one, other = lines_of("<td>one<br>two</td>")
    assert one.place.element is other.place.element


@pytest.mark.parametrize(
    ("attributes", "names"),
    [
        ('class="entry-content"', ("entry-content", "entry", "content")),
        ('class="entryContent" id="post_17"', ("entry-content", "entry", "content", "post")),
        ('class="post post-17 POST"', ("post",)),
        ('role="main"', ("role=main",)),
        ('itemprop="articleBody"', ("itemprop=articlebody",)),
        ('style="display: none"', ("hidden=",)),
        ('class="17"', ()),
    ],
)
def test_an_element_has_the_words_of_its_class_and_its_id_as_names(attributes, names):
    (line,) = lines_of(f"<div {attributes}>The weir</div>")
    assert line.place.element.names == names


def test_the_characters_of_a_line_that_are_in_links_are_counted():
    (line,) = lines_of('<p>The <a href="/w">old weir</a> broke.</p>')
    assert line.place.linked == len("oldweir")


def test_elements_that_are_too_deep_are_not_told_apart():
    (line,) = lines_of("<div>" * 500 + "The weir")
    assert line.place.element.depth == len(path_of(line)) - 1 < 100


def test_lines_of_a_page_that_is_too_costly_to_parse_have_no_places():
    source = read_markup("<p>The weir broke.</p>" + "<i>" * 300_000)
    assert source.is_flat
    assert source.lines[0].place is None


@pytest.mark.parametrize(
    "markup",
    [
        "<article><header><h1>The weir</h1></header></article>",
        '<article><div class="entry-header"><h1>The weir</h1></div></article>',
        "<main><section><header><h1>The weir</h1></header></section></main>",
    ],
)
def test_the_header_of_an_article_is_not_that_of_the_site(markup):
    assert blocks_of(markup) == [("The weir", Mark.HEADING)]


@pytest.mark.parametrize(
    ("markup", "mark"),
    [
        ('<img src="w.gif" alt="The weir in flood">', Mark.IMAGE),
        ('<a href="/"><img src="w.gif" alt="The weir in flood"></a>', Mark.IMAGE),
        ('<nav><img src="w.gif" alt="The weir in flood"></nav>', Mark.ASIDE),
        ("<figure><figcaption>The weir in flood</figcaption></figure>", Mark.CAPTION),
        ("<table><caption>The weir in flood</caption></table>", Mark.CAPTION),
        ('<p class="caption">The weir in flood</p>', Mark.CAPTION),
        ("<blockquote><p>The weir in flood</p></blockquote>", Mark.QUOTE),
    ],
)
def test_pictures_captions_and_quotes_are_marked(markup, mark):
    assert blocks_of(markup) == [("The weir in flood", mark)]


@pytest.mark.parametrize("attributes", ["", "alt", 'alt=""', 'alt=" "', 'title="The weir"'])
def test_a_picture_without_an_alternative_text_is_no_line(attributes):
    assert blocks_of(f'<img src="w.gif" {attributes}><p>It broke.</p>') == [("It broke.", None)]


@pytest.mark.parametrize(
    "silent",
    [
        "<script>alert('weir')</script>",
        "<style>p { color: red }</style>",
        "<!-- the weir -->",
        "<template><p>the weir</p></template>",
        "<svg><text>the weir</text></svg>",
        "<p onclick=\"alert('weir')\"></p>",
        '<iframe src="https://example.org/weir"></iframe>',
    ],
)
def test_scripts_and_their_kin_are_never_text(silent):
    assert blocks_of(f"<p>Before</p>{silent}<p>after</p>") == [("Before", None), ("after", None)]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>one<p>two", ["one", "two"]),
        ("one<br>two<br/>three", ["one", "two", "three"]),
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("one<hr>two", ["one", "two"]),
        ("<dl><dt>one<dd>two</dl>", ["one", "two"]),
        ("<p>o<b>n</b>e and <i>two</i></p>", ["one and two"]),
        ("<p>one\n   two\t three&nbsp;four</p>", ["one two three four"]),
        (
            "<p>Fish &amp; chips &lt;fresh&gt; &eacute;&#8212;&#x20ac;</p>",
            ["Fish & chips <fresh> é—€"],
        ),
    ],
)
def test_each_block_is_a_line_whatever_white_space_is_in_it(markup, lines):
    assert [text for text, _ in blocks_of(markup)] == lines


def test_the_cells_of_a_layout_table_are_lines_in_reading_order():
    markup = """
        <table width="760"><tr><td width="100"><a href="/">Home</a></td>
        <td><table><tr><td><font size="+2">The weir</font></td></tr>
        <tr><td>It broke in the night.<p>Nobody was hurt.</td></tr></table></td></tr></table>
    """
    assert blocks_of(markup) == [
        ("Home", Mark.LINKS),
        ("The weir", None),
        ("It broke in the night.", None),
        ("Nobody was hurt.", None),
    ]


def test_lines_are_numbered_from_1_with_a_blank_one_between_two_blocks():
    lines = read_markup("<p>one</p><p>two</p>").lines
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (2, ""), (3, "two")]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>O weir,<br>O mill!</p>", ["O weir,", "O mill!"]),
        ("<p>One.<br><br>Two.</p>", ["One.", "", "Two."]),
        ("<p>One<br></p><p>Two</p>", ["One", "", "Two"]),
        ("<pre>O weir,\nO mill!\n\nAgain</pre>", ["O weir,", "O mill!", "", "Again"]),
    ],
)
def test_a_single_line_break_makes_a_line_and_a_second_one_a_blank_line(markup, lines):
    assert [line.text for line in read_markup(markup).lines] == lines


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "font"])
def test_five_thousand_nested_elements_are_read(tag):
    assert blocks_of(f"<{tag}>" * 5000 + "The weir")[0][0] == "The weir"


@pytest.mark.parametrize(
    ("markup", "title", "line"),
    [
        ("<title>The <b>weir</b></title><p>x", "The <b>weir</b>", "x"),
        ('<meta property="og:title" content="<i>The</i> weir"><p>x', "<i>The</i> weir", "x"),
        ('<p><img alt="The <em>weir</em>">', None, "The <em>weir</em>"),
        ("<textarea>The <B>weir</B></textarea>", None, "The <B>weir</B>"),
    ],
)
def test_what_looks_like_a_tag_in_text_is_read_as_it_is_written(markup, title, line):
    assert [one.value for one in read_markup(markup).stated.titles] == ([title] if title else [])
    assert [text for text, _ in blocks_of(markup)] == [line]


def test_a_page_with_a_large_picture_in_it_is_read_with_its_markup():
    picture = f'<img alt="A map" src="data:image/png;base64,{"A" * 200_000}">'
    assert blocks_of(f"<h1>The weir</h1>{picture}") == [
        ("The weir", Mark.HEADING),
        ("A map", Mark.IMAGE),
    ]


@pytest.mark.parametrize(
    "markup",
    ["<p>The <b>weir", "</div></p>The weir", "<p class='x>The weir</p>'>The weir", "<p\0>The weir"],
)
def test_broken_markup_loses_no_text(markup):
    assert "The weir" in [text.replace("\ufffd", "") for text, _ in blocks_of(markup)]


def test_the_head_is_no_text():
    assert blocks_of("<head><title>The weir</title></head><body><p>It broke.</p></body>") == [
        ("It broke.", None)
    ]


def lines_of(markup):
    return [line for line in read_markup(markup).lines if not line.is_blank]


def path_of(line):
    """The tags around a line, from the inside out."""
    tags, element = [], line.place.element
    while element is not None:
        tags.append(element.tag)
        element = element.parent
    return tags


def blocks_of(markup: str) -> list[tuple[str, Mark | None]]:
    """Return the lines with words, each with its mark."""
    return [(line.text, line.mark) for line in read_markup(markup).lines if not line.is_blank]
