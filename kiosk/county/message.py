"""What every message of the contract is."""

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """Base of every message: frozen. What a newer server adds is ignored by a client."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Request(Message):
    """Base of every body a client sends: an unknown key is an error that names it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Message):
    """Text of the centre in both languages."""

    zh: str
    en: str
