"""Which pages stand beside a page: of its area, of its topic, nothing that is shut; who they are is kept."""

from wagtail.models import PageViewRestriction

from cms_apps.pages.models import SectionPage, StandardPage


def test_pages_lead_to_what_is_like_them(add, add_news, shown, topic):
    section = add(SectionPage, "Bereich")
    first, second = (add(StandardPage, title, section) for title in ("Versicherung", "Fahrkosten"))
    news = [add_news(f"Meldung {number}", topic=topic) for number in range(5)]
    other = add_news("Etwas anderes")
    alone = add(StandardPage, "Allein")

    assert '<a href="/de/bereich/fahrkosten/">Fahrkosten</a>' in shown(first).partition('class="related"')[2]
    assert shown(second).count("Mehr aus diesem Bereich") == 1
    links = shown(news[0]).partition('class="related"')[2]
    assert [f"Meldung {number}" in links for number in range(5)] == [False, False, True, True, True]
    assert 'class="related"' not in shown(other)
    assert 'class="related"' not in shown(alone)


def test_what_is_shut_is_not_named_beside_other_pages(add, shown):
    section = add(SectionPage, "Bereich")
    page, shut = (add(StandardPage, title, section) for title in ("Eine", "Nur für das Haus"))
    PageViewRestriction.objects.create(page=shut, restriction_type="login")

    assert "Nur für das Haus" not in shown(page)


def test_three_related_pages_cost_what_one_costs(add, cost, add_news, topic):
    section = add(SectionPage, "Bereich")
    page, news = add(StandardPage, "Eine", section), add_news("Erste", topic=topic)
    counts = []
    for size in (1, 2):
        for number in range(size):
            add(StandardPage, f"Seite {size} {number}", section)
            add_news(f"Meldung {size} {number}", topic=topic)
        counts.append([cost(page), cost(news)])

    assert counts == [[2, 2], [2, 2]]
