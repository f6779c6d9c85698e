"""Parquet files whose parts contradict each other, written byte by byte (parquet_bytes.py).

The kinds that the format's collection of bad files has, those that readers' fuzzers found, and files
of a few hundred bytes that say they hold billions of rows. What a reader makes of most of them is
its own affair, so `must_fail` is None; it is True where whoever read them would be lost.
"""

import gzip
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import parquet_bytes as pq
from naughty import SECRET
from parquet_bytes import Case, Column, Long, dictionary, file, levels, page, page_v2, run

VALUE = pq.text(SECRET.encode())
THERE = levels(run(1, 1))  # the definition level of one value that is not NULL
BILLION = 10**9
NUMBERS = (-1, -(2**31), 2**31 - 1)
LONGS = (-1, -(2**63), 2**31, 2**62, 2**63 - 1)


def cases() -> Iterator[Case]:
    """All of them."""
    yield from schemas()
    yield from footers()
    yield from headers()
    yield from encodings()
    yield from compressed()
    yield from bombs()
    yield from types()
    yield from nested()
    yield from metadata()


def one(name: str, pages: bytes, must_fail: bool | None = None, *, rows: int = 1,
        **column: Any) -> Case:  # fmt: skip
    """A file of one column."""
    return Case(name, file([Column(pages, **{"values": rows} | column)], rows), must_fail)


def sound(**column: Any) -> Column:
    """A column of one value that is as it should be."""
    return Column(page(THERE + VALUE), **column)


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
    for name, schema in {
        "no schema": [], "root alone": [{4: b"schema"}], "no root": [leaf],
        "root of one child too many": [{4: b"schema", 5: 2}, leaf],
        "root of two billion children": [{4: b"schema", 5: 2**31 - 1}, leaf],
        "root of no children": [{4: b"schema", 5: 0}, leaf],
        "root of minus one children": [{4: b"schema", 5: -1}, leaf],
        "a column twice": [{4: b"schema", 5: 2}, leaf, leaf],
        "a nameless column": [{4: b"schema", 5: 1}, {1: 6, 3: 1}],
        "a nameless root": [{5: 1}, leaf],
        "a root that is repeated": [{4: b"schema", 5: 1, 3: 2}, leaf],
        "a required column": [{4: b"schema", 5: 1}, leaf | {3: 0}],
    }.items():
        yield Case(f"schema: {name}", file([sound()], schema=schema), None)
    for name in (b"", b"\xff\xfe", b"a\0b", b"\xed\xa0\x80", b"x" * 1_000_000, SECRET.encode(),
                 b"a.b.c", b"'; drop table t; --", b"{{ 1 }}"):  # fmt: skip
        yield Case(f"column named {name[:9]!r}", file([sound(name=name)]), None)
    two = [sound(), Column(page(THERE + VALUE))]
    yield Case("two columns of one name", file(two), None)
    for name in ("unknown", "wrong"):
        logical = {99 if name == "unknown" else 2: {}}
        yield Case(f"{name} logical type", file([sound(element={10: logical})]), None)
    yield Case("logical type of two kinds", file([sound(element={10: {1: {}, 6: {}}})]), None)
    yield Case("10,000 columns", file([sound(name=b"c%d" % n) for n in range(10_000)]), True)


def footers() -> Iterator[Case]:
    """Row groups that do not add up, chunks that lie elsewhere, overlap or are not there."""
    for rows in (0, 2, *LONGS):
        yield Case(f"{rows} rows in the footer", file([sound()], footer={3: Long(rows)}), True)
        yield Case(f"{rows} rows in the group", file([sound()], group={3: Long(rows)}), True)
        yield Case(f"{rows} rows in both", file([sound()], rows), True)
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
    for field, value in ((1, 1), (1, 99), (2, []), (2, [99]), (3, []), (3, [b"other"]), (4, 99),
                         (4, -1), (3, [b"email", b"x"]), (1, None), (3, None), (4, None)):  # fmt: skip
        yield Case(f"chunk field {field} of {value}", file([sound(meta={field: value})]), None)
    for path in (b"/etc/passwd", b"../other.parquet", b"", b"\xff"):
        yield Case(f"chunk in the file {path!r}", file([sound(chunk={1: path})]), None)
    yield Case("chunk without metadata", file([sound(chunk={3: None})]), None)
    whole = file([sound(), sound(name=b"name")])
    same = file([sound(), Column(b"", name=b"name", meta={9: Long(4), 7: Long(60), 6: Long(60)})])
    yield Case("two whole columns", whole, False)
    yield Case("two columns of the same pages", same, None)
    short = file([sound(), Column(page(levels(run(3, 1)) + VALUE * 3, 3), name=b"name", values=3)])
    yield Case("columns of different length", short, None)
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
    for value in (None, {}):
        yield one(f"inner header of {value}", page(body, head={5: value}))
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


