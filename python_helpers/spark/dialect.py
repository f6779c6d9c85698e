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

from python_helpers.spark import list_sql, regex_sql

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


def let(self: Generator, value: exp.Expr, body: str) -> str:
    """An expression of `v_`, a value that is computed once."""
    return f"TRY_ELEMENT_AT(TRANSFORM(ARRAY({self.sql(value)}), v_ -> {body}), 1)"


NORMALIZER = "REFLECT('com.ibm.icu.text.Normalizer', '{}', {}, FALSE)"  # of Spark's own jars
COMPOSED = NORMALIZER.format("compose", "v_")
UNACCENTED = NORMALIZER.format(
    "compose",
    "REGEXP_REPLACE(" + NORMALIZER.format("decompose", "v_") + r", '\\p{M}+', '')",
)

# Functions that sqlglot does not know.
BY_NAME: Mapping[str, Written] = {
    "len": renamed("SIZE"),
    "list_reduce": lambda self, args: list_sql.list_reduce(self, *args),
    "list_sum": lambda self, args: (
        f"AGGREGATE({self.sql(args[0])}, CAST(0 AS BIGINT), (a_, e_) -> a_ + e_)"
    ),
    "list_reverse": renamed("REVERSE"),
    "ord": renamed("ASCII"),
    "md5_number": renamed("MD5"),
    "nfc_normalize": lambda self, args: let(
        self, args[0], f"CASE WHEN v_ IS NOT NULL THEN {COMPOSED} END"
    ),
    "strip_accents": lambda self, args: let(
        self, args[0], f"CASE WHEN v_ IS NOT NULL THEN {UNACCENTED} END"
    ),
}


def by_name(self: Generator, node: exp.Anonymous) -> str:
    """A function that sqlglot does not know."""
    written = BY_NAME.get(node.name.lower())
    if written is None:
        raise ValueError(f"the function {node.name} is not known on Spark")
    return written(self, node.expressions)


class SparkSql(Spark):
    """Spark's SQL."""

    INDEX_OFFSET = 0

    class Generator(SparkGenerator):
        """Spark's, with DuckDB's meaning of what both know."""

        TRANSFORMS: ClassVar = SparkGenerator.TRANSFORMS | {
            exp.Anonymous: by_name,
            exp.ArrayAgg: list_sql.array_agg,
            exp.ArrayFilter: list_sql.numbered_from_1,
            exp.Bracket: list_sql.bracket,
            exp.Encode: lambda self, node: self.func("ENCODE", node.this, "'UTF-8'"),
            exp.RegexpExtract: regex_sql.regexp_extract,
            exp.RegexpExtractAll: regex_sql.regexp_extract,
            exp.RegexpFullMatch: regex_sql.regexp_full_match,
            exp.RegexpLike: regex_sql.regexp_like,
            exp.RegexpReplace: regex_sql.regexp_replace,
            exp.Split: list_sql.split,
            exp.Transform: list_sql.numbered_from_1,
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
    """A tree in which calls of the project's functions are what these say."""

    def open_up(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Anonymous) and node.name.lower() in known:
            return known[node.name.lower()].called_with(
                [expanded(argument, known) for argument in node.expressions]
            )
        return node

    return tree.transform(open_up)


def to_spark(sql: str, known: Mapping[str, Function]) -> str:
    """A query for Spark. Raises ValueError for what has no equal there."""
    tree = sqlglot.parse_one(sql, read=ProjectSql)
    return expanded(tree, known).sql(SparkSql)
