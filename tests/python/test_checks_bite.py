"""The defect matrix: each check fails on its planted defect, with the right count, and alone.

All defects are planted in a lakehouse on which every check passes, so what a build finds is what
was planted: `found` must equal the sum of what the defects are documented to cause. A defect that
another check must see too says so. Defects that do not disturb one another share a build.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from audit_results import Finding, Found, found_by, results, statuses
from clean_lakehouse import CANARY, ROWS, Place, copy_project, write_lakehouse
from dbt_run import Run, run_dbt, run_once

FIRST_PLAN = "2025-01-01_cli-00001_001"
SECOND_PLAN = "2025-01-02_cli-00001_002"
LONG_LESSON = " ".join(f"w{number}" for number in range(230))


class Defect(NamedTuple):
    """One planted defect and all that the audit must find because of it."""

    name: str
    plant: Callable[[Place], object]
    found: Found


def streams_and_plans() -> list[Defect]:
    """Defects that a lakehouse can bring along; one build finds them all."""
    return [
        Defect(
            "a candidate's id twice",
            lambda at: at.change_rows("candidates", {
                "candidate_id": "case when row = 1 then 'CAND-77777' when row = 2 "
                "then 'CAND-77777' when row = 3 then 'CAND-1' else candidate_id end"}),
            {("S03", "stg_candidates", "candidate_id", "key is repeated"): 2,
             ("S04", "stg_candidates", None, "not CAND- and five digits"): 1},
        ),
        Defect(
            "ids of job orders and clients with a digit too few, one too many, and a phone number",
            lambda at: at.change_rows("job_orders", {
                "job_order_id": "case row when 0 then 'JO-77777' when 1 then 'JO-1777777' "
                "when 2 then 'JO-2145550123' else job_order_id end",
                "client_id": "case row when 0 then 'CLI-7777' when 1 then 'CLI-177777' "
                "when 2 then 'CLI-2145550123' else client_id end"}),
            {("S04", "stg_job_orders", None, "not JO- and six digits"): 3,
             ("S04", "stg_job_orders", None, "not CLI- and five digits"): 3,
             ("P07", "job_orders", "job_order_id", "phone_pattern"): 1,
             ("P07", "job_orders", "client_id", "phone_pattern"): 1,
             ("P03", "safe.jobs_safe", None, "PHONE"): 1},
        ),
        Defect(
            "phones that lost digits, and one made up",
            lambda at: at.change_rows("workers_100k", {
                "phone": "case row when 0 then '614200' when 1 then '9999999999' else phone end"}),
            {("S05", "workers_100k", "phone", "digits_lost"): 1,
             ("S05", "workers_100k", "phone", "placeholder"): 1},
        ),
        Defect(
            "scores out of range and missing",
            lambda at: at.change_rows("workers_100k", {
                "reliability": "case row when 0 then 1.5 when 1 then null else reliability end"}),
            {("S06", "stg_workers", "reliability", "out of range"): 1,
             ("S06", "stg_workers", "reliability", "missing or not a number"): 1},
        ),
        Defect(
            "places of job orders that cannot be",
            lambda at: at.change_rows("job_orders", {
                "state": "case row when 0 then 'ZZ' when 7 then 'WEST VIRGINIA' else state end",
                "zip": "case row when 1 then '430' when 2 then '90210' when 3 then null "
                "else zip end"}),
            {("S07", "job_orders", "state", "state_unknown"): 2,
             ("S07", "job_orders", "zip", "zip_not_five_digits"): 1,
             ("S07", "job_orders", "zip", "zip3_not_in_state"): 1,
             ("S07", "job_orders", "zip", "null"): 1},
        ),
        Defect(
            "rates of job orders that cannot be",
            lambda at: at.change_rows("job_orders", {
                "pay_rate": "case row when 4 then 0 when 5 then 740 else pay_rate end",
                "bill_rate": "case row when 5 then 1110 when 6 then 18 else bill_rate end",
                "description": "case when row in (4, 5) then 'Picking.' else description end"}),
            {("S08", "job_orders", "pay_rate", "pay_zero"): 1,
             ("S08", "job_orders", "pay_rate", "weekly_amount"): 1,
             ("S08", "job_orders", "bill_rate", "bill_below_pay"): 1},
        ),
        Defect(
            "a description that says another pay, one that names a contact",
            lambda at: at.change_rows("job_orders", {
                "description": "case row when 7 then 'Pay $99.00/hr.' "
                "when 8 then 'Write to desk@agency.example.' else description end"}),
            {("S13", "job_orders", "description", "pay_disagrees"): 1,
             ("P07", "job_orders", "description", "contact_in_text"): 1},
        ),
        Defect(
            "undocumented values",
            lambda at: (
                at.change_rows("job_orders", {
                    "status": "case row when 0 then 'maybe' when 1 then 'OPEN' else status end",
                    "vertical": "case row when 2 then 'circus' else vertical end"}),
                at.change_rows("candidates", {
                    "status": "case row when 0 then 'dreaming' else status end"}),
                at.change_rows("ethereal_workers", {
                    "archetype": "case row when 0 then 'ghostly' else archetype end"})),
            {("S09", "job_orders", "status", "undocumented"): 1,
             ("S09", "job_orders", "status", "spelled_otherwise"): 1,
             ("S09", "job_orders", "vertical", "undocumented"): 1,
             ("S09", "candidates", "status", "undocumented"): 1,
             ("S09", "ethereal_workers", "archetype", "undocumented"): 1},
        ),
        Defect(
            "lists with empty and repeated entries",
            lambda at: at.change_rows("candidates", {
                "skills": "case row when 0 then 'picking,,forklift' when 1 then 'picking, Picking' "
                "else skills end"}),
            {("S11", "candidates", "skills", "empty_entry"): 1,
             ("S11", "candidates", "skills", "repeated_entry"): 1},
        ),
        Defect(
            "a worker's name in a job title, which is published as it is; one without its initials",
            lambda at: (
                at.change_rows("candidates", {
                    "first_name": "case row when 3 then 'J. Orville' else first_name end",
                    "last_name": "case row when 3 then 'Penhallow Q.' else last_name end"}),
                at.change_rows("job_orders", {
                    "title": "case row when 9 then 'Brantley Ashgrove' "
                    "when 8 then 'Orville Penhallow' else title end"})),
            {("P07", "job_orders", "title", "name_of_a_known_person"): 1,  # whole names alone
             ("P02", "safe.jobs_safe", None, "name of a known person"): 2},
        ),
        Defect(
            "documents of the corpus with an address and with a number of a card",
            lambda at: at.change_rows("workers_500k_v8", {
                "text": "case row when 0 then text || ' abelina.ashgrove@mail.example' "
                "when 1 then text || ' 4111 1111 1111 1111' else text end"}),
            {("P06", "workers_500k_v8", "text", "personal_data"): 1,
             ("P06", "workers_500k_v8", "text", "pattern_of_personal_data"): 1},
        ),
        Defect(
            "workers who are candidates, and who stand in two files",
            lambda at: (
                at.change_rows("candidates", {
                    "email": "case row when 5 then 'brantley.ashgrove@mail.example' "
                    "else email end"}),
                at.change_rows("workers_100k", {
                    "email": "case row when 5 then 'calixto.ashgrove@mail.example' "
                    "when 6 then 'dervla.ashgrove@mail.example' else email end"})),
            {("X01", "workers_500k", "email", "also_in_candidates"): 1,
             ("X02", "workers_500k", "email", "also_in_workers_100k"): 2},
        ),
        Defect(
            "a typo-named copy of the roster",
            lambda at: shutil.copyfile(
                at.lakehouse / "data/datasets/client_workersi.parquet",
                at.lakehouse / "data/datasets/client_workerskjkk.parquet"),
            {("G04", "client_workerskjkk", None, "quarantined file is still there"): 1,
             ("D01", "claims", "files.datasets", "drifted"): 1,
             ("D01", "claims", "rows_of_worker_shape", "drifted"): 1},
        ),
        Defect(
            "a lesson that is no JSON",
            lambda at: (at.lakehouse / "data/_playbook_lessons/odd.json").write_text("{"),
            {("G03", "rejected_inputs", None, "rejected, see rejected_inputs"): 1},
        ),
        Defect(
            "a file that lost a row",
            lambda at: at.rewrite("sparse_workers", "select * from rows limit 6"),
            {("S02", "stream_inventory", None, "another number of rows than recorded"): 1,
             ("D01", "claims", "rows.sparse_workers", "drifted"): 1},
        ),
        Defect(
            "two lessons that are much alike",
            lambda at: [
                at.change_lesson(plan, lambda lesson: lesson.update(lesson=LONG_LESSON))
                for plan in (FIRST_PLAN, SECOND_PLAN)
            ],
            {("C04", "staffing_answers", "chunk_text", "much_like_an_earlier_chunk"): 1},
        ),
        Defect(
            "a request for more people than there are",
            lambda at: at.change_plan(
                SECOND_PLAN, lambda plan: plan["events"][0].update(count=500)),
            {("L07", "scenarios", "count", "fewer_fit_than_are_asked_for"): 1},
        ),
        Defect(
            "lessons that do not add up",
            lambda at: (
                at.change_lesson(FIRST_PLAN, lambda lesson: lesson.update(events_ok=3)),
                at.change_lesson(SECOND_PLAN, lambda lesson: lesson.update(events_total=5))),
            {("L02", "lesson_totals", None, "more events ok than events, or a count is missing"): 1,
             ("L02", "lesson_totals", None,
              "the ledger has another number of events for the plan named"): 1},
        ),
        Defect(
            "an unknown role, for which no worker can be judged",
            lambda at: at.change_plan(
                SECOND_PLAN, lambda plan: plan["events"][1].update(role="Ninja")),
            {("L03", "scenarios", "role", "unknown_role"): 1},
        ),
        Defect(
            "a city that is not there, so nobody works there",
            lambda at: at.change_plan(
                SECOND_PLAN, lambda plan: plan["events"][0].update(city="Colombus")),
            {("L04", "scenarios", "city", "city_unknown"): 1,
             ("L04", "scenarios", "city", "no_such_role_in_city"): 1},
        ),
        Defect(
            "a ghost, and one person at two places at once",
            lambda at: at.change_plan(FIRST_PLAN, lambda plan: (
                plan["events"][1]["workers"].__setitem__(1, "Nobody Whatsoever"),
                plan["events"][1]["workers"].__setitem__(0, plan["events"][0]["workers"][0]),
                plan["events"][1].update(at="06:00"))),
            {("L05", "scenarios", "workers", "ghost"): 1,
             ("L05", "scenarios", "workers", "double_booked"): 1},
        ),
        Defect(
            "a named worker of another role, who is alone with it in his place",
            lambda at: at.change_rows("workers_500k", {
                "role": "case row when 8 then 'Order Picker' else role end"}),
            {("L05", "scenarios", "workers", "role_mismatch"): 1,
             ("P09", "workers_500k", "state, zip3, role_name", "k_below_5"): 1},
        ),
        Defect(
            "a namesake of a named worker",
            lambda at: at.change_rows("workers_500k", {
                "name": "case row when 40 then 'Farrukh Ashgrove' else name end"}),
            {("L05", "scenarios", "workers", "name_not_unique"): 1},
        ),
        Defect(
            "an event for nobody, at no time",
            lambda at: at.change_plan(
                FIRST_PLAN, lambda plan: plan["events"][0].update(count=0, end="25:99", filled=0)),
            {("L06", "stg_plan_events", None, "count is missing, no whole number, or below one"): 1,
             ("L06", "stg_plan_events", None, "start or end is no time of day"): 1},
        ),
        Defect(
            "a canary person in an artifact of dbt",
            lambda at: at.plant_file("target/kept.txt", f"see {CANARY['name']}"),
            {("P08", None, None, "names a canary person"): 1},
        ),
    ]  # fmt: skip


def schemas() -> list[Defect]:
    """Defects of the files' schemas, and of what the project says about them."""
    return [
        Defect(
            "a column that a registered stream lacks",
            lambda at: at.rewrite("new_candidates", "select * exclude (years) from rows"),
            {("S01", "field_inventory", None, "column is missing or has another type"): 1},
        ),
        Defect(
            "a column of the roster that is documented as lacking",
            lambda at: at.rewrite("client_workersi", "select *, '43004' as zip from rows"),
            {("S12", "client_workersi", "zip", "documented_as_lacking_but_there"): 1,
             ("S01", "field_inventory", None, "column is not in the registry"): 1},
        ),
        Defect(
            "phones stored as numbers, in the three files that have one schema",
            lambda at: [
                at.rewrite(stream, "select * replace (cast(phone as bigint) as phone) from rows")
                for stream in ("workers_500k", "workers_100k", "ethereal_workers")
            ],
            {("S05", stream, "phone", "stored_as_number"): ROWS[stream]
             for stream in ("workers_500k", "workers_100k", "ethereal_workers")},
        ),
        Defect(
            "a field that is expected and not there",
            lambda at: at.patch("seeds/expected_fields.csv", "candidates,email,to reach them",
                                "candidates,email,to reach them\ncandidates,source,channel"),
            {("S10", "candidates", "source", "missing_field"): 1},
        ),
        Defect(
            "a claim that is not true, and one that nothing measures",
            lambda at: at.patch("seeds/claims.csv", "expected,tolerance\n", "expected,tolerance\n"
                                "plans,here,3 plans,files.scenarios,3,0\n"
                                "moon,here,made of cheese,cheese,1,0\n"),
            {("D01", "claims", "files.scenarios", "drifted"): 1,
             ("D01", "claims", "cheese", "not_measurable"): 1},
        ),
        Defect(
            "a stream that is declared absent",
            lambda at: at.patch("dbt_project.yml", "absent_streams: []",
                                "absent_streams: [sparse_workers]"),
            {("G02", "stream_inventory", None, "declared absent"): 1},
        ),
        Defect(
            "a source column without a class, which may be anything",
            lambda at: at.patch(
                "models/staging/sources/_datasets__candidates_and_jobs.yml",
                'description: "Home city.", config: {meta: {pii: quasi_identifier}}',
                'description: "Home city."'),
            {("P10", "candidates", "city", "no_class"): 1,
             ("P01", "safe.candidates_safe", "city", "city of candidates reaches it unmasked"): 1},
        ),
    ]  # fmt: skip


