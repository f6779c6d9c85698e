"""The queries that count what is wrong with the streams of people and job orders."""

from collections.abc import Iterator
from typing import NamedTuple

from python_helpers.sample.sizes import BIG

GEOGRAPHY = (*BIG, "job_orders")
LISTS = {
    **dict.fromkeys((*BIG, "client_workersi"), ("skills", "certifications")),
    "candidates": ("skills",),
}
ENUMS = (
    *((stream, "archetype", "workers") for stream in BIG),
    *((stream, "role", "workers") for stream in BIG),
    ("candidates", "status", "candidates"),
    ("job_orders", "status", "job_orders"),
    ("job_orders", "vertical", "job_orders"),
)


class Defect(NamedTuple):
    """One defect and the query that counts it: `rows` is a FROM clause and on."""

    check: str
    stream: str
    field: str
    name: str
    rule: str
    rows: str


def phone_defects() -> Iterator[Defect]:
    """Phones as numbers and as formatted text."""
    for stream in BIG:
        one = (stream, "phone")
        yield Defect(
            "S05", *one, "stored_as_number", "every value", f"{stream} where phone is not null"
        )
        yield Defect(
            "S05", *one, "digits_lost", "under 10 digits", f"{stream} where phone < 1000000000"
        )
        yield Defect("S05", *one, "null", "is null", f"{stream} where phone is null")
        yield Defect("S05", *one, "placeholder", "9999999999", f"{stream} where phone = 9999999999")
        yield Defect("S05", *one, "country_code", "11 digits", f"{stream} where phone > 9999999999")
        yield Defect("S05", stream, "email", "null", "is null", f"{stream} where email is null")
        odd = f"{stream} where email <> lower(trim(email))"
        yield Defect("P04", stream, "email", "not_normalised", "differs from lower(trim())", odd)
    for stream in ("client_workersi", "client_workerskjkk", "sparse_workers"):
        rows = f"{stream} where regexp_matches(phone, '(x|ext)')"
        yield Defect("S05", stream, "phone", "extension", "has x or ext.", rows)
    yield Defect(
        "S05", "sparse_workers", "phone", "null", "is null", "sparse_workers where phone is null"
    )


def geography_defects() -> Iterator[Defect]:
    """States and ZIP codes against the seeds."""
    known = "(select list(state) from states)"
    for stream in GEOGRAPHY:
        states = f"{stream} where not list_contains({known}, state)"
        yield Defect(
            "S07", stream, "state", "state_unknown", "exact value not in seeds/states", states
        )
        short = f"{stream} where not regexp_full_match(zip, '[0-9]{{5}}')"
        yield Defect(
            "S07", stream, "zip", "zip_not_five_digits", "not five digits, not null", short
        )
        wrong = f"""{stream} as s where regexp_full_match(zip, '[0-9]{{5}}')
            and list_contains({known}, s.state)
            and (zip[1:3], s.state) not in (select (zip3, state) from zip3_state)"""
        rule = "five digits, state known, pair not in seeds/zip3_state"
        yield Defect("S07", stream, "zip", "zip3_not_in_state", rule, wrong)
        yield Defect("S07", stream, "zip", "null", "is null", f"{stream} where zip is null")
    sparse = f"sparse_workers where not list_contains({known}, state)"
    yield Defect("S07", "sparse_workers", "state", "state_unknown", "exact value", sparse)


def enum_defects() -> Iterator[Defect]:
    """Values that `documented_values` does not have, and documented ones spelled otherwise."""
    for stream, field, documented in ENUMS:
        where = f"from documented_values where stream = '{documented}' and field = '{field}'"
        exact = f"(select list(value) {where})"
        lower = f"(select list(lower(value)) {where})"
        other = f"not list_contains({lower}, lower(trim({field})))"
        yield Defect(
            "S09",
            stream,
            field,
            "undocumented",
            "also after lower(trim())",
            f"{stream} where {other}",
        )
        spelled = (
            f"not list_contains({exact}, {field}) and list_contains({lower}, lower(trim({field})))"
        )
        yield Defect(
            "S09",
            stream,
            field,
            "spelled_otherwise",
            "documented but for case",
            f"{stream} where {spelled}",
        )


def list_defects() -> Iterator[Defect]:
    """Empty and repeated entries of comma-separated lists."""
    for stream, fields in LISTS.items():
        for field in fields:
            entries = f"list_transform(string_split({field}, ','), lambda x: lower(trim(x)))"
            empty = f"{stream} where list_contains({entries}, '')"
            yield Defect("S11", stream, field, "empty_entry", "an entry is blank", empty)
            filled = f"list_filter({entries}, lambda x: x <> '')"
            twice = f"{stream} where len({filled}) > len(list_distinct({filled}))"
            yield Defect("S11", stream, field, "repeated_entry", "an entry stands twice", twice)


def order_defects() -> Iterator[Defect]:
    """Rates of job orders, and what their descriptions say."""
    one = "job_orders"
    pay = "pay_rate"
    yield Defect("S08", one, pay, "pay_zero", "pay_rate = 0", f"{one} where pay_rate = 0")
    below = f"{one} where bill_rate < pay_rate"
    yield Defect("S08", one, "bill_rate", "bill_below_pay", "bill_rate < pay_rate", below)
    week = f"{one} where pay_rate > 200"
    yield Defect("S08", one, pay, "weekly_amount", "pay_rate > 200", week)
    said = "orders_with_truth where says_pay and said_pay <> round(pay_rate, 2)"
    rule = "description states a pay that differs from pay_rate"
    yield Defect("S13", one, "description", "pay_disagrees", rule, said)
    contact = "orders_with_truth where has_contact"
    rule = "description holds a recruiter's e-mail or phone"
    yield Defect("P07", one, "description", "contact_in_text", rule, contact)
    person = """workers_500k_v8 as d join workers_500k as w using (worker_id)
        where contains(d.text, w.name) or contains(d.text, w.email)
        or contains(d.text, w.phone::varchar)"""
    rule = "text holds the worker's own name, e-mail or phone"
    yield Defect("P06", "workers_500k_v8", "text", "personal_data", rule, person)
