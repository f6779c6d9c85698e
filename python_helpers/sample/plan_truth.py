"""The queries that count what is wrong with plans, and how far streams overlap."""

from collections.abc import Iterator

from python_helpers.sample.defects import Defect


def plain_name(column: str) -> str:
    """SQL of a name in lower-case ASCII letters, digits and spaces."""
    lower = f"replace(lower(strip_accents(nfc_normalize({column}))), '-', ' ')"
    return f"regexp_replace({lower}, '[^a-z0-9 ]', '', 'g')"


def plan_defects() -> Iterator[Defect]:
    """Roles, places and named workers of the plans."""
    one = "scenarios"
    unknown = """truth_events as e where lower(e.role) not in (select lower(role) from roles)
        and lower(e.role) not in (select lower(synonym) from role_synonyms)"""
    yield Defect("L03", one, "role", "unknown_role", "neither role nor synonym", unknown)
    synonym = "truth_events as e where e.role in (select synonym from role_synonyms)"
    yield Defect("L03", one, "role", "synonym", "a documented synonym (not a defect)", synonym)
    city = "truth_events as e where (e.city, e.state) not in (select (city, state) from places)"
    yield Defect("L04", one, "city", "city_unknown", "not among the sample's cities", city)
    nobody = """truth_events as e anti join (
        select distinct p.city, p.state, r.role from people as p join roles as r on r.id = p.role_id
        where p.person_id < getvariable('workers_500k')
        ) as w on w.city = e.city and w.state = e.state and w.role = e.canonical
        where e.canonical is not null"""
    rule = "known role, nobody of workers_500k has it in that city"
    yield Defect("L04", one, "city", "no_such_role_in_city", rule, nobody)
    ghost = """truth_named as n where lower(n.name) not in (select lower(name) from known_names)"""
    yield Defect("L05", one, "workers", "ghost", "name in no worker or candidate file", ghost)
    double = """(select plan, worker_id, name
        from truth_named join truth_events using (plan, number)
        group by plan, time, worker_id, name having count(*) > 1)"""
    rule = "one worker in two events of a plan at the same time"
    yield Defect("L05", one, "workers", "double_booked", rule, double)
    same = f"""truth_named as n where {plain_name("n.name")} in (
        select {plain_name("name")} from workers_500k group by all having count(*) > 1)"""
    rule = "name, but for case, accents and stops, that several workers of workers_500k have"
    yield Defect("L05", one, "workers", "name_not_unique", rule, same + " and not n.has_key")
    base = "truth_named as n join truth_events as e using (plan, number) join people as p "
    base += "on p.person_id = n.worker_id - 1 join roles as r on r.id = p.role_id where "
    role = base + "n.worker_id > 0 and r.role <> e.canonical"
    yield Defect("L05", one, "workers", "role_mismatch", "worker's role is not the event's", role)
    state = base + "n.worker_id > 0 and p.state <> e.state"
    yield Defect(
        "L05", one, "workers", "state_mismatch", "worker's state is not the event's", state
    )


def overlap_defects() -> Iterator[Defect]:
    """People in more than one stream, by lower(trim(email))."""
    pairs = (
        ("X01", "workers_500k", "candidates"),
        ("X01", "workers_100k", "candidates"),
        ("X01", "ethereal_workers", "candidates"),
        ("X02", "workers_500k", "workers_100k"),
        ("X02", "workers_500k", "ethereal_workers"),
        ("X02", "workers_100k", "ethereal_workers"),
        ("X02", "workers_500k", "client_workersi"),
        ("X02", "workers_100k", "client_workersi"),
        ("X02", "ethereal_workers", "client_workersi"),
    )
    for check, left, right in pairs:
        rows = f"""(select lower(trim(email)) from {left} where email is not null
            intersect select lower(trim(email)) from {right})"""
        rule = f"distinct e-mail addresses also in {right}"
        yield Defect(check, left, "email", f"also_in_{right}", rule, rows)
    same = "(from client_workersi intersect all from client_workerskjkk)"
    rule = "rows equal in every column to a row of client_workersi"
    yield Defect("G04", "client_workerskjkk", "*", "row_of_client_workersi", rule, same)
