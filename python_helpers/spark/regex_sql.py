"""Functions of regular expressions: RE2's patterns and DuckDB's arguments as Spark's."""

import re

from sqlglot import exp
from sqlglot.generator import Generator

from python_helpers.spark.java_regex import BOUNDARY, java_pattern


def literal(text: str) -> exp.Expr:
    """A text as a literal."""
    return exp.Literal.string(text)


def in_java(pattern: exp.Expr) -> exp.Expr:
    r"""A pattern for Java; one that is known when it runs may have \b, nothing else odd."""
    if isinstance(pattern, exp.Literal):
        return literal(java_pattern(pattern.name))
    return exp.func("replace", pattern.copy(), literal(r"\b"), literal(BOUNDARY))


def replacement_in_java(replacement: exp.Expr, shift: int) -> exp.Expr:
    r"""What stands for a match: \1 is $1, moved on by the groups that come first."""

    def written(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Literal) and node.is_string:
            text = node.name.replace("$", r"\$")
            return literal(re.sub(r"\\(\d)", lambda found: f"${int(found[1]) + shift}", text))
        return node

    return replacement.copy().transform(written)


def regexp_replace(self: Generator, node: exp.RegexpReplace) -> str:
    """All matches, or only the first one: Spark knows the former alone."""
    modifiers = node.args.get("modifiers")
    pattern, put = in_java(node.expression), node.args["replacement"]
    if modifiers is not None and modifiers.name == "g":
        return self.func("REGEXP_REPLACE", node.this, pattern, replacement_in_java(put, 0))
    if modifiers is not None or not isinstance(pattern, exp.Literal):
        raise ValueError(f"regexp_replace of this form is not known: {node}")
    first = literal(rf"\A((?s:.*?))(?:{pattern.name})")
    if r"\0" in put.sql():
        raise ValueError(f"regexp_replace of the first match by the match: {node}")
    put = exp.DPipe(this=literal("$1"), expression=replacement_in_java(put, 1), safe=True)
    return self.func("REGEXP_REPLACE", node.this, first, put)


def regexp_extract(self: Generator, node: exp.RegexpExtract | exp.RegexpExtractAll) -> str:
    """The group that is asked for; without a word, the whole match."""
    name = "REGEXP_EXTRACT" + ("_ALL" if isinstance(node, exp.RegexpExtractAll) else "")
    group = node.args.get("group") or exp.Literal.number(0)
    return self.func(name, node.this, in_java(node.expression), group)


def regexp_like(self: Generator, node: exp.RegexpLike) -> str:
    """Whether a match is somewhere in a text."""
    return f"({self.sql(node, 'this')}) RLIKE {self.sql(in_java(node.expression))}"


def regexp_full_match(self: Generator, node: exp.RegexpFullMatch) -> str:
    """Whether the whole text is a match."""
    pattern = in_java(node.expression)
    if not isinstance(pattern, exp.Literal):
        raise ValueError(f"regexp_full_match of this form is not known: {node}")
    whole = literal(rf"\A(?:{pattern.name})\z")
    return f"({self.sql(node, 'this')}) RLIKE {self.sql(whole)}"
