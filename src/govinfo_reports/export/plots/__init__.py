"""Pictures of reports, in the extra `plot`: Vega-Lite charts made with Altair.

Altair, because its text is drawn by whatever shows the chart: a browser takes Chinese glyphs from the fonts
that the system has, with nothing to configure, where matplotlib draws boxes until it is told of a font. Each
chart carries its data, so what is shown can be looked at (`chart.to_dict()`). `chart.save("a.png")`, `.svg`
and `.html` need no browser; for PNG, which is drawn at once, the package brings a Chinese font (GB 2312) for
machines that have none.

A figure that is not stated is left out, never drawn as 0; a year without a figure breaks the line.
"""

from .many import organs_chart, years_chart
from .one import channels_chart, outcomes_chart
from .parts import NothingToPlot, dark
from .rules import broken_chart

__all__ = [
    "NothingToPlot",
    "broken_chart",
    "channels_chart",
    "dark",
    "organs_chart",
    "outcomes_chart",
    "years_chart",
]
