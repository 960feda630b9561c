"""Pages of the library: what is looked for, what was found, an article, an answer, an office."""

from collections.abc import Iterable

from kiosk.journeys.find.ways import call_line, to_a_window, to_ask, ways_on
from kiosk.journeys.find.words import TONES, item_id, item_of, place_line, standing_line
from kiosk.library.model import Answer, Article, Citation, Entry, Found, Kind
from kiosk.pages import (
    LEAVE,
    Choice,
    Detail,
    Fact,
    Item,
    Listing,
    Option,
    Paragraph,
    Section,
    Tone,
    Weight,
    Writing,
)
from kiosk.spoken import Count, PhoneNumber
from kiosk.spoken_dates import FullDate
from kiosk.wording import Given, Quoted, Wording, say, say_count

WRITE, AGAIN, BEFORE, AFTER = "write", "again", "before", "after"
PRINT, OTHERS = "print", "others"
ONLY = "only:"
"""What the option begins with that narrows the findings to one kind."""

TOPICS = {
    "wages": ("拖欠 工资", "payments"),
    "divorce": ("离婚", "family_restroom"),
    "elders": ("赡养", "elderly"),
    "violence": ("家庭暴力", "shield"),
    "injury": ("工伤", "healing"),
    "debt": ("借款", "request_quote"),
    "land": ("土地", "grass"),
}
"""What people most often come for: the words it is looked for by, and its icon."""

READING_SECONDS = 180.0


def topics_page() -> Choice:
    """Ask what to look for: a common matter by one touch, or one's own words."""
    topics = tuple(
        Option(id=topic, title=say(f"find.topic.{topic}"), icon=icon)
        for topic, (_, icon) in TOPICS.items()
    )
    own = Option(
        id=WRITE,
        title=say("find.write"),
        detail=say("find.write_detail"),
        icon="edit",
        weight=Weight.PRIMARY,
    )
    return Choice(id="find", title=say("find.title"), options=(own, *topics))


def words_page() -> Writing:
    """Ask for the words to look for."""
    return Writing(
        id="find.words",
        title=say("find.words"),
        hint=say("find.words_hint"),
        done=say("find.search"),
        options=(to_a_window(),),
        longest=40,
        one_line=True,
    )


def found_page(words: str, kind: Kind | None, found: Found) -> Listing:
    """What the words were found in, or what to do where they were not."""
    again = Option(id=AGAIN, title=say("find.again"), icon="search")
    missing = (say("find.no_laws"),) if found.no_laws else ()
    if not found.hits:
        return Listing(
            id="find.found",
            title=say("find.nothing"),
            caption=say("find.looked_for", words=Quoted(words)),
            body=(*missing, say("find.nothing_body"), call_line()),
            options=(again, *ways_on()),
        )
    return Listing(
        id="find.found",
        title=say("find.found"),
        caption=say("find.looked_for", words=Quoted(words)),
        hint=_count_line(found),
        items=tuple(item_of(hit) for hit in found.hits),
        body=missing,
        behind=(*_only(kind, found), to_ask()),
        options=(again, to_a_window()),
        limit=READING_SECONDS,
    )


def article_page(article: Article, paper: Wording | None = None) -> Detail:
    """One article with its law, how that stands, and its neighbours."""
    neighbours = (
        (article.before, Option(id=BEFORE, title=say("find.before"), icon="arrow_upward")),
        (article.after, Option(id=AFTER, title=say("find.after"), icon="arrow_downward")),
    )
    return Detail(
        id="find.article",
        caption=Quoted(article.law.name),
        title=Quoted(article.number),
        hint=paper,
        status=standing_line(article.law),
        tone=TONES[article.law.standing],
        icon="menu_book",
        sections=(
            *_quoted(article.path[-1] if article.path else "", article.paragraphs),
            _section("find.note", Paragraph(text=say("find.article_note"))),
        ),
        options=(*(option for ref, option in neighbours if ref), *_at_foot()),
        limit=READING_SECONDS,
    )


