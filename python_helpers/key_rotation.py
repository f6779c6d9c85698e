"""A new masking key in the place of the old one, which is kept aside under its id.

The next whole build makes all tokens anew. Older releases keep the key id they were made with, and
the old key still verifies them: STAFFING_KEY_FILE names it.
"""

import os
import sys
from pathlib import Path

from python_helpers import keys


def rotate(path: Path) -> Path:
    """Make a new key and keep the old one as <file>.<key id>, mode 0600; the old one's place.

    At every moment the key file holds a whole key, the old one or the new one. Raises KeyProblem.
    """
    if keys.ENV_VAR in os.environ:
        raise keys.KeyProblem(
            f"the key comes from {keys.ENV_VAR}, not from a file: put a new one there, "
            "and keep the old one where secrets are kept."
        )
    old = path.with_name(f"{path.name}.{keys.pads(keys.load_key()).key_id}")
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    if not old.exists():
        os.link(path, old)
    keys.make_key(unfinished)
    unfinished.replace(path)
    return old


def main() -> int:
    """Exit 0 rotated, 1 refused."""
    try:
        old = rotate(keys.key_file())
        new_id = keys.pads(keys.load_key()).key_id
    except keys.KeyProblem as problem:
        print(f"rotate-key: {problem}", file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"rotate-key: {problem.filename}: {problem.strerror}", file=sys.stderr)
        return 1
    print(f"The new key {new_id} is in {keys.key_file()}, the old one in {old} (mode 0600).")
    print("Run a whole build now: until then the release and build/ have tokens of the old key.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
