"""Language tags as programs and people write them, and as BCP 47 does."""

import pytest

from generator.languages.tags import find_tag, is_right_to_left, normal_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("pt_BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("en_US.UTF-8", "en-US"),
        ("de_DE@euro", "de-DE"),
        ("sr@latin", "sr-Latn"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("zh-cmn-Hans", "zh-Hans"),
        ("en-UK", "en-GB"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("in", "id"),
        ("ji", "yi"),
        ("deu", "de"),
        ("sh", "sr-Latn"),
        ("de-1996", "de-1996"),
        ("sl-ROZAJ", "sl-rozaj"),
        ("en-u-ca-gregory", "en-u-ca-gregory"),
        ("mul", "mul"),
    ],
)
def test_a_tag_is_read_as_the_standard_writes_it(written, tag):
    assert normal_tag(written) == tag
    assert normal_tag(tag) == tag


@pytest.mark.parametrize(
    "written",
    ["English", "x-default", "utf-8", "xx", "qq-DE", "en-Lat", "en-ZZ", "en-QQQQ", "q", "", "C", "en us", "-", "en--GB"],
)  # fmt: skip
def test_what_names_no_language_is_none(written):
    assert normal_tag(written) is None


@pytest.mark.parametrize(
    ("name", "tag"),
    [("English", "en"), ("deutsch", "de"), ("German", "de"), ("Français", "fr"), ("jp", "ja"),
     ("gr", "el"), ("Klingonish", None), ("xx", None)],
)  # fmt: skip
def test_a_language_is_found_by_its_name(name, tag):
    assert find_tag(name) == tag


@pytest.mark.parametrize(
    "tag", ["he", "ar", "ar-EG", "az-Arab", "ks", "pa-PK", "ckb", "ku-Arab", "sd", "dv"]
)
def test_the_script_of_a_tag_runs_from_right_to_left(tag):
    assert is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["en", "az", "ks-Deva", "ur-Latn", "pa", "zh-Hant", "mul", "tlh"])
def test_other_scripts_run_from_left_to_right(tag):
    assert not is_right_to_left(tag)
