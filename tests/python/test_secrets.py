"""Secrets at rest and on the move: key in no file, encrypted vault, a key that is replaced."""

import base64
import hashlib
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from clean_lakehouse import write_lakehouse
from dbt_run import KEY, Run, run_dbt, run_once
from processes import watched_processes

from python_helpers import key_rotation, keys, vault

ENCRYPTED = ("--vars", "{vault_encryption: true}")


@pytest.fixture(scope="module")
def encrypted(common: Path) -> Run:
    """A build with an encrypted vault. To be read only."""

    def run(folder: Path) -> Run:
        lakehouse = folder / "lakehouse"
        write_lakehouse(lakehouse)
        with watched_processes(folder.with_name("encrypted_processes.txt")):
            return run_dbt(folder, lakehouse, "build", *ENCRYPTED, log_level="debug")

    return run_once(common / "encrypted", run)


@pytest.fixture(scope="module")
def rotated(common: Path, encrypted: Run) -> Run:
    """The same with another key since: a part of it refused, then a whole build."""

    def run(folder: Path) -> Run:
        lakehouse = encrypted.folder / "lakehouse"
        for name in ("build", "published", "target"):
            shutil.copytree(encrypted.folder / name, folder / name, symlinks=True)
        (folder / "key").write_text(KEY.hex(), encoding="ascii")
        (folder / "key").chmod(0o600)
        with pytest.MonkeyPatch.context() as patched:
            patched.delenv(keys.ENV_VAR, raising=False)
            patched.setenv(keys.FILE_ENV_VAR, str(folder / "key"))
            key_rotation.rotate(folder / "key")
        part = ("build", "--select", "candidates_masked", *ENCRYPTED)
        refused = run_dbt(folder, lakehouse, *part, key=None)
        (folder / "refused.txt").write_text(f"{refused.returncode}\n{refused.output}", "utf-8")
        return run_dbt(folder, lakehouse, "build", *ENCRYPTED, key=None)

    return run_once(common / "rotated", run)


def forms(secret: bytes) -> Iterator[bytes]:
    """A secret as it may be written: raw, in hexadecimal, in base64 wherever it begins."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + secret)
        yield whole[4 : len(whole) - 4]
        yield whole[4 : len(whole) - 4].translate(bytes.maketrans(b"+/", b"-_"))


def secrets_of(key: bytes) -> set[bytes]:
    """The key and what serves as the key: the pads of its HMAC, and the vault's key."""
    pads = keys.pads(key)
    made = (key, pads.inner, pads.outer, bytes.fromhex(vault.key_of(key)))
    return {form for secret in made for form in forms(secret)}


def holds_any(file: Path, wanted: set[bytes]) -> bool:
    data = file.read_bytes()
    return any(form in data for form in wanted)


def test_the_key_is_in_no_list_of_processes(encrypted: Run, common: Path) -> None:
    told = (common / "encrypted_processes.txt").read_bytes()
    assert b"dbt_parsed.py" in told
    assert b"parquet_child.py" in told
    assert not any(form in told for form in secrets_of(KEY))


def test_the_key_is_in_no_file_of_a_run(encrypted: Run) -> None:
    wanted = secrets_of(KEY)
    looked_at = [file for file in encrypted.folder.rglob("*") if file.is_file()]
    assert {"vault.duckdb", "dbt.log", "manifest.json"} <= {file.name for file in looked_at}
    found = [file.name for file in looked_at if file.name != "key" and holds_any(file, wanted)]
    assert found == []
    assert any(form in (encrypted.folder / "key").read_bytes() for form in wanted)


def test_an_encrypted_vault_opens_with_its_key_alone(encrypted: Run) -> None:
    assert encrypted.returncode == 0, encrypted.output[-3000:]
    path = encrypted.build / "vault.duckdb"
    with duckdb.connect() as connection:
        with pytest.raises(duckdb.Error, match="without a key"):
            connection.execute(f"attach '{path}' as vault (read_only)")
        with pytest.raises(duckdb.Error, match="Wrong encryption key"):
            connection.execute(f"attach '{path}' as vault (read_only, encryption_key 'x')")
        key = vault.key_of(KEY)
        connection.execute(f"attach '{path}' as vault (read_only, encryption_key '{key}')")
        failures = "from duckdb_tables() where database_name = 'vault' and schema_name = 'failures'"
        assert len(connection.sql(failures).fetchall()) > 50
    assert b"s01_every_registered_column" not in path.read_bytes()


def test_build_and_vault_are_their_owners_alone(encrypted: Run) -> None:
    assert stat.S_IMODE(encrypted.build.stat().st_mode) == 0o700
    modes = {stat.S_IMODE(file.stat().st_mode) for file in encrypted.build.rglob("*.duckdb*")}
    assert modes == {0o600}