def code() -> list[Defect]:
    """Mistakes in the project's own models."""
    return [
        Defect(
            "phones that staging leaves as they are written",
            lambda at: at.patch("models/staging/stg_candidates.sql",
                                "{{ phone_e164('phone') }} as phone,", "phone,"),
            {("S05", "stg_candidates", None, "neither E.164 nor NULL with a reason"):
             ROWS["candidates"]},
        ),
        Defect(
            "an address in a published column",
            lambda at: at.patch("models/masking/masked/candidates_masked.sql",
                                "        tokens.city,", "        tokens.email as city,"),
            {("P01", "safe.candidates_safe", "city", "email of candidates reaches it unmasked"): 1,
             ("P02", "safe.candidates_safe", None, "e-mail of a known person"): ROWS["candidates"],
             ("P03", "safe.candidates_safe", None, "EMAIL"): ROWS["candidates"]},
        ),
        Defect(
            "tokens of another form",
            lambda at: at.patch("models/masking/masked/new_candidates_masked.sql",
                                "        tokens.phone_token,",
                                "        upper(tokens.phone_token) as phone_token,"),
            {("P04", "new_candidates_masked", "phone_token", "wrong form"): ROWS["new_candidates"]},
        ),
        Defect(
            "one token for all",
            lambda at: at.patch("models/masking/masked/candidates_masked.sql",
                                "        tokens.email_token,",
                                "        'em_' || repeat('0', 32) as email_token,"),
            {("P04", "candidates_masked", "email_token", "token of another value"):
             ROWS["candidates"]},
        ),
        Defect(
            "tokens of the row and not of the value",
            lambda at: (
                at.patch("models/staging/stg_new_candidates.sql",
                         "{{ normalise_email('email') }} as email,",
                         "'desk@example.com' as email,"),
                at.patch("models/masking/masked/new_candidates_masked.sql",
                         "        tokens.email_token,",
                         "        'em_' || md5(tokens.source_row::varchar) as email_token,"),
            ),
            {("P04", "new_candidates_masked", "email_token", "token of another value"):
             ROWS["new_candidates"]},
        ),
        Defect(
            "tokens that do not tell values apart",
            lambda at: at.patch("macros/pii/pii_token.sql", "|v1|' || \" ~ value,",
                                "|v1|' || \" ~ (\"left(\" ~ value ~ \", 2)\" if kind == 'phone' "
                                "and 'sparse_workers' in model.name else value),"),
            {("P04", "sparse_workers_masked", "phone_token", "two values, one token"):
             ROWS["sparse_workers"]},
        ),
        Defect(
            "tokens without the key",
            lambda at: at.patch("models/masking/masked/client_roster_masked.sql",
                                "{{ pii_token('email', 'roster.email') }} as email_token",
                                "'em_' || left(sha256(roster.email), 32) as email_token"),
            {("P04", "client_roster_masked", "email_token", "token of another value"):
             ROWS["client_workersi"],
             ("P05", "client_workersi", "email_token", "token is a plain hash"): 3,
             ("P01", "safe.client_roster_safe", "email_token",
              "email of client_workersi reaches it unmasked"): 1,
             ("P01", "marts.staff_pool", "email_token",
              "email of client_workersi reaches it unmasked"): 1},
        ),
        Defect(
            "rows of a source that nobody knows",
            lambda at: at.patch("models/masking/masked/outcomes_masked.sql",
                                "        redacted.source_sha256",
                                "        'unknown' as source_sha256"),
            {("G06", "safe.outcomes_safe", None, "source is not in the manifest"): 1,
             ("G06", "marts.event_outcomes", None, "source is not in the manifest"): 1},
        ),
        Defect(
            "an event that the ledger forgets",
            lambda at: at.patch("models/marts/ledger/fill_events.sql", "select * from ledger",
                                f"select * from ledger\nwhere event_id <> '{SECOND_PLAN}#02'"),
            {("L01", None, None, "missing from the ledger"): 1,
             ("L01", None, None, "plan has another number of events"): 1,
             ("L02", "lesson_totals", None,
              "the ledger has another number of events for the plan named"): 1},
        ),
        Defect(
            "a plan that the corpus forgets",
            lambda at: at.patch("models/intermediate/plan_documents.sql", "select * from documents",
                                f"select * from documents\nwhere plan_id <> '{SECOND_PLAN}'"),
            {("C01", "staffing_answers", "chunk_text", "no_document"): 1},
        ),
        Defect(
            "chunks of any size",
            lambda at: at.patch("models/intermediate/staffing_chunks.sql",
                                "packed(atoms_of(body, {{ size }}), {{ size }})",
                                "[repeat(body, 9)]"),
            {("C01", "staffing_answers", "chunk_text", "too_long"): 3,
             ("C01", "staffing_answers", "chunk_text", "text_lost"): 3},
        ),
        Defect(
            "a corpus that reads a file beside the safe view, and forgets a worker",
            lambda at: (
                at.patch("models/marts/corpora/workers_500k_v9.sql", "select * from corpus",
                         "select * from corpus\nwhere source_row <> 7"),
                at.patch("models/marts/corpora/workers_500k_v9.sql",
                         "where stream = 'workers_500k'\n\n",
                         "where stream = 'workers_500k' and "
                         "{{ source('datasets', 'workers_500k') is not none }}\n\n")),
            {("C02", "workers_500k_v9", None, "reads_around_the_safe_views"): 1,
             ("C03", "workers_500k_v9", "doc_text", "no_document"): 1},
        ),
        Defect(
            "a document of blanks alone, more of them than is_blank() looks at first",
            lambda at: at.patch("models/marts/corpora/workers_500k_v9.sql",
                                "{{ worker_document() }} as doc_text",
                                "if(source_row = 8, repeat(' ', 30), {{ worker_document() }}) "
                                "as doc_text"),
            {("C03", "workers_500k_v9", "doc_text", "empty"): 1},
        ),
        Defect(
            "somebody's number where a view makes a hash of all other rows",
            lambda at: at.patch("models/marts/corpora/workers_500k_v9.sql",
                                "sha256(documents.doc_text) as",
                                "if(documents.source_row = 9, '614-200-0010', "
                                "sha256(documents.doc_text)) as"),
            {("P02", "marts.workers_500k_v9", None, "phone of a known person"): 1,
             ("P03", "marts.workers_500k_v9", None, "PHONE"): 1},
        ),
        Defect(
            "somebody's number in a column in which all other rows have one value",
            lambda at: at.patch("models/marts/corpora/workers_500k_v9.sql",
                                "manifest.path as source_path",
                                "if(documents.source_row = 11, '614-200-0012', manifest.path) "
                                "as source_path"),
            {("P02", "marts.workers_500k_v9", None, "phone of a known person"): 1,
             ("P03", "marts.workers_500k_v9", None, "PHONE"): 1},
        ),
        Defect(
            "documents of workers that search cannot find",
            lambda at: at.patch("models/retrieval/retrieval_masked_texts.sql",
                                "doc_text as body", "'nothing' as body"),
            {("C05", "retrieval", None, "search finds more than one in a hundred documents less"):
             1},
        ),
        Defect(
            "documents of workers whose raw text is not searched",
            lambda at: at.patch("models/retrieval/retrieval_raw_texts.sql",
                                "    where {{ is_in_sample(",
                                "    where workers.source_row % 2 = 0 and {{ is_in_sample("),
            {("C05", "retrieval", None, "documents have no raw text to be compared with"): 1},
        ),
    ]  # fmt: skip


