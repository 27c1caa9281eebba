"""The charset of bytes that declare none is guessed by the letters that its languages have."""

from __future__ import annotations

import pytest

from generator.readers.charset_guessing import guess_charset
from generator.readers.decoding import decode

TEXTS = {
    "de": "Die Brücke über den Bach wurde für größere Wagen verstärkt, und die Gänse müssen weichen.",
    "fr": "Le pont a été fermé dès l’été; à la mairie, on espère qu’il sera rouvert après les fêtes.",
    "es": "El puente está cerrado desde el otoño y los niños del pueblo cruzan el río más abajo, según él.",
    "pt": "A ponte não está em condições, e as crianças da povoação já não vão à escola pela manhã.",
    "it": "Il ponte è chiuso perché la piena lo ha già rovinato; la città non potrà aprirlo più.",
    "sv": "Bron är stängd sedan i går, och några får gå över ån på isen när det är kallt.",
    "da": "Broen er lukket, så børnene går over åen på isen, når det er for mørkt til færgen.",
    "fi": "Silta on suljettu, eikä kylän väki pääse enää joen yli ennen kuin jää kestää.",
    "is": "Brúin er lokuð og börnin úr þorpinu fara yfir ána á ís þegar það er frost.",
    "pl": "Most jest zamknięty od środy, więc dzieci z wioski chodzą do szkoły przez łąkę i gęsty las.",
    "cs": "Most je od středy zavřený, takže děti z vesnice chodí do školy přes louku a řídký les.",
    "sk": "Most je od stredy zatvorený, takže deti z dediny chodia do školy cez lúku a hustý ľadový les.",
    "hu": "A híd szerda óta zárva van, ezért a falusi gyerekek a mezőn és az erdőn át járnak a szűk ösvényen.",
    "hr": "Most je zatvoren od srijede, pa djeca iz sela idu u školu preko livade, kroz šumu i žbunje, kažu ljudi.",
    "ro": "Podul este închis de miercuri, aşa că toţi copiii din sat merg la şcoală peste pajişte şi prin pădure.",
    "tr": "Köprü çarşambadan beri kapalı, bu yüzden köyün çocukları okula çayırın üzerinden gidiyor, dediği gibi.",
    "lt": "Tiltas nuo trečiadienio uždarytas, todėl kaimo vaikai į mokyklą eina per pievą ir tankų mišką.",
    "ru": "Мост закрыт со среды, и дети из деревни ходят в школу через луг и густой лес.",
    "uk": "Міст закрито із середи, тож діти з села ходять до школи через луку й густий ліс, їм ближче.",
    "bg": "Мостът е затворен от сряда и децата от селото ходят на училище през ливадата и гората.",
    "el": "Η γέφυρα είναι κλειστή από την Τετάρτη και τα παιδιά πηγαίνουν στο σχολείο από το λιβάδι.",
    "he": "הגשר סגור מיום רביעי, וילדי הכפר הולכים לבית הספר דרך האחו והיער הסבוך.",
    "ar": "الجسر مغلق منذ يوم الأربعاء، وأطفال القرية يذهبون إلى المدرسة عبر المرج والغابة.",
    "th": "สะพานปิดตั้งแต่วันพุธ เด็กในหมู่บ้านจึงเดินไปโรงเรียนผ่านทุ่งหญ้าและป่า",
    "ja": "橋は水曜日から閉鎖されているので、村の子どもたちは草原と森を通って学校へ通っている。",
    "ko": "다리가 수요일부터 폐쇄되어 마을 아이들은 들판과 숲을 지나 학교에 다니고 있다.",
    "zh": "桥从星期三起关闭了，村里的孩子们要经过草地和树林去上学，大家都说不方便。",
    "zh-Hant": "橋從星期三起關閉了，村裡的孩子們要經過草地和樹林去上學，大家都說不方便。",
}
CHARSETS = {
    "de": "cp1252 mac-roman cp850",
    "fr": "cp1252 iso8859-15 mac-roman",
    "es": "cp1252 mac-roman cp850",
    "pt": "cp1252 mac-roman",
    "it": "cp1252",
    "sv": "cp1252 mac-roman",
    "da": "cp1252",
    "fi": "cp1252",
    "is": "cp1252",
    "pl": "cp1250 iso8859-2 cp852",
    "cs": "cp1250 iso8859-2 cp852",
    "sk": "cp1250 iso8859-2",
    "hu": "cp1250 iso8859-2 cp852",
    "hr": "cp1250 iso8859-2",
    "ro": "cp1250",
    "tr": "cp1254 iso8859-9",
    "lt": "cp1257",
    "ru": "cp1251 koi8-r iso8859-5 cp866 mac-cyrillic cp855",
    "uk": "cp1251 koi8-u",
    "bg": "cp1251 iso8859-5 mac-cyrillic",
    "el": "cp1253 iso8859-7",
    "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6",
    "th": "cp874",
    "ja": "cp932 euc_jp",
    "ko": "cp949 johab",
    "zh": "gb18030",
    "zh-Hant": "big5hkscs",
}
CASES = [(language, name) for language, names in CHARSETS.items() for name in names.split()]


@pytest.mark.parametrize(("language", "charset"), CASES)
def test_two_sentences_tell_the_charset_by_the_letters_of_their_language(language, charset):
    data = f"{TEXTS[language]}\n{TEXTS[language]}\n".encode(charset, "ignore")
    assert decode(data).text == data.decode(charset)


@pytest.mark.parametrize("charset", ["cp1252", "mac-roman"])
@pytest.mark.parametrize(
    "text",
    [
        "The miller’s wife said it’s shut – don’t cross it, they’re told.",
        "“Shut,” said the clerk. “The bridge is not to be used in the frost.”",
        "• The bridge is shut\n• The mill is not\n• The school is open in the week",
        "The toll is £5 for a cart and £10 for a herd, said the clerk to the parish.",
        "Rye … Oats clerk 1911 • weir Ford clerk",
        "The clerk\u00a0of the parish and the keeper of the weir are in the hall.",
    ],
)
def test_typographic_signs_alone_tell_the_charset_of_an_english_text(text, charset):
    assert decode(text.encode(charset)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "© 1911 Hartwell Gazette · All rights · Reserved",
        "Home » Market » Rates » 54° 20 N",
        "Weir – 1911 – Mill – Ford – Hartwell Gazette weekly edition",
    ],
)
def test_a_few_signs_make_no_other_script_of_an_english_line(text):
    assert decode(text.encode("cp1252")).text == text


def test_a_heading_framed_in_box_drawings_is_a_dos_text():
    text = "╔══════════════╗\n║ Die Brücke für Müller ║\n╚══════════════╝\nDie Brücke ist für die Gänse."
    assert decode(text.encode("cp437")).text == text


def test_lines_of_plain_ascii_around_it_do_not_hide_a_text():
    menu = b"Home\nNews\nSport\nWeather\nSite map\nContact us\n" * 200
    assert decode(menu + TEXTS["ru"].encode("koi8-r")).text.endswith(TEXTS["ru"])


def test_a_text_without_any_letter_beyond_ascii_gives_no_guess():
    assert guess_charset(b"The bridge is shut.") is None


def test_bytes_that_are_like_no_writing_give_no_guess():
    assert guess_charset(bytes(range(0x80, 0x100)) * 8) is None
