"""What the sign-up hands to the services: frozen, complete, checked in shape."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LanguageSkill:
    """One language as a skill (never as origin); `other_name` names one that the kept list does not know."""

    code: str
    level: str
    spoken: bool
    written: bool
    other_name: str = ""


@dataclass(frozen=True)
class SignUp:
    """All answers of one sign-up; the last ones only where the organisation asks for them."""

    place_typed: str
    municipality_id: int | None
    organisation_id: int
    languages: tuple[LanguageSkill, ...]
    slots: tuple[str, ...]
    hours: str
    topics: tuple[str, ...]
    motivation: str
    first_name: str
    last_name: str
    email: str
    phone: str
    course_wish: str
    wished_run_id: int | None
    consents: tuple[str, ...]
    language: str
    notice_version: str = ""
    birth_year: int | None = None
    parent_name: str = ""
    parent_email: str = ""
    extra_answers: tuple[dict[str, Any], ...] = ()
    talk_wish: str = ""
