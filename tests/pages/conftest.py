import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms_apps.accounts.models import User
from cms_apps.content.models import Contact, Topic
from cms_apps.media.models import Picture
from cms_apps.pages.models import NewsIndexPage, NewsPage, PressIndexPage, PressReleasePage


@pytest.fixture
def home(db, kept_site):
    return kept_site.give()


@pytest.fixture
def english(home):
    return Locale.objects.get(language_code="en")


@pytest.fixture
def translate(english, django_capture_on_commit_callbacks):
    """Translate an object by wagtail-localize: strings by their German text; what is missing stays German."""

    def run(original, strings=None, *, publish=True):
        source, _ = TranslationSource.update_or_create_from_instance(original)
        Translation.objects.get_or_create(source=source, target_locale=english)
        for segment in source.stringsegment_set.select_related("string"):
            if segment.string.data in (strings or {}):
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string, locale=english, context=segment.context,
                    defaults={"data": strings[segment.string.data]},
                )  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):
            target, _ = source.create_or_update_translation(english, publish=publish, fallback=True)
        target.refresh_from_db()
        return target

    return run


@pytest.fixture
def news_index(home):
    return NewsIndexPage.objects.get(slug="aktuelles")


@pytest.fixture
def press_index(home):
    return PressIndexPage.objects.get(slug="presse")


@pytest.fixture
def make_user(db):
    def make(name, *groups):
        user = User.objects.create_user(name, f"{name}@vielfalt.example", "x")
        user.groups.add(*groups)
        return user

    return make


@pytest.fixture
def picture(db):
    png = io.BytesIO()
    Image.new("RGB", (1200, 675), "#12497A").save(png, "PNG")
    file = SimpleUploadedFile("tor.png", png.getvalue(), "image/png")
    return Picture.objects.create(
        title="Tor", description="Ein offenes Tor", credit="Zeichnung: Muster", file=file
    )


@pytest.fixture
def topic(home):
    return Topic.objects.create(title="Ehrenamt", slug="ehrenamt", locale=home.locale)


@pytest.fixture
def contact(home):
    return Contact.objects.create(
        name="Dana Muster", office="Pressestelle", phone="0611 555 0101", email="presse@vielfalt.example",
        locale=home.locale,
    )  # fmt: skip


@pytest.fixture
def add_news(news_index):
    def add(title="Neue Gruppe in Musterstadt", **fields):
        page = NewsPage(title=title, lead="Zwölf Menschen fangen an.", locale=news_index.locale, **fields)
        news_index.add_child(instance=page)
        page.save_revision().publish()
        return page

    return add


@pytest.fixture
def add_release(press_index):
    def add(title="Landesprogramm: Neue Kurse", **fields):
        page = PressReleasePage(
            title=title, lead="Im Frühjahr beginnen Kurse.", issuer="Musterministerium",
            locale=press_index.locale, **fields,
        )  # fmt: skip
        press_index.add_child(instance=page)
        page.save_revision().publish()
        return page

    return add


@pytest.fixture
def add(home):
    def run(model, title, parent=None, **fields):
        page = model(title=title, locale=home.locale, **fields)
        (parent or home).add_child(instance=page)
        page.save_revision().publish()
        return page

    return run


@pytest.fixture
def shown(client):
    def run(page, query=""):
        answer = client.get(f"{page.get_url()}{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    return run


@pytest.fixture
def cost(client, django_assert_max_num_queries):
    def run(page, query=""):
        client.get(f"{page.get_url()}{query}")
        with django_assert_max_num_queries(20) as captured:
            assert client.get(f"{page.get_url()}{query}").status_code == 200
        return len(captured)

    return run