def encodings() -> Iterator[Case]:
    """Values that their encoding cannot hold."""
    for length in (5, 1000, 2**31 - 1, 2**31, 2**32 - 1):
        yield one(f"text of {length} bytes in four", page(THERE + struct.pack("<I", length) + b"abcd"))
        yield one(f"levels of {length} bytes", page(struct.pack("<I", length) + VALUE))
    for width in (0, 1, 7, 31, 32, 33, 64, 255):
        codes = bytes([width]) + pq.varint(1 << 1) + b"\xff" * 8
        yield one(f"codes of {width} bits", dictionary(VALUE) + page(THERE + codes, encoding=8))
        yield one(f"codes of {width} bits, no dictionary", page(THERE + codes, encoding=8))
    for length in (0, 2**31, 2**40, 2**62):
        for kind, bit in (("run", 0), ("packed run", 1)):
            head = pq.varint(length << 1 | bit)
            yield one(f"{kind} of {length} levels", page(levels(head + b"\1") + VALUE))
            yield one(f"{kind} of {length} codes",
                      dictionary(VALUE) + page(THERE + b"\1" + head + b"\0", encoding=8))  # fmt: skip
    yield one("a run without a length", page(levels(b"\xff" * 20) + VALUE))
    yield one("fewer levels than values", page(levels(run(1, 1)) + VALUE * 3, 3), rows=3)
    yield one("a level past the highest", page(levels(run(1, 9)) + VALUE))
    yield one("fewer values than levels", page(levels(run(9, 1)) + VALUE, 9), rows=9)
    for block, mini, count, first in ((0, 0, 1, 0), (128, 0, 1, 0), (128, 3, 9, 0), (128, 4, 2**40, 0),
                                      (2**40, 4, 9, 0), (128, 2**40, 9, 0), (127, 4, 9, 0),
                                      (128, 4, 1, -(2**63)), (128, 4, 2**62, 1)):  # fmt: skip
        head = b"".join(map(pq.varint, (block, mini, count, pq.zigzag(first))))
        for name, kind, coding in (("numbers", pq.INT64, pq.DELTA), ("lengths", 6, 6), ("prefixes", 6, 7)):
            for tail in (b"", b"\0" * 40, b"\xff" * 40):
                yield one(f"delta {name} {block} {mini} {count} {tail[:1]!r}",
                          page(THERE + head + tail, encoding=coding), kind=kind, converted=None)  # fmt: skip
    one_delta = b"\x80\1\4\1"
    for length in (5, 2**31, 2**62, -1, -(2**31)):
        body = one_delta + pq.varint(pq.zigzag(length)) + b"abc"
        yield one(f"delta text of {length} bytes", page(THERE + body, encoding=6))
        prefix = one_delta + pq.varint(pq.zigzag(length)) + one_delta + b"\6abc"
        yield one(f"delta prefix of {length} bytes", page(THERE + prefix, encoding=7))
    for coding in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99):
        for kind in range(8):
            column = {"kind": kind, "converted": None, "element": {2: 4}}
            yield one(f"encoding {coding} of type {kind}", page(THERE + b"\1" * 24, encoding=coding),
                      **column)  # fmt: skip
            yield one(f"dictionary of type {kind}, encoding {coding}", dictionary(b"\1" * 24)
                      + page(THERE + b"\1\2\0" * 24, encoding=coding), **column)  # fmt: skip
    nulls = page_v2(run(1, 0) + VALUE, data={2: 1, 5: 2})
    yield one("a required column with NULLs", nulls, repetition=pq.REQUIRED)
    yield one("fixed bytes in a dictionary of texts", dictionary(VALUE) + page(
        THERE + b"\1" + run(1, 0), encoding=8), kind=pq.FIXED, converted=None, element={2: 8})  # fmt: skip


