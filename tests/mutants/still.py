"""A pytest plugin that makes a test do the same each time it runs: no chance in hypothesis, nothing kept from run to run."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "still",
    derandomize=True,
    database=None,
    deadline=None,
    # Whether a fault is noticed is all that is asked: the smallest example that shows it is not.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("still")
