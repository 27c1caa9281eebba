"""Files of the owner's that servers ask for: published as they are, or joined with ours."""

import pytest

OLD = """
    -- content/new.md --
    ---
    {title: The ferry, aliases: [old.html]}
    ---
    It runs.
"""


def test_hidden_files_for_servers_are_published(build_site):
    site = build_site("-- content/.well-known/security.txt --\nContact: mailto:a@archive.example\n")
    assert site.read("output/.well-known/security.txt").startswith("Contact:")


@pytest.mark.parametrize("name", [".env", ".git/config", "notes/.secret.txt", ".obsidian/a.md"])
def test_other_hidden_files_are_not(build_site, name):
    site = build_site(f"-- content/{name} --\nSecret words.\n")
    assert not any(b"Secret words." in data for data in site.contents().values())


@pytest.mark.parametrize(
    ("name", "is_told"),
    [(".env", True), ("notes/.secret.txt", True), (".git/config", False), (".DS_Store", False)],
)
def test_hidden_files_are_told_of_unless_a_program_keeps_them_there(build_site, name, is_told):
    site = build_site(f"-- content/{name} --\nSecret words.\n")
    told = [(one.code, one.path) for one in site.diagnostics]
    assert told == ([("folder.skipped", f"content/{name}")] if is_told else [])
    assert site.exit_code == 0


def test_every_site_tells_github_pages_to_leave_it_alone(build_site):
    assert build_site(OLD).read("output/.nojekyll") == ""


def test_a_file_of_the_owners_for_github_pages_stays_as_it_is(build_site):
    site = build_site("-- content/.nojekyll --\nmine\n")
    assert site.read("output/.nojekyll") == "mine\n"


def test_robots_are_told_what_the_owner_says(build_site):
    site = build_site("-- content/robots.txt --\nUser-agent: *\nDisallow: /\n")
    assert site.read("output/robots.txt") == "User-agent: *\nDisallow: /\n"
    assert site.diagnostics == ()


@pytest.mark.parametrize(
    ("form", "name", "rule"),
    [
        ("htaccess", ".htaccess", 'Redirect 301 "/old.html" "/new.html"\n'),
        ("redirects", "_redirects", "/old.html /new.html 301\n"),
        ("nginx", "nginx-redirects.map", '"/old.html" "/new.html";\n'),
    ],
)
def test_the_owners_rules_come_before_the_redirects(build_site, form, name, rule):
    site = build_site(OLD, f"-- site.yaml --\nformats: [{form}]\n-- content/{name} --\n# mine")
    assert site.read(f"output/{name}") == f"# mine\n{rule}"
    assert site.diagnostics == ()


def test_rules_that_the_owner_changes_are_changed_at_the_next_build(build_site):
    site = build_site(OLD, "-- site.yaml --\nformats: [htaccess]\n-- content/.htaccess --\n# one\n")
    site.write("content/.htaccess", "# two\n")
    site.rebuild()
    assert site.read("output/.htaccess").startswith("# two\nRedirect")


def test_without_the_format_the_owners_file_is_published_alone(build_site):
    site = build_site(OLD, "-- content/.htaccess --\nOptions -Indexes\n")
    assert site.read("output/.htaccess") == "Options -Indexes\n"
