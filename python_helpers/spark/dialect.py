"""The project's SQL, written for DuckDB, as Spark SQL with the same results.

sqlglot knows what most of it is called there. What is written here and beside are the differences
in meaning: regular expressions, positions from 1, what is not there, NULL in lists.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.spark import Spark
from sqlglot.generator import Generator
from sqlglot.generators.spark import SparkGenerator
from sqlglot.parsers.duckdb import DuckDBParser

from python_helpers.spark import list_sql, regex_sql, text_sql, time_sql

Written = Callable[[Generator, list[exp.Expr]], str]


class ProjectSql(DuckDB):
    """DuckDB's SQL as it is read here: positions stay as written, `len` is that of a list."""

    INDEX_OFFSET = 0

    class Parser(DuckDBParser):
        """DuckDB's, but for `len`."""

        FUNCTIONS: ClassVar = {
            name: build for name, build in DuckDBParser.FUNCTIONS.items() if name != "LEN"
        }


def renamed(name: str, *more: str) -> Written:
    """A function by another name, with more arguments."""
    return lambda self, arguments: self.func(name, *arguments, *more)


# Functions that sqlglot does not know.
BY_NAME: Mapping[str, Written] = {
    "len": renamed("SIZE"),
    "list_reduce": lambda self, args: list_sql.list_reduce(self, *args),
    "list_sum": lambda self, args: (
        f"AGGREGATE({self.sql(args[0])}, CAST(0 AS BIGINT), (a_, e_) -> a_ + e_)"
    ),
    "list_has_all": lambda self, args: (
        f"SIZE(ARRAY_EXCEPT({self.sql(args[1])}, {self.sql(args[0])})) = 0"
    ),
    "list_intersect": renamed("ARRAY_INTERSECT"),
    "list_position": lambda self, args: (
        f"CAST(NULLIF({self.func('ARRAY_POSITION', *args)}, 0) AS INT)"
    ),
    "list_reverse": renamed("REVERSE"),
    # Of a list: whichever comes first stays, the others in their order.
    "distinct_entries": renamed("ARRAY_DISTINCT"),
    "arrays_zip": renamed("ARRAYS_ZIP"),
    "positions_of": lambda self, args: f"TRANSFORM({self.sql(args[0])}, (e_, i_) -> i_ + 1)",
    "listagg": renamed("LISTAGG"),
    "printf": renamed("FORMAT_STRING"),
    "date_part": lambda self, args: time_sql.date_part(self, *args),
    "ord": renamed("ASCII"),
    "md5_number": renamed("MD5"),
    "nfc_normalize": lambda self, args: text_sql.let(
        self, args[0], f"CASE WHEN v_ IS NOT NULL THEN {text_sql.COMPOSED} END"
    ),
    "strip_accents": text_sql.unaccented,
}


def by_name(self: Generator, node: exp.Anonymous) -> str:
    """A function that sqlglot does not know."""
    written = BY_NAME.get(node.name.lower())
    if written is None:
        raise ValueError(f"the function {node.name} is not known on Spark")
    return written(self, node.expressions)


def star_replaced(tree: exp.Expr) -> exp.Expr:
    """A tree without `* replace (...)`: what is replaced comes last instead."""
    for star in list(tree.find_all(exp.Star)):
        replaced = star.args.get("replace")
        select = star.find_ancestor(exp.Select)
        if replaced and select is not None:
            names = [exp.to_identifier(alias.alias) for alias in replaced]
            star.set("except_", [*(star.args.get("except_") or []), *names])
            star.set("replace", None)
            select.select(*replaced, copy=False)
    return tree


def aliases_in_where(tree: exp.Expr) -> exp.Expr:
    """A tree whose conditions name no column of their own select: Spark does not see these yet.

    A name that its own expression reads is the source's column, as for DuckDB.
    """
    for select in tree.find_all(exp.Select):
        where = select.args.get("where")
        own = {
            column.alias: column.this
            for column in select.expressions
            if isinstance(column, exp.Alias)
            and all(read.name != column.alias for read in column.find_all(exp.Column))
        }
        for read in list(where.find_all(exp.Column)) if where else []:
            if not read.table and read.name in own and read.find_ancestor(exp.Select) is select:
                read.replace(exp.paren(own[read.name].copy()))
    return tree


