"""Who answers for a report and what time it covers."""

from __future__ import annotations

from datetime import date

from attrs import frozen

__all__ = ["Contact", "Period"]


@frozen
class Period:
    """The time the figures cover (统计期限).

    Attributes:
        start: The first day, None where it is not printed or cannot be a date.
        end: The last day, likewise.
        printed: The passage the dates were read from, without blanks.

    >>> Period(date(2017, 1, 1), date(2017, 12, 31), "2017年1月1日至12月31日").end
    datetime.date(2017, 12, 31)
    """

    start: date | None
    end: date | None
    printed: str


@frozen(kw_only=True)
class Contact:
    """How the organ named for questions about the report can be reached (如有疑问，请与……联系), each part
    None if not printed.

    Parts are as printed, without blanks, full-width letters and digits made half-width.

    Attributes:
        phone: The telephone number; a dash of any kind is `-`, and an area code in brackets is followed by
            `-`.
        fax: The fax number, likewise.
        email: The address for mail.
        postcode: The postcode (邮编).
        address: The address (地址).
        website: Where the report is published.

    >>> Contact(phone="0931-8800000").fax is None
    True
    """

    phone: str | None = None
    fax: str | None = None
    email: str | None = None
    postcode: str | None = None
    address: str | None = None
    website: str | None = None
