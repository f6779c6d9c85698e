"""The SQL redaction by itself: the project's macros over texts and people of a test's choosing."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
from dbt_run import KEY, once, run_dbt

from python_helpers import keys, known_names

INLINE = """
-- cut here
{{ create_functions() }}
-- cut here
with {{ redact('texts', ['body'], own_name='own_name') }} select row_key, body from redacted
-- cut here
with numbered_texts as (select row_key as text_no, body from texts),
{{ redact_patterns('numbered_texts') }}
select text_no as row_key, body from without_patterns
-- cut here
with {{ redact_names('bodies', has_own_name=true) }} select text_no, body from without_names
-- cut here
select row_key,
    case when regexp_matches(body, {{ pii_pattern() }}) then pattern_type(body) end as type
from texts
-- cut here
select row_key,
    {{ pii_token('name', normalise_name('body')) }} as name,
    {{ pii_token('email', normalise_email('body')) }} as email,
    {{ pii_token('phone', phone_e164('body')) }} as phone,
    {{ normalise_name('body') }} as normal_name,
    {{ normalise_name(normalise_name('body')) }} as normal_again
from texts cross join pii_key
"""


class People:
    """Some people, known by tokens alone: as the prompt guard and as the SQL masks know them."""

    def __init__(self, full_names: Iterable[str], key: bytes = KEY) -> None:
        self.key = key
        self.words: dict[str, tuple[bool, bool]] = {}
        self.aliases: dict[str, str] = {}
        for name in sorted({known_names.normalise_name(name) for name in full_names}):
            words = name.split(" ")
            for place, word in enumerate(words):
                if len(word) > 1:
                    first, last = self.words.get(word, (False, False))
                    self.words[word] = (first or place == 0, last or place > 0)
            for alias in {name, known_names.without_initials(name), f"{words[0]} {words[-1]}"}:
                self.aliases.setdefault(self.token_of(alias), self.token_of(name))

    def token_of(self, full_name: str) -> str:
        return keys.token(self.key, "name", full_name)

    def word(self, normal: str) -> tuple[bool, bool] | None:
        return self.words.get(normal)

    def token(self, full_name: str) -> str | None:
        return self.aliases.get(self.token_of(full_name))


def compiled(folder: Path, lakehouse: Path) -> str:
    """What dbt makes of INLINE; once for all workers of a test session."""

    def make(place: Path) -> None:
        run = run_dbt(place, lakehouse, "--quiet", "compile", "--inline", INLINE)
        assert run.returncode == 0, run.output

    return (once(folder, make) / "output.txt").read_text("utf-8")


class SqlRedaction:
    """A database with the project's functions, its lists, and some known people."""

    def __init__(self, folder: Path, lakehouse: Path, people: People) -> None:
        # `names` reads a table `bodies`: texts without what the rules find, and whose they are.
        (_warnings, functions, self.whole, self.patterns, self.names, self.types,
         self.tokens) = compiled(folder, lakehouse).split("-- cut here")  # fmt: skip
        self.functions = functions
        self.connection = duckdb.connect()
        self.connection.execute(functions)
        self.people = people
        pads = keys.pads(people.key)
        self.connection.execute(
            "create table pii_key as select ?::blob as inner_pad, ?::blob as outer_pad",
            [pads.inner, pads.outer],
        )
        self.connection.execute(
            "create table known_people (alias_token varchar, name_token varchar)"
        )
        aliases = pa.table([list(people.aliases), list(people.aliases.values())], ["a", "b"])
        self.connection.register("aliases", aliases)
        self.connection.execute("insert into known_people from aliases")
        lists = known_names.load_lists()
        words = {*people.words, *lists.first_names, *lists.surnames, *lists.ordinary, *lists.places}
        known = {word: people.words.get(word, (False, False)) for word in sorted(words)}
        # From Arrow: a long list as a parameter takes DuckDB half a minute.
        listed = pa.table({
            "word": list(known),
            "is_first_name": [first or word in lists.first_names
                              for word, (first, _) in known.items()],
            "is_surname": [last or word in lists.surnames for word, (_, last) in known.items()],
            "is_known": [word in people.words for word in known],
            "is_ordinary": [word in lists.ordinary for word in known],
            "is_place": [word in lists.places for word in known],
        })  # fmt: skip
        self.connection.register("listed", listed)
        self.connection.execute("create table name_words as from listed")
        self.connection.execute(
            "create table texts (row_key varchar, body varchar, own_name varchar, "
            "name_token varchar)"
        )

    def redact(self, texts: Mapping[str, str], own_names: Mapping[str, str]) -> dict[str, str]:
        """Each text as the masks leave it; `own_names` has whose text it is, where it is known."""
        self.fill(texts, own_names)
        return dict(self.connection.execute(self.whole).fetchall())

    def redact_patterns(self, texts: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Each text without what the rules find, and the type of its first detail."""
        self.fill(texts, {})
        bodies = dict(self.connection.execute(self.patterns).fetchall())
        types = dict(self.connection.execute(self.types).fetchall())
        return {key: (bodies[key], types[key]) for key in texts}

    def tokens_of(self, values: Sequence[str]) -> list[tuple[str | None, ...]]:
        """Of each value: its tokens as name, e-mail and phone, its normal name, and that again."""
        self.fill({str(number): value for number, value in enumerate(values)}, {})
        found = {key: rest for key, *rest in self.connection.execute(self.tokens).fetchall()}
        return [tuple(found[str(number)]) for number in range(len(values))]

    def fill(self, texts: Mapping[str, str], own_names: Mapping[str, str]) -> None:
        """Set the texts that the queries read."""
        self.connection.execute("delete from texts")
        owners = [own_names.get(key, "") for key in texts]
        rows: list[list[str | None]] = [
            [*texts], [*texts.values()], [owner or None for owner in owners],
            [self.people.token(known_names.normalise_name(owner)) for owner in owners],
        ]  # fmt: skip
        columns = [pa.array(column, pa.string()) for column in rows]
        self.connection.register("filling", pa.table(columns, list("abcd")))
        self.connection.execute("insert into texts from filling")
