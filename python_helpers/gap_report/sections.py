"""What stands in the report, section for section: which query, under which words.

The words hold no number: a figure in a text is written {query.column}, and is that column of the
query's first row.
"""

from typing import NamedTuple


class Table(NamedTuple):
    """A query as a table: columns are (name, heading, kind); `empty` is said without rows.

    `fold` names a column whose values each get a part of their own, closed at first; `closed` is
    what the whole is called while it is closed. Rows of a `stack` are blocks on a phone: for
    tables of words.
    """

    query: str
    caption: str
    columns: tuple[tuple[str, str, str], ...]
    empty: str = "None."
    fold: str = ""
    stack: bool = False
    closed: str = ""


class Figure(NamedTuple):
    """A chart by the name of its maker in charts.py; its query's rows stand below it."""

    chart: str
    caption: str
    describes: str
    table: Table


class Section(NamedTuple):
    """A part of the page; `absent` is what to do about a table that is not in the release."""

    id: str
    title: str
    lead: str
    parts: tuple[Table | Figure, ...]


def columns(*wanted: str) -> tuple[tuple[str, str, str], ...]:
    """Columns from 'name', 'name: Heading' or 'name: Heading: kind'."""
    found = []
    for text in wanted:
        name, heading, kind = ([part.strip() for part in text.split(":")] + ["", ""])[:3]
        found.append((name, heading or name.replace("_", " ").capitalize(), kind or "text"))
    return tuple(found)


SUMMARY = (
    "Of the {standing.gaps} gaps of the hand-written report {standing.gaps_closed} are closed, "
    "{standing.gaps_with_findings} are closed with findings, {standing.gaps_open} are open and "
    "{standing.gaps_blocking} block or are not proven. Of {standing.commitments} commitments "
    "{standing.commitments_kept} are kept without a finding."
)

CHANGES = Section(
    "changed",
    "What changed since the last release",
    "Since {changed_totals.from_release} rows of {changed_totals.tables} tables have changed: "
    "{changed_totals.rows_added} were added, {changed_totals.rows_removed} removed and "
    "{changed_totals.rows_changed} have other values. Tables or columns that came, went or have "
    "another type: {changed_totals.schema_changes}.",
    (
        Table(
            "checks_changed",
            "Checks that came out otherwise than in the run before",
            columns("check_id: Check", "claim", "was: Was: status", "is_now: Is now: status",
                    "rows_bad_before: Rows then", "rows_bad_now: Rows now"),
            "No check came out otherwise, or there is no earlier run.",
            stack=True,
        ),
        Table(
            "data_changed",
            "Tables and rows",
            columns("relation: Table", "change", "what", "rows_before", "rows_now",
                    "rows_added: Added", "rows_removed: Removed", "rows_changed: Changed"),
            "There is no earlier release to compare with.",
            closed="Table by table",
        ),
    ),
)  # fmt: skip

