"""The kinds of page. A page is data: all that the screen draws and all that the voice says.

Each kind is drawn by one screen of ``screens/``. The answer to a page is the id of one of its
choices, except for :class:`Entry`, whose answer is the digits that were typed, and
:class:`Writing`, whose answer is the text that was written.
"""

from kiosk.pages.asking import WRITTEN as WRITTEN
from kiosk.pages.asking import Choice as Choice
from kiosk.pages.asking import Entry as Entry
from kiosk.pages.asking import Rating as Rating
from kiosk.pages.asking import Writing as Writing
from kiosk.pages.asking import written as written
from kiosk.pages.base import LEAVE as LEAVE
from kiosk.pages.base import Option as Option
from kiosk.pages.base import Page as Page
from kiosk.pages.base import Tone as Tone
from kiosk.pages.base import Weight as Weight
from kiosk.pages.base import action as action
from kiosk.pages.finding import Detail as Detail
from kiosk.pages.finding import Item as Item
from kiosk.pages.finding import Listing as Listing
from kiosk.pages.finding import Stage as Stage
from kiosk.pages.finding import Step as Step
from kiosk.pages.telling import Busy as Busy
from kiosk.pages.telling import Fact as Fact
from kiosk.pages.telling import Idle as Idle
from kiosk.pages.telling import Notice as Notice
from kiosk.pages.telling import Paragraph as Paragraph
from kiosk.pages.telling import Queue as Queue
from kiosk.pages.telling import Result as Result
from kiosk.pages.telling import Section as Section
from kiosk.pages.telling import Slip as Slip
from kiosk.pages.telling import Staff as Staff
from kiosk.pages.telling import Tip as Tip
from kiosk.pages.telling import Trouble as Trouble
from kiosk.pages.trial import KEY as KEY
from kiosk.pages.trial import Colour as Colour
from kiosk.pages.trial import Field as Field
from kiosk.pages.trial import KeyProbe as KeyProbe
from kiosk.pages.trial import hit as hit
from kiosk.pages.trial import off_by as off_by
