"""Matters and ratings as staff read them on the command line."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kiosk.county.query_code import grouped
from kiosk.county.server.matter_desk import DeskMatter
from kiosk.county.server.ratings import Average, Averages

_SHOWN = 40


def describe_standing(one: DeskMatter, now: datetime) -> str:
    """Return one line: its promise, code, what it is, how long it waits, with whom."""
    matter = one.matter
    about = matter.kind if matter.field is None else f"{matter.kind} ({matter.field})"
    parts = [
        f"{_mark(one, now)}  {grouped(matter.code)}  {about}, {matter.state}",
        f"{'took' if one.ended else 'waits'} {_span(one.waited_minutes)}",
    ]
    who = [words.zh for words in (matter.person, matter.department) if words is not None]
    if who:
        parts.append(f"with {', '.join(who)}")
    if one.missed_at is not None and not one.ended:
        parts.append(f"its owner asked in vain at {one.missed_at:%H:%M on %Y-%m-%d}")
    return ", ".join(parts)


def describe_list(
    found: Sequence[DeskMatter], now: datetime, *, overdue: bool = False
) -> Iterator[str]:
    """Yield two lines for each matter, and how many are overdue at the end."""
    if not found:
        yield "Nothing is overdue." if overdue else "Nothing waits."
        return
    for one in found:
        yield describe_standing(one, now)
        first = one.matter.question.split("\n")[0]
        yield f"    {first[:_SHOWN]}…" if len(first) > _SHOWN else f"    {first or '(no text)'}"
    late = sum(one.matter.overdue and not one.ended for one in found)
    if late:
        yield f"{late} overdue. To answer: kiosk backend matters reply CODE --text …"


def describe_matter(one: DeskMatter, now: datetime) -> Iterator[str]:
    """Yield all of a matter."""
    matter = one.matter
    yield describe_standing(one, now)
    yield f"Phone: {one.phone or 'none was left'}"
    yield "Question:"
    yield from (f"    {line}" for line in matter.question.split("\n"))
    yield "What happened:"
    for event in matter.events:
        who = "" if event.who is None else f", {event.who.zh}"
        note = f": {event.note}" if event.note else ""
        yield f"    {event.at:%Y-%m-%d %H:%M} {event.state}{who}{note}"
    if matter.reply:
        yield "Reply:"
        yield from (f"    {line}" for line in matter.reply.split("\n"))


def describe_averages(found: Averages, *, words: bool = False) -> Iterator[str]:
    """Yield the mean scores by department, window and person; ``words`` below them."""
    if not found.departments:
        yield "Nobody has rated anything yet."
        return
    yield from _averages("Departments", found.departments)
    yield from _averages("Windows", found.posts)
    yield from _averages("Persons", found.persons)
    if words:
        yield "Words:"
        yield from (f"    {word}" for word in found.words)


def _mark(one: DeskMatter, now: datetime) -> str:
    matter = one.matter
    if matter.due_at is None:
        return "no time promised"
    if one.ended:
        return "answered LATE" if matter.overdue else "answered in time"
    minutes = int((now - matter.due_at).total_seconds() // 60)
    if matter.overdue:
        return f"! OVERDUE by {_span(minutes)}"
    return f"due in {_span(-minutes)}"


def _span(minutes: int) -> str:
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {left} min" if hours else f"{left} min"


def _averages(title: str, averages: Sequence[Average]) -> Iterator[str]:
    yield f"{title}:"
    for average in averages:
        times = "rating" if average.count == 1 else "ratings"
        yield f"    {average.mean:.2f}  {average.of} ({average.count} {times})"
    if not averages:
        yield "    none is known"
