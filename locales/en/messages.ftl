# Writing to those who registered (src/messages/).
messages-written = Messages written
messages-none = Nothing has been written yet. Feel free to send a message: with directions, a question or something to prepare.
messages-by-itself = Sent automatically
message-new = Write a message
message-what = What
message-subject = Subject
message-body = Message
message-when = When
message-figures = Sent
message-to = For whom
message-to-hint = We look up who exactly that is at the moment of sending. So whoever gets a seat or cancels before then is counted correctly.
message-text = What you write
message-languages-hint = Write in one language or in several. Whoever reads another language gets the first one that you filled in.
message-marks = You can write **bold** and *italic*, make a list with dashes, and put links as [words](https://…). Where you write {"{name}"}, the first name appears.
message-look = Look at the message
message-look-hint = Nothing is sent yet. You first see how it looks and to how many people it goes.
message-back = Back
message-edit = Edit
message-discard = Throw away
message-discard-sure = Throw this message away?
message-discard-what = What you wrote will be gone. It cannot be undone.
message-copy = Use again
message-withdraw = Withdraw
message-send = Send
message-now = Right now
message-later = Later
message-send-at = Day and time
message-zone = In the time of the gathering ({ $zone }).
message-clock = The clocks change before then: the time is the one on the clock that day
message-send-button = Send
message-preview = This is how it looks
message-plain = Without formatting
message-prove = Send a test to myself
message-prove-hint = The test goes to { $address } and to nobody else.
message-draft = Draft
message-planned = Planned
message-leaving = Being sent now
message-sent = Sent
message-withdrawn = Withdrawn
message-readers = { $n ->
    [one] Goes to { $n } person now:
   *[other] Goes to { $n } people now:
}
message-readers-of = { $n ->
    [one] { $n } reads { $language }
   *[other] { $n } read { $language }
}
message-readers-none = At this moment that is nobody.
message-substitute = { $n ->
    [one] { $n } person reads { $own } and gets the text in { $other }.
   *[other] { $n } people read { $own } and get the text in { $other }.
}
message-done-sent = Your message is being sent now. Below you see how it arrives.
message-done-planned = Your message goes out at the time that you chose. Until then you can withdraw it.
message-done-planned-for-nobody = Your message goes out at the time that you chose, to whoever it is meant for by then. At this moment that is nobody.
message-done-withdrawn = Withdrawn. What had not been sent yet stays here.
message-done-proved = The test is on its way to { $address }.
message-done-too-late = This message had been sent already. Nothing has changed.
message-done-discarded = The draft is gone.
message-done-resent = We are trying again. In a few minutes you will know more.
message-fault-empty = Write a subject and a message, in at least one language
message-fault-subject = Give the message a subject
message-fault-subject-long = Make the subject shorter: 120 characters at most
message-fault-body = Write the message itself too
message-fault-long = Make the message shorter: 10,000 characters at most
message-fault-link = Start each link with https://, http:// or mailto:
message-fault-placeholder = Between braces we only know {"{name}"}
message-fault-nobody = At this moment nobody would get this message. Choose others, or plan it for later.
message-fault-changed = Somebody changed this message while you were looking. Check it, then send it
message-fault-changed-edit = Somebody changed this message meanwhile. What you typed is still there; the message as it is now stands below it. If you go on, what you typed counts.
message-fault-time = Choose a day and a time
message-fault-time-twice = That hour comes twice that night. Choose another one
message-fault-past = Choose a time to come, within a year

# For whom.
audience-status = Status
audience-confirmed = Those who have a seat
audience-waitlisted = Those on the waiting list
audience-cancelled = Those who cancelled
audience-all = Everybody who ever registered
audience-any = Any
audience-stop = Stop
audience-present = Present
audience-was-there = Was there
audience-was-not-there = Was not there
audience-role = Role
audience-role-unsaid = Named no role
audience-language = Language
audience-words = Only those who match “{ $words }”.
audience-answer = Only those who answered “{ $question }” with: { $answer }.
audience-chosen = { $n ->
    [one] Only the { $n } person whom you ticked.
   *[other] Only the { $n } people whom you ticked.
}

# Reminders and thanks.
reminder-today = Today
reminder-tomorrow = Tomorrow
reminder-see-you-today = See you later
reminder-see-you-tomorrow = See you tomorrow
reminder-see-you-soon = See you soon
reminder-name = Reminder, { $before } before
reminder-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
reminder-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
reminder-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
reminder-passed = Not sent
reminder-off = Switched off
thanks-name = Thanks with recording and materials
thanks-at-the-end = As soon as the gathering is over
thanks-when-there-is-something = As soon as there is a recording or something to read afterwards
thanks-at-the-latest = As soon as there is a recording or something to read afterwards, and otherwise on { $when }, for those who get a certificate
thanks-a-day-after = A day after the gathering, or as soon as there is a recording
thanks-again-recording = Recording, sent later
thanks-again-materials = Something to read, sent later
thanks-again-question = The question “How was it?”
thanks-again-waits = { $when }, or together with the recording

# How letters fared.
delivery-none = No email yet
delivery-sent = { $n } sent
delivery-waiting = { $n ->
    [one] { $n } still waits
   *[other] { $n } still wait
}
delivery-failed = { $n } did not arrive
delivery-superseded = { $n } not needed any more
trouble-title = { $n ->
    [one] { $n } email did not arrive
   *[other] { $n } emails did not arrive
}
trouble-caption = Emails that did not arrive
trouble-who = For whom
trouble-letter = Email
trouble-why = Why, and what helps
trouble-resend = Send again
trouble-resend-all = Send all of them again
reason-address-unknown = This address does not exist.
advice-address-unknown = Check it, correct it on the person’s page and send again.
reason-address-unwritable = This address has characters that mail servers do not know.
advice-address-unwritable = Ask for another address, correct it on the person’s page and send again.
reason-mailbox-full = The mailbox is full.
advice-mailbox-full = Send again later, or ask for another address.
reason-refused = The recipient’s mail server refuses the email.
advice-refused = Give them a call, or ask for another address. If it happens to many people at once, tell whoever runs this system.
reason-stopped = An earlier email to this address came back, so this one was not sent.
advice-stopped = Correct the address on the person’s page, or try again if it is right after all.
reason-patience = The mail server could not be reached for days.
advice-patience = Send again. If it fails once more, tell whoever runs this system.
reason-unwritten = The email could not be made.
advice-unwritten = That is our fault. Tell whoever runs this system.
letter-kind-registration_confirmed = Confirmation
letter-kind-registration_waitlisted = Waiting list
letter-kind-seat_became_free = Seat became free
letter-kind-registration_cancelled = Cancellation
letter-kind-event_cancelled = Gathering cancelled
letter-kind-event_changed = Change
letter-kind-seat_offered = Offer to a colleague
letter-kind-seat_handed_over = Seat passed on
letter-kind-seat_declined = Offer declined
letter-kind-message = Message
letter-kind-reminder = Reminder
letter-kind-thanks = Thanks
letter-kind-seat_to_take = Seat offered
letter-kind-offer_ran_out = Offer ran out
letter-kind-declined_in_calendar = Declined in the calendar
letter-kind-stop_declined_in_calendar = Stop declined in the calendar
letter-kind-stop_given_back = Stop given back
letter-kind-stop_chosen = Stop chosen
letter-kind-registration_moved = Another address

# No more messages.
quiet-title = Fewer emails
quiet-ask = Would you like no more messages or reminders about { $event }?
quiet-still = Your registration stays. If time or place changes, we still let you know.
quiet-button = Send me no more
quiet-done = Done. You get no more messages or reminders about { $event }.
quiet-undo = I want them after all
