"""The report's charts: rows of a query in, SVG with text as text out.

Colours are the light page's. The page's style sheet gives each of them another value in the dark,
by the colour's own name in the SVG, so one drawing serves both.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import altair as alt
import vl_convert

from python_helpers.gap_report.answers import Answers, Row

INK, QUIET, LINE = "#22262c", "#5a616b", "#dfe2e6"
# By the colours' use; style.css knows each.
GOOD, FAIR, BAD, UNKNOWN, BLUE = "#3d7f5f", "#d39a2f", "#b8433a", "#a3a9b2", "#34699a"
STEPS = ("#e3ecf5", "#b9d1e8", "#7fabd3", "#3f79ad", "#1d4a77")
TILE_INK, TILE_PAPER = "#1a1e23", "#fefefd"
SERIES = ("#34699a", "#d39a2f", "#3d7f5f", "#b8433a", "#7a5ba6", "#a3a9b2", "#4f9aa8", "#8a6d3b")
WIDTH = 300  # of the plot
WHOLE = 384  # of a drawing with its labels: as wide as a phone, and letters of one size in all

STATUS = {"passed": GOOD, "with_findings": FAIR, "blocked": BAD, "not_reached": UNKNOWN}
OUTCOMES = {"filled": GOOD, "partial": FAIR, "unfilled": BAD, "unknown": UNKNOWN}
PHASES = {
    "0": "Inventory", "1": "Schema, values", "2": "Personal data", "3": "Corpora",
    "4": "Ledger", "5": "Drift", "across": "Across",
}  # fmt: skip


def svg(name: str, answers: Answers) -> str:
    """The chart of that name as an SVG element; empty when its query has too few rows."""
    maker, query = CHARTS[name]
    rows = answers.rows(query)
    if len(rows) < FEWEST.get(name, 1):
        return ""
    spec = _styled(maker(rows)).to_dict()
    drawn = str(vl_convert.vegalite_to_svg(spec))
    # The page says what the picture is, and how wide it may be; its parts have nothing to add.
    drawn = re.sub(r' (?:role|aria-\w+)="[^"]*"', "", drawn)
    drawn = re.sub(
        r'^<svg ([^>]*?)width="[^"]*" height="[^"]*" ', r'<svg aria-hidden="true" \1', drawn
    )
    return re.sub(r'viewBox="0 0 [0-9.]+ ', f'viewBox="0 0 {WHOLE} ', drawn, count=1)


def _styled(chart: Any) -> Any:
    axis = {
        "labelColor": QUIET, "titleColor": QUIET, "gridColor": LINE, "domainColor": LINE,
        "tickColor": LINE, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
        "labelLimit": 115,
    }  # fmt: skip
    quiet = {"labelColor": QUIET, "titleColor": QUIET, "labelFontSize": 11, "titleFontSize": 11}
    return chart.configure(
        aria=False, background="transparent", font="sans-serif",
        padding={"left": 26, "right": 8, "top": 4, "bottom": 6},
        view={"stroke": "transparent"}, axis=axis, header=quiet,
        legend=quiet | {"orient": "top", "title": None, "symbolType": "square", "labelLimit": 120,
                        "columnPadding": 14, "rowPadding": 4, "offset": 12},
    )  # fmt: skip


def _table(rows: Sequence[Row]) -> Any:
    """Rows as inline data: a day or a time, which JSON does not have, as text."""
    return alt.InlineData(
        values=[
            {
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in row.items()
            }
            for row in rows
        ]
    )


def _scale(colours: dict[str, str], names: dict[str, str] | None = None) -> alt.Scale:
    domain = [(names or {}).get(key, key) for key in colours]
    return alt.Scale(domain=domain, range=list(colours.values()))


def fills_by_day(rows: list[Row]) -> Any:
    """Events of each day, stacked by what came of them."""
    return (
        alt.Chart(_table(rows), width=WIDTH, height=180)
        .mark_bar(size=max(2, min(12, WIDTH // (2 * len({row["event_date"] for row in rows})))))
        .encode(
            alt.X(
                "event_date:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=4, grid=False)
            ),
            alt.Y("events:Q", title="events", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            alt.Color("fill_status:N", scale=_scale(OUTCOMES)),
        )
    )


def _rate_bars(field: str) -> Callable[[list[Row]], Any]:
    def bars(rows: list[Row]) -> Any:
        said = [
            row | {"said": f"{row['fill_rate']:.0%}, {row['filled']} of {row['asked']}"}
            for row in rows
        ]
        base = alt.Chart(_table(said), width=WIDTH - 165, height=alt.Step(20)).encode(
            alt.Y(f"{field}:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        )
        rate = alt.X(
            "fill_rate:Q", title=None, scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", tickCount=3),
        )  # fmt: skip
        whole = base.mark_bar(color=LINE, height=12).encode(alt.XDatum(1))
        text = base.mark_text(align="left", dx=4, fontSize=11, color=QUIET).encode(
            alt.XDatum(1), alt.Text("said:N")
        )
        return whole + base.mark_bar(color=BLUE, height=12).encode(rate) + text

    return bars


def states(rows: list[Row]) -> Any:
    """Tiles: the fewer workers behind each person asked for, the darker."""
    asked = [row | {"step": _step(row), "thin": _step(row) >= 3} for row in rows]
    base = alt.Chart(_table(asked), width=11 * 30, height=8 * 30).encode(
        alt.X("tile_column:O", axis=None, scale=alt.Scale(domain=list(range(11)))),
        alt.Y("tile_row:O", axis=None, scale=alt.Scale(domain=list(range(8)))),
    )
    tiles = base.mark_rect(cornerRadius=3, width=27, height=27, stroke=LINE).encode(
        alt.Color("step:O", legend=alt.Legend(
            symbolType="square", columns=3,
            labelExpr=f"{[*TILE_NAMES]}[datum.value + 1]".replace("'", '"'),
            symbolStrokeColor=LINE, symbolStrokeWidth=1,
        ), scale=alt.Scale(domain=[-1, 0, 1, 2, 3, 4], range=[TILE_PAPER, *STEPS])),
    )  # fmt: skip
    names = base.mark_text(fontSize=11).encode(
        alt.Text("state:N"),
        color=alt.condition("datum.thin", alt.value(TILE_PAPER), alt.value(TILE_INK)),
    )
    return tiles + names


TILE_NAMES = ("nobody asked", "over 1,000", "to 1,000", "to 100", "to 10", "none")


def _step(row: Row) -> int:
    """-1: nobody is asked for; else 0 (over 1,000 workers a person asked for) to 4 (none)."""
    if not row["asked"]:
        return -1
    share = row["workers_per_person_asked"]
    return sum(share <= bound for bound in (1000, 100, 10, 0))


def supply_and_demand(rows: list[Row]) -> Any:
    """The fifteen states with most demand: people asked for, and workers there."""
    top = [row for row in rows if row["asked"]][:15]
    order = [row["state"] for row in top]

    def side(field: str, title: str, colour: str, labels: bool) -> Any:
        axis = alt.Axis(ticks=False, domain=False) if labels else None
        base = alt.Chart(_table(top), width=115, height=alt.Step(17), title=alt.Title(
            title, fontSize=11, fontWeight="normal", color=QUIET, anchor="start"
        )).encode(
            alt.Y("state:N", sort=order, title=None, axis=axis),
            alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domainMin=0)),
        )  # fmt: skip
        text = base.mark_text(align="left", dx=3, fontSize=10, color=QUIET)
        return base.mark_bar(color=colour, height=10) + text.encode(
            alt.Text(f"{field}:Q", format=",")
        )

    return alt.hconcat(
        side("asked", "people asked for", FAIR, True),
        side("workers", "workers on file", BLUE, False),
        spacing=34,
    )


def k_curve(rows: list[Row]) -> Any:
    """Share of people whose group has at least k, by stream."""
    line = alt.Chart(_table(rows), width=WIDTH, height=190).mark_line(
        strokeWidth=2, point={"size": 22, "filled": True}
    )
    streams = sorted({row["stream"] for row in rows})
    return line.encode(
        alt.X("k:Q", title="people in a group, at least", scale=alt.Scale(type="log"),
              axis=alt.Axis(values=[1, 5, 10, 100, 1000], grid=False)),
        alt.Y("share_of_people:Q", title=None, scale=alt.Scale(domain=[0, 1]),
              axis=alt.Axis(format="%", tickCount=3)),
        alt.Color("stream:N", scale=alt.Scale(domain=streams, range=list(SERIES[:len(streams)])),
                  legend=alt.Legend(columns=2)),
    )  # fmt: skip


def checks_by_phase(rows: list[Row]) -> Any:
    """Checks of each phase, stacked by status."""
    long = [
        {"phase": PHASES.get(row["phase"], row["phase"]), "status": status, "checks": row[status],
         "order": place}
        for row in rows for place, status in enumerate(STATUS)
    ]  # fmt: skip
    return (
        alt.Chart(_table([each | {"status": each["status"].replace("_", " ")} for each in long]),
                  width=WIDTH - 80, height=alt.Step(24))
        .mark_bar(height=14)
        .encode(
            alt.Y("phase:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
            alt.X("checks:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            alt.Color("status:N", legend=alt.Legend(columns=2),
                      scale=_scale(STATUS, {key: key.replace("_", " ") for key in STATUS})),
            alt.Order("order:Q"),
        )
    )  # fmt: skip


def history(rows: list[Row]) -> Any:
    """Checks with findings and checks that block, run after run; a single run is no history."""
    runs = [
        {"run": number, "status": status.replace("_", " "), "checks": row[status]}
        for number, row in enumerate(rows, start=1) for status in ("with_findings", "blocked")
    ]  # fmt: skip
    colours = {"with findings": FAIR, "blocked": BAD}
    return (
        alt.Chart(_table(runs), width=WIDTH, height=150)
        .mark_line(strokeWidth=2, point={"size": 30, "filled": True}, interpolate="step-after")
        .encode(
            alt.X("run:O", title="whole runs, the latest last",
                  axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            alt.Y("checks:Q", title="checks", scale=alt.Scale(domainMin=0),
                  axis=alt.Axis(tickMinStep=1, tickCount=4)),
            alt.Color("status:N", scale=_scale(colours)),
        )
    )  # fmt: skip


def score_distributions(rows: list[Row]) -> Any:
    """A histogram for each score, each as high as its own largest step."""
    steps = [row | {"below": float(row["at_least"]) + 0.05} for row in rows]
    return (
        alt.Chart(_table(steps), width=WIDTH - 10, height=46)
        .mark_bar(color=BLUE, binSpacing=2)
        .encode(
            alt.X("at_least:Q", bin="binned", title=None, scale=alt.Scale(domain=[0, 1]),
                  axis=alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".1f", grid=False)),
            alt.X2("below:Q"),
            alt.Y("workers:Q", axis=None, scale=alt.Scale(nice=False)),
            alt.Row("score:N", title=None, spacing=8, header=alt.Header(
                labelAngle=0, labelOrient="top", labelAnchor="start", labelPadding=2)),
        )
        .resolve_scale(y="independent")
    )  # fmt: skip


# Rows that a chart needs to show anything: one run has no course.
FEWEST = {"history": 2}
CHARTS: dict[str, tuple[Callable[[list[Row]], Any], str]] = {
    "fills_by_day": (fills_by_day, "fills_by_day"),
    "lowest_fill_by_role": (_rate_bars("role"), "lowest_fill_by_role"),
    "lowest_fill_by_client": (_rate_bars("client"), "lowest_fill_by_client"),
    "states": (states, "states_supply_and_demand"),
    "supply_and_demand": (supply_and_demand, "states_supply_and_demand"),
    "k_curve": (k_curve, "k_curve"),
    "checks_by_phase": (checks_by_phase, "checks_by_phase"),
    "history": (history, "history"),
    "score_distributions": (score_distributions, "score_distributions"),
}
