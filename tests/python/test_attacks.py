"""Attacks on what is published: each fails against our tokens, and succeeds against plain hashes.

An attacker has a release, knows how it is made, and guesses. Each attack runs once against the
tokens of a release and once against the same values hashed without a key, where it must succeed:
else its failure would show nothing.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from dbt_run import KEY, Run

from python_helpers import keys

# Hashes without the key that anybody may try: of the value, and as our tokens are made.
UNKEYED = [
    "sha256({})", "sha256('{kind}|v1|' || {})", "md5({})", "sha1({})",
    "sha256('{key_id}' || {})", "sha256('{key_id}' || '{kind}|v1|' || {})",
]  # fmt: skip
DOMAINS = ["gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com",
           "proton.me", "comcast.net"]  # fmt: skip


@pytest.fixture(scope="module")
def attacker(tiny_release: Run, tiny_lakehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published tokens by kind; beside each the plain hash that a keyless build would have."""
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{tiny_release.current}/staffing.duckdb' as release (read_only)"
        )
        connection.execute(f"""
            create table people as
            select
                lower(raw.name) as full_name,
                lower(trim(raw.email)) as email,
                '+1' || right(regexp_replace(cast(raw.phone as varchar), '[^0-9]', '', 'g'), 10)
                    as phone,
                safe.name_token, safe.email_token, safe.phone_token
            from read_parquet('{tiny_lakehouse}/data/datasets/workers_500k.parquet',
                file_row_number = true) as raw
            inner join release.safe.workers_safe as safe
                on safe.stream = 'workers_500k' and safe.source_row = raw.file_row_number
        """)
        yield connection


def recovered(attacker: duckdb.DuckDBPyConnection, kind: str, guesses: str) -> tuple[int, int]:
    """How many of the published tokens, and of the plain hashes, some guesses recover."""
    key_id = keys.pads(KEY).key_id
    attacker.execute(f"create or replace table guesses as {guesses}")
    ours = 0
    for unkeyed in UNKEYED:
        digest = unkeyed.format("guess", kind=kind, key_id=key_id)
        (found,) = attacker.execute(f"""
            select count(*) from guesses inner join people
                on left({digest}, 32) = right(people.{kind}_token, 32)
        """).fetchall()[0]
        ours += found
    (plain,) = attacker.execute(f"""
        select count(distinct people.{kind}) from guesses inner join people
            on sha256(guess) = sha256(people.{kind})
    """).fetchall()[0]
    return ours, plain


def test_phones_are_not_recovered_by_trying_every_number(
    attacker: duckdb.DuckDBPyConnection,
) -> None:
    """All 8,000,000 numbers of the most frequent area code; the other codes are no harder."""
    area, people = attacker.execute("""
        select left(phone, 5), count(distinct phone) from people
        where regexp_full_match(phone, '[+]1[2-9][0-8][0-9][2-9][0-9]{6}')
        group by all order by 2 desc, 1 limit 1
    """).fetchall()[0]
    guesses = f"select '{area}' || number as guess from range(2000000, 10000000) as r(number)"
    ours, plain = recovered(attacker, "phone", guesses)
    assert ours == 0
    assert plain == people


def test_addresses_are_not_recovered_by_a_dictionary(attacker: duckdb.DuckDBPyConnection) -> None:
    """Everybody's name in the usual forms at the usual providers."""
    guesses = f"""
        with names as (
            select distinct split_part(full_name, ' ', 1) as first,
                split_part(full_name, ' ', -1) as last
            from people
        )
        select distinct form || '@' || domain as guess
        from (
            select unnest([first || '.' || last, first || last, first || '_' || last,
                left(first, 1) || last, last || '.' || first]) as form
            from names
        ), (select unnest({DOMAINS}) as domain)
    """
    ours, plain = recovered(attacker, "email", guesses)
    assert ours == 0
    assert plain > 500


def test_a_token_of_one_kind_says_nothing_of_another(
    attacker: duckdb.DuckDBPyConnection, tiny_release: Run
) -> None:
    values = attacker.execute("""
        select count(*) from (
            select right(name_token, 32) from people intersect select right(email_token, 32)
            from people
        )
    """).fetchall()
    assert values == [(0,)]
    tokens = {keys.token(KEY, kind, "jordan")[3:] for kind in keys.PREFIXES}
    assert len(tokens) == len(keys.PREFIXES)
    # Of a keyless hash the same word would be the same in every kind, and so give itself away.
    assert len({hashlib.sha256(b"jordan").hexdigest()[:32] for _kind in keys.PREFIXES}) == 1


def key_in(folders: list[Path], token: str, value: str) -> bytes | None:
    """A key that makes a known token, out of all that looks like one in some folders' files."""
    shapes = re.compile(rb"[0-9a-fA-F]{64,}|[A-Za-z0-9+/_-]{43,}={0,2}")
    tried: set[bytes] = set()
    for file in (file for folder in folders for file in folder.rglob("*") if file.is_file()):
        for found in set(shapes.findall(file.read_bytes())):
            for candidate in _as_keys(found):
                if candidate not in tried:
                    tried.add(candidate)
                    if keys.token(candidate, "name", value) == token:
                        return candidate
    return None


def _as_keys(text: bytes) -> Iterator[bytes]:
    """The bytes that a text may stand for: itself, its hex or its base64, the first 64 at most."""
    yield text[:64]
    if re.fullmatch(rb"[0-9a-fA-F]+", text):
        for start in range(0, min(len(text), 256) - 63, 2):
            yield bytes.fromhex(text[start : start + 64].decode())
    if len(text) <= 128:
        try:
            yield base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_")[:64]
        except ValueError:
            return


def test_the_key_is_not_recovered_from_artifacts(
    attacker: duckdb.DuckDBPyConnection, tiny_release: Run, tmp_path: Path
) -> None:
    name, token = attacker.execute("""
        select full_name, name_token from people
        where regexp_full_match(full_name, '[a-z]+ [a-z]+') order by full_name limit 1
    """).fetchall()[0]
    artifacts = [tiny_release.published, tiny_release.target, tiny_release.logs]
    assert key_in(artifacts, token, name) is None
    for number, leak in enumerate(
        [KEY.hex().encode(), base64.b64encode(KEY), b"key=" + KEY.hex().upper().encode()]
    ):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "run.log").write_bytes(b"start " + leak + b" end")
        assert key_in([tmp_path / str(number)], token, name) == KEY
