"""The rules that are not relations between figures, as data for the catalogue."""

from __future__ import annotations

from attrs import frozen

from ..findings import Severity
from ..language import Said, phrase

__all__ = ["RULES", "Rule"]


@frozen
class Rule:
    """A family of findings. `id` holds the changing part in angle brackets."""

    id: str
    severity: Severity
    said: Said
    example: str

    @property
    def wording_en(self) -> str:
        """What the rule says, in English."""
        return str(self.said)

    @property
    def wording_zh(self) -> str:
        """What the rule says, in Chinese."""
        return self.said.zh


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: tuple[Rule, ...] = (
    Rule('agree:<path>', _W, phrase('the same indicator is stated more than once with different values (rough figures: beyond their roughness)'), '38 in the table, 35 in a sentence'),
    Rule('complete:<group>', _W, phrase('a table or row that the form requires is not there'), 'no table of section three'),
    Rule('complete:sections', _W, phrase('sections that the form of its year prescribes are not there (since 2019)'), 'no section six'),
    Rule('complete:figures', _W, phrase('no figure at all was found in the report'), 'a draft with its headings only'),
    Rule('ambiguous:<path>', _I, phrase('a figure has several readings and none was chosen'), '6 or 62 in 6233440'),
    Rule('doubt:<path>', _W, phrase('a figure recognised from an image is not sure: its picture shows more or less than was read, or a relation does not hold and it is read differently or unsurely when read again'), '4 recognised as 1 in a faint scan; 11 where the last digit of 111 lies on a rule'),
    Rule('unread:table', _I, phrase('a row or block that looked like data was not understood'), 'a row of an unknown indicator'),
    Rule('parts:sentence', _I, phrase('the parts that a sentence names as the whole do not add up'), '100, of which 60 and 30'),
    Rule('share:sentence', _I, phrase('a share stated in a sentence does not fit its numbers'), '45% for 60 of 100'),
    Rule('growth:sentence', _I, phrase('a change stated in a sentence does not fit its numbers'), '20% more for 110 after 100'),
    Rule('not_checked:<id>', _I, phrase('a relation of the form could not be tested, with the reason (only when asked for)'), 'not_checked:sum:review.total'),
    Rule('suspicious:one_applicant', _I, phrase('many applications, all of one kind and all granted'), '80 of 80'),
    Rule('suspicious:staff', _I, phrase('full-time staff without any dedicated office'), '12 and 0'),
    Rule('suspicious:fees', _I, phrase('a sentence says that no fees were charged, and the report has fees'), '0.5 and none'),
    Rule('suspicious:period', _W, phrase('title and period name different years, the period runs over two years (warnings), or it is not the whole year (info)'), '2021 and 2020'),
    Rule('suspicious:year', _W, phrase("the title names several years or one that cannot be, the heads of its tables another than the report's (warnings); its headings or text do (info)"), "last year's heading"),
    Rule('suspicious:tables', _W, phrase("two tables of the same form have different figures, and nothing tells which is the report's: neither is taken"), 'a second table without a caption'),
    Rule('suspicious:form', _W, phrase("the report follows a form that is not its year's"), 'the form of 2014 for 2021'),
    Rule('expected:<part>', _E, phrase('year, organ or form is not the one that was asked for (a warning where the report names none)'), '2023 asked for, 2022 in the title'),
    Rule('suspicious:published', _I, phrase('published before the year reported on was over'), '2021-06-01 for 2021'),
    Rule('suspicious:numbering', _I, phrase('section numbers jump, repeat or go back'), '四 then 七'),
    Rule('items:<path>', _I, phrase("series: the number of items a year ago is not that of last year's report with its change"), '12 after 10 + 1'),
    Rule('last_year:<path>', _I, phrase("series: a figure given as last year's is not the one in last year's report"), '121 and 112'),
    Rule('cumulative:<path>', _W, phrase("a cumulative figure (历年累计) is less than the year's own, or (series) than a year before"), '900 after 1000'),
    Rule('jump:<path>', _I, phrase('series: a figure changed out of all proportion'), '50 to 5000'),
    Rule('series:identical', _I, phrase("series: every figure is last year's"), 'all 200 figures'),
    Rule('series:missing_year', _I, phrase('series: no report for a year in between'), '2020, 2022'),
    Rule('series:revised', _I, phrase('series: two reports for one year differ'), 'a corrected edition'),
    Rule('series:organ', _I, phrase('series: the reports name different organs'), 'a county turned district'),
    Rule('series:no_year', _I, phrase('series: a report without a year was left out'), 'no year in the title'),
    Rule('series:no_organ', _I, phrase('series: a report names no organ, or one that any place has, and is in no series'), '财政局 without its place'),
    Rule('series:alike', _I, phrase("series: two names that may be one organ's were kept apart"), '临江县, 临江区'),
    Rule('rollup:<path>', _W, phrase('regions: the organs below make more than the organ above prints'), '120 > 100'),
    Rule('rollup_rest:<path>', _I, phrase('regions: the organs below, all stating it, make less than the organ above prints'), '80 < 100'),
    Rule('rollup:missing', _I, phrase('regions: an organ does not state figures that others do'), 'no table of section two'),
    Rule('rollup:year', _I, phrase("regions: an organ's report is of another year and was left out"), '2021 and 2022'),
    Rule('rollup:no_organ', _I, phrase('regions: a report was counted, though it is not known whose it is'), 'no organ in the title'),
    Rule('rollup:own', _I, phrase('regions: the report of the organ above itself was left out'), "a copy of the parent's report"),
    Rule('rollup:twice', _I, phrase('regions: of two reports of one organ for the year only the later edition was counted'), 'a corrected edition'),
    Rule('rollup:within', _I, phrase("regions: an organ of a place whose report is given too was left out, for the place's covers it"), '临江区财政局 beside 临江区'),
    Rule('own:failed', _W, phrase("a rule of the user's own could not be loaded or raised an error"), 'a function that divides by 0'),
    Rule('unreadable:source', _E, phrase('command line: a file could not be read'), 'a page that holds no report'),
)  # fmt: skip
"""The rules besides `RELATIONS`, in the order of the catalogue."""
