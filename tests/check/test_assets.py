"""Assets: what a page loads is there, and lies beside it."""

import pytest

FILES = """
    -- index.html --
    -- assets/look.css --
    -- assets/map.png --
    -- assets/map-2x.png --
"""

LOADING = [
    '<img src="{}" alt="A map">',
    '<img srcset="{} 2x" alt="A map">',
    '<img srcset="map.png 1x,{} 2x" alt="A map">',
    '<picture><source srcset="map.png, {} 100w" sizes="10vw"></picture>',
    '<link rel="stylesheet" href="{}">',
    '<link rel="Alternate StyleSheet" href="{}">',
    '<link rel="icon" href="{}">',
    '<link rel="preload" as="image" imagesrcset="{} 2x">',
    '<script src="{}"></script>',
    '<iframe src="{}"></iframe>',
    '<embed src="{}">',
    '<object data="{}"></object>',
    '<audio src="{}"></audio>',
    '<video><source src="{}"></video>',
    '<video poster="{}"><track src="map.png"></video>',
    '<input type="image" src="{}" alt="Go">',
    '<svg><image href="{}"/></svg>',
    '<div style="background: url({})"></div>',
    "<div style=\"background: url('{}')\"></div>",
    "<style>p {{ background: URL( '{}' ) }}</style>",
    '<style>@import "{}" screen;</style>',
    "<style>@import url({});</style>",
]
each_way = pytest.mark.parametrize("markup", LOADING)


@each_way
def test_an_asset_that_is_there_is_fine(check, markup):
    page = markup.format("map-2x.png")
    assert check(FILES, f"-- assets/page.html --\n{page}").codes == []


@each_way
def test_an_asset_that_is_not_there_is_told(check, markup):
    page = markup.format("plan.png")
    assert check(FILES, f"-- assets/page.html --\n{page}").codes == ["asset.missing"]


@each_way
def test_an_asset_from_elsewhere_is_told(check, markup):
    page = markup.format("https://cdn.example/map.png")
    assert check(FILES, f"-- assets/page.html --\n{page}").codes == ["asset.remote"]


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("//cdn.example/map.png", ["asset.remote"]),
        ("/assets/map.png", ["link.absolute"]),
        ("../../map.png", ["link.outside"]),
        ("MAP.png", ["link.case"]),
        ("file:///map.png", ["link.local"]),
        ("http://localhost/map.png", ["link.local"]),
        ("../assets/", ["asset.missing"]),
        ("../", ["asset.missing"]),
        ("", ["asset.missing"]),
        ("data:image/png;base64,AAAA", []),
        ("map.png?v=2", []),
    ],
)
def test_an_asset_is_to_work_wherever_a_link_is_to(check, address, codes):
    page = f'<img src="{address}" alt="A map">'
    assert check(FILES, f"-- assets/page.html --\n{page}").codes == codes


@pytest.mark.parametrize("rel", ["preconnect", "dns-prefetch", "modulepreload"])
def test_a_connection_made_in_advance_is_a_request_to_elsewhere(check, rel):
    told = check(f'-- index.html --\n<link rel="{rel}" href="https://cdn.example">')
    assert told.codes == ["asset.remote"]


def test_a_picture_in_a_list_of_data_is_no_list(check):
    told = check('-- index.html --\n<img alt="" srcset="data:image/png;base64,AA,BB 2x, x.png 3x">')
    assert (told.codes, told.links) == (["asset.missing"], 2)


# Style sheets


def told_of_styles(check, styles):
    return check(FILES, f"-- assets/print.css --\n{styles}")


@pytest.mark.parametrize(
    "styles",
    [
        "p { background: url(map.png) }",
        'p { background: url( "./map.png" ) no-repeat, url(map-2x.png) }',
        r'p { background: url("m\61p\.png") }',
        "/* url(away.png) */ p { color: red }",
        'p::before { content: "url(away.png)" }',
        "p { fill: url(#hatched) }",
        '@namespace svg url("http://www.w3.org/2000/svg");',
        "p { background: url(data:image/png;base64,AAAA) }",
        "@import 'look.css';",
        "p { background: var(--curl(x)) }",
    ],
)
def test_a_style_sheet_that_loads_what_is_there_is_fine(check, styles):
    assert told_of_styles(check, styles).codes == []


@pytest.mark.parametrize(
    ("styles", "codes"),
    [
        ("p { background: url(assets/map.png) }", ["asset.missing"]),
        ("@font-face { src: url(a.woff2), url('b.woff') }", ["asset.missing"] * 2),
        ('@import "away.css";', ["asset.missing"]),
        ('@IMPORT"away.css";', ["asset.missing"]),
        ("@import url('//fonts.example/css');", ["asset.remote"]),
        ("/* a */ p { background: url(away.png) } /* b */", ["asset.missing"]),
        ('p::before { content: "\\"" } p { background: url(away.png) }', ["asset.missing"]),
    ],
)
def test_a_style_sheet_that_loads_what_is_not_there_is_told(check, styles, codes):
    assert told_of_styles(check, styles).codes == codes


def test_a_style_sheet_is_named_with_the_line(check):
    told = told_of_styles(check, "p { color: red }\nq { background: url(away.png) }")
    assert told.places == ["output/assets/print.css:2"]
