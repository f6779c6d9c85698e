"""The lock is the environment: every distribution hashed, permissive, and in its locked version."""

from pathlib import Path

import pytest
import supply_chain
from supply_chain import Locked


def test_every_locked_distribution_has_a_hash() -> None:
    found = supply_chain.locked()
    assert len(found) > 60
    assert [item.name for item in found if not item.is_hashed] == []


def test_the_environment_has_the_locked_versions() -> None:
    here = supply_chain.installed()
    missing = [item.name for item in supply_chain.locked(supply_chain.LOCK)
               if item.name not in here and not item.marker]  # fmt: skip
    assert missing == []
    other = {item.name: here[item.name].version for item in supply_chain.locked()
             if item.name in here and here[item.name].version != item.version}  # fmt: skip
    assert other == {}


def test_every_licence_is_permissive() -> None:
    here = supply_chain.installed()
    said = {item.name: supply_chain.licence(here[item.name])
            for item in supply_chain.locked() if item.name in here}  # fmt: skip
    assert {name: text for name, text in said.items()
            if not supply_chain.is_permissive(name, text)} == {}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "is_fine"),
    [
        ("MIT License", True), ("Apache-2.0 AND CNRI-Python", True), ("MPL-2.0", True),
        ("GPL-3.0-only", False), ("MIT OR GPL-2.0", False), ("Proprietary", False), ("", False),
        ("SSPL-1.0", False),
    ],
)  # fmt: skip
def test_what_a_permissive_licence_is(said: str, is_fine: bool) -> None:
    assert supply_chain.is_permissive("x", said) == is_fine


def test_a_line_of_the_lock_is_read(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text('A_b[x]==1.2 ; python_version < "3" \\\n    --hash=sha256:0\nc==3\n', "utf-8")
    assert supply_chain.locked(lock) == [
        Locked("a-b", "1.2", True, 'python_version < "3"'), Locked("c", "3", False, ""),
    ]  # fmt: skip