def masks() -> list[Defect]:
    """Masks that let addresses, numbers and names be: found by value and by pattern."""
    return [
        Defect(
            "a mask that leaves addresses and numbers as they are",
            lambda at: at.patch("macros/pii/masked_match.sql", "if rule.type == 'KEEP'",
                                "if rule.type in ['KEEP', 'EMAIL', 'PHONE']"),
            {("P02", "safe.workers_safe", None, "e-mail of a known person"): 90,
             ("P02", "safe.workers_safe", None, "phone of a known person"): 89,
             ("P03", "safe.workers_safe", None, "EMAIL"): 90,
             ("P03", "safe.workers_safe", None, "PHONE"): 90,
             ("P08", "safe.workers_safe", None, "names a canary person"): 1,
             ("P02", "marts.workers_500k_v9", None, "e-mail of a known person"): 60,
             ("P02", "marts.workers_500k_v9", None, "phone of a known person"): 59,
             ("P03", "marts.workers_500k_v9", None, "EMAIL"): 60,
             ("P03", "marts.workers_500k_v9", None, "PHONE"): 60,
             ("P08", "marts.workers_500k_v9", None, "names a canary person"): 1},
        ),
        Defect(
            "a search for names that finds nobody",
            lambda at: at.patch("macros/pii/redact_names.sql",
                                "inner join judged_runs on every_run.written = judged_runs.written",
                                "inner join judged_runs on false"),
            {("P02", "safe.lessons_safe", None, "name of a known person"): 2,
             ("P02", "marts.staffing_answers", None, "name of a known person"): 2},
        ),
    ]  # fmt: skip