def test_a_build_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    build = tmp_path / "build"
    build.mkdir(mode=0o755)
    (build / "vault.duckdb").touch(0o644)
    vault.take(build)
    assert stat.S_IMODE(build.stat().st_mode) == 0o700
    assert stat.S_IMODE((build / "vault.duckdb").stat().st_mode) == 0o600


def test_a_vault_of_another_kind_is_made_anew(tmp_path: Path) -> None:
    for wanted in (True, False, True):
        with duckdb.connect() as connection:
            if wanted:
                vault.attach_encrypted(connection, tmp_path, KEY)
            else:
                vault.forget_encrypted(tmp_path)
                connection.execute(f"attach '{tmp_path / vault.VAULT}' as vault")
            connection.execute("create table vault.t as select 'Ada Lovelace' as name")
        is_open = b"Ada Lovelace" in (tmp_path / vault.VAULT).read_bytes()
        assert is_open != wanted


def test_a_part_of_a_build_with_another_key_is_refused(rotated: Run) -> None:
    code, *lines = (rotated.folder / "refused.txt").read_text("utf-8").splitlines()
    assert code == "2"
    assert any("the key is not the one that" in line for line in lines)
    assert not any("Traceback" in line for line in lines)


def test_after_rotation_all_tokens_are_new_and_the_old_release_keeps_its_key(
    encrypted: Run, rotated: Run
) -> None:
    assert rotated.returncode == 0, rotated.output[-3000:]
    old_id = keys.pads(KEY).key_id
    assert rotated.manifest["key_id"] != old_id == encrypted.manifest["key_id"]
    old = rotated.published / "releases" / encrypted.manifest["release_id"]
    with duckdb.connect() as connection:
        for name, folder in (("new", rotated.current), ("old", old)):
            connection.execute(f"attach '{folder / 'staffing.duckdb'}' as {name} (read_only)")
        tables = connection.sql(
            "select distinct table_schema || '.' || table_name from information_schema.columns "
            "where table_catalog = 'new' and column_name = 'key_id'"
        ).fetchall()
        assert len(tables) > 10
        for (table,) in tables:
            if table == "marts.build_fingerprints":  # a log of runs: it has the old ones too
                continue
            found = connection.sql(f"select distinct key_id from new.{table}").fetchall()
            assert found in ([], [(rotated.manifest["key_id"],)]), table
            found = connection.sql(f"select distinct key_id from old.{table}").fetchall()
            assert found in ([], [(old_id,)]), table
        both = "select name_token from new.safe.workers_safe intersect select name_token from old."
        assert connection.sql(f"{both}safe.workers_safe").fetchall() == []


def test_the_old_key_is_kept_aside_and_the_new_one_is_no_test_key(rotated: Run) -> None:
    aside = rotated.folder / f"key.{keys.pads(KEY).key_id}"
    assert bytes.fromhex(aside.read_text("ascii")) == KEY
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert stat.S_IMODE((rotated.folder / "key").stat().st_mode) == 0o600
    assert rotated.manifest["test_key"] is None


def test_a_release_of_a_test_key_is_marked(encrypted: Run) -> None:
    assert encrypted.manifest["test_key"] == "it stands in the project's tests"
    assert encrypted.current.readlink().name.endswith("-test-key")
    assert "TEST KEY" in encrypted.output


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (KEY, "tests"), (bytes(range(32)), "counts"), (bytes(range(40, 0, -1)), "counts"),
        (bytes.fromhex("deadbeef" * 8), "repeats"), (b"correct horse battery staple!!!!", "text"),
        (hashlib.sha256(b"x").digest()[:8] * 5, "repeats"), (bytes(20) + KEY[:12], "few"),
    ],
)  # fmt: skip
def test_a_key_that_protects_nobody_is_known(key: bytes, reason: str) -> None:
    assert reason in (keys.why_test_key(key) or "")


def test_no_random_key_is_taken_for_one() -> None:
    for number in range(2000):
        key = hashlib.sha256(f"key {number}".encode()).digest()
        assert keys.why_test_key(key) is None


def test_a_key_from_the_environment_is_not_rotated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(keys.ENV_VAR, KEY.hex())
    monkeypatch.setenv(keys.FILE_ENV_VAR, str(tmp_path / "key"))
    assert key_rotation.main() == 1
    assert keys.ENV_VAR in capsys.readouterr().err
    assert not (tmp_path / "key").exists()


def test_without_a_key_there_is_nothing_to_rotate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(keys.ENV_VAR, raising=False)
    monkeypatch.setenv(keys.FILE_ENV_VAR, str(tmp_path / "key"))
    assert key_rotation.main() == 1
    assert "no masking key" in capsys.readouterr().err
