"""Column lineage: every way round a mask is seen, and every honest mask is known."""

from pathlib import Path

import pytest
import yaml
from dbt_run import ROOT

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
REDACTED = f"""
    array_to_string(list_transform(
        string_split(regexp_replace(
            nfc_normalize(notes), '{PATTERNS}', chr(31) || chr(30) || '\\0' || chr(31), 'g'
        ), chr(31)),
        lambda piece: case when piece[1] = chr(30) then '[X]' else piece end
    ), '')
"""
KEPT = REDACTED.replace("'[X]'", "piece")
NAMES = f"list(name || chr(31) || '[PERSON:' || {TOKEN.format('name')} || ']')"

NAMES_IN_BODY = NAMES.replace("name ||", "regexp_extract(body, 'A.*') ||")


def lineage_of(sql: str) -> dict[str, set[tuple[str, bool]]]:
    """The raw columns that reach each column of a published model, and whether masked."""
    model = Model("staffing.safe.published", sql.replace("PEOPLE", PEOPLE), True)
    columns = {"vault.masking.pii_key": ["inner_pad", "outer_pad"]}
    found: dict[str, set[tuple[str, bool]]] = {}
    for row in ancestors([KEY_MODEL, model], columns, CLASSES, PATTERNS):
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
        f"select {REDACTED} as x from PEOPLE",
        "select regexp_replace(notes, '[a-z]+', '', 'g') as x from PEOPLE",
        f"select replace_each(notes, {NAMES}) as x from PEOPLE "
        "cross join vault.masking.pii_key as k group by notes",
        f"select replace_each({REDACTED}, ['a']) as x from PEOPLE",
        f"select {REDACTED.replace(PATTERNS, 'none')} as x from PEOPLE",
        f"select {KEPT} as x from PEOPLE",
    ],
)
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
        (f"""
            with k as (select * from vault.masking.pii_key),
            texts as (select *, {REDACTED} as body from PEOPLE),
            names as (
                select texts.id, {NAMES_IN_BODY} as pairs
                from texts cross join k group by texts.id
            )
            select case when names.pairs is null then texts.body
                else replace_each(texts.body, names.pairs) end as x
            from texts left join names on texts.id = names.id
         """, {("notes", True)}),
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
    ],
)  # fmt: skip
def test_a_bit_or_a_count_is_no_copy(expression: str) -> None:
    assert lineage_of(f"select {expression} as x from PEOPLE") == {}


def test_sql_that_is_not_understood_is_never_dropped() -> None:
    assert lineage_of("select from where") == {"*": {("unresolved", False)}}
    assert lineage_of("select other.thing as x from PEOPLE as p") != {}


def test_a_model_without_compiled_sql_is_named(tmp_path: Path) -> None:
    request = (
        '{"models": [{"name": "jobs_safe", "relation": "a.b.c", "file": "jobs_safe.sql",'
        ' "is_published": true}], "columns": {}, "classes": {}, "patterns": ""}'
    )
    with pytest.raises(NotCompiled, match=r"jobs_safe: run dbt build"):
        column_lineage.lineage(request, tmp_path)


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
