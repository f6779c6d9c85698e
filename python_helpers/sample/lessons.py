"""Write what was learnt from a plan, and what became of its events.

A lesson is a short retrospective in markdown with workers named in running text. `events_total` and
`events_ok` always agree with the plan: an event is ok when it was filled in full.
"""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from python_helpers.sample.plan_model import Plan

OPENINGS = (
    "## What happened\n{ok} of {total} events for {client} were filled in full.",
    "**{client}, {date}**: {ok}/{total} filled.",
    "# Retro {date}\nWe covered {ok} of the {total} requests in {city}.",
    "{ok} of {total} orders for {client} were filled in full.",
)
POINTS = (
    "- {name} was early and covered a gap on the {role} line.",
    "- {name} no-showed and did not answer {phone}.",
    "- Call {name} first for {role} work in {city}.",
    "- {name} left at lunch; backup took over.",
    "- The client asked for {name} again.",
    "- Matching on city alone missed people twenty miles out.",
    "- Confirm the night before: two texts went unread.",
    "- {role} needs a second source in {city}, the list is thin.",
)
CLOSINGS = (
    "**Next time:** over-book by one for {role}.",
    "Playbook: ask for availability before role fit.",
    "*Action*: update the phone numbers of the crew.",
    "",
)


def double_booked(plan: Plan) -> list[str]:
    """Names that stand in two events of the plan with the same time."""
    at = Counter((e.time, w.worker_id, w.name) for e in plan.events for w in e.workers)
    return sorted(name for (_, _, name), count in at.items() if count > 1)


def events_ok(plan: Plan) -> int:
    """Events with as many workers named as were asked for."""
    return sum(event.filled == event.count for event in plan.events)


def lesson_text(plan: Plan, rng: random.Random) -> str:
    """One retrospective of the plan in markdown."""
    people = [w for event in plan.events for w in event.workers if w.worker_id]
    event = rng.choice(plan.events)
    facts = {
        "ok": events_ok(plan),
        "total": len(plan.events),
        "client": plan.client_id,
        "date": plan.date,
        "city": event.city,
        "role": event.role,
    }
    lines = [rng.choice(OPENINGS).format(**facts), ""]
    lines += [f"- {name} double-booked at {plan.events[0].city}." for name in double_booked(plan)]
    for point in rng.sample(POINTS, 3):
        if "{name}" in point:
            if not people:
                continue
            person = rng.choice(people)
            lines.append(point.format(**facts, name=person.name, phone=person.phone))
        else:
            lines.append(point.format(**facts))
    return "\n".join([*lines, "", rng.choice(CLOSINGS).format(**facts)]).strip()


def lesson_record(plan: Plan, style: int, text: str) -> dict[str, Any]:
    """A lesson in one of four key styles; the last names no plan, only client and date."""
    counts = {"events_total": len(plan.events), "events_ok": events_ok(plan)}
    date = plan.date.isoformat()
    if style == 0:
        head = {"scenario": plan.stem, "client": plan.client_id, "date": date}
        return head | counts | {"lesson": text}
    if style == 1:
        head = {"scenario_id": plan.stem, "client_id": plan.client_id, "plan_date": date}
        return head | counts | {"retro": text, "author": "ops"}
    if style == 2:
        client = {"id": plan.client_id, "name": plan.client_name}
        return (
            {"plan": f"{plan.stem}.json", "client": client, "day": date}
            | counts
            | {"summary": text}
        )
    return {"client": plan.client_id, "date": date} | counts | {"lesson": text}


def lesson_texts(
    plans: Sequence[Plan], wanted: int, rng: random.Random
) -> Mapping[str, dict[str, Any]]:
    """`wanted` lessons by file stem: one for each plan, then a second one for some."""
    lessons: dict[str, dict[str, Any]] = {}
    for n in range(wanted):
        plan = plans[n % len(plans)]
        style = 3 if n % 8 == 7 else n % 3
        stem = plan.stem if n < len(plans) else f"{plan.stem}_b"
        lessons[stem] = lesson_record(plan, style, lesson_text(plan, rng))
    return lessons


def outcome_lines(plans: Sequence[Plan], rng: random.Random) -> list[str]:
    """One JSON line per event whose outcome is known: who came of those who were booked."""
    lines = []
    for plan in plans:
        for number, event in enumerate(plan.events, start=1):
            if event.filled is None or rng.random() > 0.95:
                continue
            no_shows = sum(rng.random() < 0.06 for _ in range(event.filled))
            record = {
                "plan": plan.stem,
                "event": number,
                "filled": event.filled,
                "showed": event.filled - no_shows,
                "no_shows": no_shows,
                "recorded_at": f"{plan.date}T23:{rng.randint(0, 59):02}:00Z",
            }
            lines.append(json.dumps(record) + "\n")
    return lines
