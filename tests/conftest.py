"""Settings that every test shares."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline: a shared machine may pause a test at any moment.
# In CI every run tries the same examples: what is green stays green.
settings.register_profile(
    "dev", deadline=None, max_examples=25, derandomize=bool(os.environ.get("CI"))
)
settings.register_profile(
    "ci", deadline=None, max_examples=100, derandomize=True, print_blob=True
)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# Read by type checkers, not by Python.
collect_ignore = ["typing"]