def compressed() -> Iterator[Case]:
    """Pages that are not what their codec says, or far larger than they look."""
    body = THERE + VALUE
    zipped = gzip.compress(body)
    for codec in (1, 2, 3, 4, 5, 6, 7, 99):
        for name, data in {"plain": body, "nothing": b"", "noise": b"\xa5\x5a" * 99, "half":
                           zipped[:20], "gzip": zipped, "long": b"\xff\xff\xff\xff\x0f" + body}.items():  # fmt: skip
            yield one(f"codec {codec}: {name}", page(data, head={2: len(body)}), meta={4: codec})
    for size in (0, 1, len(body) - 1, len(body) + 1, 2**31 - 1):
        yield one(f"gzip of {size} bytes", page(zipped, head={2: size}), meta={4: 2})
    two = gzip.compress(body[:9]) + gzip.compress(body[9:])
    yield one("gzip in two members", page(two, head={2: len(body)}), meta={4: 2})
    empty = page_v2(run(1, 0), data={2: 1, 5: 2, 7: True})
    yield one("a page of NULLs with nothing compressed", empty, meta={4: 1})


def bombs() -> Iterator[Case]:
    """A few bytes that say they are billions of rows, or gigabytes of text."""
    for rows in (20_000_000, BILLION, 2**31 - 1):
        nulls = page(levels(run(rows, 0)), rows)
        yield one(f"{rows} rows of NULL", nulls, True, rows=rows)
        same = dictionary(VALUE) + page(levels(run(rows, 1)) + b"\1" + run(rows, 0), rows, 8)
        yield one(f"{rows} rows of one text", same, True, rows=rows)
        many = dictionary(VALUE) + page(levels(run(rows, 1)) + b"\1" + run(rows, 0), rows, 8) * 9
        yield one(f"9 times {rows} rows", many, True, rows=9 * rows)
    long = pq.text(b"Ada Lovelace " * 15_000)
    for rows in (20_000, 1_000_000):
        codes = page(levels(run(rows, 1)) + b"\1" + run(rows, 0), rows, 8)
        yield one(f"{rows} texts of 195 kB", dictionary(long) + codes, True, rows=rows)
    zeros = gzip.compress(levels(run(1, 1)) + struct.pack("<I", 2**30) + bytes(2**28))
    yield one("a text of a GB, in gzip", page(zeros, head={2: 2**28 + 9}), True, meta={4: 2})
    listed = levels(b"".join(run(1, 0) + run(9_999_999, 1) for _ in range(99)))
    body = listed + levels(run(990_000_000, 2)) + b"\1" + run(990_000_000, 0)
    yield Case("lists of ten million entries", file(
        [Column(dictionary(VALUE) + page(body, 990_000_000, 8), values=990_000_000,
                repetition=2, meta={3: [b"email", b"list"]})], 99,
        schema=[{4: b"schema", 5: 1}, {3: 1, 4: b"email", 5: 1, 6: 3},
                {1: 6, 3: 2, 4: b"list", 6: 0}]), True)  # fmt: skip


