# ruff: noqa: E501
"""Parquet files whose pages hold what their encoding, codec or type cannot, written byte by byte.

Among them files of a few hundred bytes that say they hold billions of rows. `must_fail` is as in
bad_pages.py.
"""

import gzip
import struct
from collections.abc import Iterator
from typing import Any

import parquet_bytes as pq
from naughty import SECRET
from parquet_bytes import (
    THERE,
    VALUE,
    Case,
    Column,
    dictionary,
    file,
    levels,
    one,
    page,
    page_v2,
    run,
    sound,
)

BILLION = 10**9


def cases() -> Iterator[Case]:
    """All of them."""
    yield from encodings()
    yield from compressed()
    yield from bombs()
    yield from types()
    yield from nested()


def encodings() -> Iterator[Case]:
    """Values that their encoding cannot hold."""
    for length in (5, 1000, 2**31 - 1, 2**31, 2**32 - 1):
        yield one(
            f"text of {length} bytes in four", page(THERE + struct.pack("<I", length) + b"abcd")
        )
        yield one(f"levels of {length} bytes", page(struct.pack("<I", length) + VALUE))
    for width in (0, 1, 7, 31, 32, 33, 64, 255):
        codes = bytes([width]) + pq.varint(1 << 1) + b"\xff" * 8
        yield one(f"codes of {width} bits", dictionary(VALUE) + page(THERE + codes, encoding=8))
        yield one(f"codes of {width} bits, no dictionary", page(THERE + codes, encoding=8))
    for length in (0, 2**31, 2**40, 2**62):
        for name, bit in (("run", 0), ("packed run", 1)):
            head = pq.varint(length << 1 | bit)
            yield one(f"{name} of {length} levels", page(levels(head + b"\1") + VALUE))
            yield one(f"{name} of {length} codes",
                      dictionary(VALUE) + page(THERE + b"\1" + head + b"\0", encoding=8))  # fmt: skip
    yield one("a run without a length", page(levels(b"\xff" * 20) + VALUE))
    yield one("fewer levels than values", page(levels(run(1, 1)) + VALUE * 3, 3), rows=3)
    yield one("a level past the highest", page(levels(run(1, 9)) + VALUE))
    yield one("fewer values than levels", page(levels(run(9, 1)) + VALUE, 9), rows=9)
    for block, mini, count, first in ((0, 0, 1, 0), (128, 0, 1, 0), (128, 3, 9, 0), (128, 4, 2**40, 0),
                                      (2**40, 4, 9, 0), (128, 2**40, 9, 0), (127, 4, 9, 0),
                                      (128, 4, 1, -(2**63)), (128, 4, 2**62, 1)):  # fmt: skip
        head = b"".join(map(pq.varint, (block, mini, count, pq.zigzag(first))))
        for kind, coding in ((pq.INT64, pq.DELTA), (6, pq.DELTA_LENGTH), (6, pq.DELTA_BYTES)):
            for tail in (b"", b"\0" * 40, b"\xff" * 40):
                yield one(f"delta {coding} {block} {mini} {count} {tail[:1]!r}",
                          page(THERE + head + tail, encoding=coding), kind=kind, converted=None)  # fmt: skip
    one_delta = b"\x80\1\4\1"
    for length in (5, 2**31, 2**62, -1, -(2**31)):
        body = one_delta + pq.varint(pq.zigzag(length)) + b"abc"
        yield one(f"delta text of {length} bytes", page(THERE + body, encoding=6))
        prefix = one_delta + pq.varint(pq.zigzag(length)) + one_delta + b"\6abc"
        yield one(f"delta prefix of {length} bytes", page(THERE + prefix, encoding=7))
    for coding in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99):
        for kind in range(8):
            column: Any = {"kind": kind, "converted": None, "element": {2: 4}}
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
        logicals: list[Any] = [
            {5: {1: 50, 2: 9}}, {5: {1: 2, 2: 50}}, {5: {1: -1, 2: 9}}, {6: {}}, {7: {1: True, 2: {1: {}}}},
            {7: {1: False, 2: {3: {}}}}, {8: {1: True, 2: {1: {}}}}, {8: {1: False, 2: {2: {}}}},
            {8: {1: True, 2: {3: {}}}}, {8: {1: True, 2: {}}}, {10: {1: 7, 2: True}}, {11: {}}, {15: {}},
        ]  # fmt: skip
        for logical in logicals:
            yield one(f"type {kind} as logical {logical}", data, rows=4, kind=kind, converted=None,
                      element={7: 2, 8: 9, 10: logical})  # fmt: skip
    for body in (bytes(12), b"\xff" * 12, b"\0" * 8 + b"\xff" * 4, b"\xff" * 8 + b"\x8c\x3d\x25\0"):
        yield one(f"old timestamp {body[-5:]!r}", page(THERE + body), kind=3, converted=None)
    of_fixed: list[tuple[int | None, Any]] = [
        (None, None), (5, None), (21, None), (0, None), (None, {14: {}}), (None, {15: {}}),
        (None, {5: {1: 2, 2: 38}}),
    ]  # fmt: skip
    for width in (0, 1, 2, 8, 12, 16, 17, 40, 2**31 - 1):
        data = page(THERE + b"\xff" * min(width, 40))
        for converted, logical in of_fixed:
            yield one(f"{width} fixed bytes as {converted} {logical}", data, kind=7, converted=converted,
                      element={2: width, 7: 2, 8: 38, 10: logical})  # fmt: skip
    of_bytes: list[tuple[int | None, Any]] = [
        (4, None), (5, None), (19, None), (20, None), (None, {12: {}}), (None, {13: {}}),
        (None, {16: {}}), (None, {17: {}}), (None, {17: {1: b"\xff"}}), (None, {18: {}}),
    ]  # fmt: skip
    bodies = (b"", b"{}", b"{", b"\xff\xfe", b"\1" + bytes(20), b"\1\1\0\0\0" + b"\0" * 8 + b"\xff" * 9,
              b"\1\7\0\0\0\xff\xff\xff\xff" * 3, SECRET.encode())  # fmt: skip
    for body in bodies:
        for converted, logical in of_bytes:
            yield one(f"bytes {body[:5]!r} as {converted} {logical}", page(THERE + pq.text(body)),
                      converted=converted, element={7: 2, 8: 9, 10: logical})  # fmt: skip


def nested() -> Iterator[Case]:
    """Lists, maps and structs in old, wrong and deep forms."""
    for depth in (10, 100, 500, 5000, 100_000):
        group = {3: 1, 4: b"s", 5: 1}
        schema = [{4: b"schema", 5: 1}, *[group] * (depth - 1), pq.leaf(sound())]
        meta = {3: [b"s"] * (depth - 1) + [b"email"]}
        yield Case(f"{depth} structs in each other", file([sound(meta=meta)], schema=schema),
                   depth > 64 or None)  # fmt: skip
        lists = [{3: 2, 4: b"s", 5: 1, 6: 3}] * (depth - 1)
        yield Case(f"{depth} lists in each other",
                   file([sound(meta=meta)], schema=[schema[0], *lists, schema[-1]]),
                   depth > 64 or None)  # fmt: skip
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
                yield Case(
                    f"variant {metadata[:6]!r} {value[:6]!r}", file(columns, schema=schema), None
                )
