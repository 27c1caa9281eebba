"""Read front matter as other programs mean it: their keys, their lists, what file names say.

Jekyll, Hugo, Zola, Pelican and Obsidian have words of their own for what is known here, too. What
only they need stays under its own key, for the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.dates import parse_edtf
from generator.frontmatter import Value
from generator.frontmatter_keys import KNOWN, LISTS, SYNONYMS, known_key, meaning_of
from generator.text import slugify

_KNOWN = frozenset(KNOWN)
_BY_MEANING: dict[str, list[str]] = {}
for _key, _meant in SYNONYMS.items():
    _BY_MEANING.setdefault(_meant, []).append(_key)
_LIQUID = re.compile(
    r"\{\{-?[ ]*(?:site\.(?:baseurl|url)[ ]*-?\}\}(?=/)"
    r"|[\"'](/[^\"'{}\n]*)[\"'][ ]*\|[ ]*(?:relative_url|absolute_url)[ ]*-?\}\}"
    r"|(?<=[(\"']\{\{)[<%][ ]*+(?:rel)?ref[ ]++[\"']([^\"'{}\s]++)[\"'][ ]*+[%>]\}\})"
)
"""What Jekyll writes before the paths of a site, ``{{ site.baseurl }}/a.png``, and how Hugo writes
the paths of its files, ``{{< ref "a.md" >}}``."""
_NESTED = ("taxonomies", "extra", "params")
"""Where Zola and Hugo keep what is not theirs."""
_NOT_NESTED = frozenset(["seed", "status", "draft", "hidden", "template", "published", "permalink"])
_WEB = re.compile(r"https?://", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[-_ .T](.*))?\Z")
"""A file name that begins with a day, and what follows."""
_POSTS = "_posts"
_DRAFTS = "_drafts"
_BY_SPACES = frozenset(["tags", "categories"])
"""Jekyll parts these at spaces, if they are one text."""
_LINK = re.compile(r"\[\[([^\[\]|\n]++)(?:\|([^\[\]\n]++))?\]\]")
"""A link by name that is a whole value, as Obsidian writes it."""
_CALLED = ("name", "title", "label", "term", "id")
"""The keys of what an entry is called, where an entry has keys of its own."""
_YES = frozenset(["true", "yes", "on", "y", "1"])
_NO = frozenset(["false", "no", "off", "n", "0"])


def as_ours(values: Mapping[str, Value], name: str) -> dict[str, Value]:
    """Return values under the keys that have a meaning here; ``name`` is the content file's path.

    A key itself outranks its synonyms. Synonyms of a list are joined, as posts have both tags and
    categories; of others, the likeliest counts. What is left over keeps its key.
    """
    result = _under_known_keys(values, name)
    if "seed" not in result:
        _add_what_the_name_says(result, name)
    return result


def _under_known_keys(values: Mapping[str, Value], name: str) -> dict[str, Value]:
    result: dict[str, Value] = {}
    synonyms: dict[str, tuple[str, Value]] = {}
    """Maps known synonyms to the keys as written, with their values."""
    for key, value in _with_nested(values):
        known = known_key(key)
        if known is None or known in _KNOWN:
            result.setdefault(known or key, value)
        else:
            synonyms.setdefault(known, (key, value))
    _sort_out(result, synonyms)
    for meant, keys in _BY_MEANING.items():
        given = [key for key in keys if key in synonyms]
        if given and result.get(meant) in (None, ""):
            if meant in LISTS:
                result[meant] = _joined(given, synonyms, is_post=_POSTS in name.split("/"))
            else:
                _take_first_text(meant, given, result, synonyms)
    result |= {key: value for key, value in synonyms.values() if key not in result}
    if isinstance(topics := result.get("topics"), str):
        result["topics"] = _parted("topics", topics, is_post=False)
    return result


def _joined(
    keys: Sequence[str], synonyms: dict[str, tuple[str, Value]], *, is_post: bool
) -> Sequence[Value]:
    found: list[Value] = []
    for key in keys:
        found += _parted(key, synonyms.pop(key)[1], is_post=is_post)
    return found


def _take_first_text(
    meant: str,
    keys: Sequence[str],
    result: dict[str, Value],
    synonyms: dict[str, tuple[str, Value]],
) -> None:
    for key in keys:
        value = synonyms[key][1]
        if isinstance(value, str) and value:
            result[meant] = synonyms.pop(key)[1]
            return


def _with_nested(values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    yield from values.items()
    for outer in _NESTED:
        inner = values.get(outer)
        for key, value in inner.items() if isinstance(inner, Mapping) else ():
            known = known_key(key)
            is_ours = known is not None and SYNONYMS.get(known, known) not in _NOT_NESTED
            if outer == "taxonomies" or is_ours:
                yield key, value


def _sort_out(result: dict[str, Value], synonyms: dict[str, tuple[str, Value]]) -> None:
    """Put what other programs write under keys with another meaning where it belongs."""
    published = result.get("published")
    if isinstance(published, str) and _DAY.match(published):
        synonyms["pubdate"] = ("published", result.pop("published"))
    source = result.get("source")
    if isinstance(source, str) and _WEB.match(source):
        result.setdefault("source_url", result.pop("source"))
    address = synonyms["url"][1] if "url" in synonyms else None
    if isinstance(address, str) and _WEB.match(address) and "source_url" not in result:
        result["source_url"] = synonyms.pop("url")[1]
    status = result.get("status")
    if isinstance(status, str) and status.strip().lower() == "hidden":
        result["hidden"] = True
        del result["status"]


def _parted(key: str, value: Value, *, is_post: bool) -> list[Value]:
    """Return a value of a list as a list; a text is parted as the program does that wrote it."""
    if value is None:
        return []
    if isinstance(value, str):
        sign: str | None = ";"
        if meaning_of(key) == "topics" and ";" not in value:
            by_spaces = value.startswith("#") or (is_post and key in _BY_SPACES)
            sign = "," if "," in value or not by_spaces else None
        value = [entry.strip() for entry in value.split(sign) if entry.strip()]
    if not isinstance(value, list):
        return [value]
    return [_without_sign(entry) for entry in value] if key in ("tags", "tag") else value


def _without_sign(entry: Value) -> Value:
    is_tag = isinstance(entry, str) and entry[:1] == "#" and entry[1:2].isalnum()
    return entry[1:] if is_tag and isinstance(entry, str) else entry


def name_of(entry: Value, *, is_listed: bool) -> Value:
    """Return what an entry is called, if it has keys of its own or is a link by name; else itself.

    Without quotes, YAML reads the link ``[[Weir]]`` as a list in a list. ``is_listed`` says that
    the entry is one of a list.
    """
    match entry:
        case str() if linked := _LINK.fullmatch(entry):
            return (linked[2] or linked[1]).strip()
        case [[str(name)]]:
            return name.rpartition("|")[2].strip()
    if not isinstance(entry, Mapping):
        return entry
    for key in _CALLED:
        if isinstance(found := entry.get(key), str):
            return found
    if len(entry) == 1 and is_listed:  # “- Roads: a history”
        ((key, value),) = entry.items()
        return f"{key}: {value}" if isinstance(value, str) else entry
    return entry


def flag_of(value: Value) -> Value:
    """Return the boolean that a text means, such as “yes”; other values unchanged."""
    if isinstance(value, str) and (word := value.strip().lower()) in _YES | _NO:
        return word in _YES
    return value


def without_liquid(body: str) -> str:
    """Return a text in which paths from the root are written as such, not with Jekyll's tags."""
    return _LIQUID.sub(lambda match: match[1] or match[2] or "", body) if "{{" in body else body


