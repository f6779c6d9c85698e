"""`make torture` in short: the same code on fewer moments, and one build of bad values."""

import itertools
import subprocess
import sys
from pathlib import Path

import bad_values
import pytest
import torture_faults
import torture_input
import torture_kills
import torture_load
from dbt_run import once
from torture_ground import Figure, Ground, copy_of, ground_in, prepare


@pytest.fixture(scope="module")
def prepared(common: Path) -> Ground:
    """Both lakehouses with a release each. To be read only."""

    def make(folder: Path) -> None:
        prepare(folder)

    return ground_in(once(common / "torture", make))


@pytest.fixture
def ground(prepared: Ground, tmp_path: Path) -> Ground:
    return copy_of(prepared, tmp_path / "ground")


def assert_held(figure: Figure) -> None:
    assert 0 < figure.tried == figure.held, figure


def test_a_killed_publishing_leaves_the_old_or_the_new_release(ground: Ground) -> None:
    assert_held(torture_kills.kill_publishing(ground, 12))


def python(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], text=True, start_new_session=True)


def test_what_ended_before_its_moment_was_not_killed(ground: Ground) -> None:
    lasts = torture_kills.kill_at(0.5, 30, ground, lambda: python("import time; time.sleep(1)"))
    assert 1 <= lasts < 15


def test_what_fails_by_itself_is_no_kill(ground: Ground) -> None:
    with pytest.raises(AssertionError, match="failed by itself"):
        torture_kills.kill_at(0.5, 30, ground, lambda: python("raise SystemExit(2)"))


def test_kills_lie_all_over_and_end_in_time(ground: Ground) -> None:
    shares = [0, *sorted(itertools.islice(torture_kills.spread(1), 12)), 1]
    assert max(after - before for before, after in itertools.pairwise(shares)) < 0.15

    def begin() -> subprocess.Popen[str]:
        return python("import time; time.sleep(1)")

    assert torture_kills.kills(ground, begin, 3, 1) == (3, 3)
    assert torture_kills.kills(ground, begin, 3, 1, patience=0) == (0, 0)


def test_readers_see_the_old_or_the_new_release_while_five_are_published(ground: Ground) -> None:
    assert_held(torture_load.readers_and_builds(ground, 5, whole=False))


def test_faults_of_disk_and_folders_are_told_and_harm_no_release(ground: Ground) -> None:
    for figure in torture_faults.faults(ground, builds=False):
        assert_held(figure)


def test_a_second_build_beside_the_first_says_so_and_stops(ground: Ground) -> None:
    assert_held(torture_load.two_builds(ground))


def test_bad_json_is_a_finding_wherever_it_lies(tmp_path: Path) -> None:
    assert_held(torture_input.json_files(tmp_path))


def test_a_build_survives_naughty_strings_in_every_text(ground: Ground) -> None:
    naughty = next(bad_values.torments())
    for figure in torture_input.value_builds(ground, [naughty]):
        assert_held(figure)
