"""What the clock does for runs."""

from cms_apps.courses.services import finish_runs, start_runs

__all__ = ["finish_runs", "start_runs"]
