"""The pages of the interview. Wording stands in the catalogues under ``check.<fact>…``."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kiosk.journeys.words import hotlines
from kiosk.pages import LEAVE, Choice, Notice, Option, Tone, action
from kiosk.spoken import Amount, Count, Number
from kiosk.wording import Wording, say

UNKNOWN, NONE, DONE = "unknown", "none", "done"
EXPECTED_QUESTIONS = 8
"""How long an interview usually is: for the progress bar, which only has to move on."""

AREAS: dict[str, tuple[str, ...]] = {
    "question": ("advice",),
    "work": ("unpaid_wages", "injury_work", "labour_relation"),
    "injury": ("injury_traffic", "injury_medical", "injury_food_drug", "environment"),
    "family": ("support_payment", "capacity", "other_civil"),
    "benefit": ("social_benefit", "pension"),
    "accused": ("accused", "compulsory_treatment"),
    "victim": ("victim",),
    "state": ("state_compensation", "retrial"),
    "other": ("other_civil",),
    UNKNOWN: (UNKNOWN,),
}
"""The areas of life in which matters are found, in the order in which people meet them."""

ICONS = {
    "question": "help",
    "work": "construction",
    "injury": "healing",
    "family": "family_restroom",
    "benefit": "savings",
    "accused": "gavel",
    "victim": "shield",
    "state": "account_balance",
    "other": "more_horiz",
    "yes": "check_circle",
    "no": "cancel",
    UNKNOWN: "help",
}
QUESTION_SECONDS = 90.0


@dataclass(frozen=True)
class Manner:
    """How a page of the interview behaves; ``place`` is the number of the question, from 1."""

    sensitive: bool = False
    quiet: bool = False
    place: int = 1

    @property
    def caption(self) -> Wording:
        """Which question this is."""
        return say("check.caption", place=Number(self.place))

    @property
    def progress(self) -> float:
        """How far the interview is, 0 to 1."""
        return self.place / max(EXPECTED_QUESTIONS, self.place + 1)


def page_id(key: str) -> str:
    """Return the page id of the question about ``key``; the matter begins with its area."""
    return "check.area" if key == "matter" else f"check.{key}"


def welcome_page() -> Notice:
    """Say what this is and what it is not, before anything is asked."""
    return Notice(
        id="check.welcome",
        title=say("check.welcome"),
        icon="fact_check",
        body=(
            say("check.welcome_first"),
            say("check.welcome_private"),
            say("check.welcome_window"),
        ),
        options=(
            Option(id=LEAVE, title=say("check.not_now"), icon="logout"),
            action("begin", say("check.begin"), "fact_check"),
        ),
        limit=QUESTION_SECONDS,
    )


def safety_page() -> Choice:
    """Ask whether the citizen is safe now, before anything else."""
    choices = {
        "safe": "check_circle",
        "violence": "warning",
        "watched": "visibility",
        UNKNOWN: "help",
    }
    return Choice(
        id="check.safety",
        title=say("check.safety"),
        hint=say("check.safety_hint"),
        options=tuple(
            Option(id=choice, title=say(f"check.safety.{choice}"), icon=icon)
            for choice, icon in choices.items()
        ),
        sensitive=True,
        limit=QUESTION_SECONDS,
    )


def danger_page(manner: Manner) -> Notice:
    """Say where help is now. Protection orders: 反家庭暴力法 articles 23 and 28."""
    return Notice(
        id="check.danger",
        title=say("check.danger"),
        tone=Tone.URGENT,
        icon="phone_in_talk",
        body=(*hotlines(), say("check.protection_order", article=Number(28))),
        options=(action("go_on", say("check.go_on"), "arrow_forward"),),
        sensitive=True,
        quiet=manner.quiet,
        limit=QUESTION_SECONDS,
    )


def area_page(manner: Manner) -> Choice:
    """Ask in which area of life the matter lies."""
    return _choice(
        "check.area",
        say("check.matter"),
        None,
        [Option(id=area, title=say(f"area.{area}"), icon=ICONS[area]) for area in AREAS],
        manner,
    )


def unsure_of(area: str) -> str:
    """Return the matter of somebody who knows the area and no more."""
    return "accused" if area == "accused" else "other_civil"


def matter_page(area: str, manner: Manner) -> Choice:
    """Ask for the matter in the area that was chosen."""
    return _choice(
        "check.matter",
        say(f"area.{area}.title"),
        None,
        [
            *(
                Option(id=matter, title=say(f"matter.{matter}"), icon=ICONS[area])
                for matter in AREAS[area]
            ),
            _option("matter", UNKNOWN),
        ],
        manner,
    )


def choice_page(
    key: str, choices: tuple[str, ...], manner: Manner, standard: float | None = None
) -> Choice:
    """Ask a question that has one answer; ``standard`` of hardship, yuan a month for each."""
    hint = say(f"check.{key}_hint")
    if standard is not None:
        hint = say("check.hardship_standard", amount=Amount(Decimal(str(standard))))
    return _choice(
        page_id(key),
        say(f"check.{key}"),
        hint,
        [_option(key, choice) for choice in choices],
        manner,
    )


def several_page(
    key: str, choices: tuple[str, ...], marked: frozenset[str], manner: Manner
) -> Choice:
    """Ask a question that may have several answers: a touch marks or unmarks one."""
    options = [
        Option(
            id=choice,
            title=say(f"check.{key}.{choice}"),
            detail=say("check.chosen") if choice in marked else None,
            icon="check_box" if choice in marked else "check_box_outline_blank",
        )
        for choice in choices
        if choice not in (UNKNOWN, NONE)
    ]
    if marked:
        hint = say("check.marked", count=Count(len(marked)))
        options.append(action(DONE, say("check.done"), "check"))
    else:
        hint = say(f"check.{key}_hint")
        options.append(Option(id=NONE, title=say("check.none"), icon="cancel"))
        options.append(Option(id=UNKNOWN, title=say("check.unknown"), icon="help"))
    return _choice(page_id(key), say(f"check.{key}"), hint, options, manner)


def asked_page(answers: Mapping[str, object], manner: Manner) -> Choice:
    """List what was said; touching a line asks it again."""
    lines = tuple(
        Option(
            id=f"change.{key}",
            title=say(f"check.{key}"),
            detail=answer_words(key, answer),
            icon="edit",
            asks_again=page_id(key),
        )
        for key, answer in answers.items()
    )
    return Choice(
        id="check.asked",
        title=say("check.asked"),
        hint=say("check.asked_hint"),
        options=(action("result", say("check.result"), "arrow_forward"), *lines),
        numbered=False,
        sensitive=manner.sensitive,
        quiet=manner.quiet,
        limit=120.0,
    )


def answer_words(key: str, answer: object) -> Wording:
    """Return an answer in the words it was given in."""
    if isinstance(answer, list):
        if not answer:
            return say("check.none")
        words: Wording = say(f"check.{key}.{answer[0]}")
        for more in answer[1:]:
            words = say("words.and", first=words, second=say(f"check.{key}.{more}"))
        return words
    if key == "matter":
        return say(f"matter.{answer}")
    if answer == UNKNOWN:
        return say("check.unknown")
    return say(f"check.{key}.{answer}")


def _option(key: str, choice: str) -> Option:
    if choice == UNKNOWN:
        return Option(
            id=choice,
            title=say("check.unknown"),
            detail=say("check.unknown_detail"),
            icon=ICONS[UNKNOWN],
        )
    return Option(id=choice, title=say(f"check.{key}.{choice}"), icon=ICONS[choice])


def _choice(
    page: str, title: Wording, hint: Wording | None, options: list[Option], manner: Manner
) -> Choice:
    return Choice(
        id=page,
        title=title,
        hint=hint,
        options=tuple(options),
        caption=manner.caption,
        progress=manner.progress,
        note=say("check.note"),
        sensitive=manner.sensitive,
        quiet=manner.quiet,
        limit=QUESTION_SECONDS,
    )
