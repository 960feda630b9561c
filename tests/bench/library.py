"""The library: import and search of the real laws, and of 100,000 articles made from them."""

import random
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from law_texts import made_articles, made_law, real_laws, texts_of, varied

from kiosk.library.laws.importing import import_laws
from kiosk.library.model import Found
from kiosk.library.shelf import open_library
from kiosk.library.store import Store

TODAY = date(2026, 11, 23)
SEED = 20261123
QUERIES = 500
MANY = 100_000
A_LAW = 80
MADE_LAWS = 26


def measure() -> dict[str, object]:
    """Return the rates of import, milliseconds of searches, and sizes, small and large."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        laws = real_laws() or _make(place / "made", MADE_LAWS, random.Random(SEED))
        texts = [
            "\n".join(article.paragraphs) for law in texts_of(laws) for article in law.articles
        ]
        many = _vary(place / "many", texts, random.Random(SEED))
        return {
            "source": "real laws" if real_laws() else "made laws",
            "laws": _measure(laws, place / "small.db"),
            "many": _measure(many, place / "large.db"),
        }


def _measure(laws: Path, database: Path) -> dict[str, object]:
    store = Store(database)
    begun = time.perf_counter()
    report = import_laws(laws, store, TODAY)
    seconds = time.perf_counter() - begun
    with store.writing() as db:
        text_bytes = db.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()[
            0
        ]
    store.close()
    articles = sum(each.articles for each in report.imported)
    texts = ["".join(a.paragraphs) for law in texts_of(laws) for a in law.articles]
    return {
        "articles": articles,
        "refused": len(report.refused),
        "import_articles_per_second": round(articles / seconds),
        "database_mb": round(database.stat().st_size / 1e6, 1),
        "text_mb": round(text_bytes / 1e6, 1),
        "search_ms": _search(database, texts),
    }


def _search(database: Path, texts: list[str]) -> dict[str, dict[str, float]]:
    """Random strings of one to six characters, taken from the texts, at the usual limit."""
    rng = random.Random(SEED)
    library = open_library(database, lambda: TODAY)
    library.search("离婚")
    times, busy = [], []
    for _ in range(QUERIES):
        text, length = rng.choice(texts), rng.randint(1, 6)
        start = rng.randrange(max(1, len(text) - length))
        begun, worked = time.perf_counter(), time.thread_time()
        found = library.search(text[start : start + length])
        times.append((time.perf_counter() - begun) * 1000)
        busy.append((time.thread_time() - worked) * 1000)
        assert isinstance(found, Found)
        assert found.hits
    library.close()
    return {"elapsed": _summary(times), "processor": _summary(busy)}


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(QUERIES * 0.95)], 2),
        "most": round(ordered[-1], 2),
    }


def _make(folder: Path, laws: int, rng: random.Random) -> Path:
    folder.mkdir()
    for number in range(laws):
        text = made_law(f"样例{number}法", made_articles(rng, A_LAW))
        (folder / f"样例{number}法.txt").write_text(text, encoding="utf-8")
    return folder


def _vary(folder: Path, texts: list[str], rng: random.Random) -> Path:
    folder.mkdir()
    articles = varied(texts, rng, MANY)
    for number, start in enumerate(range(0, MANY, A_LAW)):
        name = f"样例{rng.choice(texts)[2:6]}{number}条例"
        law = made_law(name, articles[start : start + A_LAW - 1])
        (folder / f"{number}.txt").write_text(law, encoding="utf-8")
    return folder
