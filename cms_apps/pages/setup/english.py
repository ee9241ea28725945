"""The English words of a fresh installation, by the German ones of `texts`; menus bring theirs (navigation)."""

PAGES: dict[str, str] = {
    # start page
    "Kompetenzzentrum Vielfalt Hessen": "Competence Centre for Diversity in Hessen",
    "start": "start-en",
    "Ehrenamtliche Integrationslots*innen begleiten Menschen, die neu in Hessen sind. "
    "Hier finden beide zueinander.": "Volunteer integration guides go along with people who are new in Hessen. "
    "This is where they meet.",
    "Ich möchte mithelfen": "I would like to help",
    "Sie sprechen mehrere Sprachen oder kennen sich gut aus in Ihrem Ort? "
    "Begleiten Sie Menschen, die neu hier sind.": "Do you speak several languages, or know your town well? "
    "Go along with people who are new here.",
    "Ich suche Begleitung": "I am looking for support",
    "Sie brauchen jemanden, der mitgeht: zum Amt, in die Schule, zum Arzt? "
    "Hier finden Sie, wer in Ihrer Nähe hilft.": "Do you need someone to come with you: to a public office, to "
    "school, to the doctor? Here you find who helps near you.",
    "Für Träger": "For host organisations",
    "Bewerbungen beantworten, Kurse planen, Teams verwalten.": "Answer applications, plan courses, manage teams.",
    "So werden Sie Lots*in": "How you become a guide",
    "Sich melden": "Get in touch",
    "Sie füllen einen kurzen Bogen aus und wählen einen Träger in Ihrer Nähe. Ein Konto brauchen Sie nicht.": (
        "You fill in a short form and choose a host organisation near you. You do not need an account."
    ),
    "Kennenlernen": "Get to know each other",
    "Der Träger ruft Sie an oder lädt Sie ein. Sie klären, was zu Ihnen passt.": (
        "The host organisation calls or invites you. Together you find out what suits you."
    ),
    "Lernen und anfangen": "Learn and start",
    "In der Basisqualifizierung lernen Sie, was Sie brauchen. Dann begleiten Sie die ersten Menschen.": (
        "In the basic training you learn what you need. Then you go along with your first people."
    ),
    # take part
    "Mitmachen als Integrationslots*in": "Take part as an integration guide",
    "mitmachen": "take-part",
    "Sie gehen mit zum Amt, in die Schule oder zur Ärztin. Sie erklären, wie etwas geht, "
    "und Sie machen Mut. Dafür brauchen Sie keine Ausbildung, nur Zeit, Geduld und Menschenkenntnis.": (
        "You come along to a public office, to school or to the doctor. You explain how things work, and you "
        "encourage. You need no degree for this, only time, patience and a sense of people."
    ),
    "Was Sie tun": "What you do",
    "Integrationslots*innen begleiten Menschen, die neu zugewandert sind. Sie gehen mit zu "
    "Terminen, sie helfen bei Anträgen, sie zeigen, wo der Deutschkurs ist und wie man einen "
    "Kita-Platz sucht. Viele sprechen mehrere Sprachen. Sie ersetzen keine Beratungsstelle und "
    "keine vereidigten Dolmetscher*innen: Sie sagen, wer helfen kann, und gehen den ersten Weg mit.": (
        "Integration guides support people who have recently moved to Germany. They come along to appointments, "
        "help with forms, and show where the German course is and how to look for a nursery place. Many speak "
        "several languages. They do not replace an advice centre or sworn interpreters: they say who can help, and "
        "they come along the first time."
    ),
    "Was Sie brauchen": "What you need",
    "Sie leben oder arbeiten in Hessen.": "You live or work in Hessen.",
    "Sie verstehen so viel Deutsch, dass Sie ein Gespräch im Amt begleiten können.": (
        "You understand enough German to follow a conversation in a public office."
    ),
    "Sie haben im Monat ein paar Stunden Zeit.": "You have a few hours a month.",
    "Sie behalten für sich, was Ihnen jemand anvertraut.": "You keep to yourself what people tell you in confidence.",
    "Manche Träger bitten um ein erweitertes Führungszeugnis. Für das Ehrenamt ist es kostenlos.": (
        "Some host organisations ask for an extended certificate of good conduct. It is free for volunteers."
    ),
    "So geht es weiter": "What happens next",
    "Bewerbung ausfüllen": "Fill in the application",
    "Das dauert etwa zehn Minuten. Sie können unterbrechen und später weitermachen.": (
        "This takes about ten minutes. You can stop and go on later."
    ),
    "E-Mail bestätigen": "Confirm your email address",
    "Erst mit Ihrer Bestätigung geht die Bewerbung an den Träger.": (
        "Your application goes to the host organisation only once you have confirmed."
    ),
    "Antwort bekommen": "Get an answer",
    "Der Träger meldet sich bei Ihnen. Wie es steht, sehen Sie jederzeit über Ihren Link.": (
        "The host organisation gets in touch with you. Your link shows you at any time how things stand."
    ),
    "Basisqualifizierung besuchen": "Attend the basic training",
    "Sie lernen an mehreren Abenden oder Samstagen, was Lots*innen wissen müssen. "
    "Die Teilnahme kostet nichts.": "On several evenings or Saturdays you learn what guides need to know. "
    "Taking part is free.",
    "Ehrenamt, nicht Arbeit": "Volunteering, not employment",
    "Die Begleitung ist ein Ehrenamt. Sie bekommen keinen Lohn. Viele Träger zahlen für die "
    "Einsätze eine Aufwandsentschädigung und erstatten Fahrkarten; wie hoch sie ist, sagt Ihnen der "
    "Träger beim Kennenlernen. Während des Einsatzes sind Sie unfall- und haftpflichtversichert.": (
        "Being a guide is volunteer work. You are not paid wages. Many host organisations pay an expense allowance "
        "and refund tickets; they tell you how much when you get to know each other. While you are on duty you are "
        "insured against accidents and liability."
    ),
    "Jetzt bewerben": "Apply now",
    # finder, lists
    "Begleitung finden": "Find support",
    "traeger": "find-support",
    "Diese Träger vermitteln ehrenamtliche Lots*innen. Rufen Sie an oder schreiben Sie. "
    "Sagen Sie, wobei Sie Hilfe brauchen und welche Sprache Sie sprechen. Die Begleitung kostet nichts.": (
        "These host organisations put you in touch with volunteer guides. Call or write. Say what you need help with "
        "and which language you speak. The support is free."
    ),
    "Aktuelles": "News",
    "aktuelles": "news",
    "Was sich bei den Integrationslots*innen in Hessen tut.": "What is new among the integration guides in Hessen.",
    "Presse": "Press",
    "presse": "press",
    "Mitteilungen für die Medien. Fragen beantwortet die Pressestelle.": (
        "Releases for the media. The press office answers questions."
    ),
    # legal pages: their texts are translated when the German ones are final
    "Impressum": "Legal notice",
    "impressum": "legal-notice",
    "Datenschutz": "Privacy",
    "datenschutz": "privacy",
    "Erklärung zur Barrierefreiheit": "Accessibility statement",
    "barrierefreiheit": "accessibility",
    "Kontakt": "Contact",
    "kontakt": "contact",
    "Gebärdensprache": "Sign language",
    "gebaerdensprache": "sign-language",
}
