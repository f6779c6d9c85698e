"""People's names in a text, as the SQL masks find them (macros/pii/redact_names.sql).

Where names may stand (var name_patterns) a text is cut into runs of words; which words of a run
are names is judged word by word, from lists and from what is known of people: as tokens, so that
nobody's name has to be held.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import re2

from python_helpers.known_names import Lists, People, normalise_name, without_initials
from python_helpers.patterns import OPTIONS, Finding, filled_in

LONGEST_NAME = 5  # words
LONGEST_IN_LOWER_CASE = 4
CACHED_WORDS = 200_000
LOWER = re.compile("[a-z]+")
BEFORE_PLACES = {"san", "santa", "st", "saint", "fort", "new", "mount", "port", "lake"}
GREETINGS = {"hi", "hey", "hello", "its", "im", "soy", "thanks", "gracias"}


class Facts(NamedTuple):
    """What is known of a word."""

    is_first_name: bool
    is_surname: bool
    is_known: bool
    is_ordinary: bool
    is_place: bool


class Word(NamedTuple):
    """A word of a run: its place in the run's characters, and what stands before it."""

    text: str
    start: int
    gap: str
    normal: str
    ending: str  # of a possessive
    is_capitalised: bool
    is_in_capitals: bool
    facts: Facts


class Name(NamedTuple):
    """Words of a run that are a name: the first and the last of them, counted from 0."""

    first: int
    last: int
    rank: int
    token: str | None
    rule: str


class Single(NamedTuple):
    """One word that may be a name: of somebody the text names, or by where it stands."""

    place: int
    normal: str
    stands_alone: bool


class Run(NamedTuple):
    """A run of words, and what is a name in it whatever the rest of the text says."""

    words: Sequence[Word]
    names: Sequence[Name]
    singles: Sequence[Single]


