"""The masking key: where it comes from, and what makes it unfit to use.

The key never leaves this process as text: SQL sees only the two HMAC pads (RFC 2104) that
`plugin.py` sets as session variables, and `key_id` names a key without revealing it.
"""

import hashlib
import hmac
import os
import secrets
import stat
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ENV_VAR = "DBT_ENV_SECRET_PII_KEY"
FILE_ENV_VAR = "STAFFING_KEY_FILE"
DEFAULT_FILE = Path(".secrets/pii_key")
MIN_BYTES = 32  # as long as the hash's output (RFC 2104, section 3)
BLOCK_BYTES = 64  # SHA-256's block


# Ids of keys that stand in the project's own tests: whoever reads them can make their tokens.
KNOWN_IDS = frozenset({"565d2394a061"})


class KeyProblem(Exception):
    """The key is missing or unfit; the message says why and what to do, never the key."""


class Pads(NamedTuple):
    """The two 64-byte pads of HMAC-SHA256 (RFC 2104) and the key's public short name."""

    inner: bytes
    outer: bytes
    key_id: str


def key_file() -> Path:
    """Where the key file lies: $STAFFING_KEY_FILE, or .secrets/pii_key below the project."""
    return Path(os.environ.get(FILE_ENV_VAR) or DEFAULT_FILE)


def load_key() -> bytes:
    """The key's bytes, from the environment (hex) or else the key file (hex).

    Raises KeyProblem when there is none, when it is not hex, shorter than 32 bytes, made of one
    repeated byte, or when the file can be read by others than its owner.
    """
    if ENV_VAR in os.environ:
        return _decode(os.environ[ENV_VAR], f"the environment variable {ENV_VAR}")
    path = key_file()
    if not path.exists():
        raise KeyProblem(
            f"no masking key: neither {ENV_VAR} nor the file {path} is there. "
            f"Make one with `make key`, or set {ENV_VAR} to 64 hex digits or more."
        )
    if not path.is_file():  # a pipe would hang, a folder has no bytes
        raise KeyProblem(f"{path} is no file: name one with {FILE_ENV_VAR}.")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise KeyProblem(
            f"the key file {path} has mode {mode:04o}: others can read it. "
            f"Run `chmod 600 {path}`, and make a new key if anybody else may have seen it."
        )
    try:
        text = path.read_text(encoding="ascii", errors="replace")
    except OSError as problem:
        raise KeyProblem(
            f"the key file {path} cannot be read: {(problem.strerror or '').lower()}. "
            "Give it to this user, mode 0600."
        ) from None
    return _decode(text, f"the key file {path}")


def _decode(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise KeyProblem(
            f"{where} is not hexadecimal. Make a key with `make key`, or use 64 hex digits or more."
        ) from None
    if len(key) < MIN_BYTES:
        raise KeyProblem(
            f"{where} holds {len(key)} bytes, and a masking key needs {MIN_BYTES} or more. "
            "Make one with `make key`."
        )
    if len(set(key)) == 1:
        raise KeyProblem(f"{where} is one byte repeated: not a key. Make one with `make key`.")
    return key


def pads(key: bytes) -> Pads:
    """The pads with which SQL computes HMAC-SHA256(key, m) as H(outer || H(inner || m))."""
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK_BYTES else key).ljust(
        BLOCK_BYTES, b"\0"
    )
    return Pads(
        inner=bytes(byte ^ 0x36 for byte in block),
        outer=bytes(byte ^ 0x5C for byte in block),
        key_id=hmac.new(key, b"key_id|v1", hashlib.sha256).hexdigest()[:12],
    )


def why_test_key(key: bytes) -> str | None:
    """Why a key protects nobody, or None: tests' keys, and bytes that no random source gave.

    Of 32 random bytes fewer than 20 differ once in 10^7 keys, and all are letters and signs once
    in 10^13. Such a key is fit for trying things out: its releases are marked.
    """
    if pads(key).key_id in KNOWN_IDS:
        return "it stands in the project's tests"
    if any(key == (key[:n] * len(key))[: len(key)] for n in range(1, len(key) // 2 + 1)):
        return "it repeats itself"
    if len({(after - before) % 256 for before, after in pairwise(key)}) == 1:
        return "it counts"
    if all(32 <= byte < 127 for byte in key):
        return "it is written text"
    if len(set(key)) < 20:
        return "it has few different bytes"
    return None


# Kinds of tokens and what they begin with; the same text gives another token in each kind.
PREFIXES = {"email": "em", "phone": "ph", "name": "nm", "word": "wd"}


def token(key: bytes, kind: str, value: str) -> str:
    """The token of a normalised value, as macros/pii/pii_token.sql makes it."""
    digest = hmac.digest(key, f"{kind}|v1|{value}".encode(), "sha256")
    return f"{PREFIXES[kind]}_{digest[:16].hex()}"


def make_key(path: Path) -> None:
    """Write a new random 32-byte key as hex, mode 0600, in a folder of mode 0700.

    Raises KeyProblem when a file is already there, as a lost key cannot be made again, and when
    none can be made there.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        if os.path.lexists(path):
            raise KeyProblem(
                f"{path} is there already and stays as it is: tokens made with it could never be "
                "matched again. Move it away first if you want a new key."
            ) from None
        raise KeyProblem(
            f"{path} cannot be made: {(problem.strerror or '').lower()}. "
            f"Name another place with {FILE_ENV_VAR}."
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(secrets.token_hex(MIN_BYTES) + "\n")


def main(arguments: list[str]) -> int:
    """`python -m python_helpers.keys make`: exit 0 made, 1 refused, 2 usage."""
    if arguments != ["make"]:
        print("usage: python -m python_helpers.keys make", file=sys.stderr)
        return 2
    try:
        make_key(key_file())
    except KeyProblem as problem:
        print(f"key: {problem}", file=sys.stderr)
        return 1
    print(f"Made a masking key in {key_file()} (mode 0600). Keep a copy where secrets are kept.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
