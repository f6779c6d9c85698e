"""How values flow through one qualified SELECT, and which of its expressions are masks.

Three masks are known, each by the shape that its macro gives it:

token     sha256(outer_pad || unhex(sha256(inner_pad || encode(value)))), the pads being columns of
          the model pii_key (macros/pii/hmac_hex.sql)
patterns  filled_pieces(pieces, found, masks), the pieces being a text cut at every match of the
          rules of personal data, and each mask a masked_match(match, inner_pad, outer_pad)
          (macros/pii/redact_patterns.sql)
people    filled_pieces(pieces, found, masks), the pieces being a text cut where names may stand,
          or whole where name_signs has no sign of a name, and tokens among the masks
          (macros/pii/redact_names.sql)

These functions, and replace_each(body, searched, labels), of which what is searched does not come
out, are made anew by every run (macros/engine/create_functions.sql). On its way to a mask a text is
marked as cut (`_cut_patterns`, `_cut_people`) and a match as masked (`_match`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlglot import exp
from sqlglot.optimizer.scope import Scope


class Origin(NamedTuple):
    """A raw column: its stream and its name; a field of a struct is column.field."""

    stream: str
    column: str


Flow = dict[Origin, frozenset[str]]  # what reaches an expression: masks that all paths passed
Flows = dict[str, Flow]  # by column
Resolve = Callable[[str], Flows]

KEY_MODEL = "pii_key"
CUT = "_cut_"
MATCH = "_match"
SIGN = ("name_signs", "may_have_name")
# Where raw streams are: parquet by the name that column_lineage gives it, JSON in memory.
RAW_CATALOGS = ("raw", "scratch")
# They tell one bit, or a number, about a value.
COUNTS = (exp.Count, exp.ApproxDistinct, exp.Length, exp.ArraySize, exp.RowNumber, exp.CountIf)
PREDICATES = (
    exp.Predicate, exp.Not, exp.Connector, exp.RegexpLike, exp.Contains, exp.RegexpFullMatch,
    exp.StartsWith, exp.EndsWith, exp.ArrayContains, exp.IsNan,
)  # fmt: skip
# A day, a time or a yes cannot carry a name, an address or a number.
TIMES = (*exp.DataType.TEMPORAL_TYPES, exp.DataType.Type.BOOLEAN)
PREDICATE_NAMES = {"regexp_full_match", "regexp_matches", "contains", "bool_or", "bool_and",
                   "starts_with", "isnan", "list_contains", "list_position", "len"}  # fmt: skip

KEYS_OF_MAPS = {"map_keys", "map_entries"}


def merged(*flows: Flow) -> Flow:
    """What reaches a place by several ways: of each origin, the masks that all of them passed.

    A way that ends as a token hides everything; beside it, another way's masks count.
    """
    result: Flow = {}
    for flow in flows:
        for origin, masks in flow.items():
            known = result.get(origin, masks)
            if ("token" in known) == ("token" in masks):
                result[origin] = known & masks
            else:
                result[origin] = masks if "token" in known else known
    return result


def through(flow: Flow, mask: str) -> Flow:
    """What reaches a place, having passed a mask on the way."""
    return {origin: masks | {mask} for origin, masks in flow.items()}


def flows_of(scope: Scope, resolve: Resolve, cuts: Mapping[str, str]) -> Flows:
    """What reaches each output column of a query.

    `resolve` gives the flows of a relation by its name (database.schema.name, or raw.<stream>);
    `cuts` holds the regular expressions at which a text is cut for a mask: {mask: expression}.
    """
    return _Walk(resolve, cuts).outputs(scope)


class _Walk:
    def __init__(self, resolve: Resolve, cuts: Mapping[str, str]) -> None:
        self.resolve = resolve
        self.marks = {expression: f"{CUT}{mask}" for mask, expression in cuts.items()}
        self.done: dict[int, Flows] = {}

    def outputs(self, scope: Scope) -> Flows:
        """The flows of a scope's columns; the sides of a set operation are merged."""
        if id(scope) not in self.done:
            self.done[id(scope)] = {}  # a recursive query adds nothing of its own
            self.done[id(scope)] = self._outputs(scope)
        return self.done[id(scope)]

    def _outputs(self, scope: Scope) -> Flows:
        query: Any = scope.expression
        if isinstance(query, exp.SetOperation):
            left, right = (self.outputs(side) for side in scope.set_operation_scopes)
            if not query.args.get("by_name"):
                right = dict(zip(left, right.values(), strict=False))
            return {
                name: merged(left.get(name, {}), right.get(name, {})) for name in {**left, **right}
            }
        return {
            projection.alias_or_name: self.flow(projection, scope, {})
            for projection in query.selects
        }

    def flow(self, node: Any, scope: Scope, env: Flows) -> Flow:
        """What reaches an expression; `env` holds the parameters of lambdas around it."""
        if not isinstance(node, exp.Expression) or isinstance(node, (exp.Literal, exp.DataType)):
            return {}
        if isinstance(node, (*COUNTS, *PREDICATES)) or _name(node) in PREDICATE_NAMES:
            return {}
        if _name(node) in KEYS_OF_MAPS:
            return {Origin("unresolved", _name(node)): frozenset()}
        if isinstance(node, exp.Column):
            return self.column(node, scope, env)
        if isinstance(node, exp.Identifier):
            return env.get(node.name, {})
        if isinstance(node, exp.Cast) and node.to.this in TIMES:
            return {}
        masked = self.mask(node, scope, env)
        if masked is not None:
            return masked
        return merged(*(self.flow(part, scope, env) for part in _carriers(node)),
                      *self.special(node, scope, env))  # fmt: skip

    def special(self, node: exp.Expression, scope: Scope, env: Flows) -> Iterator[Flow]:
        """Expressions whose parts do not simply add up."""
        if isinstance(node, exp.Dot):
            field = node.expression.name
            for origin, masks in self.flow(node.this, scope, env).items():
                yield {Origin(origin.stream, f"{origin.column}.{field}"): masks}
        if isinstance(node, exp.Query):
            inner = next((s for s in scope.traverse() if s.expression is node.unnest()), None)
            yield from self.outputs(inner).values() if inner else ()
        for function in (part for part in node.iter_expressions() if isinstance(part, exp.Lambda)):
            arguments = merged(
                *(self.flow(part, scope, env) for part in node.iter_expressions()
                  if part is not function)
            )  # fmt: skip
            inner_env = env | {parameter.name: arguments for parameter in function.expressions}
            yield self.flow(function.this, scope, inner_env)

    def column(self, node: exp.Column, scope: Scope, env: Flows) -> Flow:
        """What reaches a column: of a query in scope, a relation, or a lambda's parameter."""
        if not node.table:
            if node.name in env:
                return env[node.name]
            row = self.columns_of(node.name, scope)  # a whole row, by its table's name
            if row is None:
                return {Origin("unresolved", node.name): frozenset()}
            return merged(*row.values())
        columns = self.columns_of(node.table, scope)
        if columns is None:
            return {Origin("unresolved", f"{node.table}.{node.name}"): frozenset()}
        return columns.get("*", columns.get(node.name, {}))

    def columns_of(self, alias: str, scope: Scope | None) -> Flows | None:
        """The flows of a source in scope by its alias; None when there is no such source."""
        while scope is not None:
            source = scope.sources.get(alias)
            if isinstance(source, Scope):
                return self.outputs(source)
            if isinstance(source, exp.Table):
                if source.name == KEY_MODEL:
                    return {name: {Origin(KEY_MODEL, name): frozenset()}
                            for name in ("inner_pad", "outer_pad")}  # fmt: skip
                if source.catalog in RAW_CATALOGS:
                    return self.resolve(f"raw.{source.name}")
                return self.resolve(".".join(part.name for part in source.parts))
            scope = scope.parent
        return None

    def mask(self, node: exp.Expression, scope: Scope, env: Flows) -> Flow | None:
        """What reaches a mask, marked as having passed it; None for any other expression."""
        for find in (self.token, self.cut_text, self.searched_text, self.masked_match,
                     self.filled_text):  # fmt: skip
            found = find(node, scope, env)
            if found is not None:
                return found
        return None

    def token(self, node: exp.Expression, scope: Scope, env: Flows) -> Flow | None:
        outer = _hashed(node)
        if outer is None or not isinstance(outer.expression, exp.Unhex):
            return None
        inner = _hashed(outer.expression.this)
        if inner is None:
            return None
        if not self.are_pads(inner.this, outer.this, scope, env):
            return None
        return through(self.flow(inner.expression, scope, env), "token")

    def are_pads(self, inner: Any, outer: Any, scope: Scope, env: Flows) -> bool:
        """Whether two expressions are the key's two pads, untouched."""
        return [self.flow(pad, scope, env) for pad in (inner, outer)] == [
            {Origin(KEY_MODEL, name): frozenset()} for name in ("inner_pad", "outer_pad")
        ]

    def cut_text(self, node: exp.Expression, scope: Scope, env: Flows) -> Flow | None:
        """string_split(regexp_replace(text, expression, ...), chr(31))."""
        cut = next(iter(_arguments(node)), None) if _name(node) == "string_split" else None
        if not isinstance(cut, exp.RegexpReplace) or not isinstance(cut.expression, exp.Literal):
            return None
        mark = self.marks.get(cut.expression.name)
        return through(self.flow(cut.this, scope, env), mark) if mark else None

    def searched_text(self, node: exp.Expression, scope: Scope, env: Flows) -> Flow | None:
        """A text that is cut for people where name_signs has a sign of a name, else whole."""
        if not isinstance(node, exp.Case) or len(node.args["ifs"]) != 1 or node.this:
            return None
        (branch,) = node.args["ifs"]
        sign = branch.this
        if not isinstance(sign, exp.Column) or (sign.table, sign.name) != SIGN:
            return None
        mark = f"{CUT}people"
        cut = self.cut_text(branch.args["true"], scope, env)
        if cut is None or any(mark not in masks for masks in cut.values()):
            return None
        return merged(cut, through(self.flow(node.args.get("default"), scope, env), mark))

    def masked_match(self, node: exp.Expression, scope: Scope, env: Flows) -> Flow | None:
        """What stands for a match, made with the pads of the key."""
        if _name(node) != "masked_match":
            return None
        match, *pads = _arguments(node)
        if len(pads) != 2 or not self.are_pads(pads[0], pads[1], scope, env):
            return None
        return through(self.flow(match, scope, env), MATCH)

    def filled_text(self, node: exp.Expression, scope: Scope, env: Flows) -> Flow | None:
        """filled_pieces(pieces, found, masks): what is found does not come out."""
        if _name(node) != "filled_pieces":
            return None
        pieces, _found, masks = (self.flow(part, scope, env) for part in _arguments(node))
        result = merged(pieces, masks)
        if masks and all(MATCH in marks for marks in masks.values()):
            result = _masked_where_cut(result, pieces, "patterns")
        if any("token" in marks for marks in masks.values()):
            result = _masked_where_cut(result, pieces, "people")
        return result


