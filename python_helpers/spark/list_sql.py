"""Functions of lists: DuckDB's count from 1, keep NULL, and give NULL for what is not there."""

from sqlglot import exp
from sqlglot.generator import Generator


def bracket(self: Generator, node: exp.Bracket) -> str:
    """An element, a map's value, or a slice; NULL where there is none."""
    (index,) = node.expressions
    if not isinstance(index, exp.Slice):
        return self.func("TRY_ELEMENT_AT", node.this, index)
    whole = self.sql(node, "this")
    start, end, step = (index.args.get(name) for name in ("this", "expression", "step"))
    size = f"SIZE({whole})"
    first = self.sql(start) if start else "1"
    last = self.sql(end) if end else size
    if isinstance(end, exp.Neg):
        last = f"{size} + 1 {last}"
    if step is None:
        return f"SLICE({whole}, {first}, GREATEST({last} - {first} + 1, 0))"
    wanted = f"i_ + 1 BETWEEN {first} AND {last} AND (i_ + 1 - {first}) % {self.sql(step)} = 0"
    return f"FILTER({whole}, (e_, i_) -> {wanted})"


def numbered_from_1(self: Generator, node: exp.Transform | exp.ArrayFilter) -> str:
    """A function of each element, and of its position if it asks for it."""
    function = node.expression.copy()
    if isinstance(function, exp.Lambda) and len(function.expressions) == 2:
        position = function.expressions[1].name

        def moved(part: exp.Expr) -> exp.Expr:
            if isinstance(part, exp.Column | exp.Identifier) and part.name == position:
                return exp.paren(
                    exp.Add(this=exp.to_identifier(position), expression=exp.Literal.number(1))
                )
            return part

        function.set("this", function.this.transform(moved))
    return self.func(
        "FILTER" if isinstance(node, exp.ArrayFilter) else "TRANSFORM", node.this, function
    )


def split(self: Generator, node: exp.Split) -> str:
    """A text cut at a separator, which is no pattern; at '', into its signs."""
    separator = node.expression
    if isinstance(separator, exp.Literal) and not separator.name:
        return f"FILTER({self.func('SPLIT', node.this, separator)}, e_ -> e_ <> '')"
    quoted = exp.func("concat", exp.Literal.string(r"\Q"), separator, exp.Literal.string(r"\E"))
    return self.func("SPLIT", node.this, quoted)


def list_reduce(self: Generator, whole: exp.Expr, function: exp.Expr) -> str:
    """A fold that begins with the first element."""
    elements = self.sql(whole)
    rest = f"SLICE({elements}, 2, SIZE({elements}))"
    return f"AGGREGATE({rest}, TRY_ELEMENT_AT({elements}, 1), {self.sql(function)})"


def array_agg(self: Generator, node: exp.ArrayAgg) -> str:
    """All values of a group as a list, NULL among them; in an order if one is given."""
    value, keys = node.this, []
    if isinstance(value, exp.Order):
        value, keys = value.this, value.expressions
    is_distinct = isinstance(value, exp.Distinct)
    if is_distinct:
        (value,) = value.expressions
    fields = [f"{self.sql(value)} AS v_"]
    fields += [f"{self.sql(key, 'this')} AS k{place}_" for place, key in enumerate(keys)]
    collect = "COLLECT_SET" if is_distinct else "COLLECT_LIST"
    collected = f"{collect}(STRUCT({', '.join(fields)}))"
    if keys:
        collected = f"ARRAY_SORT({collected}, (l_, r_) -> CASE {_comparison(keys)} ELSE 0 END)"
    return f"TRANSFORM({collected}, e_ -> e_.v_)"


def _comparison(keys: list[exp.Ordered]) -> str:
    """The branches that put two elements in order; NULL is last unless the order says first."""
    branches = []
    for place, key in enumerate(keys):
        left, right = f"l_.k{place}_", f"r_.k{place}_"
        before, after = (1, -1) if key.args.get("desc") else (-1, 1)
        null = -1 if key.args.get("nulls_first") else 1
        branches += [
            f"WHEN {left} IS NULL AND {right} IS NOT NULL THEN {null}",
            f"WHEN {left} IS NOT NULL AND {right} IS NULL THEN {-null}",
            f"WHEN {left} < {right} THEN {before}",
            f"WHEN {left} > {right} THEN {after}",
        ]
    return " ".join(branches)
