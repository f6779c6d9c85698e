"""The private databases of a build: one process at a time, owner only, encrypted where wanted.

With the var `vault_encryption` DuckDB encrypts the vault and its spill files (AES-GCM-256, the
httpfs extension's OpenSSL). Its key is made from the masking key and never part of a profile, of
dbt's SQL or its logs: the plugin attaches the vault before dbt would.
"""

import contextlib
import fcntl
import hashlib
import hmac
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import yaml

VAULT, LOCK = "vault.duckdb", ".lock"
VAR = "vault_encryption"
NOT_OURS = ("encryption key", "without a key", "is not encrypted", "Cannot open encrypted")
# Files held by this process; the operating system lets go of them when it ends.
_held: dict[Path, Any] = {}


class VaultProblem(RuntimeError):
    """The build's folder or vault cannot be used; the message says why and what to do."""


def take(build: Path) -> None:
    """Make a build's folder ready for this process alone, and for its owner alone.

    Raises VaultProblem when another process builds there, or the folder cannot be written.
    """
    folder = build.absolute()
    if folder in _held:
        return
    try:
        build.mkdir(mode=0o700, parents=True, exist_ok=True)
        if build.stat().st_uid == os.geteuid():
            build.chmod(0o700)
        handle = (build / LOCK).open("a+")
    except OSError as problem:
        raise VaultProblem(
            f"the build folder {build} cannot be used: {(problem.strerror or '').lower()}. "
            "Give it to this user, or name another: STAFFING_BUILD_DIR=folder."
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.seek(0)
        other = handle.read().strip()
        handle.close()
        raise VaultProblem(
            f"another run is building in {build}{f' (process {other})' if other else ''}. "
            "Wait for its end, or build elsewhere: STAFFING_BUILD_DIR=folder."
        ) from None
    handle.truncate(0)
    handle.write(f"{os.getpid()}\n")
    handle.flush()
    _held[folder] = handle
    for file in build.glob("*.duckdb*"):
        if file.is_file() and file.stat().st_uid == os.geteuid():
            file.chmod(0o600)


def is_wanted(given_vars: dict[str, Any], project: Path) -> bool:
    """Whether the vault is to be encrypted: by --vars, else by dbt_project.yml."""
    if VAR in given_vars:
        return given_vars[VAR] is True
    settings = yaml.safe_load((project / "dbt_project.yml").read_text("utf-8"))
    return (settings.get("vars") or {}).get(VAR) is True


def key_of(masking_key: bytes) -> str:
    """The vault's key: who reads it can open the vault, and make no token."""
    return hmac.new(masking_key, b"vault|v1", hashlib.sha256).hexdigest()


def extension() -> Path:
    """DuckDB's httpfs extension from its wheel. Raises VaultProblem when it is not installed."""
    with contextlib.suppress(ImportError):
        for file in files("duckdb_extension_httpfs").joinpath("extensions").iterdir():
            found = Path(str(file)) / "httpfs.duckdb_extension"
            if file.name == f"v{duckdb.__version__}" and found.is_file():
                return found
    raise VaultProblem(
        f"{VAR}, and a lakehouse in object storage, need the package duckdb-extension-httpfs "
        f"{duckdb.__version__}: pip install -r requirements.lock."
    )


def attach_encrypted(
    connection: duckdb.DuckDBPyConnection, build: Path, masking_key: bytes
) -> None:
    """Attach the encrypted vault; one that another key made, or none did, is made anew.

    Nothing is lost with it: every run makes what lies in the vault.
    """
    path = build / VAULT
    connection.execute(f"load '{literal(extension())}'")
    connection.execute("set temp_file_encryption = true")
    statement = f"attach '{literal(path)}' as vault (encryption_key '{key_of(masking_key)}')"
    try:
        connection.execute(statement)
        return
    except duckdb.Error as problem:
        reason = str(problem)
    if not any(words in reason for words in NOT_OURS):
        raise VaultProblem(f"the vault {path} cannot be opened. Remove it: a run makes it anew.")
    forget(build)
    try:
        connection.execute(statement)
    except duckdb.Error:
        raise VaultProblem(f"the vault {path} cannot be made: is the disk full?") from None


def forget_encrypted(build: Path) -> None:
    """Remove a vault that was encrypted by an earlier run, when this one is not to be."""
    if not (build / VAULT).is_file():
        return
    with duckdb.connect() as connection:
        try:
            connection.execute(f"attach '{literal(build / VAULT)}' as v (read_only)")
        except duckdb.Error as problem:
            if any(words in str(problem) for words in NOT_OURS):
                forget(build)


def forget(build: Path) -> None:
    """Remove the vault and its log."""
    for name in (VAULT, f"{VAULT}.wal"):
        (build / name).unlink(missing_ok=True)


def literal(path: Path) -> str:
    """A path inside quotes in SQL."""
    return str(path).replace("'", "''")
