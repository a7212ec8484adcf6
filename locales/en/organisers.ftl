# Signing in.
sign-in-title = For organisers
sign-in-hint = We send a link there that lets you in. You need no password.
sign-in-send = Send me a link
sign-in-sent = Check your inbox. If we know your address, a link is there. It works for a quarter of an hour.
sign-in-almost = One more tap and you’re in.
sign-in-button = Sign me in
sign-in-too-late = This link no longer works: it was used, is older than a quarter of an hour, or a wrong code was typed too often.
sign-in-elsewhere = This is not the browser in which you asked for the link. Type the code from your email and you are in.
sign-in-code = Code from the email
sign-in-code-hint = Six digits. They are in the email, under the button.
sign-in-wrong-code = That code is not right, or no longer works. After five wrong tries, ask for a new link.
sign-in-again = Ask for a new one
sign-out = Sign out
desk-title = Overview
desk-greeting = Hello { $name }.
desk-mine = My gatherings
desk-empty = Nothing is planned at the moment.
desk-event = Gathering
desk-when = When
desk-state = Status
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
desk-event-pages = About this gathering
tab-event = The gathering
tab-attendees = Attendees
tab-door = At the door
tab-messages = Messages
tab-figures = Figures

# One’s own account.
account-title = My account
account-me = Who you are
account-language = Language of the pages and of your emails
account-roles = What you may do
account-sessions = Where you are signed in
account-tokens = Keys for programs
account-done-saved = Saved.
account-done-session-ended = That browser is signed out.
account-done-sessions-ended = All other browsers are signed out.
account-done-token-revoked = That key no longer works.
session-unknown = Unknown device
session-this = Here
session-since = Since { $when }.
session-seen = Last seen on { $when }.
session-end = Sign out
session-end-others = Sign out all others
token-hint = With a key a program does what you may do, such as your website that shows gatherings. Give each program a key of its own.
token-name = Name of the program
token-make = Make a key
token-made = This is your key. Copy it now: you see it only once.
token-never-used = Not used yet.
token-used = Last used on { $when }.
token-revoke = Withdraw
token-revoke-sure = Withdraw this key?
token-revoke-what = whatever uses it will be shut out. It cannot be undone.

# Errors at the desk (src/organisers/pages/errors.rs); the others are said as to any visitor.
to-desk = To the overview
desk-error-400-text = Something in your request is not right. Start again from the overview.
desk-error-404-text = This page is no longer there, or there is a typing error in the address. Start again from the overview.
desk-error-405-text = This door works in another way. Start again from the overview.
