"""Texts that break things, made by rules: more than 400 seeds, each with a name that says why it is there.

`RAW` are bytes that no text can hold; they are sent percent-encoded as a broken client would.
"""

import itertools
import unicodedata

MARK = "vfx"  # stands in every seed that tries to become markup
LONG = 1_000_000


def _empty_and_blank() -> dict[str, str]:
    blanks = {
        "empty": "", "space": " ", "spaces": " " * 80, "tab": "\t", "nbsp": "\u00a0", "narrow nbsp": "\u202f",
        "ideographic space": "\u3000", "zero width space": "\u200b", "bom": "\ufeff", "line feed": "\n", "crlf": "\r\n",
        "carriage return": "\r", "vertical tab": "\v", "form feed": "\f", "soft hyphen": "\u00ad", "braille blank": "\u2800",
        "hangul filler": "\u3164",
    }  # fmt: skip
    around = {f"{name} around": f"{blank}Amal{blank}" for name, blank in blanks.items() if blank}
    inside = {f"{name} inside": f"A{blank}mal" for name, blank in blanks.items() if blank}
    return {**blanks, **around, **inside}


def _controls() -> dict[str, str]:
    codes = [*range(0x20), 0x7F, *range(0x80, 0xA0)]
    signs = {
        "line separator": 0x2028,
        "paragraph separator": 0x2029,
        "replacement": 0xFFFD,
        "noncharacter": 0xFFFF,
    }
    marks = {"object": 0xFFFC, "private": 0xE000, "last plane": 0x10FFFF, "tag": 0xE0041, "variation": 0xFE0F}
    named = {**{f"control {code:02x}": code for code in codes}, **signs, **marks}
    return {name: f"A{chr(code)}mal" for name, code in named.items()}


def _directions() -> dict[str, str]:
    codes = [
        0x061C,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
    ]
    texts = {f"direction {code:04x}": f"Amal{chr(code)}Beispiel" for code in codes}
    return {
        **texts,
        "never closed": "\u202e\u2067\u2066Amal",
        "file name turned round": "Lebenslauf\u202efdp.exe",
        "right to left mixed": "אבג Amal ابجد 123 (456) def",
    }


def _unicode_forms() -> dict[str, str]:
    words = [
        "Müller",
        "Straße",
        "Åsa",
        "Đặng",
        "İstanbul",
        "ﬁnanz",
        "Ⅷ",
        "½",
        "Ω",
        "Ⅳ. Stock",
        "한국",
        "がぎ",
    ]
    forms = {
        f"{form} {word}": unicodedata.normalize(form, word)
        for form, word in itertools.product(("NFC", "NFD", "NFKC", "NFKD"), words)
    }
    return {
        **forms,
        "dotless i": "ıI İi", "sharp s capital": "STRAẞE", "sigma at the end": "ΣΊΣΥΦΟΣ", "long s": "ſ", "kelvin": "K",
        "zalgo": "A" + "\u0301\u0327\u0334" * 33 + "mal", "only combining": "\u0301" * 100, "turned letters": "ɐɯɐ∀",
        "mathematical": "𝔸𝕞𝕒𝕝", "full width": "Ａｍａｌ＜ｂ＞", "enclosed": "Ⓐⓜⓐⓛ", "look-alike": "Аmаl", "ligature": "ﷺ",
    }  # fmt: skip


def _emoji() -> dict[str, str]:
    signs = {
        "smile": "🙂", "family": "👨‍👩‍👧‍👦", "family of women": "👩‍👩‍👧", "flag": "🇩🇪", "half a flag": "🇩", "three halves": "🇩🇪🇩",
        "pirate": "🏴‍☠️", "wales": "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "skin": "👍🏽", "keycap": "1️⃣", "text heart": "❤︎", "red heart": "❤️", "professor": "👩🏾‍🏫",
        "joiner alone": "\u200d", "selector alone": "\ufe0f", "skin alone": "🏽",
    }  # fmt: skip
    return {**signs, **{f"{name} twenty times": sign * 20 for name, sign in signs.items()}}


