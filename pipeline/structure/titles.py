"""Whether a line is the title of an agenda item, and where the title ends."""

import re
from typing import Final

from referat.structure.headings import field, heading_section, normalized
from referat.structure.words import abbreviation_words, heading_words

_MAX_TITLE: Final = 130
_MAX_SHORT: Final = 60
_WORD: Final = re.compile(r"[^\W\d]+")
_MAX_SHORT_WORDS: Final = 8
_ENDS_SENTENCE: Final = re.compile(r"[.!?,;]$")
_SHORT_EVT: Final = re.compile(r"evt\.?(?:$|\s?[:/,(–-]|\s(?:og|næste|samt)\b)")
_CUT: Final = re.compile(r"(?P<title>[^:.!?]{3,70}?)(?P<mark>\s?:|\s+[–—-](?=\s))\s+(?P<rest>\S.*)")
_SUBJECT: Final = re.compile(
    r"(?:der|det|vi|man|jeg|han|hun|de|begge|alle)\s+[a-zæøå]+", re.IGNORECASE
)
_OPEN: Final = re.compile(r"\b(?:af|til|for|om|fra|ved|med|vedr|vedrørende|og|samt)$")
_PRESENTED: Final = re.compile(r"(?:(?:ved|v|af|fra)\s|v[/.:]\s?)[^\W\d]", re.IGNORECASE)
_OFFICES: Final = re.compile(r"\s*(?:[/,&]|\bog\b)\s*")
_OFFICE_ENDS: Final = ("formand", "leder", "kasserer", "sekretær", "opsyn", "ansvarlig")
_MAX_PRESENTER: Final = 60


def is_title(text: str) -> bool:
    """Whether a numbered line may be a title by its length and words.

    Args:
        text: The line without its number.
    """
    if not text or len(text) > _MAX_TITLE or not any(map(str.isalpha, text)):
        return False
    ended = text.endswith((".", "!")) and (len(text) > 25 or _SUBJECT.match(text) is not None)
    return not (ended and has_verb(text))


def is_short_title(text: str) -> bool:
    """Whether an unnumbered line may be a title: short, capitalised, no sentence.

    Args:
        text: The line.
    """
    if len(text) > _MAX_SHORT or len(text) < 3 or not text[0].isupper():
        return False
    ended = _ENDS_SENTENCE.search(text) and not (text.endswith(".") and is_known_title(text))
    told = (ended or has_verb(text)) and not text.isupper()
    if len(text.split()) > _MAX_SHORT_WORDS or told or ": " in text:
        return False
    return heading_section(text) is None and field(text) is None and not is_outcome(text)


def is_known_title(text: str) -> bool:
    """Whether a line begins as titles of agenda items do ("Valg af", "Eventuelt").

    Args:
        text: The line.
    """
    bare = normalized(text)
    if bare.startswith("evt"):
        return _SHORT_EVT.match(bare) is not None
    return bare.startswith(heading_words().titles)


def has_verb(text: str) -> bool:
    """Whether a text has a finite verb as minutes use them.

    Args:
        text: The text.
    """
    verbs = heading_words().verbs
    return any(word in verbs for word in _WORD.findall(text.lower()))


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence by its verb, and by its end or its subject.

    Args:
        text: The line.
    """
    if not has_verb(text):
        return False
    return text.endswith((".", "!")) or _SUBJECT.match(text) is not None


def title_end(text: str) -> int | None:
    """Where a title ends inside the first sentence of its line, None where all of it is title.

    "Valg af dirigent: Bo blev valgt." is cut behind its colon, "Økonomi: status og budget" is not.

    Args:
        text: The first sentence of the line, without its number.
    """
    match = _CUT.match(text)
    if match is None or match["rest"].startswith(("http", "www.")):
        return None
    title, rest = match["title"], match["rest"]
    if has_verb(title.rpartition(" ")[0]):
        return None
    colon = ":" in match["mark"]
    ended = rest.rstrip().endswith((".", "!"))
    told = colon and ended and rest[0].isupper() and " " in rest.strip()
    elected = colon and normalized(title).startswith("valg ") and not _OPEN.search(title)
    if not (has_verb(rest) or told or elected or (is_known_title(title) and ended)):
        return None
    return match.end("mark") if colon else match.end("title")


def names_presenter(text: str) -> bool:
    """Whether what follows a title on its line only says who presents it ("Ved Bo Lund.").

    Args:
        text: What follows.
    """
    return len(text) <= _MAX_PRESENTER and bool(_PRESENTED.match(text)) and not has_verb(text)


def bare_title(text: str) -> str:
    """A title as it is shown: without a colon, full stop or dash at its end.

    Args:
        text: The title as written.
    """
    stripped = text.strip(" :,–—-")
    last = stripped.split()[-1].lower() if stripped else ""
    words = abbreviation_words()
    if last.endswith(".") and last not in words.continuing | words.closing | {"evt."}:
        stripped = stripped.rstrip(". ")
    return stripped


def similar(title: str, other: str) -> bool:
    """Whether two titles name the same item: equal, or one begins with the other.

    Args:
        title: A title.
        other: Another.
    """
    one, two = sorted((normalized(title), normalized(other)), key=len)
    return bool(one) and (one == two or (len(one) >= 8 and two.startswith(one)))


def names_offices(text: str) -> bool:
    """Whether a line is made of offices ("Kasserer", "Ungdomsleder/sekretær"), and so no title.

    Args:
        text: The line.
    """
    parts = [part.strip(" .") for part in _OFFICES.split(normalized(text))]
    roles = heading_words().roles
    held = [part for part in parts if part in roles or part.endswith(_OFFICE_ENDS)]
    return 2 * len(held) > len(parts)


def is_outcome(text: str) -> bool:
    """Whether a line is an outcome of one or two words ("Godkendt.", "Taget til efterretning").

    Args:
        text: The line.
    """
    words = text.split()
    if text.isupper() and not text.endswith((".", "!")):
        return False
    return 0 < len(words) <= 3 and words[0].strip(".!:").lower() in heading_words().outcomes
