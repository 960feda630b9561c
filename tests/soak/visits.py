"""Visits of every kind, each a walk over what its pages offer, drawn by a seed."""

import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.journeys.idle import BEGIN
from kiosk.pages import LEAVE, Entry, Idle, Page, Writing
from kiosk.view import Command
from tests.soak.hall import PIN, Hall, Stuck
from tests.soak.visitor import Manner, Visitor, digits_for

MOST_PAGES = 14
"""So many pages a visit has at most; who is still there then ends it."""
FEW_PAGES = 9
TIPS = 12
NEVER = frozenset({"quit"})
"""Options of the staff page that end the program."""
SLOW = frozenset({"voice"})
"""Staff wait for a whole sentence: once in a while is enough."""
SAMPLE_CODES = ("100000000017", "100000000025", "100000000030", "100000000049")
SAMPLE_FACTOR = "1234"
QUESTIONS = (("工资", "gongzi"), ("法律援助", "falvyuanzhu"), ("工伤", "gongshang"))
WORDS = (("离婚", "lihun"), ("合同", "hetong"), ("工资", "gongzi"))
DRAWN = ("工", "法", "人", "中")
MANNERS = (*[Manner.DIRECT] * 5, *[Manner.FINGER] * 4, Manner.KEYS)

Pick = str | Sequence[str]


@dataclass(frozen=True)
class Plan:
    """One kind of visit.

    ``task`` is what is chosen on the home page; ``answers`` what is chosen on others, of those of a
    page that offers it. ``ends`` is how the visit is ended after ``pages`` pages: by nobody
    (``done``), a command of the footer, ``timeout`` or ``back``. ``before`` commands change the
    look first. ``spelled`` writes by pinyin. ``offline`` and ``unpaper`` say what is broken.
    """

    name: str
    task: str = "ticket"
    answers: Mapping[str, Pick] = field(default_factory=dict)
    manner: Manner | None = None
    ends: str = "done"
    pages: int = FEW_PAGES
    before: tuple[Command, ...] = ()
    spelled: bool = False
    offline: bool = False
    unpaper: bool = False


SAFE = {"check.safety": "safe", "check.welcome": "begin"}
PLANS: tuple[Plan, ...] = (
    *(
        Plan(f"ticket.{reason}", answers={"priority": reason})
        for reason in ("none", "elderly", "disabled", "pregnant_or_infant", "military")
    ),
    *(Plan("self-check", "check", SAFE, pages=MOST_PAGES) for _ in range(2)),
    *(Plan("self-check.half", "check", SAFE, pages=6) for _ in range(2)),
    Plan("self-check.any", "check"),
    Plan("question.hand", "question"),
    Plan("question.pinyin", "question", spelled=True),
    *(Plan("matters", "matters") for _ in range(2)),
    Plan("rate", "rate"),
    Plan("rate.matter", "matters", {"lookup.matter": "rate", "lookup.reply": "rate"}),
    Plan("people", "people"),
    Plan("people.name", "people", {"people": "name"}),
    Plan("laws", "laws"),
    Plan("laws.words", "laws", {"find": "write"}, spelled=True),
    Plan("bring", "bring"),
    Plan("times", "times"),
    Plan("access", before=(Command.TEXT_SIZE,)),
    Plan("elder", before=(Command.ELDER,)),
    Plan("lowered", "check", SAFE, before=(Command.LOWER, Command.TEXT_SIZE)),
    Plan("english", before=(Command.LANGUAGE,)),
    Plan("muted", "laws", before=(Command.VOICE,)),
    Plan("keypad", manner=Manner.KEYS),
    Plan("keypad.check", "check", SAFE, manner=Manner.KEYS, pages=12, ends="end"),
    Plan("keypad.question", "question", manner=Manner.KEYS, spelled=True),
    Plan("timeout", "check", SAFE, pages=5, ends="timeout"),
    Plan("timeout.writing", "question", pages=3, ends="timeout"),
    Plan("leave-now", "check", {"check.safety": "danger"}, pages=4, ends="leave_now"),
    Plan("end", "matters", pages=3, ends="end"),
    Plan("back", "check", SAFE, pages=4, ends="back"),
    Plan("help", pages=3, ends="help"),
    Plan("offline.ticket", offline=True),
    Plan("offline.rating", "laws", offline=True),
    Plan("no-paper", unpaper=True),
    Plan("staff", task="staff"),
    Plan("empty-hall", task="nobody"),
)


