"""Functions of lists: DuckDB's count from 1, keep NULL, and give NULL for what is not there."""

from sqlglot import exp
from sqlglot.generator import Generator


def bracket(self: Generator, node: exp.Bracket) -> str:
    """An element, a map's value, a slice, a named field; NULL where there is none."""
    (index,) = node.expressions
    if isinstance(index, exp.Literal) and index.is_string:
        return f"{self.sql(node, 'this')}.{self.sql(exp.to_identifier(index.name))}"
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


def list_concat(self: Generator, node: exp.ArrayConcat) -> str:
    """Lists one behind the other; NULL is one without elements."""
    lists = [exp.func("coalesce", part, exp.Array()) for part in (node.this, *node.expressions)]
    return self.func("CONCAT", *lists)


def generate_series(self: Generator, node: exp.GenerateSeries) -> str:
    """Whole numbers from one to another; none where that is less, while Spark counts down."""
    start, end = self.sql(node, "start"), self.sql(node, "end")
    last = f"{end} - 1" if node.args.get("is_end_exclusive") else end
    return f"FILTER(SEQUENCE({start}, GREATEST({start}, {last})), e_ -> e_ <= {last})"


def unnested(tree: exp.Expr) -> exp.Expr:
    """A tree whose selects have at most one list to unnest, alone in a column.

    Spark makes rows of one list only. Lists side by side are zipped, the shorter ones filled up
    with NULL, as DuckDB does it, and become rows before the columns are computed.
    """
    for select in list(tree.find_all(exp.Select)):
        makers = [
            node
            for column in select.expressions
            for node in column.find_all(exp.Explode, exp.Anonymous)
            if _makes_rows(node) and node.find_ancestor(exp.Select) is select
        ]
        if len(makers) > 1 or any(not _is_column(maker, select) for maker in makers):
            _as_lateral_view(select, makers)
    return tree


def _makes_rows(node: exp.Expr) -> bool:
    return isinstance(node, exp.Explode) or node.name.lower() == "generate_subscripts"


def _is_column(maker: exp.Expr, select: exp.Select) -> bool:
    parent = maker.parent.parent if isinstance(maker.parent, exp.Alias) else maker.parent
    return isinstance(maker, exp.Explode) and parent is select


def _as_lateral_view(select: exp.Select, makers: list[exp.Expr]) -> None:
    if select.args.get("group"):
        raise ValueError("lists are unnested side by side in a select with groups")
    lists: list[exp.Expr] = []
    for maker in makers:
        if isinstance(maker, exp.Explode):
            values = maker.this.copy()
        else:
            values = exp.Anonymous(this="positions_of", expressions=[maker.expressions[0].copy()])
        if values not in lists:
            lists.append(values)
        place = lists.index(values)
        name = values.name if isinstance(values, exp.Column) else str(place)
        maker.replace(
            exp.Dot(
                this=exp.column("row_", table="rows_"),
                expression=exp.to_identifier(name, quoted=True),
            )
        )
    zipped = exp.Anonymous(this="arrays_zip", expressions=lists)
    alias = exp.TableAlias(this=exp.to_identifier("rows_"), columns=[exp.to_identifier("row_")])
    select.append("laterals", exp.Lateral(this=exp.Explode(this=zipped), view=True, alias=alias))
