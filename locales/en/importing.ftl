# Importing a list (src/registrations/importing).
import-title = Import a list
import-what = Did people register elsewhere? Import them all at once with a file from Excel, Google Sheets, LibreOffice or another program, or with a list of ours. The first line names the columns: name and email address, and if you have them organisation, role, language, stops and your own questions.
import-file = Your file
import-limits = Excel (.xlsx), LibreOffice (.ods) or CSV, at most { $lines } lines and { $megabytes } MB
import-language = Language of the emails
import-language-hint = For those whose language the list does not say
import-try = See what would happen
import-try-hint = Nothing changes yet.
import-done = { $seats ->
    [0] Nobody got a seat,
    [one] { $seats } person got a seat,
   *[other] { $seats } people got a seat,
} { $waits } on the waiting list, { $there ->
    [one] { $there } was there already
   *[other] { $there } were there already
}, { $unfit } not imported.
import-done-left = { $n ->
    [one] { $n } line was skipped: this person cancelled.
   *[other] { $n } lines were skipped: these people cancelled.
}
import-to-list = To the attendees
import-unreadable = That file does not work
import-unreadable-empty = Choose a file with people in it
import-unreadable-too-long = This file is larger than { $megabytes } MB. Split it
import-unreadable-unpacked = Unpacked, this file is too large. Save only the sheet with the people and try again
import-unreadable-too-many = There are more than { $lines } lines. Split the file
import-unreadable-long-field = Line { $line } has a field of more than { $characters } characters. Shorten it, or see whether a quotation mark is missing
import-unreadable-no-list = This is not a list. Save it as .xlsx, .ods or CSV and try again
import-unreadable-old-excel = This is an old Excel file. Save it as .xlsx and try again
import-unreadable-locked = This file has a password. Save it without one and try again
import-unreadable-damaged = This file is damaged. Open it in Excel or LibreOffice, save it again and try once more
import-unreadable-no-name = We find no column with names. Name it on the first line: Name
import-unreadable-no-email = We find no column with email addresses. Name it on the first line: Email address
import-unreadable-twice = Two columns have the same name. Remove one
import-report = This is what would happen
import-nothing-yet = Nothing has changed yet. Have a look.
import-seats = { $n ->
    [one] { $n } person gets a seat
   *[other] { $n } people get a seat
}
import-waits = { $n } on the waiting list
import-there = { $n } registered already
import-left = { $n } cancelled: skipped
import-unfit = { $n ->
    [one] { $n } line does not work
   *[other] { $n } lines do not work
}
import-sheet = Only the sheet { $sheet } was read.
import-left-aside = We do nothing with these columns: { $columns }.
import-agreed = These people know that I am registering them
import-not-agreed = Tick the box if these people know that you are registering them
import-letters = Send everyone a confirmation
import-bring = { $n ->
    [one] Import { $n } person
   *[other] Import { $n } people
}
import-nobody = Nobody on this list is new.
import-drop = Choose another file
import-lines = Line by line
import-line = Line
import-verdict = What happens
import-more = { $n ->
    [one] { $n } more line is not shown here.
   *[other] { $n } more lines are not shown here.
}
import-verdict-seat = Gets a seat
import-verdict-waits = Waiting list, number { $n }
import-verdict-there = Registered already
import-verdict-left = Cancelled: skipped
import-verdict-refused = Not possible
import-verdict-mistake = Not right
import-refused-closed = The gathering is over.
import-refused-cancelled = The gathering is cancelled.
import-refused-draft = The gathering is still a draft. Put it online first.
import-refused-full = Full, and there is no waiting list.
import-refused-stop-gone = A chosen stop is no longer there.
import-left-role = We do not know this role: it stays empty.
import-left-language = We do not know this language: we take the one that you chose.
import-fault-name = There is no name
import-fault-name-link = A name has no web or email address, and a space follows a full stop
import-fault-email-missing = There is no email address
import-fault-email-at = This address has no @
import-fault-email = This address cannot be right
import-fault-formula = There is a formula error here, such as #N/A
import-fault-stop = This stop is not part of this gathering
import-fault-stops-overlap = Two stops at the same time
import-fault-answer-offered = This answer is not among the choices