def tampering() -> list[Defect]:
    """What no file can carry: the gate stops first, or only a second build would show it."""
    return [
        Defect(
            "a file that is not registered (at start-up the gate stops it: test_gate.py)",
            lambda at: at.tamper("update inventory.file_manifest set status = 'unregistered' "
                                 "where stream = 'new_candidates'"),
            {("G01", "file_manifest", None, "not in the sources' registry"): 1},
        ),
        Defect(
            "a file that cannot be read (at start-up the gate stops it: test_gate.py)",
            lambda at: at.tamper("update inventory.file_manifest set is_readable = false "
                                 "where stream = 'sparse_workers'"),
            {("G03", "file_manifest", None, "cannot be read"): 1},
        ),
        Defect(
            "a required stream that is not there (at start-up the gate stops it: test_gate.py)",
            lambda at: at.tamper("update inventory.stream_inventory set is_present = false "
                                 "where stream = 'job_orders'"),
            {("G02", "stream_inventory", None, "required stream is missing"): 1},
        ),
        Defect(
            "a row that has another one's place among the masked",
            lambda at: at.tamper("update masking.sparse_workers_masked set source_row = 99 "
                                 "where source_row = 3"),
            {("P04", "sparse_workers_masked", field, reason): 1
             for field in ("name_token", "phone_token")
             for reason in ("row is not masked", "masked row is not staged")},
        ),
        Defect(
            "a file that changed after it was read",
            lambda at: at.change_lesson(FIRST_PLAN, lambda lesson: lesson.update(lesson="Other.")),
            {("G05", None, None, "changed since the run began"): 1,
             ("C01", "staffing_answers", "chunk_text", "no_document"): 1},
        ),
        Defect(
            "a build that made something else of the same input",
            lambda at: at.tamper("insert into marts.build_fingerprints select * replace "
                                 "('0-0' as content_hash, 'other' as run_id) "
                                 "from marts.build_fingerprints where relation = 'fill_events'"),
            {("L08", "marts.fill_events", None, "builds of the same input differ"): 1},
        ),
        Defect(
            "somebody's number in a log of runs; in a hash or a run's id it stands by chance",
            lambda at: at.tamper("insert into marts.build_fingerprints select logged.* replace "
                                 "(made.relation as relation, made.hash as content_hash, "
                                 "coalesce(made.run_id, logged.run_id) as run_id) "
                                 "from marts.build_fingerprints as logged, (values "
                                 "('plain', '614-200-0010', null), "
                                 "('no run id', 'a', '614-200-0010-a-b-c-d-e-f-a-b-c-d-e-f'), "
                                 "('hash', '6142000010' || repeat('a', 22), null), "
                                 "('long hash', '6142000010' || repeat('b', 54), null), "
                                 "('run id', 'a', '61420000-10ab-4abc-8abc-abcdefabcdef')) "
                                 "as made (relation, hash, run_id) "
                                 "where logged.relation = 'fill_assignments'"),
            {("P02", "marts.build_fingerprints", None, "phone of a known person"): 2,
             ("P03", "marts.build_fingerprints", None, "PHONE"): 2},
        ),
        Defect(
            "somebody's number in an id; in one that is a hash it stands by chance",
            lambda at: at.tamper("update marts.fill_requests set shape_id = case request_id "
                                 "when (select min(request_id) from marts.fill_requests) "
                                 "then '6142000010' || repeat('a', 22) else '614-200-0010' end "
                                 "where request_id in (select unnest([min(request_id), "
                                 "max(request_id)]) from marts.fill_requests)"),
            {("P02", "marts.fill_requests", None, "phone of a known person"): 1,
             ("P03", "marts.fill_requests", None, "PHONE"): 1},
        ),
    ]  # fmt: skip


