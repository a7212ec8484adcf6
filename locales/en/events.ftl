# The agenda (src/events/pages/agenda.rs).
agenda-title = Agenda
agenda-description = Webinars, practice safaris and gatherings for social professionals in Flanders and Brussels.
agenda-welcome = Come and join us.
agenda-lede = Webinars, practice safaris and gatherings for people who work with people. Near you or on your screen.
agenda-past-title = Past gatherings
agenda-past-welcome = Here’s what has been.
agenda-past-lede = Past gatherings, the latest first. Some of them can be watched or read again.
period-remove = Show what is coming
agenda-found = { $n ->
    [one] 1 gathering
   *[other] { $n } gatherings
}
agenda-further = Go on with { $day }
agenda-start = Back to the start
agenda-aside = Around the agenda
ring-label = Go to your region
ring-you = you
ring-and-you = and you
ring-regions = { $n ->
    [one] One region
    [7] Seven regions
   *[other] { $n } regions
}
filter-region = Region
filter-any-region = All regions
filter-kind = Kind
filter-any-kind = Any kind
filter-theme = Theme
filter-any-theme = Any theme
filter-core-themes = Core themes
filter-themes = Themes
filter-period = Choose a period
filter-from = From
filter-to = Up to and including
filter-from-day = From { $day }
filter-to-day = Up to and including { $day }
filter-remove = remove
filter-show = Show
umbrella-online = { $region }, online
umbrella-cancelled = cancelled
empty-kind-region = No { $kind } in { region-named }. Not yet.
empty-kind = No { $kind } in sight. Not yet.
empty-region = Nothing in { region-named }. Not yet.
empty-filter = Nothing found. Not yet.
empty-agenda = The agenda is still empty. Come back soon.
empty-in-region = { $n ->
    [one] There is one other gathering in { region-named }.
   *[other] There are { $n } other gatherings in { region-named }.
}
empty-elsewhere = { $n ->
    [one] There is one of this kind elsewhere.
   *[other] There are { $n } of this kind elsewhere.
}
empty-show-region = Show everything in { region-named }
empty-show-kind = Show all { $kinds }
empty-show-all = Show the whole agenda
missed-title = Missed something?
missed-text = We record most webinars and safaris.
missed-link = See the recordings

# Seats in a list (src/events/views.rs).
seats-left = { $n ->
    [one] 1 seat left
   *[other] { $n } seats left
}
seats-few = { $n ->
    [one] Only 1 seat left
   *[other] Only { $n } seats left
}
seats-of = of { $n }
seats-plenty = Plenty of room
seats-full = Full
seats-waiting-list = Waiting list open
seats-not-open = Registration opens { $day }
seats-closed = Registration is over
seats-past = Past
seats-recorded = Recording
seats-cancelled = Cancelled

# The event (src/events/pages/show.rs).
fact-when = When
fact-where = Where
fact-price = Price
fact-free = Free
fact-language = Language
fact-accessible = Accessible
where-online = Online
where-link-by-mail = You get the link by email
where-or-online = Or online: you get the link by email
where-later = The place will follow
about = What it is about
programme = Programme
programme-stops = { $n ->
    [one] One stop
    [2] Two stops
    [3] Three stops
    [4] Four stops
    [5] Five stops
    [6] Six stops
   *[other] { $n } stops
}
programme-stop = Stop { $n }:
speakers = Who you meet
more = Themes and hosts
invited-by = Hosted by
part-of-series = Part of:
take-along = Put it in your calendar
watch = Watch again
watch-recording = The recording
watch-material = To read afterwards.
similar = There are seats here
similar-series = There are seats in the same series
waiting = How the waiting list works
waiting-1 = You join the queue
waiting-1-text = First come, first served. You can leave it at any time.
waiting-2 = When a seat frees up, you move up
waiting-2-text = When somebody cancels, the first in line gets that seat. We write to you at once.
waiting-3 = Can’t make it after all?
waiting-3-text = Use the link in your email to give your seat back. You will make somebody happy.

# The seat card (src/events/pages/seat_card.rs).
card-open = Take your seat
card-open-hint = Done in twenty seconds.
card-open-until = You can register until { $moment }.
card-open-button = Save my seat
card-plenty = There is plenty of room.
card-waiting = Full. Will you wait?
card-waiting-text = { $n ->
    [0] Nobody is waiting yet.
    [one] One person is waiting.
   *[other] { $n } people are waiting.
}
card-waiting-place = You’d be number { $n }.
card-waiting-button = Put me on the waiting list
card-full = Full.
card-full-text = Every seat is taken and there is no waiting list.
card-full-begun = Every seat is taken. The gathering has begun, so the waiting list is closed.
card-closed = Registration is over.
card-closed-text = The door is closed, the gathering is still to come. Have you registered? Everything is in your email.
card-not-open = Not just yet.
card-not-open-text = You can register from { $moment }.
card-not-open-hint = Come back then, or put your region’s calendar in yours.
card-past = This gathering is over.
card-past-watch = You can still watch it or read about it.
card-past-text = See the agenda for what comes next.
card-past-came = { $n ->
    [one] There was 1 registration.
   *[other] There were { $n } registrations.
}
card-cancelled = This gathering is cancelled.
card-cancelled-text = We write to everyone who had registered.
hall-free = { $n ->
    [one] seat left
   *[other] seats left
}
hall-seats = { $n ->
    [one] seat
   *[other] seats
}
hall-taken = { $n ->
   *[other] registered
}
hall-words = { $taken ->
    [0] No seat is taken yet.
    [one] 1 of the { $capacity } seats is taken.
   *[other] { $taken } of the { $capacity } seats are taken.
} { $left ->
    [one] There is 1 seat left.
   *[other] There are { $left } seats left.
}
hall-full-words = { $n ->
    [0] There are no seats.
    [one] The only seat is taken.
   *[other] All { $n } seats are taken.
}
bar-left = { $n } left
bar-open = Register
bar-wait = Wait with us
bar-waiting = { $n ->
    [0] nobody is waiting
    [one] 1 person is waiting
   *[other] { $n } people are waiting
}

# The form (src/events/seat_form.rs).
form-name = Name
form-email = Email
form-email-hint = We send your confirmation here. One seat per address.
form-email-hint-online = We send the link here. One seat per address.
form-organisation = Organisation
form-language = Language of the emails
form-role = Role
form-role-choose = Choose a role
form-optional = (you can skip this)
form-at-least-one = (choose at least one)
form-slot = Where would you like to be? { $hours }
form-no-stop = I skip this one
form-stop-seats = { $n ->
    [one] 1 seat left
   *[other] { $n } seats left
}
form-stop-waiting = Full. You’d be number { $n } on the waiting list.
form-stop-full = Full.
form-stops-best-effort = If a stop is full, you wait for that stop alone. The rest of your registration stands.
form-stops-all-or-nothing = You get all your stops together. If one is full, your whole registration waits.
form-stops-no-line = Choose only stops that have room. If one is full, you cannot register.
form-yes = Yes
form-no = No
form-no-answer = No answer
form-consent = You may use my details for this gathering.
form-consent-forget = We delete them after a year.
form-consent-how = Read how
form-trap = Leave this field empty
form-errors = { $n ->
    [one] One more thing
    [2] Two more things
    [3] Three more things
   *[other] { $n } more things
}
preview-note = This is how visitors see it. Nobody can register here.
preview-back = Back
