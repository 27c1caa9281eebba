"""Names of authors: inverted where it is certain which part is the family's."""

import pytest

from generator.render.citations.author_names import read_name

CERTAIN = {
    "Ann Ferrier": "Ferrier, Ann",
    "ANN FERRIER": "FERRIER, ANN",
    "A. Ferrier": "Ferrier, A.",
    "J.R. Beck": "Beck, J.R.",
    "John F. Beck": "Beck, John F.",
    "Mary Ann Beck": "Beck, Mary Ann",
    "Jean-Paul Marat": "Marat, Jean-Paul",
    "Seán O'Dwyer": "O'Dwyer, Seán",
    "Ludwig van Aalst": "van Aalst, Ludwig",
    "Karl von der Heide": "von der Heide, Karl",
    "Charles de Lionne": "de Lionne, Charles",
    "Yusuf al-Mansour": "al-Mansour, Yusuf",
    "Ferrier, Ann": "Ferrier, Ann",
}
UNCERTAIN = [
    "Ferrier",
    "J. R.",
    "A Working Tanner",
    "Staff Reporter",
    "Dr Ann Ferrier",
    "Ann Ferrier Jr.",
    "Ferry Gazette",
    "The Weekly Ferry",
    "Ministry of Roads",
    "Ann and Bo",
    "Ann Beck, Clerk of Works",
    "王小明",
    "山田 太郎",
    "يوسف منصور",
    "Анна Петрова",
    "ann ferrier",
    "Ann Mary Bo Ferrier",
    "de",
    "Ann de",
    "",
]


@pytest.mark.parametrize(("printed", "inverted"), CERTAIN.items())
def test_a_plain_western_name_is_inverted(printed, inverted):
    assert read_name(printed, "en").inverted == inverted


@pytest.mark.parametrize("printed", UNCERTAIN)
def test_any_other_name_stays_as_it_is_printed(printed):
    assert read_name(printed, "en").inverted == printed
    assert read_name(printed, "en").with_initials == printed


@pytest.mark.parametrize("language", ["hu", "ja", "zh-Hant", "vi", "ko"])
def test_a_name_stays_as_it_is_where_the_family_comes_first(language):
    assert read_name("Nagy Ferenc", language).inverted == "Nagy Ferenc"


@pytest.mark.parametrize("language", ["es", "pt-BR", None])
def test_of_three_full_names_two_may_be_the_familys(language):
    assert read_name("Isabel García Ridding", language).inverted == "Isabel García Ridding"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Ann Ferrier", "Ferrier, A."),
        ("Jean-Paul Marat", "Marat, J.-P."),
        ("John F. Beck", "Beck, J. F."),
        ("J.R. Beck", "Beck, J.R."),
    ],
)
def test_given_names_can_be_shown_as_initials(printed, shown):
    assert read_name(printed, "en").with_initials == shown
