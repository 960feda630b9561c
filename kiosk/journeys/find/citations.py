"""The articles that something rests on, to be read where they stand."""

from kiosk.county.contract import Centre
from kiosk.effects import FindArticle
from kiosk.journeys.find.opening import show_finding
from kiosk.library.model import Article, LibraryFault
from kiosk.pages import Choice, Option
from kiosk.visit import Journey
from kiosk.wording import Quoted, say

BACK = "back"


def read_citations(centre: Centre, law: str, numbers: tuple[str, ...]) -> Journey[bool]:
    """Let one choose among articles of ``law`` and read them; return whether one comes back."""
    while True:
        number: str = yield citations_page(law, numbers)
        if number == BACK:
            return True
        article: Article | LibraryFault | None = yield FindArticle(law, number)
        if not (yield from show_finding(centre, article)):
            return False


def citations_page(law: str, numbers: tuple[str, ...]) -> Choice:
    """Ask which article to read."""
    return Choice(
        id="find.citations",
        title=say("find.citations"),
        hint=Quoted(f"《{law}》"),
        options=(
            *(Option(id=number, title=Quoted(number), icon="menu_book") for number in numbers),
            Option(id=BACK, title=say("find.citations_back"), icon="arrow_back"),
        ),
    )
