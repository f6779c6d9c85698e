"""Texts and the personal details in them: what the patterns must find, the same in every engine.

Each vector is a text in which [[TYPE|value]] stands for a value that must be found, whole and as
that type. What no brackets hold must be left as it is.
"""

import re
from typing import NamedTuple

MARKED = re.compile(r"\[\[([A-Z_]+)[|](.*?)\]\]", re.DOTALL)


class Detail(NamedTuple):
    """A personal detail: its place in a text, in characters, and its type."""

    start: int
    end: int
    type: str


class Vector(NamedTuple):
    """A text, and the details in it in order."""

    text: str
    details: list[Detail]


def read(marked: str) -> Vector:
    """A text without its marks, and what they say."""
    text, details, last = "", [], 0
    for mark in MARKED.finditer(marked):
        text += marked[last : mark.start()]
        details.append(Detail(len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return Vector(text + marked[last:], details)


POSITIVE = [
    "mail [[EMAIL|a.b+c@mail.example.com]], or [[EMAIL|O'Neil_9@x-y.co.uk]].",
    "[[EMAIL|josé.díaz@example.org]];[[EMAIL|A@B.IO]]",
    "write [[EMAIL|john at gmail.com]] or [[EMAIL|jane (at) acme (dot) com]]",
    "reach me: [[EMAIL|bob at acme dot org]]",
    "call [[PHONE|(415) 555-2671]], [[PHONE|415-555-2671]] or [[PHONE|415.555.2671]]",
    "[[PHONE|+1 415 555 2671]] [[PHONE|1-415-555-2671]] [[PHONE|4155552671]]",
    "[[PHONE|(903)838-9329x4031]] and [[PHONE|903-838-9329 ext. 40]]",
    "off [[PHONE|001-903-838-9329]]",
    "Cell:[[PHONE|415 555 2671]]. $[[PHONE|415-666-7777]]",
    "[[PHONE|+44 20 7946 0958]] in London",
    "SSN [[SSN|123-45-6789]]; [[SSN|123.45.6789]]; [[SSN|123 45 6789]].",
    "social security number: [[SSN|123456789]], ssn# [[SSN|987654321]]",
    "card [[CREDIT_CARD|4111 1111 1111 1111]] or [[CREDIT_CARD|4111111111111111]].",
    "amex [[CREDIT_CARD|3782 822463 10005]], [[CREDIT_CARD|5500-0000-0000-0004]]",
    "see [[URL|https://example.com/a?b=c]]. Or [[URL|www.example.org/x]], please",
    "host [[IP|10.0.0.7]] and [[IP|2001:0db8:85a3:0000:0000:8a2e:0370:7334]], [[IP|fe80::1]]",
    "follow [[HANDLE|@susan_ruiz]] there",
    "lives at [[STREET_ADDRESS|12 North Main St Apt 4]] now",
    "[[STREET_ADDRESS|221 Baker Street]], or [[STREET_ADDRESS|P.O. Box 77]]",
    "DOB: [[DOB|01/02/1990]], born [[DOB|March 3, 1988]]",
    "driver's license number [[DRIVER_LICENSE|D1234567]], passport no. [[PASSPORT|C03005988]]",
    "account number: [[BANK_ACCOUNT|000123456789]], iban [[IBAN|GB82 WEST 1234 5698 7654 32]]",
    "[[PHONE|415-555-2671]]/[[EMAIL|s@example.com]]|[[SSN|123-45-6789]]",
]  # fmt: skip
NEGATIVE = [
    "order 6145552222, PO# 4155552671, ticket 2125551234",
    "epoch 1732406400 and timestamp 1732406400123",
    "paid $18.50/hr, 40 hours at work, 6:00-14:30, 7am to 3pm",
    "ZIP 94601-1234, SKU 123-4567-890, part 12-345-67",
    "version 10.1.2.3, v2.0.1, release 1.2.3.4",
    "1234 5678 is a badge; 12,345,678 units; 2024-11-23 08:00",
    "meet @noon at door 4, 3 shifts at site 12",
    "GB00 WEST 1234 5698 7654 32 has wrong check digits",
    "4111111111111112 is no card, 999.999.999.999 no address",
    "Baker Street Hospitality, 500 forklift hours, 12 month contract",
]
VECTORS = [read(marked) for marked in POSITIVE + NEGATIVE]
