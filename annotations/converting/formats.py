"""The formats of annotation tools by name."""

from enum import StrEnum


class ToolFormat(StrEnum):
    """A tool, or a kind of file."""

    DOCCANO = "doccano"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    INCEPTION = "inception"
    BRAT = "brat"
    DOCBIN = "docbin"
    PARQUET = "parquet"
