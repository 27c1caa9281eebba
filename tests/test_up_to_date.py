"""Whether there is anything to do: what is looked at, and in which order."""

from generator.options import BuildOptions
from generator.pipeline import build
from generator.report import Report
from generator.state import snapshots, up_to_date
from generator.state.site_settings import load_config
from generator.state.up_to_date import read_input_state_again
from tests.site_in_a_string import TODAY


def test_what_another_build_publishes_while_one_looks_at_the_folders_is_seen(
    build_site, monkeypatch
):
    site = build_site("-- content/bridge.md --\nOpen.\n")
    config = load_config(site.root)
    take = snapshots.take_snapshot

    def take_while_another_build_ends(folder, *given, **named):
        seen = take(folder, *given, **named)
        if folder == config.themes:  # the last that is looked at
            site.write("content/bridge.md", "Shut.")
            up_to_date.write_last_build(config.cache, up_to_date.LastBuild("", "", "", 1, 1, False))
        return seen

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "take_snapshot", take_while_another_build_ends)
        seen = read_input_state_again(config)
    build.build(config, BuildOptions(today=TODAY), Report(), seen)
    assert "Shut." in site.text("bridge.html")
