# The organisers’ list of who comes, one person’s page, and what is done for one or for many.
attendees-confirmed = Registered
attendees-waiting = Waiting list
attendees-cancelled = Cancelled
attendees-everybody = Everybody
attendees-status = Status
attendees-name = Name
attendees-organisation = Organisation
attendees-role = Role
attendees-registered = Registered on
attendees-stop = Stop
attendees-answer = Answer
attendees-present = Present
attendees-language = Language
attendees-any-role = Every role
attendees-any-stop = Every stop
attendees-any-answer = Every answer
attendees-any-present = In or not
attendees-any-language = Every language
attendees-role-unsaid = No role chosen
attendees-present-yes = In
attendees-present-no = Not in yet
attendees-search = Find somebody
attendees-search-hint = Name, email or organisation
attendees-filters = Filters
attendees-filter = Filter
attendees-unfilter = Show all
attendees-none = Nobody found. Look under another status, or search with fewer words.
attendees-none-yet = Nobody yet. Whoever registers appears here at once.
attendees-caption = Attendees, { $range }
attendees-range = { $from } to { $until } of { $total }
attendees-signature = Signature
attendees-pages = Pages
attendees-previous = Previous
attendees-next = Next
attendees-add = Add somebody
attendees-export = Export
attendees-sheet = Sign-in sheet
attendees-sheet-hint = To print and have signed
attendees-xlsx-hint = .xlsx, with your own questions as columns
attendees-ods-hint = .ods, for LibreOffice
attendees-csv-hint = UTF-8, separated by semicolons
attendees-taken-along = { $n ->
    [one] You export { $n } person. We note who exports.
   *[other] You export { $n } people. With a filter you export only what you see. We note who exports.
}
attendees-choose = Choose { $name }
attendees-choose-page = Choose everybody on this page
attendees-chosen = { $n ->
   *[other] chosen
}
attendees-with-chosen = With those you chose
attendees-all-chosen = { $n ->
    [one] { $n } person chosen
   *[other] All { $n } chosen
}
attendees-choose-all = Choose all { $n }
attendees-not-all = Not everybody after all
attendees-act-write = Email
attendees-act-seat = Give a seat
attendees-act-wait = To the waiting list
attendees-act-leave = Cancel registration
attendees-act-resend = Send the email again
attendees-nobody-chosen = First choose who you mean: tick the box beside their name.
attendees-done-seat = { $n ->
    [0] Nobody got a seat.
    [one] { $n } person has a seat now.
   *[other] { $n } people have a seat now.
}
attendees-done-wait = { $n ->
    [0] Nobody went to the waiting list.
    [one] { $n } person is on the waiting list now.
   *[other] { $n } people are on the waiting list now.
}
attendees-done-leave = { $n ->
    [0] No registration was cancelled.
    [one] { $n } registration is cancelled.
   *[other] { $n } registrations are cancelled.
}
attendees-done-resend = { $n ->
    [0] No email was sent.
    [one] The email is on its way again to { $n } person.
   *[other] The email is on its way again to { $n } people.
}
attendees-refused-seat = { $n ->
    [one] There was no seat left for { $n } person.
   *[other] There was no seat left for { $n } people.
}
attendees-refused-wait = { $n ->
    [one] { $n } person keeps the seat: nobody else waits.
   *[other] { $n } people keep their seats: nobody else waits.
}
attendees-refused-leave = { $n ->
    [one] Too late for { $n } person: the gathering is over.
   *[other] Too late for { $n } people: the gathering is over.
}
attendees-refused-resend = { $n ->
    [one] { $n } person got an email just now.
   *[other] { $n } people got an email just now.
}
attendee-confirmed = Confirmed
attendee-present = In
attendee-cancelled = Cancelled
attendee-unreached = Email came back
attendee-forgotten = Erased: name and address are no longer known here.
attendee-check-in = To the door
attendee-seat = Give a seat
attendee-seat-hint = Even if others have waited longer
attendee-wait = Put on the waiting list
attendee-wait-hint = At the end. The seat goes to whoever waits longest
attendee-place = Move in the line
attendee-place-hint = Number { $n } now
attendee-change = Correct the details
attendee-change-hint = Name, address, organisation or answers
attendee-email-hint = If you change the address, the link in older emails stops working and a new email is sent.
attendee-resend = Send the email again
attendee-resend-hint = With the confirmation and the link
attendee-leave = Cancel this registration
attendee-leave-hint = The seat goes to whoever waits longest
attendee-forget = Erase their data
attendee-forget-hint = If they ask for it
attendee-forget-what = Name, address, organisation, answers and emails go. That somebody registered still counts. This cannot be undone.
attendee-forget-first = Cancel this registration first: the seat is then free for somebody else.
attendee-forget-elsewhere = See where else this person is registered
attendee-letters = Emails
attendee-no-letters = No email has been sent yet.
attendee-history = What happened
attendee-address-taken = Somebody else is registered with this address
attendee-done-added = Added.
attendee-done-saved = Saved.
attendee-done-seat = Done: there is a seat now.
attendee-done-wait = Done: at the end of the waiting list.
attendee-done-place = Done: the line has changed.
attendee-done-leave = Done: cancelled.
attendee-done-resent = The email is on its way again.
attendee-done-not-resent = An email was sent just now. Wait ten minutes before you send another.
attendee-done-forgotten = Done: their data are erased.
attendee-done-not-forgotten = Nothing was erased: cancel this registration first.
place-to = To place
place-reason = Why?
place-faults = Give a place in the line, and say why.
letter-state-sent = Sent
letter-state-waiting = On its way
letter-state-trying = Not yet
letter-state-failed = Did not arrive
letter-state-superseded = No longer needed
letter-do-failed = Check the address, then send the email again. The mail server said:
letter-do-trying = We keep trying by ourselves, for up to three days. The mail server said:
letter-about-registration-confirmed = Confirmation
letter-about-registration-waitlisted = Place on the waiting list
letter-about-seat-became-free = A seat became free
letter-about-registration-cancelled = Cancelled
letter-about-event-cancelled = Gathering cancelled
letter-about-event-changed = Something changed
letter-about-seat-handed-over = Seat passed on
letter-about-seat-declined = The colleague said no
letter-about-message = Message
letter-about-reminder = Reminder
letter-about-thanks = Thanks
letter-about-declined-in-calendar = Declined in the calendar
letter-about-stop-declined-in-calendar = Stop declined in the calendar
letter-about-stop-given-back = Stop given back
letter-about-stop-chosen = Stop chosen
letter-about-registration-moved = Another address
letter-about-other = Email
history-registered = Registered
history-cancelled = Cancelled
history-stop-given-back = Gave a stop back
history-address-changed = Chose another email address
history-present = Was there
history-offered = Offered the seat to { $name }
history-handed-over = Passed the seat on to { $name }
history-declined = { $name } did not take the seat
history-withdrawn = Withdrew the offer to { $name }
history-calendar-accepted = Accepted the invitation in their calendar
history-calendar-declined = Declined the invitation in their calendar
history-calendar-tentative = Accepted the invitation in their calendar as tentative
history-program = The administrator
history-by-added = { $who } added this person and noted that they agree
history-by-changed = { $who } corrected the details
history-by-seated = { $who } gave this person a seat
history-by-seated-over = { $who } gave this person a seat, even if there was none left
history-by-waits = { $who } put this person on the waiting list
history-by-moved = { $who } moved this person in the line, from { $from } to { $to }
history-by-left = { $who } cancelled the registration
history-by-forgotten = { $who } erased their data
history-by-resent = { $who } sent the email again
history-by-checked-in = { $who } noted the arrival
history-by-checked-in-stop = { $who } noted the arrival at { $stop }
history-by-check-in-undone = { $who } took the arrival back
history-by-check-in-undone-stop = { $who } took the arrival at { $stop } back
history-by-imported = { $who } added this person from a list
history-by-other = { $who } changed something
arrange-seat-title = Give a seat
arrange-seat = { $n ->
    [0] Nobody you chose is waiting for a seat.
    [one] You want to give { $n } person on the waiting list a seat.
   *[other] You want to give { $n } people on the waiting list a seat. Whoever waits longest goes first.
}
arrange-seat-others = { $n ->
    [one] Nothing changes for { $n } person, who is not waiting.
   *[other] Nothing changes for { $n } others, who are not waiting.
}
arrange-seat-button = { $n ->
    [one] Give { $n } person a seat
   *[other] Give { $n } people a seat
}
arrange-wait-title = To the waiting list
arrange-wait = { $n ->
    [0] Nobody you chose has a seat.
    [one] { $n } person gives the seat back and goes to the end of the line. The seat goes to whoever waits longest.
   *[other] { $n } people give their seats back and go to the end of the line. The seats go to those who wait longest.
}
arrange-wait-others = { $n ->
    [one] Nothing changes for { $n } person, who has no seat.
   *[other] Nothing changes for { $n } others, who have no seat.
}
arrange-wait-button = { $n ->
    [one] Put { $n } person on the waiting list
   *[other] Put { $n } people on the waiting list
}
arrange-leave-title = Cancel registrations
arrange-leave = { $n ->
    [0] Nobody you chose is registered any more.
    [one] { $n } registration is cancelled. A seat that comes free goes to whoever waits longest.
   *[other] { $n } registrations are cancelled. Seats that come free go to those who wait longest.
}
arrange-leave-others = { $n ->
    [one] Nothing changes for { $n } person, who cancelled already.
   *[other] Nothing changes for { $n } others, who cancelled already.
}
arrange-leave-button = { $n ->
    [one] Cancel { $n } registration
   *[other] Cancel { $n } registrations
}
arrange-resend-title = Send the email again
arrange-resend = { $n ->
    [0] Nobody you chose is registered any more.
    [one] { $n } person gets the confirmation again.
   *[other] { $n } people get the email again that says how they stand. Whoever got one in the last ten minutes gets no second.
}
arrange-resend-others = { $n ->
    [one] Nothing changes for { $n } person, who cancelled.
   *[other] Nothing changes for { $n } others, who cancelled.
}
arrange-resend-button = { $n ->
    [one] Send { $n } email
   *[other] Send { $n } emails
}
arrange-room = { $n ->
    [0] All seats are taken.
    [one] There is { $n } seat left.
   *[other] There are { $n } seats left.
}
arrange-seat-room = { $n ->
    [0] All seats are taken: nobody gets one unless you tick the box below.
    [one] There is { $n } seat left. Whoever still waits then gets one only if you tick the box below.
   *[other] There are { $n } seats left. Whoever still waits then gets one only if you tick the box below.
}
arrange-over = Even if there is no seat left
arrange-over-hint = Then more people come than you had seats for.
arrange-letter = Send them an email
arrange-letter-one = Send an email
arrange-reason = Why?
arrange-reason-hint = Only organisers see this, under “What happened”.
arrange-back = Back
arrange-unfinished = Not finished yet
arrange-so-far = { $n ->
    [one] Done for { $n } person.
   *[other] Done for { $n } people.
} It was too much for one go.
arrange-go-on = Go on
arrange-refused-closed = This gathering is over.
arrange-refused-cancelled = This gathering is cancelled.
arrange-refused-draft = This is still a draft: nobody sees it. Put it online first.
arrange-refused-full = There is no seat left. Tick the box to give one all the same.
arrange-refused-already-in = Somebody is registered with this address already.
arrange-refused-no-waiting-list = This gathering has no waiting list, or it has begun.
arrange-refused-nobody-waits = Nobody else waits: the seat would come back at once. You can cancel the registration.
arrange-refused-not-waiting = Only those who wait have a place in the line.
arrange-refused-left = This person cancelled.
arrange-refused-forgotten = We no longer know who this was.
add-email-hint = The confirmation and the link to manage it go there.
add-over = Give a seat, even if there is none left
add-over-hint = Otherwise this person goes to the waiting list.
add-letter = Send the confirmation
add-consent = By adding somebody you say that they know and agree. We note that you said so.
add-button = Add
everywhere-title = Find somebody
everywhere-lede = In all gatherings of your regions.
everywhere-link = Search all your gatherings
everywhere-region = Region
everywhere-any-region = Every region
everywhere-search = Search
everywhere-found = { $n ->
    [0] Nobody found.
    [one] { $n } registration found.
   *[other] { $n } registrations found.
}
calendar-answer = In the calendar
calendar-answer-accepted = accepted on { $when }
calendar-answer-declined = declined on { $when }
calendar-answer-tentative = tentative on { $when }
