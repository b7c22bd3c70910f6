"""Charts as SVG that stands inside a page: no script, no address, and alt text for whoever can't see it."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import Any

import altair as alt
import polars as pl
import vl_convert

from everycase.analysis.last_year import FEW, MONTHS, first_month
from everycase.analysis.names import NO_TEAM
from everycase.analysis.spread import HIGHER, LOWER, SIGMAS, TOO_FEW, limit

BLUE, RED, GREY, INK = "#1d70b8", "#aa2a16", "#b1b4b6", "#0b0c0c"
FONT = "Arial, Helvetica, sans-serif"
NAMESPACES = re.compile(r'\s+xmlns(:\w+)?="[^"]*"')
LABEL_WIDTH = 46
"""Characters of a standard's title on one line beside its bar."""
VEGA_LITE = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def months_chart(rows: pl.DataFrame, as_of: date, name: str, alt_text: str) -> str:
    """Share right in each month, 0 to 100%: a hollow point where few fell due, a gap where none did.

    rows: month, share and denominator of one area. name: unlike that of any other chart of the page.
    """
    every = pl.date_range(first_month(as_of), as_of.replace(day=1), "1mo", eager=True).alias("month")
    shown = (
        every.to_frame()
        .join(rows, on="month", how="left")
        .sort("month")
        .select(
            pl.col("month").dt.strftime("%b"),
            pl.int_range(pl.len()).alias("order"),
            "share",
            (pl.col("denominator").fill_null(0) < FEW).alias("few"),
        )
    )
    x = alt.X("month:N", sort=alt.EncodingSortField("order"), axis=_axis(labelAngle=0))
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=_axis(format=".0%", values=[0, 0.5, 1], grid=True),
    )
    base = alt.Chart(shown).encode(x=x, y=y)
    line = base.mark_line(color=BLUE, strokeWidth=2)
    fill = alt.condition("datum.few", alt.value("white"), alt.value(BLUE))
    points = base.mark_point(size=46, filled=True, stroke=BLUE, strokeWidth=2, opacity=1).encode(fill=fill)
    return _svg((line + points).properties(width=38 * MONTHS, height=130), name, alt_text)


def control_chart(rows: pl.DataFrame, as_of: date, alt_text: str) -> str:
    """Share right in each month, within what chance alone would give; as a file of its own.

    rows: month and SPREAD of `everycase.analysis.spread`. Hollow: few fell due. Red, and a square: outside.
    """
    every = pl.date_range(first_month(as_of), as_of.replace(day=1), "1mo", eager=True).alias("month")
    shown = every.to_frame().join(rows, on="month", how="left").sort("month").with_row_index("order")
    named = shown.with_columns(pl.col("month").dt.strftime("%b"), pl.col("order").cast(pl.Int64), **_marked())
    x = alt.X("month:N", sort=alt.EncodingSortField("order"), axis=_axis(labelAngle=0))
    base = alt.Chart(named).encode(x=x)
    return _alone(base, base.mark_line(color=BLUE, strokeWidth=1.5), _least(rows), alt_text)