BATCHES: dict[str, Callable[[], list[Defect]]] = {
    "streams and plans": streams_and_plans,
    "schemas": schemas,
    "code": code,
    "masks": masks,
    "tampering": tampering,
}
# What cannot be judged in a batch, since a part of the project is left out; all other checks
# run, and pass or bite.
NOT_REACHED = {"masks": {"R01"}, "tampering": {"R01"}}
# Checks about waivers and about the run itself have tests of their own below.
ELSEWHERE = {"W01", "R01"}


def sum_of(defects: list[Defect]) -> Found:
    total: Counter[Finding] = Counter()
    for defect in defects:
        total.update(defect.found)
    return {finding: rows for finding, rows in total.items() if rows}


@pytest.fixture(scope="session")
def clean(common: Path) -> Run:
    """The project and a clean lakehouse, built. To be read only: copy them to plant defects."""

    def build(folder: Path) -> Run:
        write_lakehouse(folder / "lakehouse")
        copy_project(folder / "project")
        return run_dbt(folder, folder / "lakehouse", "build", project=folder / "project")

    return run_once(common / "clean", build)


def copied(clean: Run, folder: Path, *, with_build: bool = False) -> Place:
    for name in ("lakehouse", "project", *(["build", "target"] if with_build else [])):
        shutil.copytree(clean.folder / name, folder / name)
    return Place(folder / "lakehouse", folder / "project", folder)


