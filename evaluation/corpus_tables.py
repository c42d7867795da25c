"""The corpus in figures, as its card shows them: sizes, and agreement of annotators."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from referat.labels import TAGS

_SCOPES: Final = {"all": "all", "source": "", "split": "split "}
_SHOWN: Final = ("alpha", "kappa", "ac1", "f1")


def sizes_table(sizes: Sequence[Mapping[str, Any]]) -> str:
    """Documents, sentences and tags of the whole, by source and by split, as Markdown.

    Args:
        sizes: Records of `referat.annotations.statistics.Size`.
    """
    heads = ["part", "documents", "sentences", *(tag.value for tag in TAGS), "untagged"]
    rows = [_row(heads), _row(["---"] * len(heads))]
    for one in sizes:
        if one["scope"] in _SCOPES:
            name = f"{_SCOPES[one['scope']]}{one['name']}"
            counts = [one["documents"], one["sentences"]]
            counts += [one["tags"][tag.value] for tag in TAGS]
            rows.append(_row([name, *map(str, counts), str(one["untagged"])]))
    return "\n".join(rows)


def agreement_table(rows: Sequence[Mapping[str, str]]) -> str:
    """Coefficients for the real and the composed documents with their intervals, as Markdown.

    Args:
        rows: Rows of `referat agreement --csv`, by the names of their columns.
    """
    heads = ["documents", "category", "both", "first only", "second only", "alpha (95 %)"]
    shown = [_row([*heads, "kappa", "AC1", "F1"]), _row(["---"] * 9)]
    for one in rows:
        if one["scope"] == "source":
            low, high = _number(one["alpha_low"]), _number(one["alpha_high"])
            alpha = f"{_number(one['alpha'])} ({low} to {high})"
            counts = [one["both"], one["first_only"], one["second_only"]]
            rest = [_number(one[name]) for name in _SHOWN[1:]]
            documents = f"{one['documents']} {one['name']}"
            shown.append(_row([documents, one["category"], *counts, alpha, *rest]))
    return "\n".join(shown)


def _number(value: str) -> str:
    return f"{float(value):.2f}" if value else "-"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
