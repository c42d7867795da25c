from referat.annotations.corpus import load_corpus
from referat.annotations.splits import drawn, leave_one_kind_out, named_splits, split_of


def test_drawing_depends_on_the_ids_alone() -> None:
    ids = [f"skole-{number:02d}" for number in range(5, 26)]
    assert drawn(ids, 3) == drawn(reversed(ids), 3)
    assert drawn(ids, 2) == drawn(ids, 3)[:2]


def test_later_documents_are_in_the_splits_that_the_draw_gave() -> None:
    # skole-05 to skole-25 were drawn from together, as were municipal-07 to municipal-30
    for kind, first, last in (("skole", 5, 25), ("municipal", 7, 30), ("vandvaerk", 6, 24)):
        one, two, three = drawn([f"{kind}-{n:02d}" for n in range(first, last + 1)], 3)
        assert split_of(one) == split_of(two) == "test"
        assert split_of(three) == "development"


def test_no_document_is_in_two_splits() -> None:
    names = [name for split in named_splits().values() for name in split]
    assert len(names) == len(set(names))


def test_folds_leave_one_kind_out() -> None:
    corpus = load_corpus(["test"], real=False)
    folds = list(leave_one_kind_out(corpus, lambda one: one.annotation.kind))
    assert len(folds) == len({one.annotation.kind for one in corpus})
    for fold in folds:
        assert len(fold.training) + len(fold.held_out) == len(corpus)
        assert {one.annotation.kind for one in fold.held_out} == {fold.kind}
        assert fold.kind not in {one.annotation.kind for one in fold.training}
