"""The labelling configuration of Label Studio: what tasks show, and the names of controls."""

from typing import Final
from xml.sax.saxutils import quoteattr

from referat.labels import SECTIONS, TAGS

TEXT: Final = "text"
TAGS_CONTROL: Final = "tags"
SECTION_CONTROL: Final = "section"
SPAN_CONTROL: Final = "span"
VALUE_CONTROL: Final = "value"
DUE_CONTROL: Final = "due"
RELATION_CONTROL: Final = "relation"
PARTICIPANT_CONTROL: Final = "participant"
DEADLINE: Final = "deadline"
RESPONSIBLE: Final = "responsible"
_CONFIG: Final = """<View>
  <Style>.htx-text{{ white-space: pre-wrap; }}</Style>
  <Header value="$heading" size="5"/>
  <Text name="previous" value="$previous" selectionEnabled="false"/>
  <Labels name="span" toName="text">
    <Label value="deadline" background="#C62828" hotkey="f"/>
    <Label value="responsible" background="#1565C0" hotkey="r"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Text name="following" value="$following" selectionEnabled="false"/>
  <Choices name="tags" toName="text" choice="multiple" showInline="true">
{tags}
  </Choices>
  <Choices name="section" toName="text" choice="single-radio" showInline="true" required="true">
{sections}
  </Choices>
  <TextArea name="value" toName="text" perRegion="true" maxSubmissions="1" editable="true"
            visibleWhen="region-selected" whenLabelValue="deadline"
            placeholder="value: 2022-04-01, 2022-W12, 2022-Q2, NEXT_MEETING"/>
  <TextArea name="due" toName="text" perRegion="true" maxSubmissions="1" editable="true"
            visibleWhen="region-selected" whenLabelValue="deadline"
            placeholder="due: 2022-04-01"/>
  <Choices name="relation" toName="text" perRegion="true" choice="single" showInline="true"
           visibleWhen="region-selected" whenLabelValue="deadline">
    <Choice value="by"/>
    <Choice value="at"/>
  </Choices>
  <Choices name="participant" toName="text" perRegion="true" choice="single"
           visibleWhen="region-selected" whenLabelValue="responsible" value="$participants"/>
</View>
"""


def config() -> str:
    """The configuration as XML, for the settings of a project."""
    return _CONFIG.format(tags=_choices(TAGS), sections=_choices(SECTIONS))


def _choices(words: "tuple[str, ...]") -> str:
    return "\n".join(f"    <Choice value={quoteattr(word)}/>" for word in words)
