"""What Python's calendar libraries read in a stream: one line of JSON, an entry a record, by UID.

    read.py icalendar|vobject FILE      the entries of a calendar stream
    read.py feedparser FILE             the entries of an Atom feed
"""

import json
import sys
from datetime import timezone


def seconds(moment):
    if moment.tzinfo is None:
        raise ValueError(f"{moment} is in no zone")
    return int(moment.astimezone(timezone.utc).timestamp())


def by_icalendar(stream):
    import icalendar

    for entry in icalendar.Calendar.from_ical(stream).walk("VEVENT"):
        yield {
            "uid": str(entry["UID"]),
            "start": seconds(entry["DTSTART"].dt),
            "end": seconds(entry["DTEND"].dt),
            "summary": str(entry["SUMMARY"]),
            "status": str(entry["STATUS"]),
        }


def by_vobject(stream):
    import vobject

    for calendar in vobject.readComponents(stream.decode()):
        for entry in calendar.contents.get("vevent", []):
            yield {
                "uid": entry.uid.value,
                "start": seconds(entry.dtstart.value),
                "end": seconds(entry.dtend.value),
                "summary": entry.summary.value,
                "status": entry.status.value,
            }


def by_feedparser(stream):
    import feedparser

    feed = feedparser.parse(stream)
    if feed.bozo:
        raise ValueError(feed.bozo_exception)
    for entry in feed.entries:
        yield {
            "id": entry.id,
            "title": entry.title,
            "link": entry.link,
            "updated": entry.updated,
            "content": [part.value for part in entry.get("content", [])],
        }


READERS = {"icalendar": by_icalendar, "vobject": by_vobject, "feedparser": by_feedparser}

if __name__ == "__main__":
    reader, file = sys.argv[1:]
    with open(file, "rb") as stream:
        print(json.dumps(list(READERS[reader](stream.read()))))
