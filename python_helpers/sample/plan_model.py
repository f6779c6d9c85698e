"""What a plan is, before any writer has spelled it."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Someone who can be named; `worker_id` is the id in workers_500k, 0 for a ghost."""

    worker_id: int
    name: str
    phone: str
    role: str
    state: str


@dataclass
class Event:
    """One fill event; `time` is HH:MM on the plan's day, `canonical` the role meant."""

    time: str
    role: str
    canonical: str | None
    count: int
    city: str
    state: str
    job_order_id: str | None = None
    workers: list[Person] = field(default_factory=list)
    filled: int | None = None


@dataclass
class Plan:
    """One client's day. `style` chooses the writer, `note` is free text or None."""

    number: int
    client_id: str
    client_name: str
    date: datetime.date
    style: int
    events: list[Event]
    note: str | None = None
    stem: str = ""
