"""Texts of any length that are made of one kind of line, as hostile or odd seeds are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

HEAD = """\
The Gazette
Home
World
Business
Sport
Weather

The bridge is opened

3 October 2001

By Ann Roe

The bridge was opened on Wednesday before a crowd of people, and the mayor spoke for an hour.

"""
"""A page's menu, headline and dateline: some rules apply to pages only."""

_KINDS: Mapping[str, Callable[[int], str]] = {
    "exchanges": lambda n: f'"Quote number {n} is here"\nMr Name{n}\n',
    "exchanges in a row": lambda n: f"MR ROE: And what was line {n}?",
    "dates": lambda n: f"{n % 28 + 1} October {1900 + n % 100}",
    "ambiguous dates": lambda n: f"{n % 12 + 1}/{n % 11 + 1}/{n % 90 + 10}",
    "dates and texts": lambda n: f"{n % 28 + 1} October 2001\nThe mill number {n} burned down\n",
    "bylines": lambda n: f"By Ann Roe{n}",
    "bare names": lambda n: f"Ann{n % 77} Roe{n}\nCorrespondent\n",
    "captions": lambda n: f"The old mill {n}\nThe old mill number {n} as it was in the year 1901\n",
    "brackets": lambda n: f"[picture {n}]",
    "list items": lambda n: f"* item {n} of the long list",
    "numbered items": lambda n: f"{n}. item of the long list",
    "rows by tabs": lambda n: f"row {n}\t{n * 3}\t{n * 7}",
    "rows by bars": lambda n: f"| row {n} | {n * 3} | {n * 7} |",
    "aligned columns": lambda n: f"row {n:8}   {n * 3:8}   {n * 7:8}",
    "uneven rows": lambda n: "a\tb" + "\tc" * (n % 3),
    "capitals": lambda n: f"THE BANK OF NORTH HARTWELL {n} AND THE CITY",
    "single words": lambda n: f"word{n}",
    "blank lines": lambda n: "" if n else "word",
    "blank lines between": lambda n: f"word{n}\n" if n % 2 else "\n",
    "quoted mail": lambda n: f"> and then he said that number {n} was his",
    "verse": lambda n: f"O mill of number {n}, thy wheel" + ("" if n % 4 else "\n"),
    "addresses": lambda n: f"https://example.org/2001/10/{n % 28 + 1:02}/{n}.html",
    "numbers": lambda n: str(n * 7919),
    "dialogue": lambda n: f"“I saw it at {n},” said Mr Roe. “It was burning.”\n",
    "quotations": lambda n: f"“The wheel number {n} of the mill was never seen again by us”\n",
    "labels between paragraphs": lambda n: (
        f"The wheel of the mill number {n} has never turned again since\n\n"
        f"The mill {n} burned on Friday, said Mr Roe, and nobody of the town has seen it again "
        "but for the miller and his wife.\n"
    ),
    "paragraphs": lambda n: (
        f"The mill number {n} burned on Friday, said Mr Roe{n} of Hartwell, and nobody of the "
        "Bank of Little Town has seen its great wheel again but for the miller and his wife.\n"
    ),
    "one paragraph again": lambda n: (
        "The mill burned on Friday, said Mr Roe of Hartwell, and nobody has seen its wheel.\n"
    ),
    "wrapped lines": lambda n: f"the mill number {n:6} burned on Friday and nobody at all has seen",
    "cut sentences": lambda n: f"the mill {n} of" if n % 3 else f"The miller {n}, who",
    "related": lambda n: f"See also\n{n % 28 + 1} Oct 2001 | World\nThe mill number {n} burns\n",
    "related headings": lambda n: "See also",
    "section trails": lambda n: f"Home > World > Europe {n}",
    "trails by cue": lambda n: "You are in:\nWorld",
    "corrections": lambda n: f"Correction: the mill number {n} did not burn on Friday.",
    "copyright lines": lambda n: f"Copyright {1900 + n % 100} The Hartwell Gazette {n}",
    "names": lambda n: f"Then Mr John Smith{n} of the Bank of Paris{n} met Ann van der Roe in Rome.",
    "headings in capitals": lambda n: f"JOHN SMITH{n} OF PARIS\n\nJohn Smith{n} was there.\n",
    "acronyms": lambda n: f"The European Union of Mills {n} (EUM{n}) met the EUM{n} of Rome.",
    "topics": lambda n: f"the elections of flumb{n} millers and unemployment of weirs again {n}",
    "mail headers": lambda n: f"Subject: mill {n}\nFrom: Ann Roe <a{n}@example.org>\nDate: {n}\n",
    "Chinese": lambda n: f"二〇〇一年十月三日星期三第{n}号，磨坊烧毁了。",
    "Arabic": lambda n: f"احترقت الطاحونة رقم {n} يوم الجمعة في المدينة.",
    "Hebrew": lambda n: f"הטחנה מספר {n} נשרפה ביום שישי בעיר.",
    "Thai": lambda n: f"โรงสีหมายเลข {n} ถูกไฟไหม้เมื่อวันศุกร์",
    "identical lines": lambda n: "The mill burns again",
    "identical labels": lambda n: "The mill burns again\n",
    "headlines": lambda n: f"# The Mill Number {n} Burns\n",
    "fixed furniture": lambda n: "Advertisement",
    "sentences without end": lambda n: f"and the mill number {n} and its wheel and the miller\n",
    "marks": lambda n: "*" * (n % 40 + 1),
    "markup": lambda n: f"[a]({n}) *b* <c> `d` \\ {{: .e}} &amp; _f_",
    "soft hyphens": lambda n: f"the mill number {n:6} burned on Friday and nobody has seen\u00ad",
    "mojibake": lambda n: f"Die MÃ¼hle Nummer {n} in KÃ¶ln brannte",
}  # fmt: skip


