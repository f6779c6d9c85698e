"""Column lineage: every way round a mask is seen, and every honest mask is known."""

import json
import re
from pathlib import Path

import pytest
import yaml
from dbt_run import ROOT, Run

from python_helpers import arrow_schemas, canaries, column_lineage
from python_helpers.column_lineage import Model, NotCompiled, ancestors

PATTERNS = "[a-z]+@[a-z]+|[0-9]{10}"
CLASSES = {
    "people": {
        "id": "none", "email": "identifier", "phone": "identifier", "name": "identifier",
        "notes": "free_text", "city": "quasi_identifier", "crew": "identifier",
        "crew.worker_id": "none",
    }
}  # fmt: skip
PEOPLE = """(
    select cast(null as varchar) as id where false
    union all by name
    select * from read_parquet('/lake/people.parquet', file_row_number = true)
)"""
HMAC = "sha256(k.outer_pad || unhex(sha256(k.inner_pad || encode('email|v1|' || {}))))"
TOKEN = f"'em_' || left({HMAC}, 32)"
KEY_MODEL = Model(
    "vault.masking.pii_key",
    "select getvariable('a') as inner_pad, getvariable('b') as outer_pad",
    False,
)
NAME_RUNS = "[A-Z][a-z]+"
CUTS = {"patterns": PATTERNS, "people": NAME_RUNS}
SPLIT = "string_split(regexp_replace({}, '{}', chr(31) || '\\0' || chr(31), 'g'), chr(31))"
# Texts cut at the rules, what stands for their matches, and the texts with names cut out.
REDACTED = f"""
    k as (select * from vault.masking.pii_key),
    people as (select * from PEOPLE),
    cut as (select id, {SPLIT.format("notes", PATTERNS)} as pieces from people),
    matches as (select id, unnest(pieces[2:len(pieces):2]) as match from cut),
    masks as (
        select id, match, masked_match(match, k.inner_pad, k.outer_pad) as mask
        from matches cross join k
    ),
    row_masks as (
        select id, list(match) as found, list(mask) as masks from masks group by id
    ),
    texts as (
        select cut.id, filled_pieces(cut.pieces, row_masks.found, row_masks.masks) as body
        from cut left join row_masks on cut.id = row_masks.id
    ),
    name_signs as (select id, true as may_have_name from texts),
    runs as (
        select
            texts.id,
            case
                when name_signs.may_have_name then {SPLIT.format("body", NAME_RUNS)}
                else [body]
            end as pieces
        from texts left join name_signs on texts.id = name_signs.id
    ),
    names as (
        select
            runs.id,
            list(runs.pieces[2]) as found,
            list('[PERSON:' || {TOKEN.format("name")} || ']') as masks
        from runs inner join people on runs.id = people.id cross join k group by runs.id
    ),
    whole as (
        select runs.id, filled_pieces(runs.pieces, names.found, names.masks) as x
        from runs left join names on runs.id = names.id
    )
"""


def lineage_of(sql: str) -> dict[str, set[tuple[str, bool]]]:
    """The raw columns that reach each column of a published model, and whether masked."""
    model = Model("staffing.safe.published", sql.replace("PEOPLE", PEOPLE), True)
    columns = {"vault.masking.pii_key": ["inner_pad", "outer_pad"]}
    found: dict[str, set[tuple[str, bool]]] = {}
    for row in ancestors([KEY_MODEL, model], columns, CLASSES, CUTS):
        found.setdefault(row.column_name, set()).add((row.source_column, row.is_masked))
    return found


@pytest.mark.parametrize(
    "sql",
    [
        "select email as x from PEOPLE",
        "select upper(trim(email)) as x from PEOPLE",
        "select id as x from PEOPLE union all select email as x from PEOPLE",
        "select email as x from PEOPLE union all by name select id as x from PEOPLE",
        "with a as (select email as e from PEOPLE), b as (select e as x from a) select x from b",
        "select concat(id, ' ', email) as x from PEOPLE",
        "select struct_pack(v := email) as x from PEOPLE",
        "select unnest([id, email]) as x from PEOPLE",
        "select list_transform([id], lambda v: v || email) as x from PEOPLE",
        "select list_transform([email], lambda v: upper(v)) as x from PEOPLE",
        "select case when id = '1' then email else 'none' end as x from PEOPLE",
        "select coalesce(null, email) as x from PEOPLE",
        "select min(email) as x from PEOPLE",
        "select any_value(email) as x from PEOPLE group by id",
        "select first_value(email) over (order by id) as x from PEOPLE",
        "select string_agg(email, ',' order by id) as x from PEOPLE",
        "select (select max(email) from PEOPLE) as x",
        "select x from (select email as x from PEOPLE) as inner_query",
        "select sha256(email) as x from PEOPLE",
        "select md5('salt' || email) as x from PEOPLE",
        f"select {HMAC.format('email')} as x from (select *, 'a' as inner_pad, 'b' as outer_pad "
        "from PEOPLE) as k",
        f"select case when id = '1' then {TOKEN.format('email')} else email end as x "
        "from PEOPLE cross join vault.masking.pii_key as k",
        f"select {TOKEN.format('id')} || email as x from PEOPLE "
        "cross join vault.masking.pii_key as k",
        "select crew.email as x from PEOPLE",
        "select replace_each(email, [id], [id]) as x from PEOPLE",
        "select replace_each(id, [id], [email]) as x from PEOPLE",
        "with a as (select unnest(crew) as c from PEOPLE) select a.c.name as x from a",
    ],
)  # fmt: skip
def test_a_raw_detail_is_seen_however_it_travels(sql: str) -> None:
    found = lineage_of(sql)["x"]
    assert False in {is_masked for _, is_masked in found}, found


