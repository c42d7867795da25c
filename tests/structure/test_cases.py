from .test_sections import sections


def test_a_case_before_a_sentence_that_indicates() -> None:
    text = """1. Tag på skolen
Taget er fra 1962 og utæt.
Det indstilles, at der gives 2 mio. kr.
Beslutning:
Bevilget.
2. Evt.
Intet."""
    found = sections(text)
    assert found["Taget er fra 1962 og utæt."] == "background"
    assert found["Det indstilles, at der gives 2 mio. kr."] == "proposal"
    assert found["Bevilget."] == "outcome"


def test_formal_minutes_tell_the_case_before_the_decision() -> None:
    text = """1. Hallen
Sagsfremstilling
Hallen er slidt.
Beslutning
Udsat.
2. Lån
Foreningen søger garanti for et lån.
Beslutning
Bevilget."""
    found = sections(text)
    assert found["Foreningen søger garanti for et lån."] == "background"
    assert found["Bevilget."] == "outcome"


def test_a_weak_heading_counts_where_the_outcome_has_one_too() -> None:
    text = """1. Frokost
Baggrund
Ordningen kan fravælges.
Konklusion
Der stemmes i uge 40.
2. Hegn
Baggrund
Det er væltet.
3. Evt.
Intet."""
    found = sections(text)
    assert found["Ordningen kan fravælges."] == "background"
    assert found["Der stemmes i uge 40."] == found["Det er væltet."] == "outcome"
