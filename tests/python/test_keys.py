"""The masking key: HMAC as the standard library computes it, and unfit keys refused."""

import hashlib
import hmac
import os
import stat
from pathlib import Path

import pytest

from python_helpers import keys

KEY = bytes(range(32))
MESSAGE = b"email|v1|ada@example.com"


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secrets" / "pii_key"
    monkeypatch.delenv(keys.ENV_VAR, raising=False)
    monkeypatch.setenv(keys.FILE_ENV_VAR, str(path))
    return path


def write_key(path: Path, text: str, mode: int = 0o600) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def refusal() -> str:
    with pytest.raises(keys.KeyProblem) as caught:
        keys.load_key()
    return str(caught.value)


@pytest.mark.parametrize("length", [32, 63, 64, 65, 200])
def test_the_pads_give_the_hmac_of_the_standard_library(length: int) -> None:
    key = bytes(number * 7 % 251 for number in range(length))
    pads = keys.pads(key)
    inner = hashlib.sha256(pads.inner + MESSAGE).digest()
    assert (
        hashlib.sha256(pads.outer + inner).hexdigest()
        == hmac.new(key, MESSAGE, hashlib.sha256).hexdigest()
    )


def test_the_key_id_names_a_key_and_stays_the_same() -> None:
    assert keys.pads(KEY).key_id == keys.pads(KEY).key_id == "191d9f09fa1f"
    assert keys.pads(KEY[::-1]).key_id != keys.pads(KEY).key_id
    assert keys.pads(KEY).key_id not in KEY.hex()


def test_a_key_is_read_from_its_file(key_file: Path) -> None:
    write_key(key_file, KEY.hex().upper() + "\n")
    assert keys.load_key() == KEY


def test_the_environment_comes_before_the_file(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_key(key_file, "00" * 40)
    monkeypatch.setenv(keys.ENV_VAR, KEY.hex())
    assert keys.load_key() == KEY


def test_a_missing_key_says_where_it_was_looked_for(key_file: Path) -> None:
    message = refusal()
    assert keys.ENV_VAR in message
    assert str(key_file) in message
    assert "make key" in message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "0 bytes"),
        (KEY.hex()[:-2], "31 bytes"),
        ("correct horse battery staple " * 3, "not hexadecimal"),
        ("clé" * 30, "not hexadecimal"),
        ("ab" * 32, "one byte repeated"),
    ],
)
@pytest.mark.parametrize("place", ["environment", "file"])
def test_an_unfit_key_is_refused_without_being_shown(
    text: str, reason: str, place: str, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "file":
        write_key(key_file, text)
    else:
        monkeypatch.setenv(keys.ENV_VAR, text)
    message = refusal()
    assert (str(key_file) if place == "file" else keys.ENV_VAR) in message
    assert reason in message
    assert "make key" in message
    assert not text or text not in message


def test_a_key_that_others_can_read_is_refused(key_file: Path) -> None:
    write_key(key_file, KEY.hex(), mode=0o644)
    message = refusal()
    assert f"{key_file} has mode 0644" in message
    assert f"chmod 600 {key_file}" in message
    assert KEY.hex() not in message


def test_what_is_no_file_is_no_key(key_file: Path) -> None:
    key_file.parent.mkdir()
    os.mkfifo(key_file, 0o600)  # would hang
    assert "is no file" in refusal()
    key_file.unlink()
    key_file.mkdir(mode=0o700)
    assert "is no file" in refusal()


def test_a_key_that_cannot_be_written_is_told(
    key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key_file.parent.write_text("a file where the folder should be")
    assert keys.main(["make"]) == 1
    assert f"key: {key_file} cannot be made: " in capsys.readouterr().err


def test_a_made_key_is_long_private_and_of_use(
    key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keys.main(["make"]) == 0
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert len(keys.load_key()) == keys.MIN_BYTES
    assert key_file.read_text("ascii").strip() not in capsys.readouterr().out


def test_no_two_made_keys_are_alike(tmp_path: Path) -> None:
    for name in ("one", "other"):
        keys.make_key(tmp_path / name)
    assert (tmp_path / "one").read_bytes() != (tmp_path / "other").read_bytes()


def test_a_key_that_is_there_is_never_overwritten(
    key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_key(key_file, KEY.hex())
    assert keys.main(["make"]) == 1
    assert key_file.read_text("ascii") == KEY.hex()
    error = capsys.readouterr().err
    assert str(key_file) in error
    assert "Move it away first" in error
    assert KEY.hex() not in error


def test_anything_but_make_gets_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert keys.main([]) == 2
    assert "usage:" in capsys.readouterr().err