class Names:
    """Finds people's names in texts."""

    def __init__(self, variables: dict[str, Any], lists: Lists, people: People) -> None:
        """Compile the project's expressions."""
        fragments = variables["pii_fragments"]
        self.lists = lists
        self.people = people
        self.runs = re2.compile(filled_in("|".join(variables["name_patterns"]), fragments), OPTIONS)
        # Of a run, a few words, re is the faster one.
        self.words = re.compile(filled_in("<initial><letter>*", fragments))
        self.greeting = re.compile(filled_in("<greeting>", fragments), re.ASCII)
        self.capital = re.compile(filled_in("<capital>", fragments))
        self.facts = lru_cache(maxsize=CACHED_WORDS)(self._facts)
        self.is_known = lru_cache(maxsize=CACHED_WORDS)(self._is_known)
        self.no_starts: set[str] = set()
        self.judge = lru_cache(maxsize=50_000)(self._judge)

    def find(self, text: str, own_name: str = "") -> Iterator[tuple[Finding, str | None]]:
        """The names in a text, in order and apart, each with its person's token if known.

        What patterns found must have been blanked out by a placeholder. Of `own_name`, the one
        whose text it is, the first or last name alone is found too.
        """
        line = text + "\n"
        spans = [match.span() for match in self.runs.finditer(line)]
        runs = [(start, self.judge(line[start:end])) for start, end in spans if line[start] != "["]
        named: dict[str, str] = {}
        for _start, run in runs:
            for name in run.names:
                for word in run.words[name.first : name.last + 1]:
                    label = name.token or ""
                    if len(word.normal) > 1:
                        named[word.normal] = min(named.get(word.normal, label), label)
        if own_name.strip().count(" "):
            token = self.people.token(normalise_name(own_name)) or ""
            words = own_name.strip().split(" ")
            named |= {normalise_name(words[0]): token, normalise_name(words[-1]): token}
        found = [one for start, run in runs for one in _findings(start, run, named)]
        yield from sorted([*found, *self._in_lower_case(text, found)], key=lambda one: one[0])

    def _in_lower_case(
        self, text: str, found: Sequence[tuple[Finding, str | None]]
    ) -> list[tuple[Finding, str | None]]:
        """Known people's names of two to four words in lower case, where no name was found."""
        blanked = text.replace("\n", " ")
        for finding, _token in found:
            filler = "[" * (finding.end - finding.start)
            blanked = blanked[: finding.start] + filler + blanked[finding.end :]
        words = blanked.split(" ")
        names: dict[str, str] = {}
        for place, word in enumerate(words):
            if word in self.no_starts:
                continue
            first = word.lstrip("(\"'[")
            if not (first.islower() and first.isalpha() and self.is_known(first)):
                self._remember_no_start(word)
                continue
            span = [first]
            for other in words[place + 1 : place + LONGEST_IN_LOWER_CASE]:
                plain = LOWER.match(other)
                if plain is None:
                    break
                span.append(plain[0])
                if self.is_known(plain[0]):
                    form = " ".join(span)
                    token = self.people.token(form)
                    if token is not None:
                        names[form] = token
        matches: list[tuple[Finding, str | None]] = []
        for form in sorted(names, key=lambda form: (-len(form), form)):
            pattern = r"\b" + form.replace(" ", r"[.]?[ \n]") + r"\b"
            for match in re.finditer(pattern, blanked, re.ASCII):
                finding = Finding(match.start(), match.end(), "PERSON", "known_person")
                if not any(a.start < finding.end and finding.start < a.end for a, _ in matches):
                    matches.append((finding, names[form]))
        return matches

    def _remember_no_start(self, word: str) -> None:
        """Keep a word with which no name in lower case begins; most words of a text are such."""
        if len(self.no_starts) == CACHED_WORDS:
            self.no_starts.clear()
        self.no_starts.add(word)

    def _is_known(self, normal: str) -> bool:
        return len(normal) > 1 and self.people.word(normal) is not None

    def _facts(self, normal: str) -> Facts:
        known = self.people.word(normal) if len(normal) > 1 else None
        return Facts(
            normal in self.lists.first_names or bool(known and known[0]),
            normal in self.lists.surnames or bool(known and known[1]),
            known is not None,
            normal in self.lists.ordinary,
            normal in self.lists.places,
        )

    def _judge(self, text: str) -> Run:
        words = self._words_of(text)
        if len(words) == 1 and " " not in words[0].normal:
            return Run(words, [], self._singles(text, words, [], []))
        places = list(self._places(words))
        names = _without_overlaps([*self._known(words), *self._listed(words, places)])
        return Run(words, names, self._singles(text, words, names, places))

    def _words_of(self, run: str) -> list[Word]:
        words, last = [], 0
        for match in self.words.finditer(run):
            text = match[0]
            ending = text[-2:] if text[-2:].lower() in ("'s", "\u2019s") else ""
            ending = ending or (text[-1] if text[-1] in "'\u2019" else "")
            normal = normalise_name(text[: len(text) - len(ending)])
            words.append(
                Word(
                    text,
                    match.start(),
                    run[last : match.start()],
                    normal,
                    ending,
                    bool(self.capital.match(text)),
                    len(text) > 1 and text == text.upper(),
                    self.facts(normal),
                )
            )
            last = match.end()
        return words

    def _known(self, words: Sequence[Word]) -> Iterator[Name]:
        """Forms of known people's names."""
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST_NAME, len(words))):
                if not _may_be_known(words[last]):
                    break
                for form in _forms(words[first : last + 1]):
                    token = self.people.token(form)
                    if token is not None:
                        yield Name(first, last, 1, token, "known_person")

    def _listed(self, words: Sequence[Word], places: Sequence[tuple[int, int]]) -> Iterator[Name]:
        """First names of the lists, and a capitalised word after each."""
        for first in range(len(words) - 1):
            here, following = words[first], words[first + 1]
            if not (here.facts.is_first_name and here.is_capitalised and following.is_capitalised):
                continue
            if len(following.normal) < 2 or "," in following.gap:
                continue
            if here.facts.is_place and len(following.text) == 2:  # a state
                continue
            if any(a <= first + 1 and b >= first for a, b in places):
                continue
            if first and words[first - 1].normal in BEFORE_PLACES:
                continue
            last = first + 1
            third = words[last + 1] if last + 1 < len(words) else None
            if (
                third is not None
                and third.facts.is_surname
                and not third.facts.is_ordinary
                and third.is_capitalised
                and "," not in third.gap
            ):
                last += 1
            after = words[last + 1] if last + 1 < len(words) else None
            if (
                after is not None
                and after.facts.is_ordinary
                and after.is_capitalised
                and "," not in after.gap
            ):
                continue
            if following.facts.is_surname:
                doubtful = here.facts.is_ordinary and following.facts.is_ordinary
            else:
                doubtful = (
                    here.facts.is_ordinary
                    or following.facts.is_ordinary
                    or following.facts.is_place
                )
            if not doubtful:
                yield Name(first, last, 2, None, "listed_name")

    def _places(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Towns of two or three words: the first and the last word of each."""
        for first, word in enumerate(words):
            for last in (first + 1, first + 2):
                if last < len(words) and word.is_capitalised:
                    form = " ".join(part.normal for part in words[first : last + 1])
                    if form in self.lists.places:
                        yield first, last

    def _singles(
        self,
        text: str,
        words: Sequence[Word],
        names: Sequence[Name],
        places: Sequence[tuple[int, int]],
    ) -> list[Single]:
        greeting = self.greeting.match(text)
        greeting_words = len(self.words.findall(greeting[0])) if greeting else 0
        ends_line = text[-1] in "|\n"
        singles = []
        for place, word in enumerate(words):
            after = words[place + 1] if place + 1 < len(words) else None
            facts = word.facts
            if (
                not (facts.is_first_name or facts.is_surname or " " in word.normal)
                or len(word.normal) < 2
                or any(name.first <= place <= name.last for name in names)
                or any(a <= place <= b for a, b in places)
                or not (word.is_capitalised or greeting_words)
                or (facts.is_ordinary and place == 0 and not (ends_line and len(words) == 1))
                or (facts.is_place and after is not None and len(after.text) == 2
                    and after.is_in_capitals)
            ):  # fmt: skip
                continue
            is_greeted = (
                greeting_words > 0
                and (place == greeting_words or words[place - 1].normal in GREETINGS)
                and (word.is_capitalised or not facts.is_ordinary)
            )
            has_initial = after is not None and len(after.normal) == 1
            signs = (
                ends_line
                and word.is_capitalised
                and not facts.is_ordinary
                and not (facts.is_place and not word.gap)
                and (place == 0 or "," in word.gap)
                and place + 1 + has_initial == len(words)
            )
            singles.append(
                Single(place, word.normal, facts.is_first_name and (is_greeted or signs))
            )
        return singles


def _may_be_known(word: Word) -> bool:
    return word.facts.is_known or len(word.normal) == 1 or " " in word.normal


def _forms(words: Sequence[Word]) -> set[str]:
    """What names some words may be: as written, or surname first."""
    forms = set()
    commas = ["," in word.gap for word in words]
    all_capitalised = all(word.is_capitalised for word in words)
    for surname_words in range(len(words)):
        if any(commas[place] for place in range(1, len(words)) if place != surname_words):
            continue
        turned = commas[surname_words] or (surname_words == 1 and all_capitalised)
        if surname_words and not turned:
            continue
        ordered = (*words[surname_words:], *words[:surname_words])
        form = " ".join(word.normal for word in ordered if word.normal)
        forms |= {form, without_initials(form)}
    return {form for form in forms if " " in form}


def _without_overlaps(names: list[Name]) -> list[Name]:
    """Names that overlap become one, called as the surest and longest of them."""
    groups: list[list[Name]] = []
    for name in sorted(names, key=lambda name: (name.first, name.last)):
        if groups and name.first <= max(other.last for other in groups[-1]):
            groups[-1].append(name)
        else:
            groups.append([name])
    merged = []
    for group in groups:
        best = min(group, key=lambda name: (name.rank, name.first - name.last, name.token or ""))
        merged.append(
            best._replace(
                first=min(name.first for name in group), last=max(name.last for name in group)
            )
        )
    return merged


def _findings(start: int, run: Run, named: dict[str, str]) -> Iterator[tuple[Finding, str | None]]:
    for name in run.names:
        first, last = run.words[name.first], run.words[name.last]
        end = last.start + len(last.text) - len(last.ending)
        yield Finding(start + first.start, start + end, "PERSON", name.rule), name.token
    for single in run.singles:
        word = run.words[single.place]
        if single.normal in named or single.stands_alone:
            rule = "name_of_the_text" if single.normal in named else "greeted_name"
            end = word.start + len(word.text) - len(word.ending)
            token = named.get(single.normal) or None
            yield Finding(start + word.start, start + end, "PERSON", rule), token
