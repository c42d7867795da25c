"""What language models under test were asked, for the report."""

from typing import Any

from referat.evaluation.systems import RememberedSystem, TaggerSystem
from referat.models.baselines.language_model import LanguageModelTagger


def prompt_record(remembered: RememberedSystem) -> dict[str, Any] | None:
    """The exact prompt and how often there was no answer in form; None of other systems.

    Args:
        remembered: The system, after it was run.
    """
    system = remembered.system
    if not isinstance(system, TaggerSystem) or not isinstance(system.tagger, LanguageModelTagger):
        return None
    return {
        "system": system.name,
        "prompt": system.tagger.prompt,
        "failures": system.tagger.failures,
    }
