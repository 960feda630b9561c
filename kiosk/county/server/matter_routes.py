"""The contract's paths about matters and ratings."""

from fastapi import APIRouter
from starlette.responses import Response

from kiosk.county.contract import (
    API,
    LookUp,
    Matter,
    ProblemCode,
    Question,
    QuestionReceipt,
    Rateable,
    RatingReceipt,
    RatingRequest,
)
from kiosk.county.server import matters, ratings
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.desk import Post, as_answer
from kiosk.county.server.idempotency import Answer
from kiosk.county.server.problems import api_problems as problems
from kiosk.county.server.routes import POST_PROBLEMS, Called, KeyedCall
from kiosk.county.server.transactions import Transaction

router = APIRouter(prefix=API)


@router.post(
    "/matters",
    status_code=201,
    response_model=QuestionReceipt,
    responses=problems(*POST_PROBLEMS, ProblemCode.CODE_TAKEN),
    tags=["matters"],
)
async def post_matter(call: KeyedCall, question: Question) -> Response:
    """Leave a question. The terminal made its query code."""

    def act(transaction: Transaction, _caller: Caller) -> Answer:
        assert call.key is not None
        return as_answer(matters.leave(transaction, call.key, question), 201)

    def check(transaction: Transaction, answer: Answer, new: bool) -> Answer:
        assert call.key is not None
        if not new:
            matters.check_same_question(transaction, call.key, question)
        return answer

    return await call.desk.post(
        Post(call.credential, Role.TERMINAL, call.key, "matters", question), act, check
    )


@router.post(
    "/matters/lookup",
    response_model=Matter,
    responses=problems(ProblemCode.KEY_MISSING, ProblemCode.NOT_FOUND, ProblemCode.CODE_PAUSED),
    tags=["matters"],
)
async def post_lookup(call: KeyedCall, asked: LookUp) -> Response:
    """Look a matter up. Nothing is kept under the key: it is looked up anew every time."""
    return await call.desk.ask(
        call.credential,
        Role.TERMINAL,
        call.key,
        lambda transaction: matters.look_up(transaction, asked),
    )


@router.get(
    "/tickets/number/{number}",
    response_model=Rateable,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["ratings"],
)
async def get_rateable(call: Called, number: str) -> Response:
    """Today's ticket of this number, as its rating needs it."""
    return await call.desk.read(
        call.credential,
        Role.TERMINAL,
        lambda transaction: ratings.find_rateable(transaction, number),
    )


@router.post(
    "/ratings",
    status_code=201,
    response_model=RatingReceipt,
    responses=problems(
        *POST_PROBLEMS, ProblemCode.NOT_FOUND, ProblemCode.WRONG_STATE, ProblemCode.ALREADY_RATED
    ),
    tags=["ratings"],
)
async def post_rating(call: KeyedCall, scores: RatingRequest) -> Response:
    """Rate a ticket that was served, or a matter that was answered; once each."""

    def act(transaction: Transaction, _caller: Caller) -> Answer:
        assert call.key is not None
        return as_answer(ratings.rate(transaction, call.key, scores), 201)

    def check(transaction: Transaction, answer: Answer, new: bool) -> Answer:
        assert call.key is not None
        if not new:
            ratings.check_same_word(transaction, call.key, scores)
        return answer

    return await call.desk.post(
        Post(call.credential, Role.TERMINAL, call.key, "ratings", scores), act, check
    )
