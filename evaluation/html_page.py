"""The frame, the style and the script of the HTML page of a report, and its tables."""

from collections.abc import Iterable, Sequence
from html import escape
from math import isnan
from typing import Final

from referat.exporting.content_policy import content_policy

_STYLE: Final = """
:root{color-scheme:light dark;--paper:#fdfdfb;--ink:#1c2126;--quiet:#545c65;--line:#c9cfd4;
--panel:#f1f3f0;--link:#0b4f9e;--mark:#fbe9c4;--c0:#0b5cad;--c1:#b3440a;--c2:#1a7a3c;--c3:#7a2a8c}
@media (prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e6e8ea;--quiet:#a9b1b9;
--line:#454d55;--panel:#1f2327;--link:#8ec5ff;--mark:#4a370f;--c0:#7db8ff;--c1:#ffa36b;--c2:#7fd69b;
--c3:#dca0ee}}
body{font:16px/1.5 system-ui,"Segoe UI","Noto Sans","Liberation Sans",sans-serif;max-width:72rem;
margin:0 auto;padding:1rem clamp(1rem,4vw,2rem) 3rem;background:var(--paper);color:var(--ink)}
h1,h2,h3,h4{line-height:1.25;overflow-wrap:anywhere}h2{margin-top:2.5rem}
h3{margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
h4{margin:1.75rem 0 .25rem}
a{color:var(--link)}code{font-size:.85rem;color:var(--quiet);overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--c1);outline-offset:2px}
.scroll{overflow-x:auto;margin:.5rem 0 1.25rem}
table{border-collapse:collapse;font-size:.9375rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border-bottom:1px solid var(--line);padding:.25rem .9rem .25rem 0;text-align:right;
white-space:nowrap}
thead th{color:var(--quiet);border-bottom-color:var(--quiet);font-weight:600}
tbody th{font-weight:400;position:sticky;left:0;background:var(--paper)}
th.words,td.words{text-align:left}
.beside{display:flex;flex-wrap:wrap;gap:0 3rem}
.curves{display:flex;flex-wrap:wrap;gap:1.5rem}figure{margin:0;flex:1 1 18rem;max-width:26rem}
figcaption{font-weight:600;font-size:.9375rem}
svg{display:block;width:100%;height:auto}svg text{font-size:11px;fill:currentColor}
svg .frame{fill:none;stroke:var(--quiet);stroke-opacity:.5}svg .curve{fill:none;stroke-width:1.8}
.c0{stroke:var(--c0)}.c1{stroke:var(--c1);stroke-dasharray:7 3}
.c2{stroke:var(--c2);stroke-dasharray:2 3}.c3{stroke:var(--c3);stroke-dasharray:9 3 2 3}
circle{stroke:none}.dot0{fill:var(--c0)}.dot1{fill:var(--c1)}.dot2{fill:var(--c2)}.dot3{fill:var(--c3)}
details>summary{cursor:pointer;font-weight:600;margin:1.75rem 0 .5rem}
.filter{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:end;background:var(--panel);
border:1px solid var(--line);border-radius:6px;padding:.6rem .9rem}
.filter label{display:grid;font-size:.875rem;color:var(--quiet)}
select,input{font:inherit;color:var(--ink);background:var(--paper);min-height:2.1rem;max-width:100%;
border:1px solid var(--quiet);border-radius:4px;padding:.1rem .5rem}
output{color:var(--quiet);padding-bottom:.35rem}
.error{border-left:4px solid var(--line);padding:.2rem .9rem;margin:1rem 0;overflow-wrap:anywhere;
max-width:50rem}
.error p{margin:.1rem 0}.near,.told{color:var(--quiet)}.told{font-size:.875rem}
.told strong{color:var(--ink)}mark{padding:.05rem .2rem;color:inherit;background:var(--mark)}
[hidden]{display:none!important}
@media print{details:not([open]){display:none}.filter{display:none}}
"""
_SCRIPT: Final = """
for (const form of document.querySelectorAll("form.filter")) {
  const errors = form.nextElementSibling.querySelectorAll(".error");
  const show = () => {
    const wanted = new FormData(form), words = wanted.get("words").toLowerCase();
    let count = 0;
    for (const one of errors) {
      const fits = key => !wanted.get(key) || wanted.get(key) === one.dataset[key];
      const ok = ["tag", "error", "kind"].every(fits)
        && one.textContent.toLowerCase().includes(words);
      one.hidden = !ok;
      count += ok;
    }
    form.querySelector("output").textContent = count + " of " + errors.length;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  show();
}
"""

Cell = str | int | float | None
"""Words, a count, a figure of three decimals, or nothing."""


def html_page(body: str) -> str:
    """The whole page around what it shows.

    Args:
        body: Content of its main element, as HTML.
    """
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"{content_policy(_STYLE, _SCRIPT)}"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>referat: evaluation</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main><script>{_SCRIPT}</script></body></html>\n"
    )


def html_table(caption: str, head: Sequence[str], body: Iterable[Sequence[Cell]]) -> str:
    """A table whose first column names its rows; it scrolls where the window is narrow.

    Args:
        caption: What it shows.
        head: Names of the columns.
        body: The rows.
    """
    rows = list(body)
    words = [all(isinstance(cell, str) for cell in column) for column in zip(*rows, strict=True)]
    sides = [' class="words"' if one else "" for one in words] or [""] * len(head)
    names = "".join(
        f'<th scope="col"{side}>{escape(name)}</th>' for name, side in zip(head, sides, strict=True)
    )
    lines = "".join(f"<tr>{_row(row, sides)}</tr>" for row in rows)
    return (
        f'<div class="scroll" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{names}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _row(row: Sequence[Cell], sides: Sequence[str]) -> str:
    first, *rest = (escape(_shown(cell)) for cell in row)
    cells = "".join(f"<td{side}>{cell}</td>" for cell, side in zip(rest, sides[1:], strict=True))
    return f'<th scope="row"{sides[0]}>{first}</th>{cells}'


def _shown(cell: Cell) -> str:
    if isinstance(cell, float):
        return "" if isnan(cell) else f"{cell:.3f}"
    return "" if cell is None else str(cell)
