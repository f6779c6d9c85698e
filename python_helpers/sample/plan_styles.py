"""Spell a plan the way one of five writers does: same facts, other keys and shapes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from python_helpers.sample.plan_model import Event, Person, Plan

Json = dict[str, Any]
TITLES = ("monday-rush", "inventory-week", "second-shift-ramp", "holiday-peak", "line-start")


def write_json(path: Path, record: Mapping[str, Any]) -> None:
    """Write one record as UTF-8 JSON, one space of indent as the real overlay has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")


def file_stem(plan: Plan) -> str:
    """`DATE_cli-NNNNN_NNN`, or a scenario's name for the writer who names them."""
    if plan.style == 4:
        city = plan.events[0].city.lower().replace(" ", "-").replace(".", "").replace("'", "")
        return f"{TITLES[plan.number % len(TITLES)]}-{city}-{plan.number + 1:03}"
    return f"{plan.date}_{plan.client_id.lower()}_{plan.number + 1:03}"


def twelve_hours(time: str) -> str:
    """`14:30` as `2:30 PM`."""
    hour, minute = int(time[:2]), time[3:]
    return f"{hour % 12 or 12}:{minute} {'AM' if hour < 12 else 'PM'}"


def person_object(person: Person, with_phone: bool) -> Json:
    """A named worker as an object; a ghost has a name only."""
    record: Json = {"name": person.name}
    if person.worker_id:
        record["worker_id"] = person.worker_id
        if with_phone:
            record["phone"] = person.phone
    return record


def known(record: Json) -> Json:
    """Without the keys that have nothing to say."""
    return {key: value for key, value in record.items() if value is not None}


def names(event: Event) -> list[str] | None:
    """Names of the workers, None where nobody wrote any down."""
    return None if event.filled is None else [worker.name for worker in event.workers]


def objects(event: Event, with_phone: bool) -> list[Json] | None:
    """Workers as objects, None where nobody wrote any down."""
    if event.filled is None:
        return None
    return [person_object(worker, with_phone) for worker in event.workers]


def flat(plan: Plan) -> Json:
    """The real overlay's style, plus names and the number filled."""
    events = [
        known(
            {
                "role": e.role,
                "count": e.count,
                "city": e.city,
                "state": e.state,
                "at": e.time,
                "job_order_id": e.job_order_id,
                "workers": names(e),
                "filled": e.filled,
            }
        )
        for e in plan.events
    ]
    date = plan.date.isoformat()
    return known({"client": plan.client_id, "date": date, "events": events, "notes": plan.note})


def nested(plan: Plan) -> Json:
    """Everything under `plan`, with orders and twelve-hour times."""
    orders = [
        known(
            {
                "position": e.role,
                "qty": e.count,
                "start": twelve_hours(e.time),
                "city": e.city,
                "state": e.state,
                "job_order": e.job_order_id,
                "assigned": objects(e, with_phone=True),
                "filled_count": e.filled,
            }
        )
        for e in plan.events
    ]
    client = {"id": plan.client_id, "name": plan.client_name}
    body = {"client": client, "date": plan.date.isoformat(), "orders": orders}
    return known({"plan": body, "notes": plan.note, "version": 2})


def shifts(plan: Plan) -> Json:
    """Shifts with a whole timestamp and one location string."""
    items = [
        known(
            {
                "start": f"{plan.date}T{e.time}:00",
                "position": e.role,
                "headcount": e.count,
                "location": f"{e.city}, {e.state}",
                "team": objects(e, with_phone=False),
                "filled": e.filled,
                "po_number": f"PO-{plan.number:03}-{n}",
            }
        )
        for n, e in enumerate(plan.events, start=1)
    ]
    return known(
        {
            "client_id": plan.client_id,
            "client_name": plan.client_name,
            "plan_date": plan.date.isoformat(),
            "shifts": items,
            "notes": plan.note,
        }
    )


def requests(plan: Plan) -> Json:
    """Requests with a location object; the note stands in the first request."""
    items = [
        known(
            {
                "time": e.time,
                "title": e.role,
                "needed": e.count,
                "location": {"city": e.city, "state": e.state},
                "workers": names(e),
                "filled_count": e.filled,
                "note": plan.note if n == 0 else None,
            }
        )
        for n, e in enumerate(plan.events)
    ]
    client = {"client_id": plan.client_id, "client_name": plan.client_name}
    return {"client": client, "day": plan.date.isoformat(), "requests": items}


def scenario(plan: Plan) -> Json:
    """The multi-agent test's own style: a named scenario with numbered events."""
    events = [
        known(
            {
                "id": n,
                "kind": "fill",
                "start_time": e.time,
                "role": e.role,
                "count": e.count,
                "city": e.city,
                "state": e.state,
                "job_order_id": e.job_order_id,
                "workers": names(e),
            }
        )
        for n, e in enumerate(plan.events, start=1)
    ]
    return known(
        {
            "scenario": plan.stem,
            "client": plan.client_id,
            "date": plan.date.isoformat(),
            "agents": ["planner", "matcher", "caller"],
            "events": events,
            "notes": plan.note,
        }
    )


def render_plan(plan: Plan) -> Json:
    """The plan as its writer spells it."""
    return (flat, nested, shifts, requests, scenario)[plan.style](plan)
