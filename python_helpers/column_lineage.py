"""Column lineage: which raw columns reach a published one by value, and through which masks.

The compiled SQL of every model is read with sqlglot. A value flows through functions, casts,
concatenations, lists and the branches of a CASE; it does not flow through conditions, predicates
and counts, which tell one bit or a number about it. Masks are known by their structure, so that a
name or a comment cannot pretend to be one (`value_flow.py`).
"""

import json
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope
from sqlglot.schema import MappingSchema

from python_helpers.value_flow import Flows, Origin, flows_of

RAW = "raw"
UNRESOLVED = Origin("unresolved", "unresolved")


class Model(NamedTuple):
    """A model: its relation as database.schema.name, its compiled SQL, whether it is published."""

    relation: str
    sql: str
    is_published: bool


class Ancestor(NamedTuple):
    """A raw column that reaches a published one, and the masks that every path has passed."""

    relation: str
    column_name: str
    source_stream: str
    source_column: str
    pii_class: str | None
    masks: list[str]
    is_masked: bool


class NotCompiled(Exception):
    """A model has no compiled SQL; the message names it and the next step."""


def lineage(request: str, compiled: Path) -> list[dict[str, Any]]:
    """The rows of the model column_lineage, from what its macro knows as JSON.

    `compiled` is dbt's folder of compiled SQL; a model's file lies below it.
    `request` holds models ({name, relation, file, is_published}), columns ({relation: [names]}),
    classes ({stream: {column: class}}; a field of a struct is column.field), cuts (the
    regular expressions at which texts are cut: {mask: expression}). Raises NotCompiled.
    """
    asked = json.loads(request)
    models = []
    for entry in asked["models"]:
        file = compiled / entry["file"]
        if not file.is_file():
            raise NotCompiled(
                f"There is no compiled SQL of the model {entry['name']}: run dbt build, or "
                "dbt compile, before a part of the project that needs its column lineage."
            )
        models.append(Model(entry["relation"], file.read_text("utf-8"), entry["is_published"]))
    found = ancestors(models, asked["columns"], asked["classes"], asked["cuts"])
    return [ancestor._asdict() for ancestor in found]


def ancestors(
    models: Iterable[Model],
    columns: Mapping[str, Iterable[str]],
    classes: Mapping[str, Mapping[str, str | None]],
    cuts: Mapping[str, str],
) -> list[Ancestor]:
    """Every raw ancestor of every published column, in the order of their names."""
    pending = {model.relation: model for model in models}
    known: dict[str, Flows] = {}
    schema = _schema(columns, classes)

    def flows_of_relation(relation: str) -> Flows:
        """What reaches each column of a relation: a model, a raw stream, or a table of facts."""
        if relation.startswith(f"{RAW}."):
            stream = relation.split(".")[-1]
            names = classes.get(stream, {})
            return {name: {Origin(stream, name): frozenset()} for name in names if "." not in name}
        if relation not in known:
            model = pending.get(relation)
            known[relation] = {}  # a model that reads its own past adds nothing new
            if model:
                known[relation] = _flows_of_model(model, schema, cuts, flows_of_relation)
        return known[relation]

    rows = []
    for model in pending.values():
        if model.is_published:
            for column, flow in flows_of_relation(model.relation).items():
                rows += [_ancestor(model, column, *path, classes) for path in flow.items()]
    return sorted(rows)


def _flows_of_model(
    model: Model, schema: MappingSchema, cuts: Mapping[str, str], resolve: Any
) -> Flows:
    """What reaches each column of a model; one unresolved column when its SQL is not understood."""
    try:
        tree: Any = sqlglot.parse_one(model.sql, dialect="duckdb")
        tables: Any = schema.mapping
        _name_raw_streams(tree, tables.get(RAW, {}).get("main", {}))
        tree = qualify(
            tree,
            schema=schema,
            dialect="duckdb",
            validate_qualify_columns=False,
            quote_identifiers=False,
            identify=False,
        )
        scope = build_scope(tree)
        return flows_of(scope, resolve, cuts) if scope else {"*": {UNRESOLVED: frozenset()}}
    except (SqlglotError, RecursionError, KeyError):
        return {"*": {UNRESOLVED: frozenset()}}


def _name_raw_streams(tree: exp.Expression, known: Container[str]) -> None:
    """Put the table raw.<stream> where source() wrote the registered columns and the files.

    A stream's files are one of its name, or lie in a folder of its name.
    """
    for subquery in list(tree.find_all(exp.Subquery)):
        files = [
            Path(literal.name)
            for call in subquery.find_all(exp.ReadParquet)
            for literal in call.expressions[:1]
        ]
        streams = {file.parent.name if file.parent.name in known else file.stem for file in files}
        is_around = any(
            inner.find(exp.ReadParquet) for inner in subquery.this.find_all(exp.Subquery)
        )
        if isinstance(subquery.this, exp.Union) and len(streams) == 1 and not is_around:
            stream = exp.to_table(f"{RAW}.main.{streams.pop()}", dialect="duckdb")
            alias = subquery.alias
            subquery.replace(exp.alias_(stream, alias, table=True) if alias else stream)


def _schema(
    columns: Mapping[str, Iterable[str]], classes: Mapping[str, Mapping[str, str | None]]
) -> MappingSchema:
    """The columns of every relation, for stars and names without a table."""
    tables: dict[str, Any] = {}
    streams = {
        f"{RAW}.main.{name}": [*fields, "file_row_number", "source_path"]
        for name, fields in classes.items()
    }
    for relation, names in {**columns, **streams}.items():
        database, schema, name = relation.split(".")
        place = tables.setdefault(database, {}).setdefault(schema, {})
        place[name] = {column: "varchar" for column in names if "." not in column}
    return MappingSchema(tables, dialect="duckdb")


def _ancestor(
    model: Model,
    column: str,
    origin: Origin,
    masks: frozenset[str],
    classes: Mapping[str, Mapping[str, str | None]],
) -> Ancestor:
    fields = classes.get(origin.stream, {})
    pii_class = fields.get(origin.column, fields.get(origin.column.split(".")[0]))
    schema_and_name = model.relation.split(".", 1)[1]
    return Ancestor(
        schema_and_name,
        column,
        origin.stream,
        origin.column,
        pii_class,
        sorted(mask for mask in masks if not mask.startswith("_")),  # marks on the way to one
        is_masked(pii_class, masks),
    )


def is_masked(pii_class: str | None, masks: frozenset[str]) -> bool:
    """Whether a path through `masks` makes a column of a class fit to be published.

    A token hides any value. A text is fit when both its patterns and its people were masked, and
    so is a name that was found inside such a text. A column without a class is never fit.
    """
    if pii_class in ("none", "quasi_identifier", "financial"):
        return True
    text_is_masked = {"patterns", "people"} <= masks
    return pii_class in ("identifier", "free_text") and ("token" in masks or text_is_masked)
