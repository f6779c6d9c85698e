"""Parquet files whose footer and page headers contradict the rest, written byte by byte.

The kinds that the format's collection of bad files has, and that readers' fuzzers found. What a
reader makes of most of them is its own affair, so `must_fail` is None; it is True where whoever
read them would be lost. Their pages' own content is bad_encodings.py's.
"""

import zlib
from collections.abc import Iterator
from typing import Any

import parquet_bytes as pq
from naughty import SECRET
from parquet_bytes import (
    THERE,
    VALUE,
    Case,
    Column,
    Long,
    dictionary,
    file,
    levels,
    one,
    page,
    page_v2,
    run,
    sound,
)

NUMBERS = (-1, -(2**31), 2**31 - 1)
LONGS = (-1, -(2**63), 2**31, 2**62, 2**63 - 1)


def cases() -> Iterator[Case]:
    """All of them."""
    yield from schemas()
    yield from footers()
    yield from headers()
    yield from metadata()


def schemas() -> Iterator[Case]:
    """Schemas with lost, unknown and contradicting parts."""
    for field, values in {
        1: (None, 8, 99, *NUMBERS), 2: (0, *NUMBERS), 3: (None, 3, *NUMBERS),
        5: (0, 1, 2, *NUMBERS), 6: (22, 99, *NUMBERS), 7: NUMBERS, 9: NUMBERS,
    }.items():  # fmt: skip
        for value in values:
            said = f"schema field {field} of {value}"
            yield Case(said, file([sound(element={field: value})]), None)
    leaf = pq.leaf(sound())
    odd: dict[str, Any] = {
        "no schema": [],
        "root alone": [{4: b"schema"}],
        "no root": [leaf],
        "root of one child too many": [{4: b"schema", 5: 2}, leaf],
        "root of two billion children": [{4: b"schema", 5: 2**31 - 1}, leaf],
        "root of no children": [{4: b"schema", 5: 0}, leaf],
        "root of minus one children": [{4: b"schema", 5: -1}, leaf],
        "a column twice": [{4: b"schema", 5: 2}, leaf, leaf],
        "a nameless column": [{4: b"schema", 5: 1}, {1: 6, 3: 1}],
        "a nameless root": [{5: 1}, leaf],
        "a root that is repeated": [{4: b"schema", 5: 1, 3: 2}, leaf],
        "a required column": [{4: b"schema", 5: 1}, leaf | {3: 0}],
    }
    for name, schema in odd.items():
        yield Case(f"schema: {name}", file([sound()], schema=schema), None)
    for word in (b"", b"\xff\xfe", b"\xed\xa0\x80", b"x" * 1_000_000, SECRET.encode(),
                 b"a.b.c", b"'; drop table t; --", b"{{ 1 }}"):  # fmt: skip
        yield Case(f"column named {word[:9]!r}", file([sound(name=word)]), None)
    yield Case("column named a NUL b", file([sound(name=b"a\0b")]), True)
    yield Case("two columns of one name", file([sound(), sound()]), None)
    for number in (2, 99):
        logical: Any = {10: {number: {}}}
        yield Case(f"logical type {number} of a text", file([sound(element=logical)]), None)
    yield Case("logical type of two kinds", file([sound(element={10: {1: {}, 6: {}}})]), None)
    yield Case("10,000 columns", file([sound(name=b"c%d" % n) for n in range(10_000)]), True)


def footers() -> Iterator[Case]:
    """Row groups that do not add up, chunks that lie elsewhere, overlap or are not there."""
    for rows in (0, 2, *LONGS):
        yield Case(f"{rows} rows in the footer", file([sound()], footer={3: Long(rows)}), True)
        yield Case(f"{rows} rows in the group", file([sound()], group={3: Long(rows)}), True)
        yield Case(f"{rows} rows in both", file([sound()], rows), True if rows else None)
        yield Case(f"{rows} values in the chunk", file([sound(values=rows)]), None)
    for name, groups in {"no row group": [], "an empty one": [{}], "one of no columns":
                         [{1: [], 2: Long(0), 3: Long(1)}]}.items():  # fmt: skip
        yield Case(f"row groups: {name}", file([sound()], footer={4: groups}), True)
        yield Case(f"row groups: {name}, no rows", file([sound()], 0, footer={4: groups}), None)
    empty: dict[int, Any] = {1: [], 2: Long(0), 3: Long(0)}
    yield Case("100,000 empty row groups", file([sound()], 0, footer={4: [empty] * 100_000}), None)
    for field in (5, 6, 7, 9, 10, 11, 14):
        for value in (0, 3, *LONGS):
            yield Case(f"chunk field {field} of {value}",
                       file([sound(meta={field: Long(value)})]), None)  # fmt: skip
    others: list[tuple[int, Any]] = [
        (1, 1), (1, 99), (1, None), (2, []), (2, [99]), (3, []), (3, [b"other"]), (3, None),
        (3, [b"email", b"x"]), (4, 99), (4, -1), (4, None),
    ]  # fmt: skip
    for field, said in others:
        yield Case(f"chunk field {field} of {said}", file([sound(meta={field: said})]), None)
    for path in (b"/etc/passwd", b"../other.parquet", b"", b"\xff"):
        yield Case(f"chunk in the file {path!r}", file([sound(chunk={1: path})]), None)
    yield Case("chunk without metadata", file([sound(chunk={3: None})]), None)
    whole = file([sound(), sound(name=b"name")])
    same = file([sound(), Column(b"", name=b"name", meta={9: Long(4), 7: Long(60), 6: Long(60)})])
    yield Case("two whole columns", whole, False)
    yield Case("two columns of the same pages", same, None)
    short = file([sound(), Column(page(levels(run(3, 1)) + VALUE * 3, 3), name=b"name", values=3)])
    yield Case("columns of different length", short, True)
    for version in (0, 3, *NUMBERS):
        yield Case(f"version {version}", file([sound()], footer={1: version}), None)
    for count in (2**31 - 1, 2**40):
        lying = b"\x19\xfc" + pq.varint(count)
        yield Case(f"footer with a list of {count}", pq.whole(b"PAR1", b"\x15\x02" + lying), True)
    yield Case("footer with a text of 2 GB",
               pq.whole(b"PAR1", b"\x15\x02\x48" + pq.varint(2**31 - 1)), True)  # fmt: skip
    for depth in (1000, 100_000, 5_000_000):
        deep = b"\x15\x02" + b"\x9c" * depth + b"\0" * depth
        yield Case(f"footer with {depth} structs in each other", pq.whole(b"PAR1", deep), None)


