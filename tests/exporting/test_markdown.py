import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from referat.exporting.describing import one_line
from referat.exporting.items import ExportItem, ExportSettings, Language
from referat.exporting.markup import markdown
from referat.exporting.targets import exported

from .samples import decision, deferral, item


def page(*items: ExportItem, language: Language = "en") -> str:
    text = exported(items, "md", ExportSettings(language=language))
    assert isinstance(text, str)
    return text


def test_a_page_has_meetings_registers_and_boxes_for_tasks() -> None:
    assert page(item(), decision()) == (
        "# Action items\n\n## Lyngby Roklub, 2019-03-12\n\n### Tasks\n\n"
        "- [ ] **Sørg for en ny lås**\n"
        "  - Responsible: Mette Holm\n"
        "  - Deadline: inden 1. april (2019-04-01)\n"
        "  - Text: MH sørger for en ny lås inden 1. april.\n"
        "  - Agenda item: 2 Skuret\n"
        "  - Source: lyngby.txt, page 2\n"
        "\n### Decisions\n\n"
        "- **Budgettet godkendt**\n"
        "  - Text: MH sørger for en ny lås inden 1. april.\n"
        "  - Source: lyngby.txt, page 2\n"
    )


def test_a_page_in_danish() -> None:
    assert "### Udsættelser" in page(deferral(), language="da")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[her](javascript:x)",
        "**a**",
        "# a",
        "- a",
        "1. a",
        "`a`",
        "&lt;",
        "~~a~~",
        "a\n\n# b",
        "===",
        "![x](http://x.dk/a.png)",
        "a\\",
        "_a_",
        "> a",
    ],
)
def test_markdown_shows_the_text_as_it_stands(text: str) -> None:
    assert shown(markdown(text)) == one_line(text)


@given(st.text(st.sampled_from("ab1 .)<>&;#*_-+=`~[]()!\\|:/\"'"), min_size=1, max_size=20))
def test_markdown_shows_any_signs_as_they_stand(text: str) -> None:
    assert shown(markdown(text)) == one_line(text)


def shown(source: str) -> str:
    """What a reader sees, which must be one paragraph of nothing but text."""
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(source)
    if not tokens:
        return ""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)
