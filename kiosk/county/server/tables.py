"""The tables, in SQLAlchemy Core. Times are whole milliseconds since the epoch (UTC).

``period`` is the truth about a ticket's life and is only ever appended to. ``standing`` is an index
of each ticket's last period, and ``tally`` counts per business date and service; both follow from
``ticket`` and ``period`` and are written in the same transactions.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# ``revision`` grows with every change of settings; the row is also the lock of all writers.
centre = Table(
    "centre",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("name", JSON, nullable=False),
    Column("on_duty", JSON, nullable=False),
    Column("notices", JSON, nullable=False),
    Column("priority_weight", String(20), nullable=False),
    Column("priority_cap", Integer, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

service = Table(
    "service",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("letter", String(1), nullable=False, unique=True),
    Column("name", JSON, nullable=False),
    Column("icon", String(60), nullable=False),
    Column("bring", JSON, nullable=False),
    Column("hours", JSON, nullable=False),
    Column("quota", Integer),
    Column("average_minutes", String(20), nullable=False),
    Column("fallback_windows", Integer),
)

window = Table(
    "service_window",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("open", Boolean, nullable=False),
)

window_service = Table(
    "window_service",
    metadata,
    Column("window", ForeignKey("service_window.id"), primary_key=True),
    Column("service", ForeignKey("service.id"), primary_key=True),
)

terminal = Table(
    "terminal",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("letter", String(1), nullable=False, unique=True),
    Column("paused", Boolean, nullable=False),
    Column("message", JSON(none_as_null=True)),
    Column("seen_at", BigInteger),
    Column("skew_ms", BigInteger),
    Column("version", String(40)),
    Column("faults", JSON(none_as_null=True)),
    Column("set_aside", Integer),
    Column("undelivered", Integer),
    Column("condition", JSON(none_as_null=True)),
)

credential = Table(
    "credential",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("role", String(10), nullable=False),
    Column("subject", String(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
)

assistance = Table(
    "assistance",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("terminal", ForeignKey("terminal.id"), nullable=False),
    Column("page", String(80), nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("answered_at", BigInteger),
)

# One request id has two editions where the number on the paper took the place of another.
ticket = Table(
    "ticket",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Uuid, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("number", String(12), nullable=False),
    Column("service", ForeignKey("service.id"), nullable=False),
    Column("business_date", Date, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("reason", String(20)),
    Column("terminal", ForeignKey("terminal.id"), nullable=False),
    Column("token", String(43), nullable=False, unique=True),
    Column("print_state", String(10), nullable=False),
    Column("print_order", BigInteger),
    UniqueConstraint("business_date", "number"),
    UniqueConstraint("request_id", "edition"),
)

period = Table(
    "period",
    metadata,
    Column("ticket", ForeignKey("ticket.id"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("window", Integer),
    Column("service", ForeignKey("service.id"), nullable=False),
    Column("cause", String(60), nullable=False),
)

# A window holds one ticket at most: the migration makes a partial unique index of it. Declaring it
# here too would load SQLAlchemy's PostgreSQL dialects, a tenth of every start.
# ``arrival`` is the moment waiting counts from; ``counter`` is the digits of the number.
standing = Table(
    "standing",
    metadata,
    Column("ticket", ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
    Column("sequence", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("window", Integer),
    Column("service", ForeignKey("service.id"), nullable=False),
    Column("business_date", Date, nullable=False),
    Column("priority", Boolean, nullable=False),
    Column("arrival", BigInteger, nullable=False),
    Column("counter", Integer, nullable=False),
    Index(
        "ix_standing_queue", "business_date", "service", "state", "priority", "arrival", "counter"
    ),
)
tally = Table(
    "tally",
    metadata,
    Column("business_date", Date, primary_key=True),
    Column("service", ForeignKey("service.id"), primary_key=True),
    Column("last_number", Integer, nullable=False),
    Column("issued", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("priority_run", Integer, nullable=False),
)

# Of tickets that are done, cancelled or void, or of an earlier date, there is no row.
self_check = Table(
    "self_check",
    metadata,
    Column("ticket", ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
    Column("business_date", Date, nullable=False),
    Column("content", JSON, nullable=False),
)

rule_pack = Table(
    "rule_pack",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String(80), nullable=False, unique=True),
    Column("date", Date, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", JSON, nullable=False),
    Column("published_at", BigInteger, nullable=False),
)

# ``ended_at`` is when it was first answered or closed; ``missed_at`` when its owner last asked for
# it and found it overdue. Some time after its end ``code`` is gone, and all that was said with it.
matter = Table(
    "matter",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(12), unique=True),
    Column("request_id", Uuid, unique=True),
    Column("kind", String(20), nullable=False),
    Column("field", String(20)),
    Column("question", Text, nullable=False),
    Column("phone", String(13)),
    Column("reply", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("department", JSON(none_as_null=True)),
    Column("person", JSON(none_as_null=True)),
    Column("received_at", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("missed_at", BigInteger),
    Index("ix_matter_open", "ended_at", "due_at"),
)

# Only appended to: what happened to a matter, the oldest first.
matter_event = Table(
    "matter_event",
    metadata,
    Column("matter", ForeignKey("matter.id"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("who", JSON(none_as_null=True)),
    Column("note", Text, nullable=False),
)

# Wrong tries at a code, whether anybody has it or not; a pause follows from the last five.
matter_attempt = Table(
    "matter_attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(12), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_matter_attempt_code_at", "code", "at"),
)

# ``of_…`` is who was rated, as it was then: a service's id or a department, a window, a person.
rating = Table(
    "rating",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", Uuid, nullable=False, unique=True),
    Column("ticket", ForeignKey("ticket.id"), unique=True),
    Column("matter", ForeignKey("matter.id"), unique=True),
    Column("of_department", String(80), nullable=False),
    Column("of_post", Integer),
    Column("of_person", String(80)),
    Column("department", Integer, nullable=False),
    Column("post", Integer, nullable=False),
    Column("person", Integer, nullable=False),
    Column("word", Text, nullable=False),
    Column("rated_at", BigInteger, nullable=False),
    CheckConstraint("(ticket IS NULL) <> (matter IS NULL)", name="of_one_thing"),
)

# The one as published last: people's names are not kept longer than they are shown.
directory = Table(
    "directory",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", String(64), nullable=False),
    Column("date", Date, nullable=False),
    Column("entries", JSON, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

answer = Table(
    "answer",
    metadata,
    Column("key", Uuid, primary_key=True),
    Column("fingerprint", LargeBinary(32), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("answered_at", BigInteger, nullable=False, index=True),
)

# What staff did: triggers refuse whatever is not appended (``audit_guards``). ``deed_mark`` has the
# ``head`` apart from the entries, so that the last cannot vanish, and where they ``start``.
deed = Table(
    "deed",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("who", String(120), nullable=False),
    Column("what", String(120), nullable=False),
    Column("record", String(120), nullable=False),
    Column("seal", LargeBinary(32), nullable=False),
)

deed_mark = Table(
    "deed_mark",
    metadata,
    Column("name", String(5), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("seal", LargeBinary(32), nullable=False),
)
