# The overview.
desk-greeting-people = Hello { $name }, { $n ->
    [one] 1 person is coming
   *[other] { $n } people are coming
}.
desk-new = New gathering
desk-shelves = Which gatherings
shelf-upcoming = Coming up
shelf-drafts = Drafts
shelf-past = Past
desk-search = Search for a gathering
desk-region = Region
desk-every-region = Every region
desk-filter = Filter
desk-nothing-found = Nothing found. Try another word.
desk-actions = Further
desk-not-yet = not open yet
desk-finish = Finish
desk-pages = Pages
desk-shown = { $from } to { $to } of { $of }
desk-before = Previous
desk-after = Next
todo-title = To do
todo-today = Who is already at “{ $title }”?
todo-today-why = It begins at { $time }. To the door.
todo-now-why = It is under way. To the door.
todo-tomorrow = Tomorrow: “{ $title }”
todo-tomorrow-why = It begins tomorrow at { $time }. To the door.
todo-linkless = “{ $title }” has no link yet
todo-linkless-why = It begins on { $date }. Without a link nobody can take part online.
todo-full = “{ $title }” is full
todo-full-why = { $n ->
    [one] 1 person is waiting. Can you add a chair?
   *[other] { $n } people are waiting. Can you add chairs?
}
todo-stop-full = A stop of “{ $title }” is full
todo-draft = Finish “{ $title }”
todo-draft-why = It begins on { $date } and is not online yet.
todo-recording = Put the recording of “{ $title }” online
todo-recording-why = Those who were there then get a thank-you with the link.
todo-recording-missed = Those who missed it can watch it then.
figure-days = Registrations in 14 days
figure-days-words = { $n ->
    [one] 1 dot is 1 registration.
   *[other] 1 dot is { $n } registrations.
}
figure-times = { $n ->
    [one] Turnout, last time
   *[other] Turnout, last { $n } times
}
figure-seats = Seats taken, coming up
figure-seats-words = { $n } of { $of } { $of ->
    [one] chair
   *[other] chairs
}{ $waiting ->
    [0] .
    [one] , 1 person is waiting.
   *[other] , { $waiting } people are waiting.
}
desk-deleted = The gathering is gone. Its history is kept.
desk-trouble = { $n ->
    [one] One email did not arrive
   *[other] { $n } emails did not arrive
}
desk-trouble-more = { $n ->
    [one] And one more email. See all of them by gathering
   *[other] And { $n } more emails. See all of them by gathering
}
desk-trouble-letters = { $n ->
    [one] one email
   *[other] { $n } emails
}
desk-held-up = { $n ->
    [one] One email cannot be sent just now. We keep trying.
   *[other] { $n } emails cannot be sent just now. We keep trying.
}
