"""Writers of what wraps a report: mails, saved pages, answers of sites in JSON, gzip; and separated
values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from govinfo_reports.document import Table

Tables = Mapping[str, Sequence[Table]]


def as_mail(page: bytes) -> bytes:
    """A mail with a short text and the report as an attachment."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "报送年报", "office@example.cn", "collect@example.cn"
    mail.set_content("各位：现报送本单位年度报告，请查收。", charset="gb18030", cte="base64")
    mail.add_attachment(page, maintype="text", subtype="html", filename="2022年政府信息公开工作年度报告.html")
    return mail.as_bytes()


def as_mhtml(page: bytes, *, charset: str = "utf-8") -> bytes:
    """A saved page with a picture and a style, as older browsers write it."""
    whole = MIMEMultipart("related", type="text/html")
    whole["From"], whole["Subject"] = "<Saved by a browser>", "report"
    whole["Snapshot-Content-Location"] = "http://www.example.gov.cn/report.html"
    text = page.decode("utf-8").replace("utf-8", charset)
    part = MIMEText(text, "html", charset)
    part["Content-Location"] = "http://www.example.gov.cn/report.html"
    whole.attach(part)
    whole.attach(MIMEText("td { color: red }", "css"))
    return whole.as_bytes()


def as_json(page: bytes, *, escaped: bool = True) -> bytes:
    """What a site's interface answers: the article in a field of many."""
    text = page.decode("utf-8")
    article = text[text.index("<body>") + 6 : text.index("</body>")]
    answer = {
        "code": 200,
        "data": {"title": "云河市2022年政府信息公开工作年度报告", "content": article, "attachments": []},
    }
    return json.dumps(answer, ensure_ascii=escaped).replace("</", "<\\/").encode()


def as_separated(
    head: Sequence[str], tables: Tables, *, separator: str = ",", quoting: int = csv.QUOTE_MINIMAL
) -> str:
    """Rows of cells as programs export a sheet: the text of a merged cell in its first place, the others
    empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([line] for line in head)
    for heading, pieces in tables.items():
        writer.writerow([heading])
        for piece in pieces:
            width = max(cell.column + cell.colspan for cell in piece.cells)
            for row in piece.rows:
                cells = [""] * width
                for cell in row:
                    cells[cell.column] = cell.text
                writer.writerow(cells)
    return out.getvalue()
