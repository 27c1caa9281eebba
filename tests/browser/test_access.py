"""WCAG 2.2 AA, as far as axe can tell, on one page of each kind."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_violation(chromium, example, kinds, colours, width):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=colours, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for kind, path in kinds.items():
        page.goto((example.output / path).as_uri())
        violations = Axe().run(page).response["violations"]
        if violations:
            found[kind] = [
                (one["id"], [node["html"] for node in one["nodes"][:3]]) for one in violations
            ]
    context.close()
    assert found == {}
