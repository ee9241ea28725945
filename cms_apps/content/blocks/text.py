"""Words: headings, paragraphs, quotes."""

from wagtail import blocks

PLAIN_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.CharBlock):
    """A heading between two parts of a text, one level below the page's own."""

    class Meta:
        label = "Zwischenüberschrift"
        icon = "title"
        template = "blocks/heading.html"
        description = "Gliedert einen Text; ab drei Teilen entsteht daraus das Inhaltsverzeichnis."
        preview_value = "Was Sie brauchen"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links; no headings, sizes or colours, so that pages stay alike."""

    class Meta:
        label = "Text"
        icon = "pilcrow"
        template = "blocks/text.html"
        description = "Absätze, Listen und Links."
        preview_value = "<p>Sie haben im Monat <b>ein paar Stunden</b> Zeit.</p><ul><li>am Vormittag</li><li>am Abend</li></ul>"


class QuoteBlock(blocks.StructBlock):
    """What somebody said, with name and office."""

    text = blocks.TextBlock(label="Zitat", help_text="Ohne Anführungszeichen; die setzt die Seite.")
    name = blocks.CharBlock(label="Name", max_length=120)
    office = blocks.CharBlock(label="Amt oder Aufgabe", max_length=160, required=False)

    class Meta:
        label = "Zitat"
        icon = "openquote"
        template = "blocks/quote.html"
        description = "Was jemand gesagt hat, mit Namen und Amt. Fragen Sie die Person vorher."
        preview_value = {"text": "Ich gehe gern mit.", "name": "Selma Aydin", "office": "Lotsin"}
