from hypothesis import given
from hypothesis import strategies as st

from referat.exporting.merging import digest, digests, digests_read, digests_text, merged

VALUES = st.none() | st.sampled_from(["a", "b", "c", "", "a\nb"])
FIELDS = st.fixed_dictionaries({"summary": VALUES, "due": VALUES})


@given(FIELDS, FIELDS)
def test_what_nobody_touched_follows_the_minutes(
    before: dict[str, str | None], after: dict[str, str | None]
) -> None:
    merge = merged(before, after, digests(before))
    assert not merge.kept
    assert digests({**before, **merge.changed}) == digests(after) == merge.written


@given(FIELDS, FIELDS, FIELDS)
def test_what_a_person_changed_stays(
    before: dict[str, str | None], edited: dict[str, str | None], after: dict[str, str | None]
) -> None:
    merge = merged(edited, after, digests(before))
    for name, value in edited.items():
        if digest(value) != digest(before[name]):
            assert name not in merge.changed


@given(FIELDS, FIELDS, FIELDS)
def test_merging_again_changes_nothing(
    before: dict[str, str | None], edited: dict[str, str | None], after: dict[str, str | None]
) -> None:
    merge = merged(edited, after, digests(before))
    again = merged({**edited, **merge.changed}, after, merge.written)
    assert again.changed == {}
    assert again.written == merge.written


def test_a_task_without_memory_is_a_persons() -> None:
    merge = merged({"summary": "Ring"}, {"summary": "Skriv"}, {})
    assert merge.kept == ("summary",)


def test_a_program_that_changes_line_endings_changes_no_text() -> None:
    assert digest("a\n\nb") == digest("a \r\n\r\nb\r\n") != digest("a\nb")


def test_digests_survive_their_line() -> None:
    marks = digests({"summary": "Køb: maling", "due": None})
    assert digests_read(digests_text(marks)) == marks
    assert digests_read("rubbish : x: :y") == {}
