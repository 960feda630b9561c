"""Which screen draws which kind of page."""

from collections.abc import Mapping

from kiosk.pages import (
    Busy,
    Choice,
    Detail,
    Entry,
    Field,
    Idle,
    KeyProbe,
    Listing,
    Notice,
    Page,
    Rating,
    Result,
    Slip,
    Staff,
    Writing,
)
from screens.busy import BusyScreen
from screens.choice import ChoiceScreen
from screens.detail import DetailScreen
from screens.entry import EntryScreen
from screens.field import FieldScreen
from screens.idle import IdleScreen
from screens.kind import KindScreen
from screens.listing import ListingScreen
from screens.notice import NoticeScreen
from screens.rating import RatingScreen
from screens.result import ResultScreen
from screens.slip import SlipScreen
from screens.staff import StaffScreen
from screens.writing import WritingScreen

KINDS: Mapping[type[Page], type[KindScreen]] = {
    Idle: IdleScreen,
    Choice: ChoiceScreen,
    Entry: EntryScreen,
    Busy: BusyScreen,
    Notice: NoticeScreen,
    Slip: SlipScreen,
    Result: ResultScreen,
    Listing: ListingScreen,
    Detail: DetailScreen,
    Rating: RatingScreen,
    Writing: WritingScreen,
    Staff: StaffScreen,
    Field: FieldScreen,
    KeyProbe: NoticeScreen,
}