def test_every_check_passes_on_clean_data(clean: Run) -> None:
    assert clean.returncode == 0, clean.output[-3000:]
    assert found_by(clean) == {}
    assert set(statuses(clean).values()) == {"pass"}
    assert clean.current.exists()


@pytest.mark.parametrize("batch", BATCHES)
def test_a_check_finds_its_defect_and_nothing_else(batch: str, clean: Run, tmp_path: Path) -> None:
    defects = BATCHES[batch]()
    place = copied(clean, tmp_path, with_build=batch == "tampering")
    for defect in defects:
        defect.plant(place)
    arguments = {
        # The masks' own unit tests would stop this build first.
        "masks": ("build", "--exclude-resource-type", "unit_test"),
        "tampering": ("test", "--exclude-resource-type", "unit_test"),
    }.get(batch, ("build",))  # fmt: skip
    run = run_dbt(tmp_path, place.lakehouse, *arguments, project=place.project)
    expected = sum_of(defects)
    found = found_by(run)
    different = {
        finding: {"found": found.get(finding, 0), "expected": expected.get(finding, 0)}
        for finding in found | expected
        if found.get(finding, 0) != expected.get(finding, 0)
    }
    assert different == {}
    kinds = dict(results(run, "select check_id, kind from marts.check_results where run_id = this"))
    bitten = {finding[0] for finding in expected}
    for check, status in statuses(run).items():
        if check not in bitten:
            expected_status = "not reached" if check in NOT_REACHED.get(batch, ()) else "pass"
            assert status == expected_status, f"{check}: {run.output[-3000:]}"
        elif kinds[check] == "soft":
            assert status == "finding", check
        else:
            assert status in ("blocked", "finding"), check
    blocked = "blocked" in statuses(run).values()
    assert run.returncode == (1 if blocked else 0)
    assert not (blocked and run.current.exists())


