"""Five people whose details exist nowhere else, to see whether any of them gets out.

Their phone numbers use the exchange 943, which no other person of the sample has.
"""

import duckdb

from python_helpers.sample.sizes import Sizes


def _canary(
    stream: str, key: str, first: str, last: str, domain: str, phone: str
) -> dict[str, str]:
    return {
        "stream": stream,
        "key": key,
        "first_name": first,
        "last_name": last,
        "name": f"{first} {last}",
        "email": f"{first}.{last}@{domain}".lower(),
        "phone": phone,
        "phone_e164": f"+1{phone}",
    }


CANARIES = [
    _canary(
        "workers_500k", "last worker_id", "Zephyrine", "Quillfeather", "gmail.com", "3129436071"
    ),
    _canary(
        "candidates", "last candidate_id", "Ottoline", "Brackenmoor", "yahoo.com", "6149432285"
    ),
    _canary(
        "client_workersi", "last worker_id", "Thaddeo", "Vanterpoole", "outlook.com", "7089437713"
    ),
    _canary("sparse_workers", "last row", "Isambrina", "Kestlewood", "icloud.com", "2149439046"),
    _canary(
        "scenarios", "notes of the first plan", "Lysandrex", "Hallowgate", "gmail.com", "4049431158"
    ),
]


def plant_canaries(con: duckdb.DuckDBPyConnection, sizes: Sizes) -> None:
    """Make the last person of each of four streams a canary (the fifth is only in plan texts)."""
    for canary in CANARIES[:4]:
        stream = canary["stream"]
        person_id = sizes.first[stream] + sizes.rows[stream] - 1
        con.execute(
            "update people set first = ?, last = ?, name = ?, email = ?, phone = ?"
            " where person_id = ?",
            [canary[k] for k in ("first_name", "last_name", "name", "email", "phone")]
            + [person_id],
        )
