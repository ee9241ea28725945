"""The transition machine: the only writer of a `state` (design.md section 4)."""