def test_the_matrix_covers_every_check(clean: Run) -> None:
    bitten = {
        finding[0]
        for batch in BATCHES.values()
        for defect in batch()
        for finding, rows in defect.found.items()
        if rows > 0
    }
    assert bitten | ELSEWHERE == statuses(clean).keys()


def test_waivers_hold_until_their_day_and_are_judged_themselves(clean: Run, tmp_path: Path) -> None:
    place = copied(clean, tmp_path)
    place.change_rows("job_orders", {
        "pay_rate": "if(row < 3, 0, pay_rate)", "description": "'Picking.'"})  # fmt: skip
    with (place.project / "seeds" / "waivers.csv").open("a", encoding="utf-8") as seed:
        seed.write("S08,job_orders:0,agreed with the client,2999-12-31\n")
        seed.write("S08,job_orders:1,agreed with the client,2020-01-01\n")  # expired
        seed.write("S08,job_orders:2,,2999-12-31\n")  # no reason
        seed.write("S99,.*,agreed,2999-12-31\n")  # no such check
    run = run_dbt(tmp_path, place.lakehouse, "build", project=place.project)
    assert run.returncode == 0, run.output[-3000:]
    assert found_by(run) == {
        ("S08", "job_orders", "pay_rate", "pay_zero"): 2,
        ("W01", "waivers", "until_date", "expired"): 1,
        ("W01", "waivers", "reason", "no_reason"): 1,
        ("W01", "waivers", "check_id", "unknown_check"): 1,
    }
    query = "select rows_bad, rows_waived from marts.check_results where run_id = this"
    assert results(run, f"{query} and check_id = 'S08'") == [(2, 1)]
    assert "(1 more are waived)" in run.output


