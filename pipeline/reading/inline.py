"""Marks inside a line of Markdown that a reader of the page would not see."""

import re
from collections.abc import Iterator

from referat.minutes import Span

_TOKEN = re.compile(
    r"(?P<code>`+)"
    r"|(?P<comment><!--.{0,2000}?-->)"
    r"|(?P<auto><(?=https?://|mailto:|[\w.+-]+@)(?P<address>[^<>\s]+)>)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,200}>)"
    r"|(?P<link>!?\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400})\](?P<target>\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?(?:\s+\"[^\"\n]{0,200}\")?\)|\[[^\[\]]{0,80}\]))"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<run>\*{1,3}|_{1,3}|~~)",
    re.DOTALL,
)


def hidden_marks(text: str, start: int, end: int) -> list[Span]:
    """Ranges of emphasis marks, backticks, link targets, tags, comments and escapes.

    Args:
        text: The whole text.
        start: Where the block begins.
        end: Where it ends.
    """
    hidden: list[Span] = []
    runs: list[Span] = []
    _scan(text, start, end, hidden, runs)
    hidden.extend(_paired(text, runs))
    return sorted(hidden)


def _scan(text: str, start: int, end: int, hidden: list[Span], runs: list[Span]) -> None:
    position = start
    while (token := _TOKEN.search(text, position, end)) is not None:
        position = token.end()
        if token["run"]:
            runs.append(Span(token.start(), token.end()))
        elif token["code"]:
            close = text.find(token["code"], token.end(), end)
            if close >= 0:
                position = close + len(token["code"])
                hidden += [Span(token.start(), token.end()), Span(close, position)]
        elif token["link"]:
            label = Span(*token.span("label"))
            hidden += [Span(token.start(), label.start), Span(label.end, token.end())]
            _scan(text, label.start, label.end, hidden, runs)
        elif token["auto"]:
            address = token.span("address")
            hidden += [Span(token.start(), address[0]), Span(address[1], token.end())]
        else:
            hidden.append(Span(token.start(), token.end()))
            if token["escape"]:
                position += 1


def _paired(text: str, runs: list[Span]) -> Iterator[Span]:
    """Runs of emphasis marks that open and close; a lone asterisk stays visible."""
    opened: list[Span] = []
    for run in runs:
        mark = text[run.start : run.end]
        match = next(
            (other for other in reversed(opened) if text[other.start : other.end] == mark), None
        )
        if match is not None and _closes(text, run):
            del opened[opened.index(match) :]
            yield match
            yield run
        elif _opens(text, run):
            opened.append(run)


def _opens(text: str, run: Span) -> bool:
    following = text[run.end : run.end + 1]
    inside_word = text[run.start] == "_" and text[run.start - 1 : run.start].isalnum()
    return bool(following) and not following.isspace() and not inside_word


def _closes(text: str, run: Span) -> bool:
    preceding = text[run.start - 1 : run.start]
    inside_word = text[run.start] == "_" and text[run.end : run.end + 1].isalnum()
    return bool(preceding) and not preceding.isspace() and not inside_word
