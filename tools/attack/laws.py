"""The laws that every archive must obey, whoever made it. Each law yields a line per violation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping

from tools.attack.archive import SENTENCES
from tools.attack.page_laws import is_by_the_owner, page_faults
from tools.attack.trial import Built, Tree, Trial, budget_of
from tools.attack.word_laws import owners_words_kept, seeds_kept

Law = Callable[[Trial], Iterator[str]]

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SHOWN = 160


def no_traceback(trial: Trial) -> Iterator[str]:
    for built in trial.builds:
        said = built.err + built.out
        if "Traceback (most recent call last)" in said or "Fatal Python error" in said:
            last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
            yield f"{_name(built)}: {last[:_SHOWN]}"
        elif built.code < 0 and not built.is_cut:
            yield f"{_name(built)}: died of signal {-built.code}"


def exit_code(trial: Trial) -> Iterator[str]:
    for built in trial.builds:
        allowed = (0, 1, 2) if trial.archive.is_usage or built.arguments[0] != "build" else (0, 1)
        if not built.is_cut and built.code >= 0 and built.code not in allowed:
            yield f"{_name(built)}: exit code {built.code}: {built.err[-_SHOWN:]}"
        if "--json" in built.arguments and built.code in (0, 1):
            if built.report is None and not built.diagnostics:
                yield f"{_name(built)}: exit code {built.code} without a reason: {built.err[-_SHOWN:]!r}"
            elif built.code != any(one["severity"] == "error" for one in built.diagnostics):
                yield f"{_name(built)}: exit code {built.code}, which the diagnostics do not explain"


def within_budget(trial: Trial) -> Iterator[str]:
    seconds, memory = budget_of(trial.archive)
    memory += trial.base.memory
    for built in trial.builds:
        if built.is_cut or built.seconds > seconds * (1 if built.arguments[0] == "build" else 2):
            yield f"{_name(built)}: {built.seconds:.0f} s of {seconds:.0f} s{', stopped' * built.is_cut}"
        elif built.memory > memory:
            yield f"{_name(built)}: {built.memory >> 20} MB of {memory >> 20} MB"
    if (size := sum(map(len, trial.output.values()))) > memory:
        yield f"the output has {size >> 20} MB"


def safe_messages(trial: Trial) -> Iterator[str]:
    """Yield messages that move the cursor or reverse the direction of text, whatever they quote."""
    for built in trial.builds:
        for text in (built.out * ("--json" not in built.arguments), built.err):
            if found := _CONTROLS.search(text):
                yield f"{_name(built)}: prints {found[0]!r} after {text[max(found.start() - 60, 0) : found.start()]!r}"


def others_published(trial: Trial) -> Iterator[str]:
    if (
        trial.archive.is_themed
        or trial.is_hindered
        or (trial.is_refused and not trial.archive.is_warm)
        or (trial.is_waiting and not trial.archive.is_warm)
    ):
        return
    pages = b"\n".join(
        data
        for path, data in trial.output.items()
        if path.endswith(".html") and not path.endswith("index.html")
    )
    for sentence in SENTENCES:
        if sentence.encode() not in pages and not _is_touched(trial, sentence):
            yield f"not published: {sentence}"


def _is_touched(trial: Trial, sentence: str) -> bool:
    """Return whether the archive itself changes or removes an ordinary document."""
    if trial.archive.takes_out:
        return True
    now = b"\n".join((*trial.seeds.values(), *trial.content.values()))
    return sentence.encode() not in now


def addresses_answer(trial: Trial) -> Iterator[str]:
    if trial.archive.forgets:
        return
    before: frozenset[str] = frozenset()
    for moment in trial.moments:
        named = " ".join(f"{one['path']} {one['message']}" for one in moment.built.diagnostics)
        lost = sorted(path for path in before - moment.pages - {"404.html"} if path not in named)
        if lost:
            yield f"{len(lost)} addresses answer no more: {' '.join(lost[:4])[:_SHOWN]}"
        before = moment.pages


def no_escape(trial: Trial) -> Iterator[str]:
    if trial.has_run:
        yield "a command was run"
    for path in sorted({*trial.outside, *trial.outside_before}):
        if trial.outside.get(path) != trial.outside_before.get(path):
            yield f"{path} outside the archive was written or removed"
    for moment in trial.moments:
        yield from (f"{path!r} was changed" for path in moment.changed[:3])
    secret = trial.secret.encode()
    for folder, tree in (
        ("output", trial.output),
        ("output", trial.output_when_idle),
        ("content", trial.content),
    ):
        yield from (
            f"{folder}/{path} holds the secret" for path, data in tree.items() if secret in data
        )


def safe_pages(trial: Trial) -> Iterator[str]:
    if trial.archive.is_themed or trial.is_hindered:
        return
    manifest = trial.output.get("manifest-sha256.txt")
    for path, data in trial.output.items():
        is_ours = not manifest or path.encode() in manifest
        if is_ours and not is_by_the_owner(path, data, trial.content):
            for fault in page_faults(path, data):
                yield f"output/{path[-100:]}: {fault[:_SHOWN]}"


def manifest_true(trial: Trial) -> Iterator[str]:
    """Yield the files of the output whose digest is not the one in the manifest."""
    manifest = trial.output.get("manifest-sha256.txt")
    if manifest is None or trial.is_hindered or not trial.has_published:
        return
    for line in manifest.decode("utf-8", "surrogateescape").splitlines():
        digest, _, path = line.partition("  ")
        data = trial.output.get(path)
        if data is not None and hashlib.sha256(data).hexdigest() != digest.lstrip("\\"):
            yield f"output/{path} is not what the manifest says"


def same_again(trial: Trial) -> Iterator[str]:
    yield from (
        f"an idle build changes {path}"
        for path in _differences(trial.output, trial.output_when_idle)
    )
    yield from (
        f"a clean build makes another {path}"
        for path in _differences(trial.output, trial.output_when_clean)
    )
    yield from (
        f"one worker makes another output/{path}"
        for path in _differences(trial.output, trial.twin_output)
    )
    yield from (
        f"one worker makes another content/{path}"
        for path in _differences(trial.content, trial.twin_content)
    )


def _differences(one: Tree, other: Tree) -> list[str]:
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)][:3]


def _name(built: Built) -> str:
    return " ".join(built.arguments)


LAWS: Mapping[str, Law] = {
    "traceback": no_traceback,
    "exit code": exit_code,
    "budget": within_budget,
    "messages": safe_messages,
    "others": others_published,
    "seeds": seeds_kept,
    "owner": owners_words_kept,
    "addresses": addresses_answer,
    "escape": no_escape,
    "pages": safe_pages,
    "manifest": manifest_true,
    "same": same_again,
}
"""The laws by name, in the order of the table's columns."""
