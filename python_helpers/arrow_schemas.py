"""The Arrow schemas of what is read from the lakehouse in Python: fixed, also with no row."""

import pyarrow as pa

COLUMN = pa.struct([(name, pa.string()) for name in ("name", "type")])
PERSON = pa.struct([(name, pa.string()) for name in ("worker_id", "name", "phone", "email")])


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


def _text(*names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names, pa.string())


FILES = _schema(
    **_text("path", "folder", "stem"), bytes=pa.int64(), rows=pa.int64(), **_text("sha256"),
    is_readable=pa.bool_(), **_text("problem"), columns=pa.list_(COLUMN),
)  # fmt: skip
PLANS = _schema(
    **_text("source_path", "source_sha256", "plan_sha256", "plan_id", "client_id", "client_name"),
    **_text("plan_date_text"), plan_date=pa.date32(), n_events=pa.int32(),
    **_text("notes", "extra"),
)  # fmt: skip
EVENTS = _schema(
    **_text("source_path", "source_sha256", "plan_sha256", "record_sha256", "plan_id"),
    **_text("client_id", "client_name", "plan_date_text"), plan_date=pa.date32(),
    event_no=pa.int32(), **_text("event_kind", "start_text", "start_time", "end_text", "end_time"),
    starts_on=pa.date32(), **_text("role", "count_text"), requested_count=pa.int32(),
    **_text("filled_text"), filled_count=pa.int32(),
    **_text("status_text", "city", "state", "zip", "job_order_id"), workers=pa.list_(PERSON),
    required_skills=pa.list_(pa.string()), required_certifications=pa.list_(pa.string()),
    **_text("notes", "extra", "plan_extra"),
)  # fmt: skip
LESSONS = _schema(
    **_text("source_path", "source_sha256", "record_sha256", "lesson_id", "plan_ref", "client_id"),
    **_text("client_name", "lesson_date_text"), lesson_date=pa.date32(),
    **_text("events_total_text"), events_total=pa.int32(),
    **_text("events_ok_text"), events_ok=pa.int32(), **_text("lesson_text", "extra"),
)  # fmt: skip
OUTCOMES = _schema(
    **_text("source_path", "source_sha256", "record_sha256"), line_no=pa.int32(),
    **_text("plan_ref"), event_no=pa.int32(), filled_count=pa.int32(), showed_count=pa.int32(),
    no_show_count=pa.int32(), **_text("recorded_at_text", "extra"),
)  # fmt: skip
REJECTED = _schema(**_text("source_path", "folder", "part", "reason"))
