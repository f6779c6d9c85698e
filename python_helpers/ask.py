"""Ask a release one of the questions in analyses/: `python -m python_helpers.ask [NAME]`.

A name may also be the question in one's own words. `--for` keeps the lines that have a word.
"""

import argparse
import difflib
import functools
import operator
import os
import re
import shutil
import sys
from pathlib import Path

import duckdb

from python_helpers.questions import (
    NotInRelease,
    Question,
    plain_sql,
    questions,
    relations,
)
from python_helpers.text_table import lines

ROWS = 40
# Words that tell no question from another.
FILLERS = (
    "a all an and any are at by can come does do for from go had has have how i in into is it its "
    "many me most much my of on or our show than that the their there they this to us was we were "
    "what when where which who whose why with"
)


class CannotAsk(Exception):
    """The question cannot be answered; the message says why and what to do."""


def listing() -> str:
    """All questions, one line each, and how to ask one."""
    known = questions()
    width = max(len(question.name) for question in known)
    listed = [f"  {question.name:<{width}}  {question.asks}" for question in known]
    example = known[0].name
    return "\n".join(
        [
            *listed,
            "",
            f"  make ask Q={example}",
            '  make ask Q="which roles are hardest to fill"   (in your own words)',
            "  make ask Q=where_a_raw_column_goes FOR=phone   (the lines that have a word)",
            f"  or in DuckDB: from desk.{example};",
        ]
    )


def find(name: str) -> Question:
    """The question of that name, also one of the report's, or the one that a sentence asks.

    Raises CannotAsk with the nearest ones: a sentence that fits two questions is not guessed.
    """
    known = {question.name: question for question in [*questions("report"), *questions()]}
    if name in known:
        return known[name]
    said = _stems(name)
    shared = {
        question.name: len(said & _stems(" ".join([question.name, question.asks, question.note])))
        for question in questions()
    }
    near = sorted((each for each in shared if shared[each]), key=lambda each: -shared[each])[:3]
    if " " in name.strip() and said:
        fitting = [each for each in shared if shared[each] == len(said)]
        if len(fitting) == 1:
            return known[fitting[0]]
        near = fitting or near
    else:
        alike = difflib.get_close_matches(name, list(shared), n=1, cutoff=0.4)
        near = alike or near
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise CannotAsk(f"there is no question named {name!r}.{hint} make ask lists them.")


def _stems(text: str) -> set[str]:
    words = set(re.findall(r"[a-z0-9]+", text.lower().replace("_", " "))) - set(FILLERS.split())
    return {re.sub(r"(?:es|s)$", "", word) if len(word) > 3 else word for word in words}


def release_database() -> Path:
    """The database of the current release. Raises CannotAsk when nothing is published."""
    published = Path(os.environ.get("STAFFING_PUBLISHED_DIR", "published"))
    database = published / "current" / "staffing.duckdb"
    if not database.is_file():
        raise CannotAsk(f"there is no release ({database}). make build makes one.")
    return database


def answer(
    question: Question, database: Path, rows: int, width: int, where: str = "", words: str = ""
) -> str:
    """The answer as a table of text, with the question above it.

    `where` is a condition in SQL; `words` keeps the lines that have each of them.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        try:
            found = connection.sql(plain_sql(question, relations(connection)))
            found = found.filter(where) if where else found
        except NotInRelease as missing:
            raise CannotAsk(
                f"{question.name} needs the table {missing}, which this release does not have "
                "(a decision is declined, or the release is older). make build makes a new one."
            ) from None
        except duckdb.Error as problem:
            reason = str(problem).partition("\n")[0]
            raise CannotAsk(
                f"the condition {where!r} does not work: {reason}. The columns are "
                f"{', '.join(found.columns)}."
            ) from None
        for word in words.lower().split():
            found = _with_word(found, word)
        count = len(found)
        table = lines(found, rows, width)
    more = f"{count:,} rows; the first {rows}. All: ROWS={count}" if count > rows else ""
    if not count:
        asked = where or words
        more = f"No line fits {asked!r}." if asked else "There is none."
    return "\n".join(filter(None, [question.asks, question.note, table, more]))


def _with_word(found: duckdb.DuckDBPyRelation, word: str) -> duckdb.DuckDBPyRelation:
    """The lines with a column that is the word; if there is none, those where one has it in it."""
    texts = [
        duckdb.FunctionExpression("lower", duckdb.ColumnExpression(name).cast("varchar"))
        for name in found.columns
    ]
    sought = duckdb.ConstantExpression(word)
    exact = found.filter(functools.reduce(operator.or_, [text == sought for text in texts]))
    if len(exact):
        return exact
    within = [duckdb.FunctionExpression("contains", text, sought) for text in texts]
    return found.filter(functools.reduce(operator.or_, within))


def main() -> None:
    """List the questions, or print the answer to one; exit 2 when it cannot be answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "name", nargs="?", help="a question by name or in words; without one, all are listed"
    )
    parser.add_argument("--rows", default=str(ROWS), help=f"rows to show ({ROWS})")
    parser.add_argument("--where", default="", help="which rows, as a condition in SQL")
    parser.add_argument("--for", dest="words", default="", help="which rows: those with a word")
    arguments = parser.parse_args()
    if not arguments.name:
        print(listing())
        return
    width = shutil.get_terminal_size((100, 24)).columns
    try:
        if not re.fullmatch("[1-9][0-9]{0,8}", arguments.rows):
            raise CannotAsk(f"ROWS is how many rows to show, such as {ROWS}: {arguments.rows!r}.")
        question, database = find(arguments.name), release_database()
        rows, where, words = int(arguments.rows), arguments.where, arguments.words
        print(answer(question, database, rows, width, where, words))
    except CannotAsk as problem:
        print(f"Cannot ask: {problem}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
