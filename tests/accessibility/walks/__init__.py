"""Every way through the site, page by page: whoever looks gets each answer.

A walk is a function of a `Person` (who may speak another language) and of `look(name, response, status=200)`.
"""

from tests.accessibility.walks.citizens import (
    after_sending,
    links_and_status,
    parents,
    status_with_a_place,
    steps_of_the_sign_up,
    steps_that_only_some_ask,
    waiting_list,
)
from tests.accessibility.walks.courses import attendance, certificates, courses, guests, ledger
from tests.accessibility.walks.monday import monday
from tests.accessibility.walks.offices import (
    desk,
    mails_at_the_desk,
    middle_of_life,
    paper_and_letters,
    passing_on,
    settings_of_an_organisation,
    taking_part,
    talks_and_the_centre,
)
from tests.accessibility.walks.own_data import deletion_asked, engagement, own_address, own_area, own_data
from tests.accessibility.walks.people import Look, Person
from tests.accessibility.walks.public import (
    account_and_error_pages,
    drafts_for_a_person,
    english_pages,
    every_block,
    full_release,
    list_of_organisations,
    pages_of_an_account,
    press_list,
    public_pages,
)
from tests.accessibility.walks.requests import accompaniment

IN_GERMAN = (
    public_pages,
    press_list,
    drafts_for_a_person,
    list_of_organisations,
    steps_of_the_sign_up,
    after_sending,
    links_and_status,
    status_with_a_place,
    waiting_list,
    desk,
    account_and_error_pages,
    pages_of_an_account,
    every_block,
    full_release,
    mails_at_the_desk,
    parents,
    settings_of_an_organisation,
    steps_that_only_some_ask,
    middle_of_life,
    talks_and_the_centre,
    passing_on,
    taking_part,
    paper_and_letters,
    monday,
    own_data,
    own_area,
    engagement,
    own_address,
    deletion_asked,
    accompaniment,
    attendance,
    certificates,
    courses,
    guests,
    ledger,
)
WALKS = (*IN_GERMAN, english_pages)

__all__ = ["IN_GERMAN", "WALKS", "Look", "Person"]