@pytest.mark.parametrize(
    "sql",
    [
        "select notes as x from PEOPLE",
        f"with {REDACTED} select body as x from texts",
        f"with {REDACTED} select pieces[1] as x from cut",
        f"with {REDACTED} select mask as x from masks",
        f"with {REDACTED} select x || pieces[1] as x from whole cross join cut",
        "select regexp_replace(notes, '[a-z]+', '', 'g') as x from PEOPLE",
        *(
            f"with {REDACTED.replace(*change)} select x from whole"
            for change in [
                (PATTERNS, "none"), (NAME_RUNS, "none"), ("k.outer_pad)", "k.inner_pad)"),
                ("masked_match(match, k", "concat(match, k"), ("k.outer_pad)", "id)"),
                ("filled_pieces(cut", "list_concat(cut"),
                ("filled_pieces(runs", "list_concat(runs"),
                ("row_masks.found, row_masks.masks", "row_masks.masks, row_masks.found"),
                ("names.found, names.masks", "names.masks, names.found"),
                (TOKEN.format("name"), "id"),
                ("when name_signs.may_have_name", "when texts.id = '1'"),
                ("else [body]", "else (select list(notes) from people)"),
                (SPLIT.format("body", NAME_RUNS), SPLIT.format("body", PATTERNS)),
                ("then " + SPLIT.format("body", NAME_RUNS), "then [body]"),
            ]
        ),
    ],
)  # fmt: skip
def test_a_text_needs_both_of_its_masks(sql: str) -> None:
    assert ("notes", False) in lineage_of(sql)["x"]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        (f"select {TOKEN.format('email')} as x from PEOPLE cross join vault.masking.pii_key as k",
         {("email", True)}),
        ("select city as x from PEOPLE", {("city", True)}),
        ("with a as (select unnest(crew) as c from PEOPLE) select a.c.worker_id as x from a",
         {("crew.worker_id", True)}),
        (f"with {REDACTED} select x from whole", {("notes", True), ("name", True)}),
    ],
)  # fmt: skip
def test_an_honest_mask_is_known(sql: str, found: set[tuple[str, bool]]) -> None:
    assert lineage_of(sql)["x"] == found


@pytest.mark.parametrize(
    "expression",
    [
        "email is not null", "count(email)", "count(distinct email)", "length(notes)",
        "approx_count_distinct(phone)", "regexp_matches(notes, 'a')", "email = phone",
        "case when email is null then 'missing' else 'there' end", "contains(notes, name)",
        "bool_or(email like '%@%')", "try_cast(notes as timestamp)",
        "replace_each('a', [email], ['b'])",
    ],
)  # fmt: skip
def test_a_bit_or_a_count_is_no_copy(expression: str) -> None:
    assert lineage_of(f"select {expression} as x from PEOPLE") == {}


def test_sql_that_is_not_understood_is_never_dropped() -> None:
    assert ("map_keys", False) in lineage_of(
        "select map_keys(map([notes], [id])) as x from PEOPLE"
    )["x"]
    assert lineage_of("select from where") == {"*": {("unresolved", False)}}
    assert lineage_of("select other.thing as x from PEOPLE as p") != {}


def test_a_model_without_compiled_sql_is_named(tmp_path: Path) -> None:
    request = (
        '{"models": [{"name": "jobs_safe", "relation": "a.b.c", "file": "jobs_safe.sql",'
        ' "is_published": true}], "columns": {}, "classes": {}, "cuts": {}}'
    )
    with pytest.raises(NotCompiled, match=r"jobs_safe: run dbt build"):
        column_lineage.lineage(request, tmp_path)


def test_only_models_that_are_compiled_by_then_are_asked_for(tiny_release: Run) -> None:
    parents = json.loads((tiny_release.target / "manifest.json").read_text("utf-8"))["parent_map"]
    above = ["model.staffing_lakehouse_audit.column_lineage"]
    for unique_id in above:  # grows on the way
        above += [parent for parent in parents.get(unique_id, ()) if parent not in above]
    compiled = next(tiny_release.target.glob("compiled/**/inventory/column_lineage.sql"))
    asked = set(re.findall(r'"name": "([a-z0-9_]+)", "relation"', compiled.read_text("utf-8")))
    assert {"workers_safe", "workers_masked", "stg_job_orders"} <= asked
    assert asked <= {unique_id.split(".")[-1] for unique_id in above}


def test_the_registry_has_the_columns_that_the_readers_make() -> None:
    text = (ROOT / "models/staging/sources/_flattened.yml").read_text("utf-8")
    (source,) = yaml.safe_load(text)["sources"]
    registered = {
        table["name"]: [column["name"] for column in table["columns"]] for table in source["tables"]
    }
    schemas = {
        "files": arrow_schemas.FILES, "plans": arrow_schemas.PLANS,
        "plan_events": arrow_schemas.EVENTS, "lessons": arrow_schemas.LESSONS,
        "outcomes": arrow_schemas.OUTCOMES, "rejected": arrow_schemas.REJECTED,
        "canaries": canaries.SCHEMA,
    }  # fmt: skip
    assert registered == {name: schema.names for name, schema in schemas.items()}
