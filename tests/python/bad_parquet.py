"""Parquet files that are not what they should be, made by code from a sound one.

Each is a `Case`: a name, its bytes, and whether the gate must refuse it. Where it may not know
(a flipped byte may hit a value, or padding), `must_fail` is None: readable or refused, both are
sound, a crash is not. `SECRET` stands in every one of them as a value.
"""

import io
import random
import struct
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

import bad_encodings
import bad_pages
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from naughty import SECRET
from parquet_bytes import MAGIC, Case


def parquet(table: pa.Table, **options: Any) -> bytes:
    """A table as the bytes of a parquet file."""
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def people(rows: int = 400) -> pa.Table:
    """A table with the types that the streams have."""
    return pa.table({
        "worker_id": pa.array(range(rows), pa.int64()),
        "name": [f"Person {number}" for number in range(rows)],
        "email": [SECRET] * rows,
        "reliability": [number / rows for number in range(rows)],
        "zip": [None if number % 7 == 0 else "43004" for number in range(rows)],
    })  # fmt: skip


def sound(rows: int = 400, **options: Any) -> bytes:
    """The file that the cases are made from."""
    return parquet(people(rows), **options)


def footer_start(data: bytes) -> int:
    """Where the footer begins: its length stands before the last magic."""
    return len(data) - 8 - int(struct.unpack("<I", data[-8:-4])[0])


def cases(flips: int = 150, every: int = 1, seed: int = 7) -> Iterator[Case]:
    """All of them; `flips` is how many files get flipped bytes, spread over the file's parts.

    Of those written byte by byte one in `every`.
    """
    yield from not_parquet()
    yield from cut_short()
    yield from flipped(flips, seed)
    yield from footers()
    yield from encrypted()
    yield from bad_text()
    yield from odd_but_sound()
    yield from islice(chain(bad_pages.cases(), bad_encodings.cases()), 0, None, every)


def not_parquet() -> Iterator[Case]:
    """Other things under the name of a parquet file."""
    text = f"name,email\nAda,{SECRET}\n".encode()
    for name, data in {
        "zero bytes": b"",
        "one byte": b"P",
        "magic alone": MAGIC,
        "magic twice": MAGIC * 2,
        "csv": text,
        "csv between magics": MAGIC + text + MAGIC,
        "json": b'{"email": "' + SECRET.encode() + b'"}',
        "gzip": b"\x1f\x8b\x08\0" + b"\0" * 40,
        "zip": b"PK\x03\x04" + b"\0" * 60,
        "sqlite": b"SQLite format 3\0" + b"\0" * 100,
        "html": b"<html><body>404 Not Found</body></html>",
        "git lfs pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        "nul bytes": b"\0" * 4096,
        "ones": b"\xff" * 4096,
        "arrow file": b"ARROW1\0\0" + b"\0" * 64 + b"ARROW1",
        "orc": b"ORC" + b"\0" * 64,
        "avro": b"Obj\x01" + b"\0" * 64,
        "utf-16 csv": text.decode().encode("utf-16"),
        "wrong magic at the end": sound()[:-4] + b"PAR2",
        "wrong magic at the start": b"XXXX" + sound()[4:],
        "old magic of encrypted footers": MAGIC + sound()[4:-4] + b"PARE",
    }.items():
        yield Case(name, data, True)