# What names of files say


def _add_what_the_name_says(result: dict[str, Value], name: str) -> None:
    folders, _, file = name.removesuffix(".md").rpartition("/")
    places = folders.split("/")
    if _DRAFTS in places:
        result["draft"] = True
    dated = _NAMED.match(file)
    if dated and result.get("date") in (None, "") and _is_day(dated[1]):
        result["date"] = dated[1]


def title_from_name(name: str) -> str | None:
    """Return the title that the name of a hand-written file is; None if it is only an address."""
    folders, _, file = name.removesuffix(".md").rpartition("/")
    dated = _NAMED.match(file)
    if dated and dated[2] and {_POSTS, _DRAFTS}.intersection(folders.split("/")):
        words = dated[2].replace("-", " ").replace("_", " ").strip()
        return words[:1].upper() + words[1:] or None
    return file.strip() if " " in file.strip() else None


def _is_day(text: str) -> bool:
    try:
        return parse_edtf(text).day is not None
    except ValueError:
        return False


def former_addresses(values: Mapping[str, Value], name: str, *, is_moved: bool) -> list[str]:
    """Return the addresses that other programs give to a file written by hand.

    ``is_moved`` says that the site was elsewhere before; only then are those meant that a file has
    whatever its front matter says, as they would be many for a site that never was anywhere else.
    """
    folders, _, file = name.removesuffix(".md").rpartition("/")
    places = folders.split("/") if folders else []
    if "seed" in values or places[:1] == ["pages"]:
        return []
    if _POSTS in places:
        return list(dict.fromkeys(_of_post(values, places, file, is_moved=is_moved)))
    if file == "_index":
        return [f"{folders}/index.html"] if folders else []
    if file == "index" and places:
        file = places.pop()
    slug = values.get("slug")
    is_named = isinstance(slug, str) and slug.strip() != ""
    if not is_named and not is_moved:
        return []
    title = slugify(str(slug)) if is_named else file.lower()
    return ["/".join((*(place.lower() for place in places), title, "index.html"))]


def _of_post(
    values: Mapping[str, Value], places: Sequence[str], file: str, *, is_moved: bool
) -> Iterator[str]:
    """Yield the addresses that Jekyll gives to a post, unless a setting of its says otherwise."""
    dated = _NAMED.match(file)
    if dated is None or not dated[2] or not _is_day(dated[1]):
        return
    slug = values.get("slug")
    title = slugify(slug) if isinstance(slug, str) and slug.strip() else dated[2]
    page = f"{dated[1].replace('-', '/')}/{title}.html"
    above = places[: places.index(_POSTS)]
    given = values.get("categories", values.get("category"))
    own = given.split() if isinstance(given, str) and "categories" in values else given
    entries = own if isinstance(own, list) else [own]
    categories = [slugify(entry) for entry in entries if isinstance(entry, str) and entry.strip()]
    for path in (page, "/".join((*above, page)), "/".join((*above, *categories, page))):
        yield path
        if is_moved:  # its style “pretty”
            yield f"{path.removesuffix('.html')}/index.html"