class Visits:
    """Runs visits of ``most_pages`` pages at ``hall``.

    ``counted`` are those made, by kind; ``failed`` says what went wrong.
    """

    def __init__(self, hall: Hall, seed: int, most_pages: int) -> None:
        self._hall = hall
        self._most_pages = most_pages
        self._rng = random.Random(seed)
        self._deck = self._deal()
        self.counted: Counter[str] = Counter()
        self.manners: Counter[str] = Counter()
        self.pages = 0
        self.failed: list[str] = []
        self._tasks: dict[str, Callable[[Visitor], None]] = {
            "staff": self._be_staff,
            "nobody": self._be_nobody,
        }

    def one(self) -> None:
        """Make the next visit; what is awaited in vain is noted, and the visit ended."""
        plan = next(self._deck)
        manner = plan.manner or self._rng.choice(MANNERS)
        try:
            self._broken(plan, Visitor(self._hall, manner, self._rng))
        except Stuck as trouble:
            self.failed.append(f"{plan.name} {manner}: {trouble}")
            self._go_home()
        if self._hall.page.id == "failed":
            self.failed.append(f"{plan.name} {manner}: the failsafe stepped in")
            self._go_home()
        self.counted[plan.name] += 1
        self.manners[manner] += 1

    def _deal(self) -> Iterator[Plan]:
        """Every kind once, in another order each time."""
        while True:
            yield from self._rng.sample(PLANS, len(PLANS))

    def _broken(self, plan: Plan, visitor: Visitor) -> None:
        """Make a visit while something is broken, and mend it."""
        self._hall.has_paper(not plan.unpaper)
        backend = self._hall.backend() if plan.offline else None
        if backend is not None:
            backend.send_signal(signal.SIGSTOP)
        try:
            self._visit(plan, visitor)
        finally:
            self._hall.has_paper(True)
            if backend is not None:
                backend.send_signal(signal.SIGCONT)

    def _visit(self, plan: Plan, visitor: Visitor) -> None:
        self._go_home()
        if plan.task in self._tasks:
            self._tasks[plan.task](visitor)
            return
        if not plan.before:
            visitor.choose(BEGIN)
        for command in plan.before:
            visitor.command(command)
        for _ in range(min(plan.pages, self._most_pages)):
            if self._nobody_there:
                return
            self._answer(plan, visitor)
        self._end(plan, visitor)

    @property
    def _nobody_there(self) -> bool:
        return isinstance(self._hall.page, Idle)

    def _answer(self, plan: Plan, visitor: Visitor) -> None:
        page = self._hall.page
        self.pages += 1
        if isinstance(page, Entry) and self._rng.random() < 0.95:
            visitor.type(self._digits(page))
        elif isinstance(page, Writing) and self._rng.random() < 0.95:
            self._write(page, plan, visitor)
        else:
            visitor.choose(self._choice(page, plan))

    def _choice(self, page: Page, plan: Plan) -> str:
        offered = [option.id for option in page.choices]
        wished = plan.task if page.id == "home" else plan.answers.get(page.id)
        wishes = (wished,) if isinstance(wished, str) else wished or ()
        liked = [each for each in wishes if each in offered]
        likely = [each for each in offered if each not in NEVER | SLOW] or offered
        return self._rng.choice(liked or likely)

    def _digits(self, page: Entry) -> str:
        if page.id == "lookup.code":
            return self._rng.choice(SAMPLE_CODES)
        if page.id == "lookup.factor" and self._rng.random() < 0.9:
            return SAMPLE_FACTOR
        if page.id == "question.number" and self._rng.random() < 0.8:
            return "139" + "".join(str(self._rng.randrange(10)) for _ in range(8))
        if page.id.startswith("rate.number"):
            return f"{self._rng.randint(1, 30):03}"
        return digits_for(page, self._rng)

    def _write(self, page: Writing, plan: Plan, visitor: Visitor) -> None:
        text, spelled = self._rng.choice(QUESTIONS if page.id == "question.text" else WORDS)
        if plan.spelled:
            visitor.write(text, spelled)
        else:
            visitor.write(self._rng.choice(DRAWN) + self._rng.choice(DRAWN))

    def _end(self, plan: Plan, visitor: Visitor) -> None:
        match plan.ends:
            case "timeout":
                self._wait_in_vain()
            case "back":
                self._back_out(visitor)
            case "help":
                visitor.command(Command.HELP)
        if not self._nobody_there:
            sensitive = self._hall.page.sensitive
            visitor.command(Command.LEAVE_NOW if sensitive else Command.END)

    def _back_out(self, visitor: Visitor) -> None:
        for _ in range(MOST_PAGES):
            if self._nobody_there:
                return
            visitor.command(Command.BACK)

    def _wait_in_vain(self) -> None:
        """Nobody answers any more: the limit, for elders twice, and the count to its end."""
        limit = self._hall.page.limit
        if limit is None:
            return
        self._hall.pass_time(2 * limit)
        for _ in range(60):
            if self._nobody_there:
                break
            self._hall.pass_time(1.0)
        self._hall.settle()

    def _go_home(self) -> None:
        """Whatever is shown, come to a page before which nobody stands."""
        hall = self._hall
        hall.until(lambda: hall.settled, "a page")
        if hall.page.id.startswith("staff") or hall.page.id in ("out_of_service", "failed"):
            self._leave_staff()
        if not self._nobody_there:
            hall.terminal.footer(hall.stage.serial, Command.END)
            hall.settle()
        if not self._nobody_there:
            raise RuntimeError(f"no way home from {hall.page.id}; {self.failed[-3:]}")

    # --- staff, and nobody -----------------------------------------------------------------

    def _be_staff(self, visitor: Visitor) -> None:
        hall = self._hall
        self._open_corner(visitor)
        if self._rng.random() < 0.2:
            visitor.type("000000")
        visitor.type(PIN)
        for _ in range(self._rng.randint(1, 5)):
            self.pages += 1
            if isinstance(hall.page, Entry | Writing | Idle) or not hall.page.choices:
                break
            visitor.choose(self._staff_choice(hall.page))
        self._leave_staff()

    def _staff_choice(self, page: Page) -> str:
        offered = [option.id for option in page.choices]
        quick = [each for each in offered if each not in NEVER | SLOW]
        rare = [each for each in offered if each not in NEVER]
        return self._rng.choice(rare if self._rng.random() < 0.05 else quick or offered)

    def _leave_staff(self) -> None:
        """Put the terminal back into service and leave the staff room, whichever page is shown."""
        hall = self._hall
        straight = Visitor(hall, Manner.DIRECT, self._rng)
        for _ in range(20):
            offered = {option.id for option in hall.page.choices}
            if self._nobody_there or hall.page.id == "home":
                return
            if hall.page.id == "out_of_service":
                self._open_corner(straight)
                straight.type(PIN)
            elif "resume" in offered:
                straight.choose("resume")
            elif LEAVE in offered:
                straight.choose(LEAVE)
            else:
                self._wait_in_vain()

    def _open_corner(self, visitor: Visitor) -> None:
        serial = self._hall.stage.serial
        self._hall.terminal.staff_corner()
        self._hall.settle(after=serial)

    def _be_nobody(self, visitor: Visitor) -> None:
        """Some minutes in which nobody comes: tips take turns."""
        for _ in range(TIPS):
            self._hall.pass_time(25.0)
        self._hall.settle()
