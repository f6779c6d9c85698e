r"""Regular expressions of RE2 (DuckDB, google-re2) as Java's, with the same matches.

The two read most of what the project's patterns use alike. Where they differ, the meaning is RE2's:

    \b        ASCII's (Java's, up to 18, knows all letters)
    (?i:...)  folds s with U+017F and k with U+212A, as Unicode does; Java's is ASCII's
    $         the end of the text (Java's is also before a last line feed)
    .         all but a line feed (Java's leaves out more)
    [ && ]    plain signs in a character class; there Java nests and intersects
"""

import re

WORD = "[A-Za-z0-9_]"
BOUNDARY = f"(?:(?<={WORD})(?!{WORD})|(?<!{WORD})(?={WORD}))"
# What ASCII's letters fold with besides their other case.
FOLDS = {"s": "\u017f", "k": "\u212a"}
TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P?<[a-z_]+>|\(\?[a-z]*[:)]|.", re.DOTALL)
# Escapes with one meaning in both.
ESCAPES = set("ntrx.()[]{}|*+?^$\\/-")


def java_pattern(pattern: str) -> str:
    """A pattern of RE2's syntax for Java. Raises ValueError for what it cannot say exactly."""
    done: list[str] = []
    flags = [""]  # of the groups that are open
    for token in TOKEN.findall(pattern):
        ignores_case = "i" in flags[-1]
        if token == ")":
            if len(flags) == 1:
                raise ValueError(f"a group closes that none opened: {pattern}")
            flags.pop()
            done.append(token)
        elif token.startswith("(?") and token.endswith((":", ")")):
            names = token[2:-1]
            if set(names) - set("is"):
                raise ValueError(f"the flags {token} are not known")
            if token.endswith(")"):
                flags[-1] += names
            else:
                flags.append(flags[-1] + names)
            done.append(token)
        elif token.startswith("("):
            flags.append(flags[-1])
            done.append(token.replace("(?P<", "(?<"))
        elif token.startswith("["):
            done.append(_class(token, ignores_case))
        elif token.startswith("\\"):
            done.append(_escape(token))
        elif token == "$":
            done.append(r"\z")
        elif token == ".":
            done.append("." if "s" in flags[-1] else r"[^\n]")
        else:
            done.append(_sign(token, ignores_case))
    if len(flags) > 1:
        raise ValueError(f"a group stays open: {pattern}")
    return "".join(done)


def _escape(token: str) -> str:
    if token == r"\b":
        return BOUNDARY
    if token[1] not in ESCAPES:
        raise ValueError(f"the escape {token} is not known: write a character class")
    return token


def _sign(token: str, ignores_case: bool) -> str:
    if not ignores_case or not token.isalpha():
        return token
    if not token.isascii():
        raise ValueError(f"{token} after (?i: write its cases as a character class")
    fold = FOLDS.get(token.lower())
    return f"[{token}{fold}]" if fold else token


def _class(token: str, ignores_case: bool) -> str:
    """A character class; a sign that Java would read otherwise is escaped."""
    negation = "^" if token.startswith("[^") else ""
    inner = token[1 + len(negation) : -1]
    signs = re.findall(r"\\.|.", inner, re.DOTALL)
    for sign in signs:
        if sign.startswith("\\") and (sign[1] not in ESCAPES):
            raise ValueError(f"the escape {sign} is not known: write a character class")
    body = "".join(f"\\{sign}" if sign in "[]&^" else sign for sign in signs)
    if ignores_case:
        if not inner.isascii() and any(sign.isalpha() for sign in signs if not sign.isascii()):
            raise ValueError(f"{token} after (?i: write both cases into the class, before it")
        has = re.compile(f"[{body}]", re.IGNORECASE | re.ASCII)
        body += "".join(fold for letter, fold in FOLDS.items() if has.match(letter))
    return f"[{negation}{body}]"
