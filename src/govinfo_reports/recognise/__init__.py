"""Whether a document is a report at all, and which form it follows."""

from .form import recognise
from .signs import Signs, left_rows, require_report, signs_of
from .years import table_years, year_of_columns

__all__ = ["Signs", "left_rows", "recognise", "require_report", "signs_of", "table_years", "year_of_columns"]