def types() -> Iterator[Case]:
    """Types that are rare, and values past what their type can hold."""
    numbers = {1: [0, -1, 2**31 - 1, -(2**31)], 2: [0, -1, 2**63 - 1, -(2**63)]}
    for kind, values in numbers.items():
        body = b"".join(value.to_bytes(4 * kind, "little", signed=True) for value in values)
        data = page(levels(run(4, 1)) + body, 4)
        for converted in (None, *range(22)):
            yield one(f"type {kind} as {converted}", data, rows=4, kind=kind, converted=converted,
                      element={7: 2, 8: 9})  # fmt: skip
        for logical in (
            {5: {1: 50, 2: 9}}, {5: {1: 2, 2: 50}}, {5: {1: -1, 2: 9}}, {6: {}}, {7: {1: True, 2: {1: {}}}},
            {7: {1: False, 2: {3: {}}}}, {8: {1: True, 2: {1: {}}}}, {8: {1: False, 2: {2: {}}}},
            {8: {1: True, 2: {3: {}}}}, {8: {1: True, 2: {}}}, {10: {1: 7, 2: True}}, {11: {}}, {15: {}},
        ):  # fmt: skip
            yield one(f"type {kind} as logical {logical}", data, rows=4, kind=kind, converted=None,
                      element={7: 2, 8: 9, 10: logical})  # fmt: skip
    for body in (bytes(12), b"\xff" * 12, b"\0" * 8 + b"\xff" * 4, b"\xff" * 8 + b"\x8c\x3d\x25\0"):
        yield one(f"old timestamp {body[-5:]!r}", page(THERE + body), kind=3, converted=None)
    for width in (0, 1, 2, 8, 12, 16, 17, 40, 2**31 - 1):
        data = page(THERE + b"\xff" * min(width, 40))
        for converted, logical in ((None, None), (5, None), (21, None), (0, None), (None, {14: {}}),
                                   (None, {15: {}}), (None, {5: {1: 2, 2: 38}})):  # fmt: skip
            yield one(f"{width} fixed bytes as {converted} {logical}", data, kind=7, converted=converted,
                      element={2: width, 7: 2, 8: 38, 10: logical})  # fmt: skip
    bodies = (b"", b"{}", b"{", b"\xff\xfe", b"\1" + bytes(20), b"\1\1\0\0\0" + b"\0" * 8 + b"\xff" * 9,
              b"\1\7\0\0\0\xff\xff\xff\xff" * 3, SECRET.encode())  # fmt: skip
    for body in bodies:
        for converted, logical in ((4, None), (5, None), (19, None), (20, None), (None, {12: {}}),
                                   (None, {13: {}}), (None, {17: {}}), (None, {18: {}}),
                                   (None, {17: {1: b"\xff"}}), (None, {16: {}})):  # fmt: skip
            yield one(f"bytes {body[:5]!r} as {converted} {logical}", page(THERE + pq.text(body)),
                      converted=converted, element={7: 2, 8: 9, 10: logical})  # fmt: skip


def nested() -> Iterator[Case]:
    """Lists, maps and structs in old, wrong and deep forms."""
    for depth in (10, 100, 500, 5000, 100_000):
        group = {3: 1, 4: b"s", 5: 1}
        schema = [{4: b"schema", 5: 1}, *[group] * (depth - 1), pq.leaf(sound())]
        meta = {3: [b"s"] * (depth - 1) + [b"email"]}
        yield Case(f"{depth} structs in each other", file([sound(meta=meta)], schema=schema), None)
        lists = [{3: 2, 4: b"s", 5: 1, 6: 3}] * (depth - 1)
        yield Case(f"{depth} lists in each other",
                   file([sound(meta=meta)], schema=[schema[0], *lists, schema[-1]]), None)  # fmt: skip
    for converted, logical in ((1, None), (2, None), (3, None), (None, {2: {}}), (None, {3: {}}),
                               (None, {16: {}}), (None, {16: {1: 9}})):  # fmt: skip
        for first, second in ((1, 2), (2, 1), (2, 2), (0, 0), (1, 1)):
            for body in (levels(run(1, 0)) + THERE + VALUE, levels(run(1, 1)) + THERE + VALUE,
                         levels(run(1, 0)) + levels(run(1, 3)) + VALUE, THERE + VALUE):  # fmt: skip
                schema = [{4: b"schema", 5: 1},
                          {3: first, 4: b"email", 5: 1, 6: converted, 10: logical},
                          {1: 6, 3: second, 4: b"list", 6: 0}]  # fmt: skip
                data = file([Column(page(body), meta={3: [b"email", b"list"]})], schema=schema)
                yield Case(f"group {converted} {logical} {first} {second}", data, None)
    yield one("a repeated text", page(levels(run(1, 0)) + THERE + VALUE), repetition=2)
    yield one("a repeated text that begins in a list", page(levels(run(1, 1)) + THERE + VALUE),
              repetition=2)  # fmt: skip
    for names in ((b"metadata", b"value"), (b"value", b"metadata"), (b"a", b"b")):
        for metadata, value in (
            (b"", b""), (b"\1\0\0", b"\0"), (b"\2\0\0", b"\0"), (b"\1", b"\x0c"), (b"\1\0\0", b"\xfd"),
            (b"\1\0\0", b"\x11abc"), (b"\1\xff\xff", b"\2\1\0\0\5"), (b"\xc1\xff\xff\xff\x7f", b"\2"),
            (b"\xc1\xff\xff\xff\xff", b"\2"), (b"\1\0\0", b"\x43\xff\xff\xff\x7f" + b"\0" * 9),
            (b"\1\0\0", b"\3\1\0\2\x0c"), (b"\1\0\0", b"\3\1\0\2" * 600 + b"\x0c\5"),
            (b"\1\0\0", b"\3\1\xff\xff\x0c"), (b"\1\0\0", b"\x40\xff\xff\xff\x7fx"),
            (b"\1\1\0\5abcde", b"\2\1\7\0\2\x0c\1"), (b"\1\1\0\5abcde", b"\2\2\0\0\0\0\2\x0c\1"),
            (b"\1\1\0\5abcde", b"\2\1\0\0\2\x0c\1"),
        ):  # fmt: skip
            for logical in ({16: {}}, {16: {1: 1}}):
                columns = [Column(page(pq.text(body)), name=name, repetition=0, converted=None,
                                  meta={3: [b"v", name]})
                           for name, body in zip(names, (metadata, value), strict=True)]  # fmt: skip
                schema = [{4: b"schema", 5: 1}, {3: 1, 4: b"v", 5: 2, 10: logical}]
                schema += [pq.leaf(column) for column in columns]
                columns = [column._replace(pages=page(THERE + pq.text(body))) for column, body in
                           zip(columns, (metadata, value), strict=True)]  # fmt: skip
                yield Case(f"variant {metadata[:6]!r} {value[:6]!r}", file(columns, schema=schema), None)


