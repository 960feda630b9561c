"""Every fault has words for staff, in both languages, and none has those of another."""

import pytest
from test_catalogues import catalogue

from kiosk.faults import Fault, FaultCode

LOCALES = ("zh_CN", "en")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", FaultCode)
def test_what_is_wrong_and_what_to_do_are_written(code: FaultCode, locale: str) -> None:
    words = catalogue(locale)
    fault = Fault(code)
    for wording in (fault.name, fault.remedy):
        (text,) = words[wording.id]
        assert text.strip()


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_faults_read_alike(locale: str) -> None:
    words = catalogue(locale)
    for name in ("fault", "mend"):
        texts = [words[f"{name}.{code}"] for code in FaultCode]
        assert len(set(texts)) == len(FaultCode)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_fault_that_is_gone_left_words_behind(locale: str) -> None:
    named = {name for name in catalogue(locale) if name.startswith(("fault.", "mend."))}
    assert named == {f"{what}.{code}" for code in FaultCode for what in ("fault", "mend")}
