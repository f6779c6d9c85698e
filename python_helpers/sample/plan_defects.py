"""Plant what goes wrong in plans: odd roles and cities, ghosts, double bookings."""

import random

from python_helpers.sample.canaries import CANARIES
from python_helpers.sample.plan_model import Person, Plan

UNKNOWN_ROLES = ("Utility Person", "Floater", "Special Projects", "Ninja", "Lumper Crew")
FALSE_CITIES = (("Chicgo", "IL"), ("Springfeild", "MO"), ("Port Harlan", "TX"), ("Colombus", "OH"))
GHOSTS = (
    "Darnell Q. Whisk",
    "Jo Beth Tanquary",
    "Rafael Z. Untermann",
    "Kip Lorrimoor",
    "Mina Ostrander-Voss",
)
NOTES = (
    "Dock 4 only. Ask for the shift supervisor.",
    "Client wants the same crew as last week.",
    "Bus line stops running at 23:00, arrange rides.",
    "{name} asked to be moved to days, call {phone}.",
    "Send the roster by 17:00 to the plant. Backup: {name}, {phone}.",
    "{name} is the lead for this crew.",
)


def plant_event_defects(plans: list[Plan], rng: random.Random) -> None:
    """A few roles nobody knows and cities that do not exist."""
    events = [event for plan in plans for event in plan.events]
    odd = rng.sample(events, max(2, len(events) // 20))
    for n, event in enumerate(odd):
        if n % 5 < 3:
            event.role, event.canonical, event.job_order_id = UNKNOWN_ROLES[n % 5], None, None
        else:
            event.city, event.state = FALSE_CITIES[n % len(FALSE_CITIES)]


def plant_booking_defects(
    plans: list[Plan], pool: dict[str, list[Person]], rng: random.Random
) -> None:
    """Ghosts, a few workers from another state, and workers booked twice at one time."""
    filled = [event for plan in plans for event in plan.events if event.workers]
    for ghost, event in zip(
        GHOSTS, rng.sample(filled, min(len(GHOSTS), len(filled))), strict=False
    ):
        event.workers[-1] = Person(0, ghost, "", "", "")
    for event in rng.sample(filled, max(1, len(filled) // 40)):
        others = [state for state in sorted(pool) if state != event.state]
        if others and len(event.workers) > 1:
            event.workers[1] = pool[rng.choice(others)][-1]
    pairs = [
        (plan.events[n], plan.events[n + 1])
        for plan in plans
        for n in range(len(plan.events) - 1)
        if len(plan.events[n].workers) > 1 and len(plan.events[n + 1].workers) > 1
    ]
    for first, second in rng.sample(pairs, max(1, len(pairs) // 12)):
        if first.workers[0].worker_id and first.workers[0] not in second.workers:
            second.time = first.time
            second.workers[0] = first.workers[0]


def add_notes(plans: list[Plan], rng: random.Random) -> None:
    """Free text for half of the plans; the first names the canary of the scenarios."""
    for plan in plans:
        people = [w for event in plan.events for w in event.workers if w.worker_id]
        if people and rng.random() < 0.55:
            person = rng.choice(people)
            plan.note = rng.choice(NOTES).format(name=person.name, phone=person.phone)
    canary = CANARIES[4]
    digits = canary["phone"]
    phone = f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    plans[0].note = f"Backup lead is {canary['name']}, {phone}, {canary['email']}."
