# An event that comes again: a rhythm, its days, and the drafts that are made of them.
repeat-title = Several copies at once
repeat-text = Choose a first day, a rhythm and a number. You see the days first and can still change them.
repeat-first = First day
repeat-times = How many times?
repeat-rhythm = How often?
rhythm-week = Every week
rhythm-two-weeks = Every two weeks
rhythm-month = Every month
rhythm-month-hint = On the same weekday, such as the third Tuesday; a fifth becomes the last
repeat-look = Show the days
repeat-one-by-one = Or give the days one by one
repeat-otherwise = Another rhythm
repeat-days = Which days?
repeat-days-text = Each day becomes a draft at the same hours. Empty a field to skip that day.
repeat-day = Day { $n }
repeat-button = { $n ->
    [0] Make the drafts
    [one] Make one draft
   *[other] Make { $n } drafts
}
repeat-check = Check again
repeat-past = That day is past.
repeat-holiday = Holiday: { $name }.
repeat-event = Already that day: { $title }, { $hours }.
repeat-events-more = { $n ->
    [one] And one more.
   *[other] And { $n } more.
}
repeat-fault-none = Give at least one day
repeat-fault-twice = That day is in the list already
repeat-fault-many = Choose 26 days at most at once: every week for half a year
repeat-fault-times = Give a number from 1 to 26

# Holidays, in a sentence.
holiday-new-year = New Year’s Day
holiday-easter-monday = Easter Monday
holiday-labour-day = Labour Day
holiday-ascension = Ascension Day
holiday-whit-monday = Whit Monday
holiday-flemish-community = Day of the Flemish Community
holiday-national-day = Belgian National Day
holiday-assumption = Assumption
holiday-all-saints = All Saints’ Day
holiday-armistice = Armistice Day
holiday-christmas = Christmas