def answer_page(answer: Answer, paper: Wording | None = None) -> Detail:
    """A short answer, the articles it rests on, its source and its day."""
    articles = tuple(
        Option(
            id=item_id(Kind.LAW, citation.ref.id),
            title=Quoted(f"{citation.law}{citation.number}"),
            icon="menu_book",
        )
        for citation in answer.citations
        if citation.ref is not None
    )
    return Detail(
        id="find.answer",
        caption=say("find.kind.qa"),
        title=Given(*answer.question),
        hint=paper,
        icon="forum",
        sections=(
            _section("find.answer", *(Paragraph(text=Given(*words)) for words in answer.answer)),
            _section("find.basis", *_basis(answer)),
            _section("find.note", Paragraph(text=say("find.answer_note"))),
        ),
        options=(*articles, *_at_foot()),
        limit=READING_SECONDS,
    )


def entry_page(found: Entry, paper: Wording | None = None) -> Detail:
    """Whom one can turn to: where, when, and the number, which a phone can take along."""
    entry = found.entry
    given = (
        ("people.firm", entry.firm),
        ("people.place", f"{entry.township}{entry.village}"),
        ("people.address", entry.address),
        ("people.hours", entry.hours),
    )
    facts = [Fact(label=say(label), value=Quoted(value)) for label, value in given if value]
    if entry.phone:
        phone = say("people.number", phone=PhoneNumber(entry.phone))
        facts.append(Fact(label=say("people.phone"), value=phone))
    if found.as_of is not None:
        day = say("people.date", date=FullDate(found.as_of))
        facts.append(Fact(label=say("people.as_of"), value=day))
    return Detail(
        id="find.entry",
        caption=say(f"people.kind.{entry.kind}"),
        title=Quoted(entry.name),
        hint=paper,
        status=say("people.sample") if entry.sample else None,
        tone=Tone.CARE,
        icon="person",
        facts=tuple(facts),
        qr=f"tel:{entry.phone}" if entry.phone else None,
        qr_caption=say("people.qr") if entry.phone else None,
        options=_at_foot(),
        limit=READING_SECONDS,
    )


def entry_item(found: Entry) -> Item:
    """An entry of the directory as a card."""
    entry = found.entry
    return Item(
        id=item_id(Kind.DIRECTORY, found.ref.id),
        title=Quoted(entry.name),
        tag=say(f"people.kind.{entry.kind}"),
        excerpt=place_line(entry),
        icon="person",
        mark=say("people.sample_mark") if entry.sample else None,
        tone=Tone.CARE,
    )


def _count_line(found: Found) -> Wording:
    shown = len(found.hits)
    if found.total is None or found.total <= shown:
        return say_count("find.count", shown, people=Count(shown))
    return say("find.best", shown=Count(shown), total=Count(found.total))


def _only(kind: Kind | None, found: Found) -> tuple[Option, ...]:
    if kind is not None:
        return (Option(id=ONLY, title=say("find.only_all"), icon="list"),)
    return tuple(
        Option(id=ONLY + each, title=say(f"find.only.{each}"), icon="filter_list")
        for each in Kind
        if not (found.no_laws and each is Kind.LAW)
    )


def _at_foot() -> tuple[Option, ...]:
    return (
        Option(id=OTHERS, title=say("find.others"), icon="list"),
        Option(id=PRINT, title=say("find.print"), icon="print"),
        Option(id=LEAVE, title=say("find.done"), icon="check"),
        to_a_window(),
    )


def _basis(answer: Answer) -> Iterable[Paragraph]:
    for citation in answer.citations:
        yield Paragraph(text=_cited(citation))
    source = say("find.source", source=Given(*answer.source), date=FullDate(answer.checked))
    yield Paragraph(text=source)


def _cited(citation: Citation) -> Wording:
    return Quoted(f"《{citation.law}》{citation.number}")


def _quoted(heading: str, paragraphs: Iterable[str]) -> tuple[Section, ...]:
    texts = tuple(Paragraph(text=Quoted(text)) for text in paragraphs)
    title = Quoted(heading) if heading else say("find.text")
    return (Section(title=title, paragraphs=texts),)


def _section(title: str, *paragraphs: Paragraph) -> Section:
    return Section(title=say(title), paragraphs=paragraphs)
