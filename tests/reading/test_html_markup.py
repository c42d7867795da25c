"""Tags and text of web pages, token by token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.reading.html_markup import Tag, tokens, without_programs


def _shown(markup: str) -> list[str]:
    return [
        token
        if isinstance(token, str)
        else f"</{token.name}>"
        if token.closing
        else f"<{' '.join([token.name, *(f'{k}={v}' for k, v in token.attributes.items())])}>"
        for token in tokens(markup)
    ]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<P ID='a' Class=\"b c\" href=d>", ["<p id=a class=b c href=d>"]),
        ("<p id = a id=b onclick='x>y'>z", ["<p id=a>", "z"]),
        ("<p id='a>z", ["<p id=>", "z"]),
        ("<p id=a />z", ["<p id=a>", "z"]),
        ("<input checked type=checkbox>", ["<input checked= type=checkbox>"]),
        ("<asp:Content ID='x'>", ["<asp:content id=x>"]),
        ("a<b", ["a", "<b>"]),
        ("5 < 6 <> </> <3", ["5 ", "<", " 6 ", "<", "> ", " ", "<", "3"]),
        ("a<!-- <p> -->b<!---->c<!-->d<!DOCTYPE html>e", ["a", "b", "c", "d", "e"]),
        ("<!--[if !mso]><!-->a<!--<![endif]--><![if x]>b<![endif]>", ["a", "b"]),
        ("a<!-- b", ["a"]),
        ("<script>if (a<b) '</p>'</SCRIPT >z", ["<script>", "if (a<b) '</p>'", "</script>", "z"]),
        ("<title>a<p>b", ["<title>", "a", "<p>", "b"]),
        ("<p title='&lt;' class='&amp;'>&lt;p&gt;", ["<p class=&>", "<p>"]),
    ],
)
def test_tokens(markup: str, shown: list[str]) -> None:
    assert _shown(markup) == shown


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ('<%@ Page Title="x" %>a<%-- <p> %> --%>b<%= x %>c', "abc"),
        ("a<?php if ($x > 1) { ?>b<?= $x ?>c", "abc"),
        ('<a href="<%= Sti %>">a</a>', '<a href="">a</a>'),
        ("5 <% 6", "5 <% 6"),
        (f"<img src='data:image/png;base64,{'A' * 5000}'>", "<img src='data:'>"),
    ],
)
def test_what_the_server_runs_is_left_out(page: str, left: str) -> None:
    assert without_programs(page) == left


@given(st.text(alphabet=st.sampled_from("<>/!-?='\" apb&#;1%\n"), max_size=60))
def test_text_without_tags_comes_through(markup: str) -> None:
    for token in tokens(markup):
        assert isinstance(token, Tag) or token
    plain = markup.replace("<", "").replace("&", "")
    assert "".join(token for token in tokens(plain) if isinstance(token, str)) == plain
