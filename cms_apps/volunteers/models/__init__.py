from cms_apps.volunteers.models.volunteer import Volunteer, VolunteerHistory

__all__ = ["Volunteer", "VolunteerHistory"]
