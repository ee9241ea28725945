"""How far apart two postal codes lie, as the crow flies."""

from collections import defaultdict
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from django.db.models import Q

from cms_apps.places.models import Municipality, PostalArea

EARTH = 6371.0  # kilometres, radius
Point = tuple[float, float]


def distances_km(
    codes: Iterable[str], *, to_code: str = "", to_municipality: Municipality | None = None
) -> dict[str, int]:
    """Whole kilometres from each code to a place (its code, else the middle of its municipality); one query.

    A code that has no point, or that nobody knows, is missing from the result.
    """
    wanted, here = set(codes) - {""}, Q(municipality=to_municipality) if to_municipality else Q(pk=None)
    if not wanted:
        return {}
    rows = PostalArea.objects.filter(Q(code__in={*wanted, to_code}) | here).exclude(latitude=None)
    by_code: dict[str, list[Point]] = defaultdict(list)
    around: list[Point] = []
    for area in rows:
        point = (float(area.latitude or 0), float(area.longitude or 0))
        by_code[area.code].append(point)
        if to_municipality and area.municipality_id == to_municipality.pk:
            around.append(point)
    start = _middle(by_code.get(to_code) or around)
    if start is None:
        return {}
    ends = {code: _middle(by_code[code]) for code in wanted if by_code.get(code)}
    return {code: round(_km(start, end)) for code, end in ends.items() if end}


def _middle(points: list[Point]) -> Point | None:
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _km(one: Point, other: Point) -> float:
    """Great circle (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
