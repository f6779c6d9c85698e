"""No personal data leaves: all that a build writes is searched by value for everybody."""

import base64
import subprocess
from pathlib import Path
from typing import Any

import pytest
from dbt_run import KEY, ROOT, Run
from leaks import People, database_texts, leaks_in, people_of

from python_helpers import keys, release_diff


@pytest.fixture(scope="module")
def people(tiny_lakehouse: Path, truth: dict[str, Any]) -> People:
    known = people_of(tiny_lakehouse)
    canaries = truth["canaries"]
    return People(
        known.emails | {person["email"].lower() for person in canaries},
        known.phones | {person["phone_e164"][-10:] for person in canaries},
        known.names,
    )


@pytest.fixture(scope="module")
def words_of_the_project(people: People) -> set[str]:
    """Names that the project's own code and documents use as examples, and so its artifacts."""
    tracked = subprocess.run(
        ["git", "ls-files", "*.sql", "*.yml", "*.md", "*.py", "*.csv"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    texts = [(ROOT / name).read_text("utf-8") for name in tracked.stdout.split("\n") if name]
    return {leak for text in texts for leak in leaks_in(text, people)}


def test_the_search_finds_what_is_there(people: People) -> None:
    email, phone, name = (sorted(values)[0] for values in people)
    spelled = f"({phone[:3]}) {phone[3:6]}-{phone[6:]}"
    assert leaks_in(f"write to {email.upper()}.", people) == {email}
    assert phone in leaks_in(f"call {spelled} now", people)
    assert phone in leaks_in(f"call +1{phone}", people)
    assert name in leaks_in(f"and {name.title()}'s crew", people) or name in leaks_in(name, people)


def test_the_search_finds_people_in_the_raw_files(tiny_lakehouse: Path, people: People) -> None:
    for file in (tiny_lakehouse / "data/_playbook_lessons").glob("*.json"):
        if leaks_in(file.read_text("utf-8"), people):
            return
    pytest.fail("nobody found in any lesson: the search does not work")


def test_every_column_of_hashes_is_known_by_its_name(tiny_release: Run) -> None:
    """Ten digits of a hash are somebody's number by chance: P02 reads none (published_text)."""
    columns = tiny_release.rows(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() "
        "where schema_name in ('safe', 'marts', 'inventory') and data_type = 'VARCHAR'"
    )
    hashes = {
        column
        for relation, column in columns
        if tiny_release.value(
            f"select bool_and(regexp_full_match({column}, '[0-9a-f]{{32}}|[0-9a-f]{{64}}')) "
            f"from {relation}"
        )
    }
    assert "shape_id" in hashes
    assert {name for name in hashes if not name.endswith(("sha256", "_hash", "_id"))} == set()


def test_the_released_database_names_nobody(tiny_release: Run, people: People) -> None:
    leaks = {
        relation
        for relation, text in database_texts(tiny_release.current / "staffing.duckdb")
        if leaks_in(text, people)
    }
    assert not leaks


def test_the_failure_tables_name_nobody(tiny_release: Run, people: People) -> None:
    rows = list(database_texts(tiny_release.build / "vault.duckdb", schemas=["failures"]))
    assert rows, "the tiny lakehouse has findings, so there is evidence to look at"
    assert not {relation for relation, text in rows if leaks_in(text, people)}


@pytest.mark.parametrize("place", ["current", "target", "logs"])
def test_no_file_of_a_build_names_anybody(
    tiny_release: Run, people: People, words_of_the_project: set[str], place: str
) -> None:
    leaks = {}
    for file in sorted(getattr(tiny_release, place).rglob("*")):
        if file.is_file() and file.suffix != ".duckdb":
            text = file.read_bytes().decode("utf-8", errors="replace")
            if found := leaks_in(text, people) - words_of_the_project:
                leaks[file.name] = len(found)
    assert not leaks


def test_the_docs_name_nobody(site: Path, people: People, words_of_the_project: set[str]) -> None:
    pages = sorted(site.glob("*.html"))
    assert {"column_lineage.html", "gap_report.html", "static_index.html"} <= {
        page.name for page in pages
    }
    for page in pages:
        assert not leaks_in(page.read_text("utf-8"), people) - words_of_the_project, page.name


def test_a_comparison_of_releases_names_nobody(tiny_release: Run, people: People) -> None:
    (release,) = (tiny_release.published / "releases").iterdir()
    assert not leaks_in(release_diff.report(release, release), people)
    changes = [text for name, text in database_texts(tiny_release.current / "staffing.duckdb")
               if name == "marts.release_changes"]  # fmt: skip
    assert not any(leaks_in(text, people) for text in changes)


def test_the_terminal_names_nobody(tiny_release: Run, people: People) -> None:
    assert not leaks_in(tiny_release.output, people)


def test_the_canaries_are_nowhere(tiny_release: Run, truth: dict[str, Any]) -> None:
    names = [person["last_name"] for person in truth["canaries"]]
    assert len(names) == 5
    files = [file for file in tiny_release.current.iterdir() if file.suffix != ".duckdb"]
    texts = [file.read_bytes().decode("utf-8", errors="replace") for file in files]
    texts += [text for _, text in database_texts(tiny_release.current / "staffing.duckdb")]
    assert not [name for name in names if any(name.lower() in text.lower() for text in texts)]


def test_the_key_is_in_no_file_in_any_form(tiny_release: Run) -> None:
    pads = keys.pads(KEY)
    forms = {
        form
        for secret in (KEY, pads.inner, pads.outer)
        for form in (
            secret,
            secret.hex().encode(),
            secret.hex().upper().encode(),
            base64.b64encode(secret),
            base64.urlsafe_b64encode(secret),
            "".join(f"\\x{byte:02X}" for byte in secret).encode(),
        )
    }
    folders = (tiny_release.current, tiny_release.build, tiny_release.target, tiny_release.logs)
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert len(files) > 10
    assert not [file for file in files if any(form in file.read_bytes() for form in forms)]
