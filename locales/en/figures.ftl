# How it went (src/figures).
figures-title = Figures
figures-title-of = Figures: { $what }
figures-glance = At a glance
figures-count = { $n ->
    [one] 1 gathering
   *[other] { $n } gatherings
}
figures-region = Region
figures-any-region = All my regions
figures-series = Series
figures-any-series = Any series
figures-kind = Kind
figures-any-kind = Any kind
figures-period = When
figures-period-recent = Past year and what is to come
figures-period-ahead = Still to come
figures-period-all = From the beginning
figures-show = Show
figures-empty = There was nothing on then. Choose another time or region.
figures-events = Gatherings
figures-registered = Registered
figures-filled = Seats taken
figures-seated = With a seat
figures-seats = Seats
figures-waiting = Waiting
figures-cancelled = Cancelled
figures-came = Came
figures-expected = Expected
figures-show-up = Turnout
figures-percent = { $n }%
figures-unit = { $n ->
    [one] 1 dot is 1 registration.
   *[other] 1 dot is { $n } registrations.
}
figures-nobody = Nobody has registered yet.
figures-taken-of = { $n } of { $of } { $of ->
    [one] seat
   *[other] seats
} { $n ->
    [one] is taken
   *[other] are taken
}.
figures-no-limit = There is a seat for everybody.
figures-who-wait = { $n ->
    [one] 1 person is waiting.
   *[other] { $n } people are waiting.
}
figures-came-of = { $n } of { $of } with a seat came.
figures-not-ticked = Nobody was ticked off at the door.
figures-not-yet = We will know after the gathering.
figures-cancelled-of = { $n } of { $of } cancelled.
figures-average-of = Out of 5, from { $n } people at { $events ->
    [one] 1 gathering
   *[other] { $events } gatherings
}. Where fewer than three people chose, we count nobody.
figures-n-of = { $n } of { $of } ({ $percent }%)
figures-over-time = Registrations over time
figures-as-table = As a table
figures-when = When
figures-so-far = Total by then
figures-week-of = week of { $date }
figures-by-events = By gathering
figures-by-regions = By region
figures-by-kinds = By kind
figures-by-roles = What people do
figures-by-languages = Language of the emails
figures-by-stops = By stop
figures-of-events = Gathering
figures-of-regions = Region
figures-of-kinds = Kind
figures-of-roles = Role
figures-of-languages = Language
figures-of-stops = Stop
figures-role-unsaid = Not said
figures-small = Counted together
figures-small-note = We count a group of fewer than three people together with another, so that a figure is never about one person.
figures-regions-note = What regions host together counts for the region that invites.
figures-take-away = Download the figures (CSV)
figures-file = figures
figures-sheet-table = Table
figures-sheet-line = Line
figures-sheet-average = How was it? On average, out of 5
figures-sheet-scores = How was it? Answers
figures-all = All together

# More seats than chairs.
figures-overbooking = More seats than chairs
figures-given = You now give { $seats ->
    [one] { $seats } seat
   *[other] { $seats } seats
} for { $chairs ->
    [one] { $chairs } chair
   *[other] { $chairs } chairs
}.
figures-no-past = Once people have been ticked off at the door three times at a gathering of this kind, we suggest here how many seats you can give.
figures-past = Of those with a seat, { $percent }% came (from { $low }% to { $high }%). That is how it went { $n } times in the past two years: { $kind }, { $place }.
figures-whole-network = the whole network
figures-suggested = If you give { $seats ->
    [one] { $seats } seat
   *[other] { $seats } seats
} for { $chairs ->
    [one] { $chairs } chair
   *[other] { $chairs } chairs
}, everybody who comes has a chair at least 19 times in 20.
figures-too-varied = Giving more seats than { $n ->
    [one] the one chair that there is
   *[other] the { $n } chairs that there are
} is too uncertain. Leave it at that.
figures-give = { $n ->
    [one] Give 1 seat
   *[other] Give { $n } seats
}
figures-give-back = { $n ->
    [one] Back to 1 seat
   *[other] Back to { $n } seats
}
figures-done-given = Done. Whoever was first in line has been sent an email.
figures-done-back = Done. Whoever has a seat keeps it.
figures-done-nothing = There was nothing to change.
figures-done-overtaken = Something changed meanwhile. Look again and choose once more.
