"""Staffing texts with the names and numbers in them labelled: what the score is taken on.

Marks are those of pii_vectors.py. PERSON is a known person written in full, LISTED somebody whom no
stream knows, NAME a first or last name alone of somebody whom the text names, or whose text it is.
Everyone here is made up; no line of another corpus is in it.
"""

import re
from itertools import cycle
from typing import NamedTuple

from pii_vectors import NEGATIVE, POSITIVE, Vector, read

# As the streams write them.
KNOWN = [
    "Susan X. Ruiz", "María José Fernández", "Jan van de Noort", "Anna-Lena Schröder",
    "Bob O'Brien", "DeShawn Williams", "Juan de la Cruz", "Mary Ann Kowalski", "Will Grace",
    "Rose Park", "Madison Reyes-Ortega", "Nguyen Thi Lan", "Chloé Dubois", "LaToya Jefferson",
    "Peter K. Baker", "Olga Petrova", "Ahmed bin Saleh", "Kim Lee", "Tyrone A. Banks",
    "Guadalupe Hernandez", "Sean McAllister", "Ivy Stone", "Zoë Ødegaard", "Raúl Ibáñez",
    "Precious Okafor", "Hunter Mason", "Angel Diaz", "Sofia di Marco", "Xochitl Quintanilla",
    "Bartholomew Featherstonehaugh", "Jordan Carpenter", "Mei-Ling Chu", "Ravi Subramaniam",
    "Denise St. Clair", "Oscar de León", "Karl Heinz Vogel", "Tamika N. Broadnax",
    "Ignacio Villalobos", "Grace Youngblood", "Siobhán Ní Dhomhnaill",
]  # fmt: skip
UNKNOWN = ["Patricia Halvorsen", "Gerald Hopkins", "Yolanda Pemberton", "Walter Szymanski",
           "Theresa Blankenship", "Curtis Abernathy", "Monica Delgado", "Howard Finkelstein",
           "Lorraine Castellano", "Terrence Whitfield"]  # fmt: skip

