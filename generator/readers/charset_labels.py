"""Map the charset labels that pages declare to Python's codecs.

The labels are those of https://encoding.spec.whatwg.org/#names-and-labels, with the meaning that
browsers give them: ISO-8859-1 includes curly quotes, for example. A few more come from old mail
and DOS files.
"""

from __future__ import annotations

import codecs
import re

_HEAD = 4096
"""Bytes searched for a declaration; browsers read 1,024, but old pages begin with comments."""
_DECLARATION = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*+=\s*+[\"']?+\s*+([\w.:-]+)"
    rb"|^[ \t>]{0,8}Content-Type:[^\r\n]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]+)",
    re.IGNORECASE | re.MULTILINE,
)
"""“<meta charset=…”, “<?xml encoding=…” or a mail header “Content-Type: …; charset=…”."""
_MEANINGS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    # A page whose declaration is readable as ASCII is not in UTF-16.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_LABELS = {
    "ansi_x3.4-1968": "ascii",
    "cn-big5": "big5",
    "csgb2312": "gb2312",
    "dos-874": "cp874",
    "gb_2312-80": "gb2312",
    "iso-8859-8-i": "iso8859-8",
    "iso88591": "iso8859-1",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "ks_c_5601-1989": "euc_kr",
    "logical": "iso8859-8",
    "macintosh": "mac-roman",
    "unicode-1-1-utf-8": "utf-8",
    "visual": "iso8859-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "windows-936": "gbk",
    "x-big5": "big5",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gbk",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-roman": "mac-roman",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-sjis": "shift_jis",
    "x-x-big5": "big5",
}
"""Labels that Python's own list of aliases lacks."""
_CODECS = frozenset(
    "ascii utf-8 utf-16 utf-16-le utf-16-be iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 "
    "iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 cp437 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 "
    "cp863 cp864 cp865 cp866 cp869 cp874 cp932 cp949 cp950 cp1125 cp1250 cp1251 cp1252 cp1253 "
    "cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u koi8-t kz1048 ptcp154 tis-620 mac-roman "
    "mac-cyrillic mac-greek mac-latin2 mac-turkish mac-iceland mac-croatian mac-romanian gb2312 "
    "gbk gb18030 hz big5 big5hkscs euc_jp euc_jis_2004 euc_jisx0213 euc_kr johab shift_jis "
    "shift_jis_2004 shift_jisx0213 iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 "
    "iso2022_jp_ext iso2022_kr".split()
)
"""What a page may declare. Other codecs of Python, such as unicode_escape, would let a seed
hold text that its bytes do not show.
"""


def find_declared_charset(data: bytes) -> str | None:
    """Return the codec that markup or a Content-Type line near the start declares, or None."""
    match = _DECLARATION.search(data[:_HEAD])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii").lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except LookupError:
        return None
    return _MEANINGS.get(name, name) if name in _CODECS else None