def cut_short() -> Iterator[Case]:
    """Files that lost a part: their end, their middle, their beginning."""
    data = sound()
    start = footer_start(data)
    for share in (1, 5, 10, 25, 50, 75, 90, 99):
        yield Case(f"first {share} percent", data[: len(data) * share // 100], True)
    for lost in (1, 4, 7, 8, 9, 100):
        yield Case(f"last {lost} bytes lost", data[:-lost], True)
    yield Case("no data before the footer", MAGIC + data[start:], True)
    yield Case("half of the data lost", data[: start // 2] + data[start:], True)
    yield Case("first 100 bytes lost", MAGIC + data[104:], True)
    yield Case("data zeroed", MAGIC + bytes(start - 4) + data[start:], True)
    yield Case("two files in one", data + data, None)
    yield Case("bytes after the end", data + b"\n", True)


def flipped(number: int, seed: int) -> Iterator[Case]:
    """Flipped bytes in each part of a file: magic, pages, footer, its length; three codecs."""
    chance = random.Random(seed)
    files = [sound(compression=codec) for codec in ("snappy", "zstd", "none")]
    for index in range(number):
        data = bytearray(files[index % 3])
        start = footer_start(bytes(data))
        part, first, end = (
            ("pages", 4, start), ("footer", start, len(data) - 8),
            ("end", len(data) - 8, len(data)), ("start", 0, 4),
        )[min(index % 16, 14) // 4 if index % 16 < 12 else 2 + index % 2]  # fmt: skip
        for _ in range(chance.choice((1, 1, 2, 8))):
            data[chance.randrange(first, end)] ^= chance.randrange(1, 256)
        yield Case(f"flipped {index}: {part}", bytes(data), None)


def footers() -> Iterator[Case]:
    """Footers that lie about their own length."""
    data = sound()
    for length in (0, 1, 100, len(data) - 12, len(data), 2**31 - 1, 2**31, 2**32 - 1):
        lying = data[:-8] + struct.pack("<I", length) + MAGIC
        yield Case(f"footer of {length} bytes", lying, True)
    yield Case("a footer of noise", MAGIC + random.Random(7).randbytes(500)
               + struct.pack("<I", 400) + MAGIC, True)  # fmt: skip
    yield Case("a footer of zeros", MAGIC + bytes(500) + struct.pack("<I", 400) + MAGIC, True)


def encrypted() -> Iterator[Case]:
    """Parquet's own encryption, with the footer encrypted."""
    with duckdb.connect() as connection:
        connection.execute("set force_mbedtls_unsafe = 'true'")
        connection.execute("pragma add_parquet_key('k', '0123456789112345')")
        path = Path(duckdb.sql("select '/tmp/encrypted-' || uuid()").fetchall()[0][0])
        try:
            connection.execute(
                f"copy (select '{SECRET}' as email) to '{path}' "
                "(format parquet, encryption_config {footer_key: 'k'})"
            )
            yield Case("encrypted", path.read_bytes(), True)
        finally:
            path.unlink(missing_ok=True)


def bad_text() -> Iterator[Case]:
    """Text columns whose bytes are no UTF-8, in each encoding that a writer may choose."""
    forms = {
        "latin-1": SECRET.encode() + b" Ren\xe9",
        "cut character": SECRET.encode() + b"\xe2\x82",
        "overlong": SECRET.encode() + b"\xc0\xaf",
        "surrogate": SECRET.encode() + b"\xed\xa0\x80",
        "past unicode": SECRET.encode() + b"\xf4\x90\x80\x80",
        "lone continuation": b"\x80" + SECRET.encode(),
    }
    encodings: dict[str, dict[str, Any]] = {
        "dictionary": {"use_dictionary": True},
        "plain": {"use_dictionary": False},
        "delta length": {"use_dictionary": False,
                         "column_encoding": {"email": "DELTA_LENGTH_BYTE_ARRAY"}},
        "delta": {"use_dictionary": False, "column_encoding": {"email": "DELTA_BYTE_ARRAY"}},
    }  # fmt: skip
    for form, raw in forms.items():
        values = pa.array([b"fine"] * 50 + [raw] + [b"fine"] * 50, pa.binary())
        _, offsets, body = values.buffers()
        assert offsets is not None
        assert body is not None
        text = pa.StringArray.from_buffers(len(values), offsets, body)
        for encoding, options in encodings.items():
            data = parquet(pa.table({"email": text}), **options)
            yield Case(f"{form} in {encoding} pages", data, True)


def odd_but_sound() -> Iterator[Case]:
    """Strange files that are whole: the gate lets them in, and the checks judge them."""
    one: dict[str, list[Any]] = {"worker_id": [1], "email": [SECRET]}
    tables = {
        "no rows": people(0),
        "no rows, one row group": people(1).slice(0, 0),
        "column of nothing": pa.table({"worker_id": pa.nulls(3)}),
        "nested": pa.table({"worker_id": [{"a": [{"b": SECRET}]}], "email": [[SECRET]]}),
        "list of lists": pa.table({"skills": [[[SECRET]], None, [[]]]}),
        "map": pa.table({"email": pa.array([[("a", SECRET)]], pa.map_(pa.string(), pa.string()))}),
        "bytes": pa.table({"email": [SECRET.encode() + b"\xff"]}),
        "fixed bytes": pa.table({"email": pa.array([b"12345678"], pa.binary(8))}),
        "decimals": pa.table({"pay": [Decimal("1.10"), Decimal("9" * 30)]}),
        "dates": pa.table({"day": [date(1, 1, 1), date(9999, 12, 31)]}),
        "times": pa.table({"at": [datetime(1970, 1, 1, tzinfo=UTC), None]}),
        "wide decimals": pa.table({"pay": pa.array([Decimal("9" * 60)], pa.decimal256(76, 2))}),
        "durations": pa.table({"shift": pa.array([1, None], pa.duration("ns"))}),
        "times of day": pa.table({"at": pa.array([0, 86_399_999], pa.time32("ms"))}),
        "dates past the calendar": pa.table({"day": pa.array([-(2**31), 2**31 - 1], pa.date32())}),
        "lists of nothing": pa.table({"skills": pa.array([[], None, [None]], pa.list_(pa.null()))}),
        "lists of three": pa.table({"skills": pa.array([["a"] * 3], pa.list_(pa.string(), 3))}),
        "unsigned": pa.table({"worker_id": pa.array([2**64 - 1], pa.uint64())}),
        "half floats": pa.table({"reliability": pa.array([0.5], pa.float16())}),
        "nan and infinities": pa.table({"reliability": [float("nan"), float("inf"), -0.0]}),
        "dictionary": pa.table({"role": pa.array(["a", "b"]).dictionary_encode()}),
        "a text of 190 kB": pa.table({"email": pa.array(["x" * 190_000 + SECRET])}),
        "nul in text": pa.table({"email": [f"\0{SECRET}\0"]}),
        "names of columns in two cases": pa.table(one | {"EMAIL": ["b"], "Email": ["c"]}),
        "empty name of a column": pa.table({"": [1], " ": [2]}),
        "quotes in names of columns": pa.table({'a"b': [1], "c'd": [2], "{{ e }}": [3]}),
        "line feeds in names of columns": pa.table({"a\nb": [1], "\u202ee": [3]}),
        "personal data as names of columns": pa.table({SECRET: [1], "Ada Lovelace": [2]}),
        "reserved words": pa.table({"select": [1], "from": [2], "table": [3]}),
        "a thousand columns": pa.table({f"c{number}": [number] for number in range(1000)}),
    }
    for name, table in tables.items():
        yield Case(name, parquet(table), False)
    huge = pa.table({"email": ["a", "x" * 10_000_000 + SECRET]})
    yield Case("a text of 10 MB", parquet(huge), True)
    yield Case("a text of 10 MB in many", parquet(pa.table({"a": [1], "b": ["x" * 10**7]})), True)
    yield Case("brotli", sound(compression="brotli"), None)
    yield Case("lz4", sound(compression="lz4"), None)
    yield Case("gzip pages", sound(compression="gzip"), None)
    yield Case("old pages", sound(version="1.0", data_page_version="1.0"), False)
    yield Case("page index", sound(write_page_index=True), False)
    yield Case("old timestamps", parquet(pa.table({"at": pa.array([0, None], pa.timestamp("ns"))}),
                                         use_deprecated_int96_timestamps=True), False)  # fmt: skip
    for encoding in ("DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT", "PLAIN"):
        numbers = pa.table({"worker_id": pa.array([1, None, -(2**63), 2**63 - 1])})
        data = parquet(numbers, use_dictionary=False, column_encoding={"worker_id": encoding})
        yield Case(f"numbers as {encoding}", data, None)
    yield Case("new pages", sound(version="2.6", data_page_version="2.0"), False)
    yield Case("many row groups", sound(row_group_size=3), False)
    yield Case("no statistics", sound(write_statistics=False), False)
    yield Case("checksums", sound(write_page_checksum=True), False)
    yield Case("the reader's own column", parquet(pa.table({"file_row_number": [1]})), True)
    yield Case("the reader's own column in capitals",
               parquet(pa.table({"FILE_ROW_NUMBER": [1]})), True)  # fmt: skip
