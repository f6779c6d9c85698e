"""dbt as the tests run it: a project that an earlier run parsed is not parsed again.

dbt parses all anew when the profile's folders differ, as they do from run to run of the tests. No
model is parsed from them: here dbt leaves them out when it compares. `python dbt_parsed.py
ARGUMENTS...`, with the earlier run's file in DBT_PARTIAL_PARSE_FILE_PATH; what of the project has
changed since then dbt finds by the files' hashes.
"""

import sys
from pathlib import Path

from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.cli.main import cli

FOLDERS = ("attach", "config_options", "plugins")


def other_keys(credentials: DuckDBCredentials) -> tuple[str, ...]:
    """What of a profile a project is parsed from."""
    return tuple(key for key in every_key(credentials) if key not in FOLDERS)


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())  # as `python -m dbt.cli.main` has it
    every_key = DuckDBCredentials._connection_keys
    DuckDBCredentials._connection_keys = other_keys
    cli()
