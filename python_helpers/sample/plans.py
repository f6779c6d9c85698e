"""Plan the fill days: which client needs whom, when and where, and who was named for it.

A plan is one client's day of about five events. Planning is separate from spelling:
`plan_styles.py` writes a plan in one of the writers' styles, `lessons.py` what was learnt from it.
"""

import datetime
import random
from pathlib import Path

import duckdb

from python_helpers.sample.database import insert_rows
from python_helpers.sample.lessons import lesson_texts, outcome_lines
from python_helpers.sample.plan_defects import add_notes, plant_booking_defects, plant_event_defects
from python_helpers.sample.plan_model import Event, Person, Plan
from python_helpers.sample.plan_styles import file_stem, render_plan, write_json
from python_helpers.sample.sizes import Sizes

HOURS = (5, 6, 6, 7, 7, 8, 9, 12, 14, 15, 18, 22)


def head_count(rng: random.Random) -> int:
    """Head count of an event: median 3 to 4, heavy tail (ORIGINS.md)."""
    return max(1, min(60, round(rng.lognormvariate(1.2, 0.75))))


def draft_plans(con: duckdb.DuckDBPyConnection, sizes: Sizes, rng: random.Random) -> list[Plan]:
    """Plans with events and no workers yet."""
    clients = con.execute(
        "select client_id, client_name, city, state, main_vertical from clients"
        " order by (select weight from places where id = place_id) < 100, client_id"
    ).fetchall()
    roles = con.execute("select role, vertical, weight from roles order by id").fetchall()
    synonyms: dict[str, list[str]] = {}
    for synonym, role in con.execute("from role_synonyms order by synonym").fetchall():
        synonyms.setdefault(role, []).append(synonym)
    near: dict[str, list[str]] = {}
    for city, state in con.execute(
        "select city, state from places where weight >= 100 order by state, city"
    ).fetchall():
        near.setdefault(state, []).append(city)
    orders: dict[tuple[str, str], list[str]] = {}
    for order_id, client_id, role in con.execute(
        "select job_order_id, client_id, title from job_orders order by job_order_id"
    ).fetchall():
        orders.setdefault((client_id, role), []).append(order_id)

    plans: list[Plan] = []
    in_cities = range(max(1, len(clients) // 2))
    chosen = sorted(rng.sample(in_cities, min(len(in_cities), sizes.plans * 3 // 4)))
    for number in range(sizes.plans):
        client_id, client_name, city, state, vertical = clients[chosen[number % len(chosen)]]
        day = datetime.date(2025, 1, 6) + datetime.timedelta(days=7 * number + rng.randint(0, 5))
        fitting = [r for r in roles if r[1] == vertical] if rng.random() < 0.85 else roles
        events = []
        for _ in range(rng.choice((3, 4, 4, 5, 5, 5, 5, 6, 6, 7))):
            role = rng.choices(fitting, [r[2] for r in fitting])[0][0]
            written = role
            if rng.random() < 0.25 and role in synonyms:
                written = rng.choice(synonyms[role])
            where = city if rng.random() < 0.85 else rng.choice(near.get(state, [city]))
            order_ids = orders.get((client_id, role), [])
            event = Event(
                time=f"{rng.choice(HOURS):02}:{rng.choice((0, 30)):02}",
                role=written,
                canonical=role,
                count=head_count(rng),
                city=where,
                state=state,
                job_order_id=rng.choice(order_ids) if order_ids and rng.random() < 0.7 else None,
            )
            events.append(event)
        events.sort(key=lambda item: item.time)
        plans.append(Plan(number, client_id, client_name, day, number % 5, events))
    return plans


def worker_pool(con: duckdb.DuckDBPyConnection, plans: list[Plan]) -> dict[str, list[Person]]:
    """People of workers_500k per state that has a plan, mostly with a name of their own."""
    states = sorted({event.state for plan in plans for event in plan.events})
    rows = con.execute(
        """
        with workers as (
            select
                p.person_id + 1 as worker_id, p.name, phone_text(p.phone) as phone, r.role, p.state
            from people as p join roles as r on r.id = p.role_id
            where p.person_id < getvariable('workers_500k') - 1
        ),
        unique_names as (select name from workers group by name having count(*) = 1)
        select worker_id, name, phone, role, state
        from workers left join unique_names as once using (name)
        where
            list_contains(?, state)
            and (once.name is not null or u(worker_id, 'namesake') < 0.04)
        qualify row_number() over (
            partition by state, role
            order by h(worker_id, 'pool'), worker_id
        ) <= 90
        order by state, h(worker_id, 'pool'), worker_id
        """,
        [states],
    ).fetchall()
    pool: dict[str, list[Person]] = {}
    for row in rows:
        pool.setdefault(row[4], []).append(Person(*row))
    return pool


def name_workers(plans: list[Plan], pool: dict[str, list[Person]], rng: random.Random) -> None:
    """Name workers for 80 % of the events, 92 % of those in full; nobody twice on a day."""
    everyone = [person for people in pool.values() for person in people]
    for plan in plans:
        booked: set[int] = set()
        for event in plan.events:
            if rng.random() >= 0.8:
                continue
            wanted = event.count if rng.random() < 0.92 else rng.randint(0, event.count - 1)
            local = pool.get(event.state, [])
            exact = [person for person in local if person.role == event.canonical]
            for source in (exact if rng.random() > 0.03 else local, local, everyone):
                for person in source:
                    if len(event.workers) >= wanted:
                        break
                    if person.worker_id not in booked:
                        booked.add(person.worker_id)
                        event.workers.append(person)
            event.filled = len(event.workers)


def write_plans(
    con: duckdb.DuckDBPyConnection, out: Path, sizes: Sizes, seed: int
) -> dict[str, int]:
    """Write scenarios, lessons and outcomes; keep `truth_events` and `truth_named` in the database.

    Returns the counts of plans, lessons, events, named workers and outcomes.
    """
    rng = random.Random(f"plans {seed}")
    plans = draft_plans(con, sizes, rng)
    plant_event_defects(plans, rng)
    pool = worker_pool(con, plans)
    name_workers(plans, pool, rng)
    plant_booking_defects(plans, pool, rng)
    add_notes(plans, rng)
    scenarios = out / "tests" / "multi-agent" / "scenarios"
    for plan in plans:
        plan.stem = file_stem(plan)
        write_json(scenarios / f"{plan.stem}.json", render_plan(plan))
    lessons = lesson_texts(plans, sizes.lessons, rng)
    for stem, lesson in lessons.items():
        write_json(out / "data" / "_playbook_lessons" / f"{stem}.json", lesson)
    outcomes = outcome_lines(plans, rng)
    (out / "data" / "outcomes.jsonl").write_text("".join(outcomes), encoding="utf-8")
    return keep_truth(con, plans) | {
        "plans": len(plans),
        "lessons": len(lessons),
        "outcomes": len(outcomes),
    }


def keep_truth(con: duckdb.DuckDBPyConnection, plans: list[Plan]) -> dict[str, int]:
    """Load what was planned, to measure its defects with SQL."""
    con.execute(
        "create table truth_events (plan varchar, number int, date date, time varchar,"
        " role varchar, canonical varchar, head_count int, city varchar, state varchar)"
    )
    con.execute(
        "create table truth_named (plan varchar, number int, worker_id bigint, name varchar,"
        " has_key boolean)"
    )
    events: list[tuple[object, ...]] = []
    named: list[tuple[object, ...]] = []
    for plan in plans:
        for n, e in enumerate(plan.events, start=1):
            events.append(
                (plan.stem, n, plan.date, e.time, e.role, e.canonical, e.count, e.city, e.state)
            )
            named += [(plan.stem, n, w.worker_id, w.name, plan.style in (1, 2)) for w in e.workers]
    insert_rows(con, "truth_events", events)
    insert_rows(con, "truth_named", named)
    return {"events": len(events), "named_workers": len(named)}
