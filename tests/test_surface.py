"""The one-line text of a range, and the way back to offsets."""

from hypothesis import given
from hypothesis import strategies as st

from referat.minutes import Document, Span
from referat.surface import surface


def _document(text: str, hidden: tuple[Span, ...] = ()) -> Document:
    return Document("a.txt", "0" * 64, "text/plain", text, (), (), hidden)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(alphabet=st.sampled_from("abæ -\n\t.*"), max_size=60))
    size = st.integers(0, len(text))
    edges = sorted(draw(st.lists(size, max_size=8, unique=True)))
    hidden = tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False))
    return _document(text, hidden)


@given(_documents())
def test_every_offset_leads_back_to_its_character(document: Document) -> None:
    made = surface(document, 0, len(document.text))
    assert len(made.text) == len(made.offsets)
    for character, offset in zip(made.text, made.offsets, strict=True):
        source = document.text[offset]
        assert source == character or (character == " " and source.isspace())


@given(_documents())
def test_offsets_rise_and_avoid_what_is_hidden(document: Document) -> None:
    made = surface(document, 0, len(document.text))
    assert list(made.offsets) == sorted(set(made.offsets))
    assert not any(
        span.start <= offset < span.end for offset in made.offsets for span in document.hidden
    )


@given(_documents())
def test_text_is_one_trimmed_line_with_all_that_is_seen(document: Document) -> None:
    made = surface(document, 0, len(document.text))
    assert made.text == " ".join(made.text.split())
    seen = [
        character
        for offset, character in enumerate(document.text)
        if not character.isspace()
        and not any(span.start <= offset < span.end for span in document.hidden)
    ]
    assert made.text.replace(" ", "") == "".join(seen)


def test_a_broken_word_is_joined_and_its_span_covers_the_break() -> None:
    document = _document("besluttede at ud-\n  sende brevet", (Span(16, 20),))
    made = surface(document, 0, len(document.text))
    assert made.text == "besluttede at udsende brevet"
    start = made.text.index("udsende")
    span = made.span(start, start + len("udsende"))
    assert document.text[span.start : span.end] == "ud-\n  sende"


def test_a_range_that_begins_inside_a_hidden_one_begins_behind_it() -> None:
    document = _document("**Vedtaget**", (Span(0, 2), Span(10, 12)))
    assert surface(document, 1, 12).text == "Vedtaget"
