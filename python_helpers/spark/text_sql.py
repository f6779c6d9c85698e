"""Functions of texts and numbers that Spark has not, or reads otherwise."""

import unicodedata

from sqlglot import exp
from sqlglot.generator import Generator


def let(self: Generator, value: exp.Expr, body: str) -> str:
    """An expression of `v_`, a value that is computed once."""
    return f"TRY_ELEMENT_AT(TRANSFORM(ARRAY({self.sql(value)}), v_ -> {body}), 1)"


# Of Spark's own jars. Spark takes it for a function that may change its mind: not for a join.
COMPOSED = "REFLECT('com.ibm.icu.text.Normalizer', 'compose', v_, FALSE)"
# Every letter that is one of ASCII's with marks, in one sign, and that letter.
MARKED = {
    sign: base[0]
    for sign in map(chr, range(0x80, 0x110000))
    if (base := unicodedata.normalize("NFD", sign)) != sign
    and base[0].isascii()
    and all(unicodedata.combining(mark) for mark in base[1:])
}


def unaccented(self: Generator, arguments: list[exp.Expr]) -> str:
    """A text whose letters of ASCII have no marks; names are made of these alone."""
    text = arguments[0]
    if isinstance(text, exp.Anonymous) and text.name.lower() == "nfc_normalize":
        text = text.expressions[0]  # to compose what is taken apart again is idle
    marked, plain = (exp.Literal.string("".join(signs)) for signs in (MARKED, MARKED.values()))
    bare = self.func("TRANSLATE", text, marked, plain)
    return self.func("REGEXP_REPLACE", bare, exp.Literal.string(r"\p{M}+"), exp.Literal.string(""))


def lower(self: Generator, node: exp.Lower) -> str:
    """A text in small letters, each by itself: Java looks at the whole word, and may add a mark."""
    capitals, small = exp.Literal.string("\u0130\u03a3"), exp.Literal.string("i\u03c3")
    return self.func("LOWER", self.func("TRANSLATE", node.this, capitals, small))


def left(self: Generator, node: exp.Left) -> str:
    """The first signs of a text; with a number below 0, all but so many."""
    if not isinstance(node.expression, exp.Neg):
        return self.func("LEFT", node.this, node.expression)
    return let(self, node.this, f"LEFT(v_, GREATEST(LENGTH(v_) {self.sql(node.expression)}, 0))")


def rounded(self: Generator, node: exp.Round) -> str:
    """To so many decimals, by way of the nearest whole number as DuckDB does it."""
    decimals = node.args.get("decimals")
    if decimals is None:
        return self.func("ROUND", node.this)
    power = 10 ** int(decimals.name)
    return f"(ROUND(({self.sql(node, 'this')}) * {power}) / {power})"
