"""What the worker does by the clock: dotted path -> seconds between two runs. Each is idempotent."""

TICK = {
    "cms_apps.pages.ticks.publish_scheduled": 20,
    "cms_apps.enrolments.ticks.expire_offers": 60,
    "cms_apps.enrolments.ticks.offer_free_places": 60,
    "cms_apps.enrolments.ticks.close_lists": 3600,
    "cms_apps.search.ticks.feed_elasticsearch": 15,
    "cms_apps.search.ticks.follow_states": 60,
    "cms_apps.search.ticks.mend": 3600,
    "cms_apps.volunteering.ticks.delete_unconfirmed": 3600,
    "cms_apps.volunteering.ticks.delete_closed": 3600,
    "cms_apps.volunteering.ticks.delete_old_drafts": 3600,
    "cms_apps.volunteering.ticks.remind_parents": 3600,
    "cms_apps.volunteering.ticks.remind_teams": 900,
    "cms_apps.volunteering.ticks.tell_overdue": 900,
    "cms_apps.volunteering.ticks.escalate": 900,
    "cms_apps.volunteering.ticks.remind_of_questions": 900,
    "cms_apps.volunteering.ticks.let_rest": 900,
    "cms_apps.reports.ticks.measure": 6 * 3600,
    "cms_apps.volunteering.ticks.send_digests": 300,
    "cms_apps.outbox.ticks.delete_delivered": 3600,
    "cms_apps.links.ticks.delete_expired": 3600,
}
