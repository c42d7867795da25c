"""Structure of minutes: sentences, agenda items, sections and what the header says."""

from referat.structure.structuring import structure, structure_all
from referat.structure.tokenization import load_tokenizer

__all__ = ["load_tokenizer", "structure", "structure_all"]
