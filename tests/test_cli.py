"""The command line as a user meets it; what needs a process of its own runs in one."""

import io
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from referat.cli import main
from referat.minutes import Document
from referat.models.baselines.keywords import KeywordTagger
from referat.models.loading import load_tagger
from referat.reading import read
from referat.settings import Limits
from referat.tagging import Tagger

MINUTES = """Referat af bestyrelsesmøde i Lyngby Roklub
Dato: 12. marts 2019
Til stede: Mette Holm (MH), Jens Kudsk (JK)

1. Økonomi
Budgettet blev godkendt. Der var en god snak om kontingentet.

2. Skuret
MH sørger for en ny lås inden 1. april.
Punktet om maling udsættes til næste møde.
"""


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    out: str
    complaints: list[str]

    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, with the keyword baseline for the embedded model."""

    def tagger(name: str | None = None) -> Tagger:
        return KeywordTagger() if name is None else load_tagger(name)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr("sys.argv", ["referat", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main()
        assert isinstance(end.value.code, int)
        shown = capsys.readouterr()
        return Result(end.value.code, shown.out, shown.err.splitlines())

    monkeypatch.setattr("referat.models.loading.load_tagger", tagger)
    return run


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "referat.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def test_records_have_the_fixed_shape(run: Run, minutes: Path) -> None:
    result = run("extract", minutes)
    rows = result.rows()
    assert (result.code, result.complaints) == (0, [])
    assert [row["index"] for row in rows] == list(range(len(rows)))
    lock = next(row for row in rows if row["text"].startswith("MH sørger"))
    assert MINUTES[lock["start"] : lock["end"]] == lock["text"]
    assert lock["section"] == "outcome"
    assert lock["item"] == {"number": "2", "title": "Skuret"}
    assert list(lock["scores"]) == [
        "decision",
        "deferral",
        "deadline",
        "responsible",
    ]


def test_actions_lead_back_to_their_sentence(run: Run, minutes: Path) -> None:
    items = run("extract", minutes, "--format", "actions").rows()
    task = next(item for item in items if "lås" in item["text"])
    assert (task["kind"], task["due"]) == ("task", "2019-04-01")
    assert "Mette Holm" in str(task["responsible"])
    assert MINUTES[task["start"] : task["end"]].startswith("MH sørger")


def test_meeting_date_is_given_over_the_headers(run: Run, minutes: Path) -> None:
    given = ("--meeting-date", "2021-05-02")
    items = run("extract", minutes, "--format", "actions", *given).rows()
    assert "2022-04-01" in [item["due"] for item in items]


def test_text_is_the_canonical_text(run: Run, minutes: Path) -> None:
    assert run("extract", minutes, "--format", "text").out == MINUTES


def test_table_shows_what_who_and_when(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    shown = run("extract", minutes, "--format", "table").out
    assert "Mette Holm" in shown
    assert "2019-04-01" in shown


def test_minutes_come_from_standard_input_too(run: Run, minutes: Path) -> None:
    piped = run("extract", "-", stdin=MINUTES.encode("cp1252")).rows()
    assert {row["document"] for row in piped} == {"-"}
    assert [row["text"] for row in piped] == [row["text"] for row in run("extract", minutes).rows()]
    empty = run("extract", "-")
    assert (empty.code, empty.complaints) == (1, ["referat: standard input: is empty"])


def test_bad_input_is_one_line_each_and_the_rest_is_done(
    run: Run, minutes: Path, tmp_path: Path
) -> None:
    bad = {
        "tom.txt": (b"", "is empty"),
        "foto.pdf": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "is a JPEG image"),
        "kort.pdf": (b"%PDF-1.7\n1 0 obj", "is a damaged PDF"),
        "linje\nskift [bold].txt": (b" \n", "holds nothing but white space"),
    }
    for name, (data, _) in bad.items():
        (tmp_path / name).write_bytes(data)
    paths = [*(tmp_path / name for name in bad), tmp_path / "væk\udce6\x1b[31m.txt", tmp_path]
    result = run("extract", *paths, minutes, minutes, "--format", "text")
    assert (result.code, result.out) == (1, MINUTES * 2)
    reasons = [*(reason for _, reason in bad.values()), "does not exist", "is a folder"]
    for path, reason, complaint in zip(paths, reasons, result.complaints, strict=True):
        name = str(path).replace("\n", "\\n").replace("\udce6\x1b", "\\udce6\\x1b")
        assert complaint.startswith(f"referat: {name}: {reason}")


def test_a_file_that_may_not_be_read_is_one_that_failed(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *_: object) -> BinaryIO:
        if path == minutes:
            raise PermissionError
        return io.BytesIO(MINUTES.encode())

    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr(Path, "open", refused)
    result = run("extract", minutes, "andet.txt", "--format", "text")
    assert (result.code, result.out) == (1, MINUTES)
    assert result.complaints == [f"referat: {minutes}: may not be read: permission denied"]


def test_a_lone_surrogate_in_a_name_is_an_escape_in_json(run: Run, minutes: Path) -> None:
    odd = minutes.rename(minutes.with_name("m\udce6de.txt"))
    result = run("extract", odd)
    assert result.code == 0
    assert {row["document"] for row in result.rows()} == {str(odd)}


def test_a_bug_met_in_one_file_does_not_cost_the_others(
    run: Run, minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(path: Path, limits: Limits, *, ocr: bool) -> Document:
        return read(path, limits, ocr=ocr) if path == minutes else [][0]

    monkeypatch.setattr("referat.reading.read", faulty)
    other = tmp_path / "andet.txt"
    result = run("extract", other, minutes, "--format", "text")
    assert (result.code, result.out) == (1, MINUTES)
    assert result.complaints == [
        f"referat: {other}: unexpected IndexError: list index out of range; --debug shows where"
    ]
    assert "Traceback" in "".join(run("extract", other, "--format", "text", "--debug").complaints)


def test_when_reads_one_expression_or_one_a_line(run: Run) -> None:
    (one,) = run("when", "senest den 1. april", "--on", "2022-03-10").rows()
    assert (one["value"], one["due"], one["relation"]) == ("2022-04-01", "2022-04-01", "by")
    many = run("when", "-", "--on", "2022-03-10", stdin=b"primo maj\n\nsnarest\n\xe6\xf8\n")
    assert [row["due"] for row in many.rows()] == ["2022-05-10", None, None]
    assert (many.code, many.complaints) == (0, [])


def test_when_says_that_the_meetings_date_is_missing(run: Run) -> None:
    undated = run("when", "primo maj")
    assert undated.rows()[0]["due"] is None
    assert "--on" in undated.complaints[0]
    nonsense = run("when", "vrøvl")
    assert (nonsense.rows()[0]["rule"], nonsense.complaints) == ("none", [])


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ("extract", "files"),
        ("extract x.txt --format hologram", "hologram"),
        ("extract x.txt --meeting-date 12.3.2019", "2022-03-31"),
        ("extract --rubbish", "--rubbish"),
        ("rubbish", "rubbish"),
        ("when", "expression"),
        ("when maj --on 2022-02-30", "2022-02-30"),
        ("evaluate --split nowhere --system keywords", "nowhere"),
        ("evaluate --report nowhere/scores.json", "nowhere/scores.json"),
        ("evaluate --errors", "--task reading"),
        ("evaluate --task reading --split real", "held-out"),
        ("evaluate --task reading --system keywords", "--system"),
        ("evaluate --task reading --level gold", "--level"),
        ("evaluate --task reading --no-section-rule", "--no-section-rule"),
        ("evaluate --task reading --min-f1 0.5", "--min-f1"),
        ("evaluate --task reading --limit-documents 3", "--limit-documents"),
        ("evaluate --task reading --seeds-of mine", "--seeds-of"),
        ("evaluate --system keywords --seeds-of mine", "--seeds-of"),
        ("evaluate --task reading --split held-out --errors", "--split development"),
        ("evaluate --task reading --shared tests", "--shared"),
        ("agreement --shared nowhere", "nowhere"),
    ],
)
def test_misuse_is_one_line_and_exit_code_2(run: Run, arguments: str, named: str) -> None:
    result = run(*arguments.split())
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert named in complaint


def test_evaluate_limits_documents_and_gathers_seeds(run: Run) -> None:
    few = ("evaluate", "--split", "development", "--shared", ".", "--limit-documents", "2")
    result = run(*few, "--system", "keywords", "--system", "majority", "--seeds-of", "words")
    assert result.code == 0
    assert "== development: 2 documents" in result.out
    assert "-- words on development: 2 seeds" in result.out


def test_evaluate_compares_and_says_by_its_exit_code_what_is_too_low(run: Run) -> None:
    shared = ("evaluate", "--split", "development", "--shared", ".")
    good = run(*shared, "--compare", "keywords", "everything", "--min-f1", "0.1")
    assert good.code == 0
    assert "keywords less everything: macro-F1 +" in good.out
    bad = run(*shared, "--system", "keywords", "--min-f1", "0.99")
    assert (bad.code, "macro" in bad.out) == (5, True)


@pytest.mark.parametrize(
    ("option", "value"), [("--model", "./nowhere"), ("--spacy-model", "da_nowhere")]
)
def test_missing_model_is_one_line(run: Run, minutes: Path, option: str, value: str) -> None:
    result = run("extract", minutes, option, value)
    (complaint,) = result.complaints
    assert result.code == 1
    assert value in complaint


def test_annotators_are_told_which_file_is_wrong(run: Run, tmp_path: Path) -> None:
    missing, coded = tmp_path / "væk.pdf", tmp_path / "a.ann.txt"
    coded.write_bytes(MINUTES.encode("cp1252"))
    assert run("annotations", "sheet", missing).complaints == [
        f"referat: {missing}: does not exist"
    ]
    result = run("annotations", "import-inline", coded, "--folder", tmp_path)
    assert result.code == 1
    assert result.complaints[0].startswith(f"referat: {coded}: is not UTF-8")


@contextmanager
def reader_of_times() -> Iterator["subprocess.Popen[bytes]"]:
    """`referat when -` as a process that has answered once."""
    with subprocess.Popen(
        [sys.executable, "-m", "referat", "when", "-", "--on", "2022-03-10"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell starts what runs in the background with interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"primo maj\n")
        process.stdin.flush()
        assert b"2022-05-10" in process.stdout.readline()
        yield process


def test_a_pipe_closed_early_ends_it_quietly() -> None:
    with reader_of_times() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"snarest\n")
        process.stdin.close()
        assert (process.wait(60), process.stderr.read()) == (141, b"")


def test_an_interrupt_ends_it_quietly() -> None:
    with reader_of_times() as process:
        assert process.stderr is not None
        process.send_signal(signal.SIGINT)
        assert (process.wait(60), process.stderr.read()) == (130, b"")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['referat', '--help']\nfrom referat.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'torch', 'onnxruntime', 'numpy', 'transformers', 'datasets'}\n"
        "sys.stderr.write(' '.join(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stderr == ""


def test_a_date_that_contradicts_its_weekday_is_told_of(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text("Referat af bestyrelsesmøde\nDato: mandag den 3. maj 2019\n\n1. Evt.\nIntet.\n")
    result = run("extract", path, "--format", "structure")
    assert result.code == 0
    assert any("mandag" in line for line in result.complaints)


def test_a_limit_can_be_changed(run: Run, minutes: Path) -> None:
    result = run("extract", minutes, "--format", "text", "--limit", "max_bytes=10")
    assert (result.code, result.out) == (1, "")
    assert any("limit max_bytes" in line for line in result.complaints)
    assert run("extract", minutes, "--limit", "pages=1").code == 2


@pytest.mark.parametrize(("name", "mark"), [("html", "<article "), ("md", "## Referat")])
def test_a_page_shows_all_documents_that_can_be_read(
    run: Run, minutes: Path, tmp_path: Path, name: str, mark: str
) -> None:
    result = run("extract", minutes, tmp_path / "none.txt", minutes, "--format", name)
    assert result.code == 1
    assert len(result.complaints) == 1
    assert result.out.count(mark) == 2


def test_a_page_of_no_readable_document_is_not_printed(run: Run, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "none.txt", "--format", "html")
    assert (result.code, result.out) == (1, "")