def test_a_check_that_did_not_run_is_not_reached(clean: Run, tmp_path: Path) -> None:
    place = copied(clean, tmp_path)
    place.patch("models/marts/audit/k_anonymity.sql", "select * from curve", "select * from bend")
    run = run_dbt(tmp_path, place.lakehouse, "build", project=place.project)
    assert run.returncode == 1
    found = statuses(run)
    not_reached = {check for check, status in found.items() if status == "not reached"}
    assert "P09" in not_reached
    assert found["R01"] == "finding"
    query = "select rows_bad from marts.check_results where run_id = this and check_id = 'R01'"
    assert results(run, query) == [(len(not_reached),)]
    assert found["S03"] == "pass"
    assert not run.current.exists()


def test_a_part_of_the_audit_says_what_it_left_out(clean: Run, tmp_path: Path) -> None:
    place = copied(clean, tmp_path)
    arguments = ("build", "--selector", "phase_1_schema_and_values")
    run = run_dbt(tmp_path, place.lakehouse, *arguments, project=place.project)
    assert run.returncode == 0, run.output[-3000:]
    phase = results(run, """
        select phase, status, count(*) from marts.check_results where run_id = this group by all
    """)  # fmt: skip
    assert {(name, status) for name, status, _ in phase if name == "1"} == {("1", "pass")}
    assert {status for name, status, _ in phase if name != "1"} == {"not reached"}