def ordered_window(self: Generator, node: exp.Window) -> str:
    """A window; numbers of rows in any order want an order there."""
    if isinstance(node.this, exp.RowNumber) and not node.args.get("order"):
        node.set("order", exp.Order(expressions=[exp.null()]))
    return self.window_sql(node)


class SparkSql(Spark):
    """Spark's SQL."""

    INDEX_OFFSET = 0

    class Generator(SparkGenerator):
        """Spark's, with DuckDB's meaning of what both know."""

        TRANSFORMS: ClassVar = SparkGenerator.TRANSFORMS | {
            exp.Anonymous: by_name,
            exp.ArrayAgg: list_sql.array_agg,
            exp.ArrayConcat: list_sql.list_concat,
            exp.ArrayFilter: list_sql.numbered_from_1,
            exp.Bracket: list_sql.bracket,
            exp.IgnoreNulls: lambda self, node: self.func(
                node.this.sql_name(), node.this.this, exp.true()
            ),
            exp.GenerateSeries: list_sql.generate_series,
            exp.Round: text_sql.rounded,
            exp.Encode: lambda self, node: self.func("ENCODE", node.this, "'UTF-8'"),
            exp.Left: text_sql.left,
            exp.Lower: text_sql.lower,
            exp.RegexpExtract: regex_sql.regexp_extract,
            exp.RegexpExtractAll: regex_sql.regexp_extract,
            exp.RegexpFullMatch: regex_sql.regexp_full_match,
            exp.RegexpLike: regex_sql.regexp_like,
            exp.RegexpReplace: regex_sql.regexp_replace,
            exp.Split: list_sql.split,
            exp.Transform: list_sql.numbered_from_1,
            exp.Window: ordered_window,
        }


class Function:
    """An SQL function of the project: its parameters and the expression that it is."""

    def __init__(self, statement: exp.Create) -> None:
        self.name = statement.this.this.name.lower()
        self.parameters = [parameter.name for parameter in statement.this.expressions]
        self.body = statement.expression

    def called_with(self, arguments: list[exp.Expr]) -> exp.Expr:
        """The expression with arguments in place of the parameters."""
        values = dict(zip(self.parameters, arguments, strict=True))

        def filled(node: exp.Expr) -> exp.Expr:
            if isinstance(node, exp.Column) and not node.table and node.name in values:
                return exp.paren(values[node.name].copy())
            return node

        return exp.paren(self.body.unnest().copy().transform(filled))


def functions(statements: str) -> dict[str, Function]:
    """The functions that some statements create (macros/engine/create_functions.sql)."""
    found: dict[str, Function] = {}
    for statement in sqlglot.parse(statements, read=ProjectSql):
        if isinstance(statement, exp.Create):
            function = Function(statement)
            function.body = expanded(function.body, found)
            found[function.name] = function
    return found


def expanded(tree: exp.Expr, known: Mapping[str, Function]) -> exp.Expr:
    """A tree in which calls of the project's functions are what these say, or Spark's own."""

    def open_up(node: exp.Expr) -> exp.Expr:
        name = node.name.lower() if isinstance(node, exp.Anonymous) else ""
        if name in known and name not in BY_NAME:
            return known[name].called_with(
                [expanded(argument, known) for argument in node.expressions]
            )
        return node

    return tree.transform(open_up)


def to_spark(sql: str, known: Mapping[str, Function]) -> str:
    """A query for Spark. Raises ValueError for what has no equal there."""
    return parsed(sql, known).sql(SparkSql)


def parsed(sql: str, known: Mapping[str, Function]) -> exp.Expr:
    """The tree of a query, its functions expanded, ready to be written for Spark."""
    tree = expanded(sqlglot.parse_one(sql, read=ProjectSql), known)
    for cte in tree.find_all(exp.CTE):
        cte.set("materialized", None)  # a hint that Spark has no word for
    return list_sql.unnested(aliases_in_where(star_replaced(tree)))