def _names() -> dict[str, str]:
    names = {
        "arabic": "أمل المثال", "persian": "امیرحسین نمونه\u200cای", "ukrainian": "Ім’я Прикладівна", "amharic": "አማል ምሳሌ",
        "tigrinya": "ኣማል ኣብነት", "chinese": "王小明", "vietnamese": "Nguyễn Thị Ví Dụ", "turkish": "Çağrı Örneğioğlu",
        "kurdish": "Şîlan Mînakê", "georgian": "ამალ მაგალითი", "armenian": "Ամալ Օրինակ", "hebrew": "אמל דוגמה", "thai": "อมล ตัวอย่าง",
        "tamil": "அமல் உதாரணம்", "bengali": "অমল উদাহরণ", "khmer": "អាម៉ាល់", "burmese": "အမဲလ်", "mongolian": "Амал Жишээ",
        "icelandic": "Þórdís Ðæmi", "apostrophe": "O'Muster", "typographic apostrophe": "D’Exemple", "hyphens": "Anna-Lena-Sophie",
        "particle": "von und zu Beispiel", "dot": "Dr. A. Muster jun.", "slash": "Amal/Amala", "one letter": "Y", "two spaces": "Amal  Maria",
        "200 letters": "Abcdefghij" * 20, "80 letters": "A" * 80, "81 letters": "A" * 81, "digits": "Amal2", "quotes": 'Amal „Ami“ "A"',
    }  # fmt: skip
    numbers = {
        "arabic digits": "٠٦١١ ٥٥٥",
        "persian digits": "۰۶۱۱",
        "devanagari digits": "०६११",
        "thai digits": "๐๖๑๑",
        "roman": "ⅠⅡⅢ",
    }
    return {**names, **numbers}


def _words_that_mean_something() -> dict[str, str]:
    words = [
        "Null", "null", "None", "nil", "undefined", "True", "false", "on", "off", "yes", "NaN", "Infinity", "-1", "0", "-0", "1e309",
        "1e-400", "0x1F", "0b1", "1_000", "1,5", "1.5", "٣", "9" * 9, "9" * 19, "9" * 40, "-" + "9" * 30, "2147483648",
        "9223372036854775808", "0001-01-01", "9999-12-31", "10000-01-01", "29.02.2026", "29.02.2028", "31.11.2026", "00.00.0000",
        "2026-10-25T02:30", "24:00", "25:61", "-1:00", "+49 611 555 0100", "0049611555", "+49(0)611/555-0100", "110", "++49", "id",
        "self", "__class__", "constructor", "__proto__", "toString", "password", "admin", "root", "CON", "NUL", "aux.txt",
    ]  # fmt: skip
    return {f"word {word[:24]}": word for word in words}


def _formulas_and_templates() -> dict[str, str]:
    texts = [
        "=1+1", "+1+1", "-1+1", "@SUM(A1:A9)", "|cmd", "=cmd|'/C calc'!A0", "\t=1+1", "\r=1+1", " =1+1", '=HYPERLINK("x")', "＝1+1",
        "'=1+1", "{{7*7}}", "{{ settings.SECRET_KEY }}", "{% debug %}", "{%", "%}", "{{", "}}", "{# x #}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
        "%s%n", "%(name)s", "%d %x %p", "{0}", "{name}", "{0.__class__}", "%", "%%", "$name", "`id`", "$(id)", "#set($x=1)", "#include", "#let x = 1",
        "@import", "*bold*", "_it_", "[a](b)", "# head", "\\u0041", "\\x41", "\\n", "\\", "\\\\", "&amp;", "&lt;b&gt;", "&#60;", "&#x3c;b", "&nbsp;",
        "&", "&&", "&copy", "%41", "%2e%2e", "%25", "%c3%28", "+", "a+b", "a=b&c=d", "a;b", "a,b;c\td",
    ]  # fmt: skip
    return {f"formula {index}": text for index, text in enumerate(texts)}


def _queries_and_paths() -> dict[str, str]:
    texts = [
        "' OR 1=1--", '" OR ""="', "'; DROP TABLE x;--", "1); SELECT 1--", "' UNION SELECT NULL--", "\\' OR 1", "admin'/*", "x' AND 'a'='a",
        "%' ESCAPE '\\", "_", "%_%", '"', "'", "''", "*", "(", ")", "()", "a NEAR b", "a AND b", "NOT", "OR OR", "-a", "a -", "^a", "a~2",
        "a^9", "[1 TO 2]", "{a TO", "title:x", "a:b:c", "/.*/", "a/b", "\\*", "?*?", "a && b || !c", "<->", "a:*", "!a & b", "'a' <-> 'b'",
        "../", "../../etc/passwd", "..\\..\\x", "/etc/passwd", "file:///x", "\\\\host\\share", "C:\\x", "~", "~root", "a/../b", "./.", "|", "||", ";",
        "> x", "< x", "$HOME", "-rf", "--help", "*)(uid=*", "//", "http://[::1", "http://x.example\\@y.example", "//x.example", "[", "]", "[]", "{", "}",
    ]  # fmt: skip
    return {f"query {index}": text for index, text in enumerate(texts)}


