"""Issues of GitHub: payloads of `POST /repos/OWNER/REPO/issues`, one JSON object a line.

GitHub imports no file. The body is Markdown in which nothing of the minutes mentions a user or
another issue. Lost: the date, since an issue has none, and the holders, since GitHub wants logins
(both stand in the body); the score and the offsets; letters of a title past 256.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from referat.exporting.describing import facts, one_line
from referat.exporting.formats import json_lines
from referat.exporting.items import ExportItem, ExportSettings
from referat.exporting.markup import markdown
from referat.exporting.wording import words

_MOST: Final = 256
_MOST_TEXT: Final = 5_000
"""Characters of the sentence; escaping makes ten of some."""
_MOST_BODY: Final = 65_536
_BREAK: Final = "<!-- -->"


def export(items: Sequence[ExportItem], settings: ExportSettings) -> str:
    """The items as issues, a payload each."""
    own = words(settings.language)
    return json_lines(_issue(item, own) for item in items)


def _issue(item: ExportItem, own: Mapping[str, str]) -> Mapping[str, Any]:
    told = [f"- {label}: {_quiet(value)}" for label, value in facts(item, own)]
    quoted = _quiet(one_line(item.text, _MOST_TEXT))
    return {
        "title": one_line(item.title, _MOST),
        "body": "\n".join([f"> {quoted}", "", *told])[:_MOST_BODY],
        "labels": [own[item.kind]],
    }


def _quiet(text: str) -> str:
    """Escaped Markdown in which @name and #1 reach nobody and nothing."""
    shown = markdown(text)
    return shown.replace("@", f"@{_BREAK}").replace("\\#", f"\\#{_BREAK}")
