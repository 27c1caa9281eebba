"""HTML that is slow to parse: deep or wrong nesting, attributes, entities, misplaced text."""

from __future__ import annotations

from collections.abc import Callable

from tools.attack.archive import Archive, Write
from tools.attack.dice import Dice

FORMATTING = "a b big code em font i nobr s small strike strong tt u".split()
BLOCKS = "p div ul li ol table tr td th tbody caption dl dd dt blockquote section pre h1 form button select option fieldset details".split()
ODD = "svg math foreignObject desc title annotation-xml mi mtext template noscript iframe textarea plaintext xmp frameset ruby rt optgroup object marquee applet head body html style script listing".split()
ENTITIES = (
    "&amp;",
    "&#65;",
    "&#x10FFFF;",
    "&#0;",
    "&#xD800;",
    "&lt",
    "&notin",
    "&CounterClockwiseContourIntegral;",
    "&#99999999999999;",
    "&nbsp",
    "&",
    "&&",
    "&#",
)


def bombs(dice: Dice) -> Archive:
    """Return a large page and a few small ones; a quadratic cost shows at either size."""
    small = Dice(f"small {dice.random()}", dice.largest // 12)
    pages = [
        _page(each, make)
        for each, make in zip((dice, *[small] * 4), dice.sample(BOMBS, 5), strict=True)
    ]
    endings = dice.choices((".html", ".html", ".htm", ".xhtml", ""), k=len(pages))
    files = (
        Write(f"seeds/{dice.marker()}{ending}", page)
        for page, ending in zip(pages, endings, strict=True)
    )
    return Archive((tuple(files),), is_warm=dice.often(0.3))


def _page(dice: Dice, make: Callable[[Dice], str]) -> bytes:
    head = "<!doctype html><title>T</title><body><h1>The bridge</h1><p>The bridge was opened on Wednesday.</p>"
    return (head * dice.often(0.9) + make(dice)).encode("utf-8", "replace")


def _nested(dice: Dice) -> str:
    """Return a few elements nested in one another, repeatedly, closed or not."""
    tags = dice.choices(
        (*FORMATTING, *BLOCKS, *(ODD if dice.often(0.3) else ())), k=dice.randint(1, 4)
    )
    size = 11 * len(tags)
    number = min(dice.times(size), dice.choice((500, 4_000, 9_000, 200_000)))
    # Parsers keep at most three equal formatting elements, but any number of different ones.
    opened = [f"<{tag}{' class=c{}' * dice.often()}>" for tag in tags]
    closed = "".join(f"</{tag}>" for tag in reversed(tags)) * number if dice.often() else ""
    return "".join(tag.format(n) for n in range(number) for tag in opened) + "x" + closed


def _active_formatting(dice: Dice) -> str:
    """Return formatting elements that parsers open again in each block: a quadratic number."""
    tag, block = dice.choice(FORMATTING), dice.choice(BLOCKS)
    number = min(dice.times(len(tag) + len(block) + 12), dice.choice((900, 4_000, 9_000, 60_000)))
    return "".join(f"<{tag} class=c{n}><{block}>" for n in range(number)) + "x"


def _adoption(dice: Dice) -> str:
    one, two, block = dice.choice(FORMATTING), dice.choice(FORMATTING), dice.choice(BLOCKS)
    units = (
        f"<{one}><{block}></{one}>", f"<{one}><{two}><{block}>x</{one}>y</{two}>", f"</{one}></{block}>", f"<{one}>x<{two}>y</{one}>",
        f"<{one} id=a><{block}></{one}></{block}>", f"<{one} id={{}}><{block}></{one}>", f"<{one} id={{}}><{two} id={{}}><{block}>x</{one}>y", f"<{one} id={{}}><table>x",
    )  # fmt: skip
    unit = dice.choice(units)
    return "".join(unit.replace("{}", str(n)) for n in range(min(dice.times(len(unit)), 60_000)))


def _foster(dice: Dice) -> str:
    unit = dice.choice(
        (
            "<table>x",
            "<table><b>",
            "<table><tr><p>y",
            "<table><a>1<td>",
            "<table><tr><td><b id={}>",
            "<table><i id={}>x",
            "<table><svg>",
            "<table><caption><table>",
            "<table><tr>x<td>",
            "<select><table>",
            "<table><select>",
        )
    )
    return "".join(unit.replace("{}", str(n)) for n in range(dice.times(len(unit))))


def _attributes(dice: Dice) -> str:
    number = dice.times(12)
    match dice.randrange(5):
        case 0:
            return f"<p {' '.join(f'a{n}={n}' for n in range(number))}>x"
        case 1:
            return f"<p class='{'a ' * number}'>x"
        case 2:
            return f"<a href='{'x' * number}'>y</a>" * dice.randint(1, 3)
        case 3:
            return "".join(
                f"<p id=i{n} class=caption title='{'=' * 20}'>w{n}</p>" for n in range(number // 5)
            )
        case _:
            return f"<p {'a' * number}" + dice.choice(("", ">x", "=>x", "='x"))


def _entities(dice: Dice) -> str:
    units = dice.some(ENTITIES)
    return "<p>" + "".join(units) * dice.times(sum(map(len, units)))


def _unclosed(dice: Dice) -> str:
    unit = dice.choice(
        (
            "<",
            "</",
            "<!",
            "<!--",
            "<!-->",
            "<![CDATA[",
            "<?",
            "<a",
            "<a b",
            "<a b='",
            "&lt;",
            "]]>",
            "-->",
            "--!>",
            "<!doctype ",
            "<script>",
            "<style><!--",
            "<title>",
            "<textarea>",
            "<!--<script>",
        )
    )
    return unit * dice.times(len(unit))


def _blocks(dice: Dice) -> str:
    """Return very many small blocks, each of which becomes a line."""
    tags = dice.choices((*BLOCKS, "br", "hr", "img alt=x", "wbr"), k=dice.randint(1, 3))
    unit = "".join(f"<{tag}>w" for tag in tags)
    return unit * min(dice.times(len(unit)), 90_000)


def _links(dice: Dice) -> str:
    return "".join(f"<a href=x{n}>l{n}</a> " for n in range(dice.times(22)))


def _soup(dice: Dice) -> str:
    parts = [
        f"<{dice.choice(('', '/'))}{dice.choice((*FORMATTING, *BLOCKS, *ODD))}{dice.choice(('', ' a=b', '/', ' class=nav'))}>"
        for _ in range(200)
    ] + ["x ", "\n", "&amp;", "<!-- c -->"] * 10
    return "".join(dice.choices(parts, k=dice.times(9)))


def _heads(dice: Dice) -> str:
    unit = dice.choice(
        (
            "<meta name=author content='Ada Pike'>",
            "<title>t</title>",
            "<link rel=canonical href='http://e.org/'>",
            "<meta property=og:title content='" + "x" * 1000 + "'>",
            "<base href=//e.org>",
            "<html lang=x y=z>",
            "<body a=b>",
            "<frameset>",
        )
    )
    return "<head>" + unit * dice.times(len(unit))


BOMBS: tuple[Callable[[Dice], str], ...] = (
    _nested, _nested, _nested, _active_formatting, _active_formatting, _active_formatting, _adoption, _adoption, _foster, _attributes, _entities,
    _unclosed, _blocks, _links, _soup, _soup, _heads,
)  # fmt: skip
