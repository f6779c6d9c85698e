"""The documentation: every model, column and question says what it is, and who uses it."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt_run import ROOT, Run

from python_helpers.pages import docs


@pytest.fixture(scope="module")
def manifest(tiny_release: Run) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((tiny_release.target / "manifest.json").read_text("utf-8"))
    return record


def built(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Models and seeds by schema and name."""
    return {
        f"{node['database']}.{node['schema']}.{node['alias']}": node
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
        and node["config"]["materialized"] != "ephemeral"
    }


def test_every_model_and_seed_is_described_with_its_rows(manifest: dict[str, Any]) -> None:
    nodes = built(manifest)
    assert len(nodes) > 80
    assert not [name for name, node in nodes.items() if len(node["description"].strip()) < 20]


def test_every_column_is_described(manifest: dict[str, Any], tiny_release: Run) -> None:
    nodes = built(manifest)
    missing, seen = [], 0
    for database in ("vault", "staffing"):
        path = tiny_release.build / f"{database}.duckdb"
        with duckdb.connect(str(path), read_only=True) as connection:
            columns = connection.sql(
                "select table_schema, table_name, column_name from information_schema.columns"
            ).fetchall()
        for schema, table, column in columns:
            if node := nodes.get(f"{database}.{schema}.{table}"):
                seen += 1
                said = node["columns"].get(column, {}).get("description", "").strip()
                missing += [] if said else [f"{table}.{column}"]
    assert seen > 500
    assert not missing


@pytest.mark.parametrize(
    "name",
    [
        "gap_report", "analysts_desk", "corpus_staffing_answers", "corpus_workers_500k_v9",
        "prompt_guard",
    ],
)  # fmt: skip
def test_who_uses_the_marts_is_an_exposure_with_an_owner(
    manifest: dict[str, Any], name: str
) -> None:
    (found,) = [each for each in manifest["exposures"].values() if each["name"] == name]
    assert found["owner"]["email"].endswith("@staffing.example")
    assert found["depends_on"]["nodes"]


@pytest.mark.parametrize(
    ("folder", "name"), [("analyses/report", "gap_report"), ("analyses", "analysts_desk")]
)
def test_exposures_depend_on_what_their_queries_read(
    manifest: dict[str, Any], folder: str, name: str
) -> None:
    read, said = set[str](), set[str]()
    for node in manifest["nodes"].values():
        if (
            node["resource_type"] == "analysis"
            and str(Path(node["original_file_path"]).parent) == folder
        ):
            read.update(each for each in node["depends_on"]["nodes"] if each.startswith("model."))
    for exposure in manifest["exposures"].values():
        if exposure["name"].startswith(name):
            said.update(exposure["depends_on"]["nodes"])
    assert read == said


def test_the_overview_names_each_layer_and_leads_to_pages_that_are_there(site: Path) -> None:
    text = (ROOT / "models" / "overview.md").read_text("utf-8")
    for layer in ("staging", "masking", "safe", "inventory", "marts", "checks"):
        assert f"`{layer}`" in text
    for page in ("column_lineage.html", "gap_report.html"):
        assert f"({page})" in text
        assert (site / page).is_file()


def test_the_lineage_page_has_every_registered_column(site: Path, tiny_release: Run) -> None:
    page = (site / docs.FILE).read_text("utf-8")
    columns = tiny_release.rows(
        "select stream, column_name from inventory.field_inventory where is_registered"
    )
    assert columns
    assert not [(s, c) for s, c in columns if f'id="{s}.{c}"' not in page]


def test_without_a_release_the_docs_say_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / docs.DOCS).write_text("<html></html>", encoding="utf-8")
    monkeypatch.setenv("DBT_TARGET_PATH", str(tmp_path))
    monkeypatch.setenv("STAFFING_PUBLISHED_DIR", str(tmp_path))
    with pytest.raises(SystemExit, match="2"):
        docs.main()
    assert "make build makes one" in capsys.readouterr().err
