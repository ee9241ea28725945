"""A tile for each district of Hessen, roughly where it lies: AGS -> (short name, column, row). Our own drawing."""

TILES: dict[str, tuple[str, int, int]] = {
    "06635": ("KB", 2, 0), "06633": ("KS-L", 3, 0), "06611": ("KS", 4, 0), "06636": ("ESW", 5, 0),
    "06534": ("MR", 2, 1), "06634": ("HR", 3, 1), "06632": ("HEF", 4, 1),
    "06532": ("LDK", 1, 2), "06531": ("GI", 2, 2), "06535": ("VB", 3, 2), "06631": ("FD", 4, 2),
    "06533": ("LM", 1, 3), "06434": ("HG", 2, 3), "06440": ("FB", 3, 3), "06435": ("MKK", 4, 3),
    "06439": ("RTK", 0, 4), "06436": ("MTK", 1, 4), "06412": ("F", 2, 4), "06413": ("OF", 3, 4), "06415": ("HU", 4, 4),
    "06414": ("WI", 0, 5), "06433": ("GG", 1, 5), "06411": ("DA", 2, 5), "06438": ("OF-L", 3, 5),
    "06431": ("HP", 1, 6), "06432": ("DI", 2, 6), "06437": ("ERB", 3, 6),
}  # fmt: skip
STEP, SIDE = 56, 52  # from one tile to the next, and the side of a tile, in units of the drawing
COLUMNS = 1 + max(column for _short, column, _row in TILES.values())
ROWS = 1 + max(row for _short, _column, row in TILES.values())
# Room for the line around the tiles at the edges.
VIEW_BOX = f"-4 -4 {COLUMNS * STEP + 4} {ROWS * STEP + 4}"
