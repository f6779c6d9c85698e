"""What a fingerprint sees, and by what means masks are made."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from dbt_run import ROOT

from python_helpers import mask_means
from python_helpers.kept import Kept


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the code that masks are made by, to be changed."""
    for name in ("models", "macros", "python_helpers"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copyfile(ROOT / "dbt_project.yml", tmp_path / "dbt_project.yml")
    monkeypatch.chdir(tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    mask_means.macro_files.cache_clear()
    mask_means.flattening.cache_clear()


def means_of(*models: str, variables: dict[str, object] | None = None) -> str:
    forget()
    paths = [f"models/masking/masked/{name}.sql" for name in models]
    sources: dict[str, object] = {"flattened.plans": []} if "plans_masked" in models else {}
    return mask_means.means(paths, sources, variables or {}, [])


@pytest.mark.parametrize(
    ("path", "old", "new", "touched"),
    [
        ("dbt_project.yml", "rule: email_address", "rule: e_mail_address", "texts"),
        ("macros/pii/masked_match.sql", "'[PHONE]'", "'[A PHONE]'", "texts"),
        ("macros/engine/create_functions.sql", "is_luhn(number)", "is_luhn( number)", "texts"),
        ("macros/pii/hmac_hex.sql", "outer_pad", "inner_pad", "all"),
        ("models/masking/masked/plans_masked.sql", "plans", "the_plans", "plans"),
        ("python_helpers/json_plans.py", '"""', '"""A', "plans"),
        ("python_helpers/charts.py", "", "", "none"),
        ("macros/release/conclude_run.sql", "{#-", "{#- A", "none"),
        ("models/marts/ledger/fill_events.sql", "with", "with ", "none"),
    ],
)
def test_what_is_changed_touches_the_masks_that_depend_on_it(
    code: Path, path: str, old: str, new: str, touched: str
) -> None:
    models = ("candidates_masked", "plans_masked", "workers_masked")
    before = [means_of(name) for name in models]
    file = code / path
    text = file.read_text("utf-8") if file.exists() else ""
    file.write_text(text.replace(old, new) if old else "# new", encoding="utf-8")
    changed = {name for name, means in zip(models, before, strict=True) if means_of(name) != means}
    assert (
        changed
        == {
            "texts": {"plans_masked", "workers_masked"},
            "all": set(models),
            "plans": {"plans_masked"},
            "none": set(),
        }[touched]
    )


def test_a_var_given_counts_as_one_that_is_set(code: Path) -> None:
    assert means_of("workers_masked") != means_of("workers_masked", variables={"name_patterns": []})
    assert means_of("workers_masked") == means_of("workers_masked", variables={"least_k": 9})


def node(
    name: str, *parents: str, rows: str | None = "code", there: bool = True
) -> dict[str, object]:
    return {
        "node": name, "rows": rows, "shape": "shape", "reads_shapes": False,
        "parents": list(parents), "is_there": there,
    }  # fmt: skip


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A build folder of two nodes over one file, and what they rest on."""
    for name in ("staffing.duckdb", "vault.duckdb"):
        (tmp_path / name).write_bytes(b"as it was left")
    kept = Kept(tmp_path)
    decide(kept)
    kept.remember({})
    return tmp_path


SOURCE = "source.project.datasets.workers"


def decide(
    kept: Kept, sha256: str = "a", key_id: str = "key", rows: str | None = "code"
) -> list[bool]:
    file = {"path": "data/datasets/workers.parquet", "folder": "datasets", "sha256": sha256,
            "problem": None}  # fmt: skip
    other = file | {"path": "data/datasets/others.parquet", "sha256": "other"}
    kept.begin([file, other], key_id)
    return [
        kept.decide(node("model.project.one", SOURCE, rows=rows)),
        kept.decide(node("model.project.two", "model.project.one")),
    ]


def test_what_rests_on_the_same_is_kept(built: Path) -> None:
    kept = Kept(built)
    kept.recall()
    assert decide(kept) == [True, True]


@pytest.mark.parametrize(
    "change", [{"sha256": "b"}, {"key_id": "other"}, {"rows": "other"}, {"rows": None}]
)
def test_what_rests_on_something_else_is_not(built: Path, change: dict[str, str | None]) -> None:
    kept = Kept(built)
    kept.recall()
    assert decide(kept, **change) == [False, False]  # type: ignore[arg-type]


def test_nothing_is_kept_in_a_database_that_somebody_changed(built: Path) -> None:
    (built / "vault.duckdb").write_bytes(b"as it was not left")
    kept = Kept(built)
    kept.recall()
    assert decide(kept) == [False, False]


def test_nothing_is_kept_beside_a_log_of_writes(built: Path) -> None:
    (built / "staffing.duckdb.wal").touch()
    kept = Kept(built)
    kept.recall()
    assert decide(kept) == [False, False]


def test_what_is_gone_is_made_again(built: Path) -> None:
    kept = Kept(built)
    kept.recall()
    kept.begin([], "key")
    assert not kept.decide(node("model.project.one", SOURCE, there=False))


def test_what_reads_code_alone_is_kept_above_a_run_log(built: Path) -> None:
    asked = node("model.project.three", "model.project.log") | {"reads_shapes": True}
    for build in ("first", "second"):
        kept = Kept(built)
        kept.recall()
        decide(kept)
        kept.decide(node("model.project.log", rows=None))
        assert kept.decide(asked) == (build == "second")
        kept.remember({})
