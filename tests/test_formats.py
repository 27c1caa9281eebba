"""The setting `formats`: for which servers lists of redirects are made."""

import pytest

from generator.report import BuildError
from generator.state.site_settings import load_config


def load(folder, text):
    (folder / "site.yaml").write_text(text, "utf-8")
    return load_config(folder)


def test_no_list_is_made_unless_it_is_asked_for(tmp_path):
    assert load(tmp_path, "").formats == ()


def test_lists_are_asked_for_by_their_names(tmp_path):
    site = load(tmp_path, "formats: [redirects, htaccess, nginx]\n")
    assert site.formats == ("redirects", "htaccess", "nginx")


def test_an_unknown_format_is_named_with_its_line_and_the_nearest_known_one(tmp_path):
    with pytest.raises(BuildError) as caught:
        load(tmp_path, "title: a\nformats: [htacess]\n")
    problem = caught.value.diagnostic
    assert (problem.code, problem.line) == ("config.invalid", 2)
    assert "unknown format “htacess”; did you mean “htaccess”?" in problem.message


def test_a_format_that_is_like_none_is_told_which_there_are(tmp_path):
    with pytest.raises(BuildError) as caught:
        load(tmp_path, "formats: [caddy]\n")
    assert "unknown format “caddy” (redirects, htaccess, nginx)" in caught.value.diagnostic.message