def _masked_where_cut(flow: Flow, pieces: Flow, mask: str) -> Flow:
    """A flow whose origins have passed a mask, those whose pieces were cut for it."""
    return {
        origin: masks | {mask} if CUT + mask in pieces.get(origin, ()) else masks
        for origin, masks in flow.items()
    }


def _hashed(node: Any) -> exp.DPipe | None:
    """The concatenation inside sha256(a || b); None for anything else."""
    while isinstance(node, exp.Paren):
        node = node.this
    if _name(node) != "sha256":
        return None
    inside = node.this if not isinstance(node, exp.Anonymous) else _arguments(node)[0]
    return inside if isinstance(inside, exp.DPipe) else None


def _name(node: Any) -> str:
    """A function's name in lower case as DuckDB has it; empty for what is no function."""
    if isinstance(node, exp.Anonymous):
        return str(node.this).lower()
    names: dict[type, str] = {
        exp.MapKeys: "map_keys", exp.SHA2: "sha256", exp.Transform: "list_transform",
        exp.Split: "string_split",
    }  # fmt: skip
    return names.get(type(node), "")


def _arguments(node: Any) -> list[Any]:
    if isinstance(node, exp.Anonymous):
        return list(node.expressions)
    return [part for part in (node.this, node.args.get("expression"), *node.expressions) if part]


def _carriers(node: exp.Expression) -> Iterator[Any]:
    """The parts of an expression whose value goes into its own."""
    if isinstance(node, exp.Case):
        yield from (branch.args["true"] for branch in node.args["ifs"])
        yield node.args.get("default")
    elif isinstance(node, exp.If):
        yield node.args.get("true")
        yield node.args.get("false")
    elif isinstance(node, (exp.Filter, exp.Window, exp.Order, exp.Cast, exp.Dot, exp.Distinct)):
        if not isinstance(node, exp.Dot):
            yield node.this
            yield from node.expressions if isinstance(node, exp.Distinct) else ()
    elif isinstance(node, exp.Map):  # keys only find values; map_keys() is not understood
        yield node.args.get("values")
    elif isinstance(node, exp.Replace):  # what is searched for does not come out
        yield node.this
        yield node.args.get("replacement")
    elif _name(node) == "replace_each":
        body, _searched, labels = _arguments(node)
        yield from (body, labels)
    elif not isinstance(node, exp.Query):
        yield from (part for part in node.iter_expressions() if not isinstance(part, exp.Lambda))
