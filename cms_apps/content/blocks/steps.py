"""How something goes, one step after the other."""

from wagtail import blocks


class StepBlock(blocks.StructBlock):
    """One step: what happens, in a few words."""

    title = blocks.CharBlock(label="Schritt", max_length=80)
    text = blocks.TextBlock(label="Was geschieht", max_length=300)

    class Meta:
        label = "Schritt"
        icon = "list-ol"


class StepsBlock(blocks.StructBlock):
    """Several steps in order."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="So geht es")
    steps = blocks.ListBlock(StepBlock(), label="Schritte", min_num=2, max_num=7)

    class Meta:
        label = "Schritte"
        icon = "list-ol"
        template = "blocks/steps.html"
        description = "Zwei bis sieben Schritte in ihrer Reihenfolge."
        preview_value = {
            "heading": "So geht es",
            "steps": [
                {"title": "Sich melden", "text": "Sie füllen den Bogen aus."},
                {"title": "Kennenlernen", "text": "Der Träger ruft Sie an."},
            ],
        }