SECTIONS = (
    Section(
        "counts",
        "Counts and entities",
        "What the lakehouse holds, by kind of thing and by stream. The difference is to the "
        "inventory that was recorded.",
        (
            Table("entities", "Kinds of things",
                  columns("entity", "streams", "total_rows: Rows")),
            Table("streams", "Streams",
                  columns("stream", "entity", "status", "rows", "expected_rows: Recorded",
                          "difference", "bytes: Size: bytes")),
            Table("source_files", "Source files, and whether the run left them as they were",
                  columns("path: File", "rows", "bytes: Size: bytes", "sha256: SHA-256: code",
                          "sha256_after: After the run"), fold="folder"),
            Figure("fills_by_day", "Fill events by day and outcome",
                   "Stacked bars, one a day, for filled, partial, unfilled and unknown events.",
                   Table("fills_by_day", "",
                         columns("event_date: Day", "fill_status: Outcome", "events",
                                 "asked: People asked", "filled: People found"))),
            Figure("states", "Workers for each person asked for, by state",
                   "A grid of tiles, one a state, darker where fewer workers stand behind "
                   "each person that clients ask for; empty where nobody is asked for.",
                   Table("states_supply_and_demand", "",
                         columns("state", "name", "asked: People asked", "workers",
                                 "workers_per_person_asked: Workers a person asked"))),
            Figure("supply_and_demand", "People asked for and workers on file, by state",
                   "Pairs of bars for the fifteen states with most demand.",
                   Table("states_supply_and_demand", "", ())),
        ),
    ),
    Section(
        "fields",
        "Fields by stream",
        "Every column of the files: its type there, its class of personal data, how full it is.",
        (
            Table("fields_missing", "Fields that no file has",
                  columns("field", "stream", "needed_for: Needed to know")),
            Table("fields", "Columns of the files",
                  columns("column_name: Column", "file_type: Type", "pii_class: Class",
                          "share_filled: Filled: share", "distinct_estimate: Distinct, about",
                          "status"), fold="stream"),
        ),
    ),
    Section(
        "personal",
        "Personal data and masks",
        "What becomes of each column that may hold something personal, and the checks that prove "
        "it. An identifier is a name, an e-mail or a phone; a quasi-identifier, such as a city, "
        "names somebody together with others.",
        (
            Table("personal_classes", "What becomes of each class",
                  columns("pii_class: Class", "columns", "streams", "masked",
                          "cut_short: Cut to three digits", "published_as_is: As they are",
                          "not_published")),
            Table("personal_columns", "Column by column",
                  columns("column_name: Column", "pii_class: Class", "becomes",
                          "published_columns: Reaches columns", "proven_by: Proven by"),
                  fold="stream"),
            Figure("k_curve", "How many others share somebody's state, ZIP area and role",
                   "One line a stream: the share of people who stand in a group of at least k.",
                   Table("k_curve", "",
                         columns("stream", "k: At least k", "people",
                                 "share_of_people: Share: share"))),
        ),
    ),
    Section(
        "search",
        "Search usefulness",
        "How much each stream gives to somebody who searches it, by a rule over what it holds.",
        (Table("search_usefulness", "Usefulness to search, by stream",
               columns("stream", "usefulness", "rule", "rows_with_text: Rows with text",
                       "mean_characters: Characters each", "distinct_terms: Words, about",
                       "filters: Columns to filter by")),
         Table("retrieval", "Known documents, searched for in raw and in masked text",
               columns("corpus", "queries", "recall_at_10_raw: In the first ten, raw: share",
                       "recall_at_10_masked: In the first ten, masked: share",
                       "mrr_raw: Mean reciprocal rank, raw",
                       "mrr_masked: Mean reciprocal rank, masked"))),
    ),
    Section(
        "audit",
        "Audit usefulness",
        "Whether each stream says when something was, how it ended, and what it belongs to.",
        (Table("audit_usefulness", "Usefulness to an audit, by stream",
               columns("stream", "usefulness", "rule", "says_when", "says_how_it_ended",
                       "points_at")),),
    ),
    Section(
        "gaps",
        "Gaps",
        "The gaps of the hand-written report by their numbers, then everything else that was "
        "measured.",
        (
            Table("gaps", "The gaps",
                  columns("gap", "title", "status: Status: status", "kind",
                          "why: What it costs", "rows_bad: Rows", "evidence"), stack=True),
            Figure("checks_by_phase", "Checks by phase and status",
                   "Stacked bars, one a phase of the audit.",
                   Table("checks_by_phase", "",
                         columns("phase", "checks", "passed", "with_findings", "blocked",
                                 "not_reached"))),
            Figure("history", "Findings, run after run",
                   "Lines of checks with findings and of checks that block, over the whole runs.",
                   Table("history", "",
                         columns("run_at: Run", "with_findings", "blocked", "rows_bad: Rows"))),
            Table("findings", "Findings",
                  columns("check_id: Check", "claim", "measured", "rows_read: Rows read",
                          "mostly", "rows_waived: Waived",
                          "evidence: Rows in the vault: code"), stack=True),
            Table("claims", "Claims of the documents, as measured",
                  columns("claim", "verdict: Verdict: status", "expected: Claimed: number",
                          "measured: Measured: number", "where_it_stands: Said in",
                          "why_not: Why not")),
            Table("not_reached", "Not reached",
                  columns("check_id: Check", "claim", "why_not_reached: Why"),
                  "Every check was reached."),
            Table("non_gaps", "Non-gaps: looked for and not found",
                  columns("check_id: Check", "claim", "rows_read")),
        ),
    ),
    Section(
        "decisions",
        "More data, and the decisions",
        "Of {fill_totals.asked} people asked for in events whose outcome is known, "
        "{fill_totals.filled} were found ({fill_totals.fill_rate:share}); "
        "{fill_totals.events_unknown} of {fill_totals.events} events have no known outcome.",
        (
            Table("data_needed", "Is more data needed?",
                  columns("data", "there", "lacking", "needed_when: More is needed when",
                          "verdict: Verdict: status"), stack=True),
            Table("decisions_as_taken", "Decisions taken",
                  columns("decision", "question", "answer: Answer: status", "so_now: So",
                          "otherwise: Otherwise"), stack=True),
            Table("replay", "Fill requests, replayed against the people on file",
                  columns("outcome", "requests", "people_asked")),
            Table("learning", "Does it get better after a lesson?",
                  columns("measure", "verdict: Verdict: status", "what_is_missing",
                          "with_lesson: With lesson: share",
                          "without_lesson: Without lesson: share", "difference: Difference: share"),
                  stack=True),
            Figure("lowest_fill_by_role", "Roles with the lowest fill rates",
                   "Bars, one a role: the share of people asked for who were found.",
                   Table("lowest_fill_by_role", "",
                         columns("role", "asked", "filled", "fill_rate: Rate: share"))),
            Figure("lowest_fill_by_client", "Clients with the lowest fill rates",
                   "Bars, one a client: the share of people asked for who were found.",
                   Table("lowest_fill_by_client", "",
                         columns("client", "asked", "filled", "fill_rate: Rate: share"))),
            Figure("score_distributions", "Scores of the workers",
                   "Five small histograms of scores from nought to one, each on its own scale.",
                   Table("score_distributions", "",
                         columns("score", "at_least", "workers"))),
        ),
    ),
    Section(
        "commitments",
        "Commitments",
        "What the audit promises, and the checks that keep it.",
        (Table("commitments", "Commitments",
               columns("promise", "status: Status: status", "evidence: Kept by")),),
    ),
    Section(
        "readiness",
        "Readiness",
        "What the lakehouse can be used for now.",
        (Table("readiness", "Readiness list",
               columns("promise: Use", "is_ready: Ready: status", "evidence: Rests on",
                       "how_far: Measured")),),
    ),
)  # fmt: skip

# What stands in for a table that this release does not have.
ABSENT = (
    "This release has no table {relation}: either a decision that it rests on is declined, or "
    "this version of the audit does not make it yet."
)
