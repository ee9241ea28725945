"""Figures, measured side by side in one run: bare targets and our pages (docs/benchmarks.md). `make bench` starts it."""
