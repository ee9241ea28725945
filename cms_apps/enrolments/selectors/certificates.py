"""Reads about certificates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.enums import CertificateState, EnrolmentState
from cms_apps.enrolments.models import Attendance, CertificateHistory, CourseCertificate, Enrolment
from cms_apps.enrolments.models.certificate import CertificateQuerySet
from cms_apps.foundation.sorting import sort_key

_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_PLAIN = str.maketrans({"ə": "e", "Ə": "E"})  # as people write it who do not have it

Key = tuple[str, int | None]


@dataclass(frozen=True)
class Progress:
    """How far the certificates of a run are: three facts, and how many papers the worker has made."""

    completed: int
    issued: int
    made: int
    handed_over: int

    @property
    def is_under_way(self) -> bool:
        """Whether papers are still being made."""
        return self.made < self.issued


def without_certificate(run_id: int) -> QuerySet[Enrolment]:
    """Who has completed the run and was never given a certificate; whom one was taken from is not among them."""
    rows = Enrolment.objects.filter(run=run_id, state=EnrolmentState.COMPLETED, certificates=None)
    return rows.select_related("volunteer__organisation", "run").order_by("volunteer__sort_key", "pk")


def certificates_of_run(run_id: int) -> CertificateQuerySet:
    """The last certificate of each person, alphabetically; what it replaced is its history."""
    rows = CourseCertificate.objects.filter(enrolment__run=run_id)
    rows = rows.exclude(state=CertificateState.REPLACED).defer("paper__pdf").with_last()
    return rows.select_related("enrolment__volunteer", "paper", "replaces").order_by(
        "enrolment__volunteer__sort_key", "pk"
    )


def one_of_run(run_id: int, pk: int) -> CourseCertificate | None:
    """One certificate of a run with its person, without the file."""
    rows = CourseCertificate.objects.filter(enrolment__run=run_id, pk=pk).defer("paper__pdf")
    related = ("enrolment__run__organisation", "enrolment__run__kind", "enrolment__volunteer__organisation")
    return rows.select_related(*related, "paper").first()


def paper_of(certificates: CertificateQuerySet, pk: int) -> CourseCertificate | None:
    """The one of these with this key and its file; None where it is not made yet."""
    rows = certificates.filter(pk=pk, paper__isnull=False)
    return rows.select_related("paper", "enrolment__volunteer__organisation").first()


def trail_of(certificate: CourseCertificate) -> list[CertificateHistory]:
    """What happened to it and to those that it replaced, the newest first; each row knows its certificate."""
    keys, one = [certificate.pk], certificate
    while (before := CourseCertificate.objects.filter(replaced_by=one).only("pk").first()) is not None:
        keys.append(before.pk)
        one = before
    rows = CertificateHistory.objects.filter(subject__in=keys).select_related("actor", "subject")
    return list(rows.order_by("-pk"))


def progress_of(run_id: int, shown: Iterable[CourseCertificate]) -> Progress:
    """How far a run is, from the certificates that the page shows anyway."""
    valid = [one for one in shown if one.is_valid]
    return Progress(
        completed=Enrolment.objects.filter(run=run_id, state=EnrolmentState.COMPLETED).count(),
        issued=len(valid),
        made=sum(has_paper(one) for one in valid),
        handed_over=sum(one.handed_over_on is not None for one in valid),
    )


def certificates_of(enrolments: Iterable[int]) -> dict[int, CourseCertificate]:
    """The valid certificates of these places, by place."""
    rows = CourseCertificate.objects.valid().filter(enrolment__in=list(enrolments))
    return {one.enrolment_id: one for one in rows}


def own_certificates(volunteers: Iterable[int]) -> list[CourseCertificate]:
    """What these people have in hand: valid, with its paper; the newest first."""
    rows = CourseCertificate.objects.valid().filter(enrolment__volunteer__in=list(volunteers))
    return list(rows.filter(paper__isnull=False).select_related("enrolment").order_by("-pk"))


def withdrawn_from(volunteer_id: int) -> list[CourseCertificate]:
    """What was taken back from a person and not given anew, the newest first."""
    rows = CourseCertificate.objects.filter(
        state=CertificateState.WITHDRAWN, enrolment__volunteer=volunteer_id
    )
    return list(rows.order_by("-pk"))


def by_code(code: str) -> CourseCertificate | None:
    """The certificate of a check code as people type it: in any case, with or without hyphen and blanks, or its address."""
    last = code.strip().rstrip("/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last.upper() if sign.isalnum())
    half = len(plain) // 2
    rows = CourseCertificate.objects.select_related("replaced_by")
    return rows.filter(code=f"{plain[:half]}-{plain[half:]}").first()


def contents_of(dates: Sequence[CourseDate], places: Sequence[Enrolment]) -> dict[int, list[str]]:
    """By place: modules and topics of the dates that somebody attended, here or elsewhere, in the order of the course."""
    rows = Attendance.objects.filter(enrolment__in=[one.pk for one in places], units__gt=0)
    there: dict[int, set[Key]] = {one.pk: set() for one in places}
    for place, date, module in rows.values_list("enrolment", "date", "date__module"):
        there[place] |= {("date", date), ("module", module)}
    words = _words(dates)
    return {place: [word for word, keys in words.items() if keys & had] for place, had in there.items()}


def _words(dates: Sequence[CourseDate]) -> dict[str, set[Key]]:
    """What each module or topic is known by: its dates, and the module wherever it was held."""
    found: dict[str, set[Key]] = {}
    for one in dates:
        keys = {("date", one.pk), ("module", one.module_id or -1)}
        found.setdefault(one.module.title if one.module else one.topic, set()).update(keys)
    found.pop("", None)
    return found


def has_paper(certificate: CourseCertificate) -> bool:
    """Whether its PDF is there."""
    return hasattr(certificate, "paper")


def is_holder(certificate: CourseCertificate, typed: str) -> bool:
    """Whether this is the name on it: in any order and case, with or without marks and hyphens, ä also as ae."""
    return bool(_spellings(certificate.name) & _spellings(typed))


def _spellings(name: str) -> set[str]:
    """How a name may be written without marks: its words in a fixed order, or as one; ä as a or as ae."""
    found = set()
    for text in (name, name.translate(_TWO_LETTERS)):
        words = sort_key(text.translate(_PLAIN)).split()
        found |= {" ".join(sorted(words)), "".join(words)}
    return found
