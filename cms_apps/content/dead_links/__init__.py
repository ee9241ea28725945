"""Links that lead nowhere (tote Links): found by the clock, listed for editors."""
