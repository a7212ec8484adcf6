# A seat that came free and is offered for some hours (src/registrations/offers.rs).
offer-hours = { $n ->
    [one] one hour
   *[other] { $n } hours
}
offer-days = { $n ->
    [one] one day
   *[other] { $n } days
}

# My registration
mine-offer-title = There is a seat for you
mine-offer-until = It is held for you until { $until }.
mine-offer-else = If you do not answer, it goes to the next in line and you move to the end.
mine-offer-else-again = You have let one offer pass before. If you do not answer this time, we take you off the waiting list.
mine-offer-take = Take the seat
mine-offer-no = No, thank you
mine-offer-no-hint = If you say no, you leave the waiting list and somebody else can come.
mine-offer-taken = The seat is yours. The confirmation comes by email at once.
mine-refused-offer-over = The seat went to the next in line: the time to choose was over.
mine-refused-left = You have left already. The seat went to the next in line.
mine-refused-cancelled = This gathering is cancelled.
mine-refused-closed = This gathering is over.

# The event's page
waiting-2-offer = When a seat frees up, you choose
waiting-2-offer-text = When somebody cancels, we hold that seat for { $time } for the first in line. We write to you at once.

# The desk
attendee-offered = Offered until { $until }
history-seat-to-take = Was offered a seat
history-offer-ran-out = Did not answer the offer in time
letter-about-seat-to-take = Seat offered
letter-about-offer-ran-out = Offer ran out
plan-offer-hours = When a seat comes free
plan-offer-hours-hint = Whoever is offered it says yes or no. Without an answer it goes to the next. In the last half hour before the beginning, whoever is waiting always gets it at once.
plan-offer-at-once = At once to whoever is waiting
plan-offer-for = Offered for { $time } to whoever is waiting
plan-get-offer = { $n ->
    [one] One person on the waiting list is offered a seat at once.
   *[other] { $n } people on the waiting list are offered a seat at once.
}
plan-offers-given = { $n ->
    [one] One person has an open offer and gets that seat at once.
   *[other] { $n } people have an open offer and get that seat at once.
}
fault-offer-hours = Choose a number of hours from 1 to 168
