"""How an activity looks in a chat."""

from handlers.message import Reply, text
from storage.types import Activity


def face(activity: Activity) -> Reply:
    """Return what the activity's card shows at this moment, with its buttons."""
    return Reply(text("card", title=activity.title), activity=activity.id)