def metadata() -> Iterator[Case]:
    """What a file says about itself and nobody needs: statistics, keys and values, indexes."""
    for name, value in {
        "geo": b'{"version": "1.0.0", "primary_column": "email", "columns": {"email": '
               b'{"encoding": "WKB", "geometry_types": []}}}',
        "geo of noise": b"{", "geo of nothing": b"", "ARROW:schema": b"AAAA", "pandas": b"\xff",
        "iceberg.schema": b"{}", "org.apache.spark.sql.parquet.row.metadata": b"[" * 9999,
        "long": b"x" * 5_000_000,
    }.items():  # fmt: skip
        said = [{1: name.split(" ")[0].encode(), 2: value}]
        yield Case(f"metadata: {name}", file([sound()], footer={5: said}), None)
    for statistics in (
        {1: b"", 2: b""}, {5: b"\xff", 6: b"\0"}, {3: Long(-1)}, {3: Long(1)}, {3: Long(2**63 - 1)},
        {4: Long(-1)}, {5: b"zzz", 6: b"aaa", 3: Long(0)}, {5: b"x" * 100_000, 6: b"y" * 100_000},
        {5: b"b", 6: b"b", 7: True, 8: True},
    ):  # fmt: skip
        yield one(f"statistics {str(statistics)[:40]}", page(THERE + VALUE), meta={12: statistics})
        yield one(f"statistics of a number {str(statistics)[:40]}", page(THERE + bytes(8)), kind=2,
                  converted=None, meta={12: statistics})  # fmt: skip
    for field in (4, 6):
        for value in (0, 5, *LONGS):
            index = {field: Long(value), field + 1: 9}
            yield Case(f"index at {value}", file([sound(chunk=index)]), None)
    for field, value in ((8, {1: {}}), (8, {2: {}}), (9, b"key")):
        yield Case(f"footer field {field}, encryption", file([sound()], footer={field: value}), None)
    for value in ({1: {}}, {2: {1: [b"email"], 2: b"k"}}):
        yield Case(f"chunk encrypted {value}", file([sound(chunk={8: value})]), None)
        yield Case("chunk encrypted, its metadata too",
                   file([sound(chunk={8: value, 9: b"\0" * 40, 3: None})]), None)  # fmt: skip
