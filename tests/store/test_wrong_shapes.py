"""Any JSON may stand in a plan file: it is read, or refused as bad input with its place; nothing else ever comes out."""

import copy
import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.clock import FixedClock
from outreach.errors import BadInput
from outreach.store import Store
from outreach.store.check import check
from outreach.store.records import KINDS

CLOCK = FixedClock(dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC))
PLAN: dict[str, Any] = {
    "companies": {"1": {"uid": "a", "name": "Fernwick Labs", "research": {"read": "2026-11-01"}, "answers": [{"question": "Why?"}]}},
    "people": {"1": {"name": "Ana Ruiz", "company": 1, "roles": [{"company": "Kettlebrook"}], "news": [{"on": "2026-01-01", "text": "x"}]}},
    "steps": {"1": {"kind": "to do", "person": 1, "anchor": 1, "made_at": "2026-11-01T09:30:00+01:00"}},
    "settings": {"1": {"name": "theme", "value": "harbor"}},
    "meta": {"1": {"schema": 1, "seq": 3, "counters": {"people": 1}, "body": ""}},
}
odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just({"1": {}}),
    st.just({"a": 1}),
    st.just("2026-13-45"),
    st.just([[[]]]),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, as the keys that lead to it."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, item in value.items():
            found += places(item, (*path, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += places(item, (*path, index))
    return found


@st.composite
def bent(draw: st.DrawFn) -> Any:
    """A real plan with one to three places replaced, removed or renamed."""
    plan = json.loads(json.dumps(PLAN))
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(places(plan)))
        holder = plan
        for key in way:
            holder = holder[key]
        what = draw(st.sampled_from(["replace", "remove", "rename"]))
        if what == "replace":
            holder[last] = copy.deepcopy(draw(odd))
        elif isinstance(holder, dict):
            item = holder.pop(last)
            if what == "rename":
                holder[draw(st.sampled_from(["2", "a", "-1", "01", "", "999999999999999999999", "name"]))] = item
        if not plan:
            break
    return plan


@given(bent())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_plan_with_something_bent_is_read_or_refused_and_can_always_be_checked(plan: Any) -> None:
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare)
        main = folder / "outreach.json"
        data = json.dumps(plan).encode("utf-8", "surrogatepass")
        main.write_bytes(data)
        findings = check(folder, CLOCK)
        try:
            with Store.open(folder, CLOCK) as store:
                for kind in KINDS:
                    for record in store.all(kind):
                        assert store.get(kind, record.id) == record
        except BadInput as error:
            assert any(finding.severity == "error" for finding in findings), f"{error} was not found by the check"
        assert main.read_bytes() == data
