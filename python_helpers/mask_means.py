"""By what means a masked table is made: one hash of the code that its rows depend on.

The code is text: the model and the staging models it reads, every macro and SQL function that they
call, through however many others, the values of the vars that these read, and for JSON the modules
that flatten it. What files hold, where they lie, and the key are not in it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

MACROS = Path("macros")
PROJECT = Path("dbt_project.yml")
# Modules that make rows of JSON: what they import of each other begins with these names.
FLATTENING = ("flatten", "json_", "spellings", "arrow_schemas", "provenance")
# A var that says which files there are, and not what becomes of their rows; and macros that only
# say when a row is masked.
NO_MEANS = {"absent_streams", "rows_at_once"}
MASKED_ONCE = {
    "forget_stale_masks", "is_to_mask", "begin_parts", "add_other_parts", "in_this_part",
    "order_of_a_part",
}  # fmt: skip
DEFINED = re.compile(r"(?:\{%-?\s*macro|create or replace function)\s+(\w+)")
NAME = re.compile(r"\b[a-z_][a-z0-9_]*(?=\s*\()")
# A macro may be given the name of the var that it reads.
QUOTED = re.compile(r"'([a-z_]+)'")


def means(
    models: Iterable[str],
    sources: Mapping[str, Any],
    variables: Mapping[str, Any],
    lists: list[str],
) -> str:
    """SHA-256 (hex) of the means.

    `models` are paths of SQL files, `sources` the registry's columns and types by source,
    `variables` what was given by --vars, `lists` hashes of word lists that texts are searched for.
    """
    texts = {path: Path(path).read_text("utf-8") for path in sorted(models)}
    files = macro_files()
    waiting = list(texts.values())
    for text in waiting:
        for name in set(NAME.findall(text)) - MASKED_ONCE:
            for path in files.get(name, ()):
                if path not in texts:
                    texts[path] = Path(path).read_text("utf-8")
                    waiting.append(texts[path])
    project = {**(yaml.safe_load(PROJECT.read_text("utf-8")).get("vars") or {}), **variables}
    quoted = {name for text in texts.values() for name in QUOTED.findall(text)}
    read = (quoted & project.keys()) - NO_MEANS
    modules = flattening() if any(name.startswith("flattened.") for name in sources) else {}
    parts = {
        "code": texts | modules,
        "vars": {name: project.get(name) for name in sorted(read)},
        "sources": dict(sources),
        "lists": lists,
        "duckdb": version("duckdb"),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@cache
def macro_files() -> dict[str, set[str]]:
    """The files that a name is defined in: macros, and SQL functions of the same name."""
    found: dict[str, set[str]] = {}
    for path in MACROS.rglob("*.sql"):
        text = path.read_text("utf-8")
        for name in DEFINED.findall(text):
            found.setdefault(name, set()).add(str(path))
    return found


@cache
def flattening() -> dict[str, str]:
    """Text of the modules that make rows of JSON."""
    return {
        path.name: path.read_text("utf-8")
        for path in sorted(Path("python_helpers").glob("*.py"))
        if path.name.startswith(FLATTENING)
    }
