"""Questions and their answers, by theme."""

from wagtail import blocks

from cms_apps.content.blocks.text import PLAIN_FEATURES, TextBlock


class QuestionBlock(blocks.StructBlock):
    """What people ask, in their words, and the answer."""

    question = blocks.CharBlock(
        label="Frage", max_length=160, help_text="So, wie jemand fragt: „Brauche ich ein Führungszeugnis?“"
    )
    answer = TextBlock(
        label="Antwort", features=PLAIN_FEATURES, help_text="Zuerst die Antwort, dann die Erklärung."
    )

    class Meta:
        label = "Frage"
        icon = "help"


class QuestionsBlock(blocks.StructBlock):
    """Several questions about one theme."""

    heading = blocks.CharBlock(label="Thema", max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label="Fragen", min_num=1)

    class Meta:
        label = "Fragen zu einem Thema"
        icon = "help"
        template = "blocks/questions.html"
        description = "Eine Überschrift und darunter Fragen, die sich aufklappen lassen."
        preview_value = {
            "heading": "Sich melden",
            "questions": [
                {
                    "question": "Brauche ich ein Konto?",
                    "answer": "<p>Nein. Sie füllen nur den Bogen aus.</p>",
                }
            ],
        }
