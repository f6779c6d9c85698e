"""Releases after they were made: verified, rolled back, pruned; what was tampered with is named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from dbt_run import KEY, Run

from python_helpers import keys, release, releases
from python_helpers.database import open_database
from python_helpers.relations import Relation, describe_relations, fingerprinted


@pytest.fixture
def copy(tiny_release: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release copied elsewhere, with the right to change it, and its key."""
    monkeypatch.setenv(keys.ENV_VAR, KEY.hex())
    folder = Path(shutil.copytree(tiny_release.current, tmp_path / "copy"))
    for file in folder.iterdir():
        file.chmod(0o644)
    return folder


@pytest.fixture
def three(tiny_release: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three releases, of which the last is current."""
    monkeypatch.setenv(keys.ENV_VAR, KEY.hex())
    published = tmp_path / "published"
    for name in ("20250101T000000Z-a", "20250102T000000Z-b", "20250103T000000Z-c"):
        shutil.copytree(tiny_release.current, published / "releases" / name)
    release.make_current(published, published / "releases" / name)
    monkeypatch.setenv("STAFFING_PUBLISHED_DIR", str(published))
    return published


def change_a_row(folder: Path) -> None:
    with duckdb.connect(str(folder / "staffing.duckdb")) as connection:
        connection.execute("update marts.fill_events set city = 'Nowhere' where event_no = 1")


def drop_a_table(folder: Path) -> None:
    with duckdb.connect(str(folder / "staffing.duckdb")) as connection:
        connection.execute("drop table marts.k_anonymity")


def lie_in_the_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["inputs"][0]["sha256"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_release_is_whole_also_when_copied_elsewhere(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert releases.main(["verify", str(copy)]) == 0
    assert "its seal holds" in capsys.readouterr().out


def test_the_hashes_that_builds_are_compared_by_are_the_manifests(tiny_release: Run) -> None:
    folder = tiny_release.current
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    with open_database(folder / "staffing.duckdb") as connection:
        logged = fingerprinted(connection, manifest["run_id"])
        found = {each.name: each for each in describe_relations(connection)}
    assert set(logged) >= {"marts.fill_events", "marts.workers_500k_v9"}
    assert logged == {name: found[name] for name in logged}
    published = {each["name"]: Relation(**each) for each in manifest["relations"]}
    assert published.items() >= logged.items()


def test_without_the_key_the_rest_is_verified(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(keys.ENV_VAR, KEY[::-1].hex())
    assert releases.main(["verify", str(copy)]) == 0
    assert "not checked: it was made with another key" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (
            change_a_row,
            ["staffing.duckdb: changed", "staffing.duckdb, marts.fill_events: its rows"],
        ),
        (drop_a_table, ["staffing.duckdb: changed", "staffing.duckdb, marts.k_anonymity: missing"]),
        (lie_in_the_manifest, ["manifest.json: changed"]),
        (lambda at: (at / "fill_events.parquet").unlink(), ["fill_events.parquet: missing"]),
        (lambda at: (at / "extra.csv").touch(), ["extra.csv: not of the release"]),
        (
            lambda at: (at / "staffing.duckdb").write_bytes(b"no database"),
            ["staffing.duckdb: changed", "staffing.duckdb: cannot be read"],
        ),
    ],
)
def test_what_was_tampered_with_is_named(
    tamper: Callable[[Path], object], told: list[str], copy: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    tamper(copy)
    assert releases.main(["verify", str(copy)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(told)
    for line, start in zip(lines, told, strict=True):
        assert line.strip().startswith(start)


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"outputs": 1, "relations": 2}', "\0"])
def test_what_is_no_release_is_told_as_such(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert releases.main(["verify", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_an_older_release_is_made_current(three: Path) -> None:
    assert releases.main(["rollback", "20250102T000000Z-b"]) == 0
    assert (three / "current").resolve().name == "20250102T000000Z-b"


@pytest.mark.parametrize("name", ["20250109T000000Z-x", "", "..", "../releases", "current"])
def test_an_unknown_release_is_not_made_current(
    name: str, three: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert releases.main(["rollback", name]) == 2
    assert (three / "current").resolve().name == "20250103T000000Z-c"
    assert "20250102T000000Z-b" in capsys.readouterr().err


def test_a_tampered_release_is_not_made_current(
    three: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = three / "releases" / "20250101T000000Z-a"
    (older / "fill_events.parquet").unlink()
    assert releases.main(["rollback", older.name]) == 2
    assert "fill_events.parquet: missing" in capsys.readouterr().err
    assert (three / "current").resolve().name == "20250103T000000Z-c"


def test_pruning_keeps_the_newest_and_always_the_current_one(three: Path) -> None:
    assert releases.main(["rollback", "20250101T000000Z-a"]) == 0
    assert releases.main(["prune", "2"]) == 0
    assert releases.names(three) == ["20250101T000000Z-a", "20250103T000000Z-c"]
    assert releases.main(["prune", "1"]) == 0
    assert releases.names(three) == ["20250101T000000Z-a"]


@pytest.mark.parametrize("arguments", [[], ["prune"], ["prune", "0"], ["prune", "-1"], ["x"]])
def test_what_is_no_command_gets_the_usage(
    arguments: list[str], three: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert releases.main(arguments) == 2
    assert "usage:" in capsys.readouterr().err
    assert len(releases.names(three)) == 3


def test_a_release_is_named_after_the_last_though_the_clock_went_back(tmp_path: Path) -> None:
    (tmp_path / "29991231T235958Z-a").mkdir()
    assert release.next_stamp(tmp_path) == "29991231T235959Z"


def test_only_one_process_publishes_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "PATIENCE", 0.1)
    with release.locked(tmp_path), pytest.raises(release.NotPublished, match="another build"):
        release.locked(tmp_path).__enter__()
