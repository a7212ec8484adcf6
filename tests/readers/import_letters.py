"""Letters opened one after the other, as a mail program and a calendar would.

    import_letters.py FOLDER LETTER...      one line of JSON: after each letter, what it was and what stands in the
                                            calendar by then
"""

import email
import email.policy
import json
import sys
from pathlib import Path

import icalendar
import vobject
from subscribe import SHOW, listed, run


def opened(file):
    """The letter, and the one calendar part in it."""
    letter = email.message_from_bytes(Path(file).read_bytes(), policy=email.policy.default)
    parts = list(letter.walk())
    inline = [part for part in parts if part.get_content_type() == "text/calendar"]
    beside = [part for part in parts if part.get_content_type() == "application/ics"]
    assert len(inline) == 1 and len(beside) == 1, [part.get_content_type() for part in parts]
    stream = inline[0].get_payload(decode=True)
    assert stream == beside[0].get_payload(decode=True), "the file beside it is another"
    assert beside[0].get_filename() == "invite.ics"
    return letter, inline[0].get_param("method"), stream


def apply(calendar, method, entry):
    """The rule of RFC 5546, section 2.1.5: a revision that is older than ours changes nothing."""
    uid, sequence = str(entry["UID"]), int(entry["SEQUENCE"])
    if uid in calendar and sequence < calendar[uid]["sequence"]:
        return
    if method == "CANCEL":
        calendar.pop(uid, None)
    else:
        start, end = (int(entry[name].dt.timestamp()) for name in ("DTSTART", "DTEND"))
        calendar[uid] = {"start": start, "end": end, "sequence": sequence, "summary": str(entry["SUMMARY"])}


def main():
    home, letters = Path(sys.argv[1]), sys.argv[2:]
    (home / "calendar").mkdir(parents=True)
    (home / "khal.conf").write_text(SHOW.format(home=home).replace("readonly = True", "readonly = False"))
    calendar, states = {}, []
    for file in letters:
        letter, method, stream = opened(file)
        entries = icalendar.Calendar.from_ical(stream)
        assert entries["METHOD"] == method
        (entry,) = entries.walk("VEVENT")
        (again,) = vobject.readOne(stream.decode()).vevent_list
        assert again.dtstart.value.timestamp() == entry["DTSTART"].dt.timestamp()
        apply(calendar, method, entry)
        (home / "entry.ics").write_bytes(stream)
        run(home, "khal", "import", "--batch", "-a", "feed", str(home / "entry.ics"))
        states.append({
            "method": method,
            "defects": [repr(defect) for part in letter.walk() for defect in part.defects],
            "subject": letter["Subject"],
            "message_id": letter["Message-ID"],
            "references": letter["References"],
            "attendees": [str(entry["ATTENDEE"])] if not isinstance(entry["ATTENDEE"], list) else entry["ATTENDEE"],
            "calendar": list(calendar.values()),
            "khal": listed(home),
        })
    print(json.dumps(states))


if __name__ == "__main__":
    main()