def _lines(kind: Callable[[int], str], count: int) -> Iterator[str]:
    number = made = 0
    while made < count:
        text = kind(number)
        yield text
        number, made = number + 1, made + 1 + text.count("\n")


def _text(kind: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: "\n".join(_lines(kind, count)) + "\n"


def _page(kind: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: HEAD + "\n".join(_lines(kind, count)) + "\n"


TEXTS: Mapping[str, Callable[[int], str]] = {
    **{f"{name}": _text(kind) for name, kind in _KINDS.items()},
    **{f"{name}, on a page": _page(kind) for name, kind in _KINDS.items()},
}
"""Functions from a number of lines to a text of so many."""

_ELEMENTS: Mapping[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"<p>The mill number {n} burned on Friday, said Mr Roe{n} of Rome.</p>",
    "list items": lambda n: f"<ul><li>The mill number {n}</li></ul>",
    "one list": lambda n: f"<li>The mill number {n}",
    "table rows": lambda n: (
        ("" if n else "<table>") + f"<tr><td>mill {n}</td><td>{n * 3}</td></tr>"
    ),
    "one table": lambda n: f"<table><tr><td>mill {n}</td><td>{n * 3}</td></tr></table>",
    "headings": lambda n: f"<h2>The mill number {n} burns</h2>",
    "headings and paragraphs": lambda n: f"<h1>Mill {n}</h1><p>It burned on Friday, Mr Roe said.",
    "links": lambda n: f'<p><a href="{n}.html">The mill number {n}</a></p>',
    "captions": lambda n: (
        f"<figure><img alt='a mill'><figcaption>The mill {n}</figcaption></figure>"
    ),
    "pictures": lambda n: f'<img src="a" alt="The old mill number {n}">',
    "navigation": lambda n: f"<nav><a href='a'>Mill {n}</a></nav>",
    "quotations": lambda n: f"<blockquote>“The mill number {n} was mine”</blockquote><p>Mr Roe</p>",
    "dates": lambda n: f"<p>{n % 28 + 1} October {1900 + n % 100}</p>",
    "bylines": lambda n: f"<div>By Ann Roe{n}</div>",
    "breaks": lambda n: f"The mill number {n}<br>",
}

HTML: Mapping[str, Callable[[int], str]] = {
    f"HTML: {name}": (
        lambda count, make=make: (
            "<title>The mill</title><body>" + "\n".join(map(make, range(count)))
        )
    )
    for name, make in _ELEMENTS.items()
}
"""Functions from a number of elements to HTML with so many."""
