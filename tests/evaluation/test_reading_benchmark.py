from pathlib import Path

import pytest

from referat.evaluation.benchmarks.printing import long_pdf, print_text
from referat.evaluation.benchmarks.reading import Memory, Throughput, lines, main
from referat.reading import read_bytes
from referat.structure import structure


def test_a_long_pdf_reads_as_minutes_of_so_many_pages() -> None:
    document = read_bytes(long_pdf(3), "long.pdf")
    assert len(document.pages) == 3
    assert 2_000 < len(document.text) / 3 < 3_500
    minutes = structure(document)
    assert len(minutes.items) >= 12
    assert sum(one.text == "Godkendt." for one in minutes.sentences) >= 6


def test_a_text_is_printed_whole() -> None:
    words = ("Hegnet", "Taget", "Skuret", "Båden", "Broen", "Vejen", "Haven")
    text = "\n".join(f"{word} {'blev drøftet ' * place}." for place, word in enumerate(words, 1))
    document = read_bytes(print_text(text + "\n" * 60 + "Slut."), "x.pdf")
    assert len(document.pages) == 2
    assert document.text.split() == [*text.split(), "Slut."]


def test_figures_are_of_one_process_and_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    minutes = tmp_path / "referat.txt"
    minutes.write_text("Referat\n\n1. Budget\n\nBudgettet blev godkendt.\n" * 200, encoding="utf-8")
    main([str(minutes), "--repeat", "2", "--pages", "2"])
    head, one, two, memory = capsys.readouterr().out.splitlines()
    assert head.split() == ["kind", "processes", "pages", "seconds", "pages/s"]
    assert (one.split()[:3], two.split()[:3]) == (["text", "1", "7"], ["text", "2", "7"])
    assert memory.startswith("a PDF of 2 pages: ")


def test_rates_are_pages_by_the_clock() -> None:
    shown = lines([Throughput("PDF", 2, 300, 2.0)], Memory(2000, 10.0, 200.0, 450.0))
    assert shown[1].split() == ["PDF", "2", "300", "2.00", "150.0"]
    assert shown[-1].endswith("10.0 s, peak 450 MB (200 MB with everything loaded)")


@pytest.mark.parametrize("arguments", [["nowhere.pdf"], ["x.txt", "--repeat", "0"]])
def test_misuse_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert "error: " in capsys.readouterr().err
