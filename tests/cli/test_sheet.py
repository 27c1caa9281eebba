"""The command `sheet`."""

from tests.cli.conftest import CONTENT

SHEET = "seeds/metadata.csv"


def approve(archive):
    text = archive.read(SHEET)
    archive.write(SHEET, text.replace("old/bridge.txt,,", "old/bridge.txt,x,"))


def test_a_sheet_is_made_and_nothing_changes_by_it(archive, run):
    run()
    before = archive.read(CONTENT)
    assert run("sheet").out.startswith("Made seeds/metadata.csv with 1 row.")
    assert "old/bridge.txt,,The bridge is open,'2001-10-03" in archive.read(SHEET)
    run()
    assert archive.read(CONTENT) == before


def test_what_is_corrected_and_approved_becomes_so(archive, run):
    run()
    run("sheet")
    approve(archive)
    archive.write(SHEET, archive.read(SHEET).replace("The bridge is open", "The new bridge"))
    run()
    assert 'title: "The new bridge"' in archive.read(CONTENT)
    assert 'date: "2001-10-03"' in archive.read(CONTENT)


def test_a_second_run_adds_rows_for_new_documents_alone(archive, run):
    run()
    run("sheet")
    approve(archive)
    before = archive.read(SHEET)
    assert run("sheet").out == "Each document has a row.\n"
    archive.write("seeds/song.txt", "The song of the ferry\n\nLa la la, says the ferryman.\n")
    run()
    assert run("sheet").out == "Added 1 row to seeds/metadata.csv.\n"
    assert archive.read(SHEET).startswith(before)
    assert "song.txt" in archive.read(SHEET)


def test_a_sheet_can_be_written_elsewhere_and_overwrites_nothing(archive, run):
    run()
    assert run("sheet", "--to", "mine.csv").code == 0
    assert "old/bridge.txt" in archive.read("mine.csv")
    assert not (archive.root / SHEET).exists()
    assert run("sheet", "--to", "mine.csv").code == 2


def test_before_the_first_conversion_there_is_nothing_to_approve(archive, run):
    ended = run("sheet")
    assert (ended.code, "sheet.empty" in ended.err) == (2, True)
    assert not (archive.root / SHEET).exists()
