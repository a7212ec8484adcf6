# Signing in.
sign-in-title = For organisers
sign-in-hint = We send a link there that lets you in. You need no password.
sign-in-send = Send me a link
sign-in-sent = Check your inbox. If we know your address, a link is there. It works for a quarter of an hour.
sign-in-almost = One more tap and you're in.
sign-in-button = Sign me in
sign-in-too-late = This link no longer works: it was used, or is older than a quarter of an hour.
sign-in-again = Ask for a new one
sign-out = Sign out
desk-title = Overview
desk-greeting = Hello { $name }.
desk-mine = My gatherings
desk-empty = Nothing is planned at the moment.
desk-event = Gathering
desk-when = When
desk-state = State
desk-registered = Registered
desk-open = Open
desk-draft = Draft
desk-past = Past
desk-cancelled = Cancelled
desk-seats = { $n } of { $of }
desk-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
desk-waiting = { $n } waiting

# The bar above an organiser’s pages, and the tabs of an event.
desk-nav = Organiser
desk-figures = Figures
desk-network = Network
desk-account = Account
desk-site = Site
desk-event-pages = About this event
tab-event = The event
tab-attendees = Attendees
tab-door = At the door
tab-messages = Messages
tab-figures = Figures
