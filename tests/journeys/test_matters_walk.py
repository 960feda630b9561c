"""Looking up, leaving a question and rating, through every choice and every reply."""

import pytest
from centres import centre
from every_way import could_say, every_way, shows, wordings
from matter_talks import EVERYTHING, SECRETS, TYPED, said_when_asked

from kiosk.effects import LeaveQuestion, Rate
from kiosk.journeys.leave_question import leave_question
from kiosk.journeys.matters import look_up_matter
from kiosk.journeys.rating import rate_service
from kiosk.narration import narrate
from kiosk.pages import Page
from kiosk.wording import LANGUAGES, Text

JOURNEYS = {"look up": look_up_matter, "leave": leave_question, "rate": rate_service}
EXPECTED = {
    "look up": {
        *("lookup.code", "lookup.factor", "lookup.matter", "lookup.reply", "lookup.reply.aloud"),
        *("lookup.not.found", "lookup.not.paused", "lookup.not.refused", "lookup.not.line"),
        *("rate.department", "rate.post", "rate.person", "rate.word", "rate.thanks", "rate.lost"),
        *("paper.none", "help", "service", "question.field", "question.receipt"),
    },
    "leave": {
        *("question.field", "check.danger", "question.text", "question.phone", "question.number"),
        *("question.tail", "question.check", "question.check.aloud", "question.not_taken"),
        *("question.receipt", "question.receipt.aloud", "question.receipt.unprinted"),
        *("question.receipt.unprinted.aloud", "help", "service"),
    },
    "rate": {
        *("rate.service", "rate.number", "rate.letter", "rate.number.offline", "rate.department"),
        *("rate.post", "rate.person", "rate.word", "rate.thanks", "rate.lost", "help"),
        *("rate.not.waiting", "rate.not.rated", "rate.not.unknown", "rate.not.refused"),
        "rate.not.line",
    },
}


@pytest.fixture(scope="module", params=JOURNEYS)
def walked(request):
    journey = JOURNEYS[request.param]
    return request.param, list(every_way(lambda: journey(centre()), TYPED, EVERYTHING))


def pages_of(walked):
    return [here.page for here in walked[1]]


def test_every_page_is_reached(walked):
    assert EXPECTED[walked[0]] - {page.id for page in pages_of(walked)} == set()


def test_every_page_has_a_way_on_and_a_way_to_a_person(walked):
    for page in pages_of(walked):
        assert page.choices
        assert len({option.id for option in page.choices}) == len(page.choices), page.id
        assert page.footer, f"{page.id}: nobody can be called"
        assert page.limit is not None


def test_every_page_is_said(walked):
    for page in pages_of(walked):
        for lang in LANGUAGES:
            assert any(words.spoken(lang).strip() for words in narrate(page)), page.id
            for words in wordings(page):
                assert not isinstance(words, Text) or words.shown(lang) != words.id, words.id


def test_nothing_private_is_said_unasked(walked):
    for page in pages_of(walked):
        if not said_when_asked(page):
            for lang in LANGUAGES:
                said = could_say(page, lang)
                assert [secret for secret in SECRETS if secret in said] == [], page.id


def test_the_sound_of_what_is_private_is_kept_nowhere(walked):
    for page in pages_of(walked):
        private = any(secret in shows(page, "zh") for secret in SECRETS)
        assert page.ephemeral or not private, page.id


def test_what_is_about_violence_stays_careful(walked):
    for here in walked[1]:
        if "check.danger" in here.before:
            assert here.page.sensitive, here.page.id
            assert here.page.ephemeral, here.page.id


def test_one_can_go_back_to_the_page_before_but_never_past_what_was_sent(walked):
    for here in walked[1]:
        visit = here.visit
        if visit.can_go_back:
            assert visit.back()
            assert isinstance(visit.step, Page)
            assert visit.step.id == here.before[-1]
        elif here.before and here.page.back:
            assert any(effect.commits for effect in here.done), here.page.id


def test_nothing_is_sent_twice_in_one_conversation(walked):
    for here in walked[1]:
        for kind in (LeaveQuestion, Rate):
            sent = [effect for effect in here.done if isinstance(effect, kind)]
            assert len(set(map(repr, sent))) == len(sent)
