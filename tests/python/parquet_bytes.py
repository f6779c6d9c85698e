"""Parquet files written byte by byte, so that each part can say what no library would write.

The footer and the page headers are Thrift's compact protocol; a struct is a dict by field number
(parquet.thrift of the format's specification).
"""

import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

from naughty import SECRET

MAGIC = b"PAR1"
BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, BYTE_ARRAY, FIXED = range(8)
REQUIRED, OPTIONAL, REPEATED = range(3)
PLAIN, PLAIN_DICTIONARY, RLE, BIT_PACKED, DELTA, DELTA_LENGTH, DELTA_BYTES, RLE_DICTIONARY = (
    0, 2, 3, 4, 5, 6, 7, 8,
)  # fmt: skip
UNCOMPRESSED, SNAPPY, GZIP, LZO, BROTLI, LZ4, ZSTD, LZ4_RAW = range(8)


class Case(NamedTuple):
    """A file as bytes; whether it must be refused, or None when both are sound."""

    name: str
    data: bytes
    must_fail: bool | None


class Long(int):
    """A whole number of 64 bits; a plain int has 32."""


class Column(NamedTuple):
    """A column chunk: its pages as bytes, and what the footer says of it."""

    pages: bytes
    kind: int = BYTE_ARRAY
    name: bytes = b"email"
    values: int = 1
    repetition: int = OPTIONAL
    converted: int | None = 0  # UTF8
    element: dict[int, Any] = {}  # noqa: RUF012 (read only)
    meta: dict[int, Any] = {}  # noqa: RUF012 (read only)
    chunk: dict[int, Any] = {}  # noqa: RUF012 (read only)


def varint(number: int) -> bytes:
    """A whole number, seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out) + bytes([number])


def zigzag(number: int) -> int:
    """A signed number as an unsigned one."""
    return number << 1 if number >= 0 else (-number << 1) - 1


def thrift(value: Any) -> tuple[int, bytes]:
    """A value as its type's number and its bytes, in Thrift's compact protocol."""
    if isinstance(value, bool):
        return (1 if value else 2), b""
    if isinstance(value, int):
        return (6 if isinstance(value, Long) else 5), varint(zigzag(value))
    if isinstance(value, bytes):
        return 8, varint(len(value)) + value
    if isinstance(value, list):
        items = [thrift(item) for item in value]
        kind = items[0][0] if items else 12
        head = (bytes([len(items) << 4 | kind]) if len(items) < 15
                else bytes([0xF0 | kind]) + varint(len(items)))  # fmt: skip
        return 9, head + b"".join(body for _, body in items)
    out, last = bytearray(), 0
    for field, item in sorted(value.items()):
        if item is None:
            continue
        kind, body = thrift(item)
        out += bytes([field - last << 4 | kind]) if field - last < 16 else (
            bytes([kind]) + varint(zigzag(field)))  # fmt: skip
        out += body
        last = field
    return 12, bytes(out) + b"\0"


def encoded(value: dict[int, Any]) -> bytes:
    """A struct's bytes."""
    return thrift(value)[1]


def text(value: bytes) -> bytes:
    """A value of a PLAIN page of texts."""
    return struct.pack("<I", len(value)) + value


def levels(bits: bytes) -> bytes:
    """Levels of a data page: their length before them."""
    return struct.pack("<I", len(bits)) + bits


def run(length: int, value: int) -> bytes:
    """A run of one value of at most eight bits, in the RLE hybrid."""
    return varint(length << 1) + bytes([value])


def page(body: bytes, values: int = 1, encoding: int = PLAIN, **fields: Any) -> bytes:
    """A data page (version 1); `head` replaces fields of its header, `data` of the inner one."""
    inner = {1: values, 2: encoding, 3: RLE, 4: RLE} | fields.get("data", {})
    head = {1: 0, 2: len(body), 3: len(body), 5: inner} | fields.get("head", {})
    return encoded(head) + body


def page_v2(body: bytes, values: int = 1, encoding: int = PLAIN, **fields: Any) -> bytes:
    """A data page of version 2, its levels at the beginning of `body`."""
    inner = {1: values, 2: 0, 3: values, 4: encoding, 5: 0, 6: 0} | fields.get("data", {})
    head = {1: 3, 2: len(body), 3: len(body), 8: inner} | fields.get("head", {})
    return encoded(head) + body


def dictionary(body: bytes, values: int = 1, **fields: Any) -> bytes:
    """A dictionary page."""
    inner = {1: values, 2: PLAIN} | fields.get("data", {})
    head = {1: 2, 2: len(body), 3: len(body), 7: inner} | fields.get("head", {})
    return encoded(head) + body


def leaf(column: Column) -> dict[int, Any]:
    """A column's element of the schema."""
    return {1: column.kind, 3: column.repetition, 4: column.name,
            6: column.converted} | column.element  # fmt: skip


def file(
    columns: Sequence[Column], rows: int = 1, footer: dict[int, Any] | None = None,
    schema: list[dict[int, Any]] | None = None, group: dict[int, Any] | None = None,
) -> bytes:  # fmt: skip
    """A file of one row group; `footer`, `schema` and `group` replace what they would say."""
    body, chunks = bytearray(MAGIC), []
    for column in columns:
        meta = {
            1: column.kind, 2: [PLAIN, RLE], 3: [column.name], 4: UNCOMPRESSED,
            5: Long(column.values), 6: Long(len(column.pages)), 7: Long(len(column.pages)),
            9: Long(len(body)),
        } | column.meta  # fmt: skip
        chunks.append({2: Long(len(body)), 3: meta} | column.chunk)
        body += column.pages
    elements = [{4: b"schema", 5: len(columns)}, *map(leaf, columns)]
    rest = {
        1: 1, 2: elements if schema is None else schema, 3: Long(rows),
        4: [{1: chunks, 2: Long(len(body)), 3: Long(rows)} | (group or {})],
    } | (footer or {})  # fmt: skip
    return whole(bytes(body), encoded(rest))


def whole(body: bytes, footer: bytes) -> bytes:
    """Pages and a footer as a file; `body` begins with the magic."""
    return body + footer + struct.pack("<I", len(footer)) + MAGIC


VALUE = text(SECRET.encode())
THERE = levels(run(1, 1))  # the definition level of one value that is not NULL


def one(name: str, pages: bytes, must_fail: bool | None = None, *, rows: int = 1,
        **column: Any) -> Case:  # fmt: skip
    """A file of one column."""
    return Case(name, file([Column(pages, **{"values": rows} | column)], rows), must_fail)


def sound(**column: Any) -> Column:
    """A column of one value that is as it should be."""
    return Column(page(THERE + VALUE), **column)