def _markup() -> dict[str, str]:
    texts = [
        f"<script>{MARK}()</script>", f"</script><script>{MARK}()</script>", f"<img src=x onerror={MARK}()>", f"<svg onload={MARK}()>",
        f'"><svg/onload={MARK}()>', f"' onmouseover='{MARK}()", f'" autofocus onfocus="{MARK}()', f"javascript:{MARK}()",
        f"JaVaScRiPt:{MARK}()", f"java\tscript:{MARK}()", f"data:text/html,<{MARK}>", f'<a href="javascript:{MARK}()">x</a>',
        f'<iframe srcdoc="<{MARK}>">', f"<{MARK}", f"<{MARK}>", f"</textarea><{MARK}>", f"</title><{MARK}>", f"</option></select><{MARK}>",
        f"<!--<{MARK}>-->", f"<![CDATA[<{MARK}>]]>", f"<?{MARK}?>", f"<math><mi {MARK}>", f"<style>{MARK}</style>", f"<base href=//{MARK}>",
        f"<form action=//{MARK}>", f"<meta http-equiv=refresh content={MARK}>", f"<link rel=x href={MARK}>", f"<b {MARK}>fett</b>",
        f'\\"><{MARK}>', f"+ADw-{MARK}+AD4-", f"<<{MARK}>>", f"<\u0131mg {MARK}>", f"<\x0c{MARK}>", f"&lt;{MARK}&gt;<{MARK}>",
    ]  # fmt: skip
    return {f"markup {index}": text for index, text in enumerate(texts)}


def _headers_and_files() -> dict[str, str]:
    texts = [
        "Amal\r\nBcc: alle@beispiel.example", "Amal\nBcc: alle@beispiel.example", "Amal\rBcc: x", "Amal\r\n\r\n<b>Text", "Amal\n.\nRSET",
        "\r\n.\r\nMAIL FROM:<x>", "Amal%0d%0aBcc: x", "Amal\u2028Bcc: x", "Amal\x85Bcc: x", "Amal\vBcc: x", "=?utf-8?q?Amal?=", "=?utf-8?b?QQ==?=",
        "\nBEGIN:VEVENT", "Amal\r\nEND:VCALENDAR", "a,b;c\\n", "Subject: x", "From x", "a@b", "a@b.example", '"a b"@beispiel.example', "a@b@c.example",
        "ä@beispiel.example", "a@münchen.example", "a@xn--mnchen-3ya.example", "a..b@beispiel.example", ".a@beispiel.example", "a@-x.example",
        "a@[127.0.0.1]", "a@localhost", "<a@beispiel.example>", "Amal <a@beispiel.example>", "a@beispiel.example,b@beispiel.example",
        "a@beispiel.example\nBcc: b@beispiel.example", "a@beispiel.example ", "A@BEISPIEL.EXAMPLE", "a@" + "b" * 63 + ".example",
        "a@" + "b" * 64 + ".example", "a" * 64 + "@beispiel.example", "a" * 300 + "@beispiel.example", "a+b@beispiel.example", "a%b@beispiel.example",
    ]  # fmt: skip
    return {f"header {index}": text for index, text in enumerate(texts)}


def _long() -> dict[str, str]:
    letters = {
        "a": "a",
        "umlaut": "ä",
        "emoji": "🙂",
        "space between": "a ",
        "line": "a\n",
        "quote": '"',
        "tag": "<b>",
        "combining": "a\u0301",
    }
    texts = {f"1000 {name}": (sign * 1000)[:1000] for name, sign in letters.items()}
    return {
        **texts,
        "3000": "a" * 3000,
        "3001": "a" * 3001,
        "ten thousand": "a" * 10_000,
        "a million": "a" * LONG,
    }


def _seeds() -> dict[str, str]:
    families = [
        _empty_and_blank(), _controls(), _directions(), _unicode_forms(), _emoji(), _names(), _words_that_mean_something(),
        _formulas_and_templates(), _queries_and_paths(), _markup(), _headers_and_files(), _long(),
    ]  # fmt: skip
    return {name: text for family in families for name, text in family.items()}


SEEDS = _seeds()
RAW = {
    "high surrogate": "%ED%A0%80", "low surrogate": "%ED%B0%80", "surrogate pair as two": "%ED%A0%BD%ED%B9%82", "overlong slash": "%C0%AF",
    "overlong nul": "%C0%80", "continuation alone": "%80", "cut short": "%E2%82", "five bytes": "%F8%88%80%80%80", "above unicode": "%F4%90%80%80",
    "latin 1": "M%FCller", "utf-16": "%FF%FEA%00", "half escape": "%", "bad escape": "%zz",
}  # fmt: skip
MARKUP = {name: text for name, text in SEEDS.items() if MARK in text and "<" in text}


def sample(share: int) -> list[str]:
    """Every `share`-th seed, by name; across all of them for 1."""
    return list(SEEDS)[::share]