LOWER_CASE = re.compile("[A-Za-z]+( [A-Za-z]+)+")  # names that may be found in lower case
# {} stands for a name.
SENTENCES = [
    "Can {} cover the late shift at Pioneer Cold Storage?",
    "{} has five years on a reach truck and holds OSHA-10.",
    "Ask {} for the badge, then go to door 4.",
    "Clocked out 23:00. {} stayed for the overtime.",
    "Incident report: {}, line 2, no injury.",
    "The supervisor said that {} was late twice",
    "Replaced by {} on Tuesday; same rate of $18.50.",
    "Notes ({}): prefers first shift.",
    "I will pair you with {} on Saturday, same 05:00 start.",
    "{}'s timesheet for Gateway Manufacturing is missing a signature.",
]
# A known person's name, and the same name alone later on; a greeting; a sign-off.
INTRODUCED = [
    "[[PERSON|{full}]] was on site by 06:00. Later [[NAME|{first}]] left early.",
    "Crew lead [[PERSON|{full}]] called. Tell [[NAME|{first}]] the gate code.",
    "[[PERSON|{full}]] and two temps came. Mr. [[NAME|{last}]] signed for all.",
]
OWN = [
    "Sounds good. - [[NAME|{first}]]",
    "running 15 min late, bus broke down. [[NAME|{first}]] | ok",
    "Thanks [[NAME|{first}]], see you at the dock.",
    "Supervisor praised the count and asked for [[NAME|{first}]] back.",
    "Badge says [[NAME|{last}]] on it.",
]
GREETED = [
    "Hi [[NAME|Trevor]], your pay card is at the desk.",
    "Hola [[NAME|Marisol]], hay trabajo manana.",
    "Dear [[NAME|Bernice]],\nyour shift was moved.",
    "Got it, I changed your number. [[NAME|Desmond]] |",
    "See you then.\nThanks,\n[[NAME|Roxanne]]",
    "hey [[NAME|Clarence]] its [[NAME|Bridget]], still good for Thursday?",
]
CLEAN = [
    "Order 6145552222 was short two pallets; PO 4155552671 is complete.",
    "Epoch 1732406400 in the log, then 1732406400123.",
    "Pay is $17.25 an hour, bill rate $24.15, 40 hours at work.",
    "Shift is 06:00-14:30, break at 10:15, lunch 12:00 to 12:30.",
    "Ship to 94601-1234, dock 7, trailer 53-2214.",
    "SKU 123-4567-890 and part 88-1044-2 are on hold.",
    "Forklift, reach truck, pallet jack; RF scanner; WMS and SAP.",
    "Pioneer Cold Storage, Blue Ridge Fulfillment and Gateway Manufacturing need pickers.",
    "Santa Rosa, San Diego, St. Paul and Los Angeles have openings this week.",
    "Madison, WI and Jackson, MS; also Charlotte NC and Austin TX.",
    "Will call is at door 4. May starts are open. Mark down the count.",
    "Hard-working Data Entry Clerk, 20 years in the field, typing 60 wpm.",
    "Bilingual English and Spanish. References on request.",
    "Monday shift moved to 09:00. Please reply YES.",
    "Grand Prairie warehouse, third shift, rain or shine.",
    "Microsoft Office Specialist, current through 2026.",
    "Price Point Logistics, Grant Park and Rose Garden sites.",
    "Best at quality checks. Also knows packing. Certified in OSHA-10.",
    "Certified Nursing Assistant with CPR and First Aid.",
    "Rate of 92 percent attendance; 16 yrs as Shipping Clerk.",
    "version 10.1.2.3 of the scanner, release 2.4.1",
    "Load 4471-2290, batch 120-45-6789-A, lot 7788990011.",
    "Call the front desk, press 2, ask for Payroll.",
    "Employee id 100245678, job 555123456, badge 4411.",
    "Baker, Cook and Porter roles at the Hunter Inn.",
    "Dallas Fort Worth, Kansas City, Salt Lake City, New York.",
    "Lead with Outlook, Excel and Word; Zendesk a plus.",
    "Thanks all, safety meeting at noon. Regards, the office",
    "Temperature 98.6, weight 50 lbs, height 6-2, 3/4 inch.",
    "Best regards from the Cedar Rapids branch.",
]


class Text(NamedTuple):
    """A labelled text, and the name of whose text it is."""

    text: str
    details: list[tuple[int, int, str]]
    own_name: str


def forms(name: str) -> list[str]:
    """The ways in which a known person's name is written in full."""
    words = name.split(" ")
    plain = [word for word in words if not word.endswith(".") or len(word) > 2]
    written = [name, name.upper(), " ".join(plain), name.replace("'", "\u2019")]
    if LOWER_CASE.fullmatch(name):
        written.append(name.lower())
    if len(plain) == 2:
        written += [f"{plain[1]}, {plain[0]}", f"{plain[0]} Q. {plain[1]}",
                    f"{plain[1]} {plain[0]}".upper()]  # fmt: skip
    if len(words) == 3 and words[1].endswith("."):
        written += [f"{words[2]}, {words[0]} {words[1]}", f"{words[0]} {words[1][0]} {words[2]}"]
    return list(dict.fromkeys(written))


def texts() -> list[Text]:
    """Every labelled text."""
    marked: list[tuple[str, str]] = []
    sentences = cycle(SENTENCES)
    for name in KNOWN:
        marked += [(next(sentences).format(f"[[PERSON|{form}]]"), "") for form in forms(name)]
    marked += [(next(sentences).format(f"[[LISTED|{name}]]"), "") for name in UNKNOWN]
    introduced, own = cycle(INTRODUCED), cycle(OWN)
    for name in KNOWN:
        words = {"full": name, "first": name.split(" ")[0], "last": name.split(" ")[-1]}
        marked.append((next(introduced).format(**words), ""))
        marked += [(next(own).format(**words), name) for _ in range(2)]
    marked += [(line, "") for line in (*GREETED, *CLEAN, *POSITIVE, *NEGATIVE)]
    return [Text(*_read(line), own_name) for line, own_name in marked]


def _read(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    vector: Vector = read(marked)
    return vector.text, [(start, end, kind) for start, end, kind in vector.details]