def funnel_chart(rows: pl.DataFrame, alt_text: str) -> str:
    """Share right of each team by how many fell due, within what chance alone would give; as a file.

    rows: team (its name) and SPREAD. Hollow: of few. Red, and a square: outside.
    """
    most = max(rows["denominator"].to_list(), default=1)
    sizes = pl.DataFrame({"denominator": pl.int_range(1, most + 1, max(1, most // 200), eager=True)})
    curve = sizes.with_columns(whole=pl.lit(rows["whole"][0])).with_columns(
        low=limit(-SIGMAS), high=limit(SIGMAS)
    )
    x = alt.X("denominator:Q", axis=_axis(tickCount=5, format="d"), title="How many fell due")
    limits = alt.Chart(curve).encode(x=x)
    base = alt.Chart(rows.with_columns(**_marked())).encode(x=x)
    # Named where they stand out: the others' names would lie over each other, and the table has them.
    outside = alt.FieldOneOfPredicate(field="stands", oneOf=[LOWER, HIGHER])
    names = base.transform_filter(outside).mark_text(align="left", dx=8, color=INK, fontSize=12)
    return _alone(base, names.encode(text="team:N"), _least(rows), alt_text, limits)


def _marked() -> dict[str, pl.Expr]:
    """How a row's point is drawn: red and square outside of what chance gives, hollow where it is of few."""
    outside = pl.col("stands").is_in([LOWER, HIGHER])
    colour = pl.when(outside).then(pl.lit(RED)).otherwise(pl.lit(BLUE))
    return {
        "stroke": colour,
        "fill": pl.when(pl.col("stands") == TOO_FEW).then(pl.lit("white")).otherwise(colour),
        "shape": pl.when(outside).then(pl.lit("square")).otherwise(pl.lit("circle")),
    }


def _least(rows: pl.DataFrame) -> float:
    """Where the axis of shares begins: the quarter below all of them, so that what differs can be seen."""
    lowest = min([*rows["share"].drop_nulls(), *rows["low"].drop_nulls()], default=0.0)
    return int(lowest * 4) / 4 if lowest < 1 else 0.75


def _share(column: str, least: float) -> alt.Y:
    steps = [step / 20 for step in range(15, 21)] if least == 0.75 else [step / 4 for step in range(5)]
    percent = _axis(format=".0%", values=[step for step in steps if step >= least], grid=True)
    return alt.Y(f"{column}:Q", scale=alt.Scale(domain=[least, 1]), axis=percent)


def _alone(base: Any, above: Any, least: float, alt_text: str, limits: Any = None) -> str:  # noqa: ANN401 - charts
    """The band, the whole's share, what stands above them, and a point a row."""
    within = base if limits is None else limits
    band = within.mark_area(color="#e8eff7").encode(y=_share("low", least), y2="high:Q")
    whole = within.mark_line(color=GREY, strokeDash=[5, 4]).encode(y=_share("whole", least))
    points = base.mark_point(size=60, filled=True, strokeWidth=2, opacity=1).encode(
        y=_share("share", least),
        stroke=alt.Stroke("stroke:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        shape=alt.Shape("shape:N", scale=None),
    )
    lines = above.encode(y=_share("share", least))
    inside = _svg(
        (band + whole + lines + points).properties(width=38 * MONTHS, height=180), "chart", alt_text
    )
    return inside.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def wrong_chart(rows: pl.DataFrame, name: str, alt_text: str) -> str:
    """How many are wrong of each standard, in the order of `rows` (title, wrong)."""
    bars = _bars(rows.select(_wrapped("title"), amount="wrong"), ",d", RED, 500, alt.Scale(domainMin=0))
    return _svg(bars, name, alt_text)


def late_entry_chart(rows: pl.DataFrame, name: str, alt_text: str) -> str:
    """Share of each team's rows that were recorded late, in the order of `rows` (team, share)."""
    named = rows.with_columns(pl.col("team").fill_null(NO_TEAM))
    bars = _bars(named.select(_wrapped("team"), amount="share"), ".0%", BLUE, 250, alt.Scale(domain=[0, 1]))
    return _svg(bars, name, alt_text)


def _wrapped(column: str) -> pl.Expr:
    """The column as `label`, broken into lines that fit beside a bar."""
    broken = rf"(.{{1,{LABEL_WIDTH}}})(?:\s+|$)"
    return pl.col(column).str.replace_all(broken, "$1\n").str.strip_chars().alias("label")


def _bars(rows: pl.DataFrame, style: str, colour: str, width: int, scale: alt.Scale) -> Any:  # noqa: ANN401 - a chart of several layers
    """Bars of `amount`, a line or two of `label` before each and the number after it."""
    lines = alt.Axis(
        labelExpr="split(datum.value, '\\n')",
        labelLimit=340,
        labelPadding=8,
        title=None,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=lines), x=alt.X("amount:Q", axis=None, scale=scale)
    )
    bars = base.mark_bar(color=colour, height=16)
    text = base.mark_text(align="left", dx=4, color=INK, fontSize=13).encode(
        text=alt.Text("amount:Q", format=style)
    )
    return (bars + text).properties(width=width, height=alt.Step(36))


def _axis(**more: Any) -> alt.Axis:  # noqa: ANN401 - altair's own options
    return alt.Axis(title=None, ticks=False, domainColor=GREY, gridColor="#e3e5e6", **{"grid": False, **more})


def _svg(chart: Any, name: str, alt_text: str) -> str:  # noqa: ANN401 - any kind of altair chart
    """The chart drawn, its ids its own, and its alt text where a screen reader looks for it."""
    plain = (
        chart.configure(font=FONT, aria=False, background="transparent", padding=2)
        .configure_axis(labelFontSize=13, labelColor=INK)
        .configure_view(stroke=None)
    )
    drawn = vl_convert.vegalite_to_svg(plain.to_dict(), vl_version=VEGA_LITE)
    body = NAMESPACES.sub("", drawn[drawn.index("<svg") :])
    for held in set(re.findall(r'\bid="([^"]+)"', body)):
        body = body.replace(f'id="{held}"', f'id="{name}-{held}"').replace(f"#{held})", f"#{name}-{held})")
    told = f'<svg role="img" aria-labelledby="{name}-title"'
    first_tag_end = body.index(">") + 1
    title = f'<title id="{name}-title">{escape(alt_text)}</title>'
    return told + body[len("<svg") : first_tag_end] + title + body[first_tag_end:]
