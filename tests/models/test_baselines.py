from referat.labels import TAGS, Section
from referat.minutes import SentenceInContext
from referat.models.baselines import BASELINES


def test_keywords_match_whole_words_only() -> None:
    sentences = [
        SentenceInContext("Budgettet blev GODKENDT.", Section.OUTCOME),
        SentenceInContext("Indenlandske rejser er dyre.", Section.OUTCOME),
        SentenceInContext("Svar inden påske.", Section.OUTCOME),
    ]
    assert BASELINES["keywords"]().score(sentences).tolist() == [
        [1.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0],
    ]


def test_everything_gives_everything() -> None:
    sentences = [SentenceInContext("Tak for kaffen.", Section.OUTCOME)] * 3
    assert BASELINES["everything"]().score(sentences).tolist() == [[1.0] * len(TAGS)] * 3
    assert BASELINES["everything"]().score([]).shape == (0, len(TAGS))