def headers() -> Iterator[Case]:
    """Page headers that lie."""
    body = THERE + VALUE
    for field in (1, 2, 3):
        for value in (0, 1, 4, 99, *NUMBERS):
            yield one(f"header field {field} of {value}", page(body, head={field: value}))
    yield one("no inner header", page(body, head={5: None}))
    yield one("an inner header of nothing", page(body, head={5: {}}))
    for field in (1, 2, 3, 4):
        for value in (0, 1, 9, 10, 99, 2, *NUMBERS):
            yield one(f"data header field {field} of {value}", page(body, data={field: value}))
    packed = run(1, 1) + VALUE
    for field in (1, 2, 3, 4, 5, 6, 7):
        for number in (0, 1, 2, 99, *NUMBERS):
            fields = {5: 2} | {field: number if field != 7 else bool(number)}
            yield one(f"new header field {field} of {number}", page_v2(packed, data=fields))
    for value in (0, 2, 9, *NUMBERS):
        bad = dictionary(VALUE, data={1: value})
        codes = page(THERE + b"\1" + run(1, 0), encoding=pq.RLE_DICTIONARY)
        yield one(f"dictionary of {value} values", bad + codes)
    yield one("page with a wrong checksum", page(body, head={4: 1}))
    yield one("page with a right checksum",
              page(body, head={4: (zlib.crc32(body) + 2**31) % 2**32 - 2**31}), False)  # fmt: skip
    yield one("no page", b"")
    yield one("a header without end", b"\x15\0\x15" + b"\xff" * 40)
    yield one("an index page alone", page(body, head={1: 1}))
    yield one("a dictionary alone", dictionary(VALUE))
    yield one("dictionary after its page",
              page(THERE + b"\1" + run(1, 0), encoding=8) + dictionary(VALUE))  # fmt: skip
    yield one("two dictionaries", dictionary(VALUE) * 2
              + page(THERE + b"\1" + run(1, 0), encoding=8))  # fmt: skip
    yield one("100,000 pages of nothing", page(levels(b""), 0) * 100_000 + page(body))


def metadata() -> Iterator[Case]:
    """What a file says about itself and nobody needs: statistics, keys and values, indexes."""
    said: dict[str, bytes] = {
        "geo": b'{"version": "1.0.0", "primary_column": "email", "columns": {"email": '
               b'{"encoding": "WKB", "geometry_types": []}}}',
        "geo of noise": b"{", "geo of nothing": b"", "ARROW:schema": b"AAAA", "pandas": b"\xff",
        "iceberg.schema": b"{}", "org.apache.spark.sql.parquet.row.metadata": b"[" * 9999,
        "long": b"x" * 5_000_000,
    }  # fmt: skip
    for name, text in said.items():
        pairs = [{1: name.split(" ")[0].encode(), 2: text}]
        yield Case(f"metadata: {name}", file([sound()], footer={5: pairs}), None)
    lies: list[dict[int, Any]] = [
        {1: b"", 2: b""}, {5: b"\xff", 6: b"\0"}, {3: Long(-1)}, {3: Long(1)}, {3: Long(2**63 - 1)},
        {4: Long(-1)}, {5: b"zzz", 6: b"aaa", 3: Long(0)}, {5: b"x" * 100_000, 6: b"y" * 100_000},
        {5: b"b", 6: b"b", 7: True, 8: True},
    ]  # fmt: skip
    for statistics in lies:
        yield one(f"statistics {str(statistics)[:40]}", page(THERE + VALUE), meta={12: statistics})
        yield one(f"statistics of a number {str(statistics)[:40]}", page(THERE + bytes(8)), kind=2,
                  converted=None, meta={12: statistics})  # fmt: skip
    for field in (4, 6):
        for value in (0, 5, *LONGS):
            index = {field: Long(value), field + 1: 9}
            yield Case(f"index at {value}", file([sound(chunk=index)]), None)
    signed: list[dict[int, Any]] = [{8: {1: {}}}, {8: {2: {}}}, {9: b"key"}]
    for footer in signed:
        yield Case("encryption in the footer", file([sound()], footer=footer), None)
    keys: list[dict[int, Any]] = [{1: {}}, {2: {1: [b"email"], 2: b"k"}}]
    for crypto in keys:
        yield Case("chunk encrypted", file([sound(chunk={8: crypto})]), None)
        yield Case("chunk encrypted, its metadata too",
                   file([sound(chunk={8: crypto, 9: b"\0" * 40, 3: None})]), True)  # fmt: skip
