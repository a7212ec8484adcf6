# The network: regions, themes, and who organises (src/organisers/pages/, src/planning/themes.rs).
network-title = Network
network-lede = The regions that you manage, and who organises there.
network-organisers = Organisers
network-roles = Roles
network-change = Change
network-part-of = Part of { $region }
network-done-organiser-added = Added. An email is on its way to welcome them.
network-done-organiser-removed = That organiser can no longer get in. What they did is kept.

# What somebody is, and where.
authority-admin = Admin
authority-organiser = Organiser
authority-viewer = Viewer
authority-none = No role
authority-everywhere = Everywhere
authority-at = { $role }, { $place }
authority-at-all = { $role }, everywhere

# One organiser.
organiser-new = New organiser
organiser-new-lede = We send an email that explains how to get in.
organiser-add = Add
organiser-language = Language of the emails
organiser-role = Role
organiser-places = Where
organiser-trail = What did this person do?
organiser-remove = Remove
organiser-remove-text = All roles in your regions end at once. If none is left, sessions and keys end too. What this person did is kept.
organiser-remove-button = Remove
organiser-done-saved = Saved.
organiser-done-token-revoked = That key no longer works.

# One region.
region-new = New region
region-add = Add
region-names = Name
region-name-nl = Name in Dutch
region-name-fr = Name in French
region-name-en = Name in English
region-in-nl = In Dutch
region-in-fr = In French
region-in-en = In English
region-parent = Lies in
region-at-table = Nowhere: a seat of its own at the table
region-slug = Name in addresses
region-slug-hint = Small letters, digits and hyphens, such as oost-vlaanderen. Leave it empty and we make one. It does not change afterwards.
region-place = Place and colour
region-accent = Colour
region-order = Order
region-first = First
region-after = After { $region }
region-intro = Welcome
region-intro-hint = A sentence or two about the region. You can use **bold**, lists and links (Markdown).
region-contacts-hint = Who to talk to. A line without a name is dropped.
region-contact-number = Person { $n }
region-role-nl = Position in Dutch
region-role-fr = Position in French
region-role-en = Position in English
region-letters = Emails
region-sender = Name of the sender
region-reply-to = Replies go to
region-public = See it as a visitor
region-done-added = The region has been added. Complete it below.
region-done-saved = Saved. Everybody sees it at once.
accent-vl = Purple
accent-ant = Brick red
accent-bru = Iris blue
accent-lim = Heather pink
accent-ovl = Leie green
accent-vbr = Hop green
accent-wvl = North Sea blue

# Themes.
themes-title = Themes
themes-text = What gatherings are about. They are the same in every region, and whoever filters or follows the agenda can choose by theme.
themes-all = All themes
themes-done-added = The theme has been added. You can choose it for a gathering at once.
themes-done-saved = Saved. Everybody sees it at once.
themes-done-removed = The theme is gone.
theme-new = New theme
theme-change = Change the theme
theme-core = Core theme
theme-core-hint = At the top of the filter
theme-uses = { $n ->
    [0] In no gathering yet
    [one] In 1 gathering
   *[other] In { $n } gatherings
}
theme-remove = Remove this theme
theme-remove-text = No gathering is about it. Whoever follows a calendar of this theme will no longer find it.
theme-remove-button = Remove
theme-stays = { $n ->
    [one] One gathering is about this.
   *[other] { $n } gatherings are about this.
} Remove the theme there first, from past gatherings too, or give it another name.

# What can be wrong.
fault-region-slug = Use small letters, digits and hyphens, such as oost-vlaanderen
fault-region-reserved = That name already stands in fixed addresses of this site: choose another
fault-region-taken = There is already a region with that name in its address
fault-region-name = Give the region a name
fault-region-sender = Give the sender a name
fault-token-name = Give the program a name
fault-region-accent = Choose a colour from the list
fault-region-below-itself = A region cannot lie in itself
fault-region-contacts = That is too many people: choose twenty at most
fault-theme-name = Give the theme a name
fault-theme-taken = There is already a theme with that name in its address
fault-theme-used = Gatherings are still about this theme
fault-authority = Choose a role from the list
fault-authority-place = Choose at least one place
fault-last-admin = This is the last admin of everything. First make somebody else an admin, everywhere.

# The audit trail.
audit-title = Log
audit-lede = Who did what, and when.
audit-when = When
audit-who = Who
audit-what = What
audit-about = About
audit-anybody = Everybody
audit-anything = Everything
audit-nothing = There is nothing here.
audit-operator = On the server
fact-role = Role
fact-name = Name
fact-device = Device
fact-status = Status
fact-from = From
fact-to = To
fact-stop = Stop
fact-stop-given-back = Given back
fact-overbooked-by = More seats than chairs
fact-over-capacity = On top of the number of seats
fact-anyway = Let in without a seat
fact-of = Copy of
fact-kind = Kind of email
fact-format = Format
fact-count = Number
fact-people = Done for
fact-refused = Not done for
fact-seats = Got a seat
fact-waits = On the waiting list
fact-there = Already registered
fact-left = Skipped, since they had cancelled
fact-unfit = Lines that did not work
fact-told = Were told
fact-moved-up = Moved up from the waiting list
fact-registrations = Registrations
fact-send-at = Goes out
fact-letter = Without an email
fact-letters = Without emails
fact-reason = Reason
fact-fields = Changed
fact-columns = Columns
act-event-created = Gathering created
act-event-copied = Gathering copied
act-event-changed = Gathering changed
act-event-published = Gathering put online
act-event-unpublished = Gathering taken offline
act-event-called-off = Gathering cancelled
act-event-reason-changed = Reason for cancelling changed
act-event-deleted = Gathering deleted
act-capacity-changed = Number of seats changed
act-registration-added = Registration added
act-registration-changed = Registration changed
act-registration-confirmed = Registration confirmed
act-registration-waitlisted = Put on the waiting list
act-registration-moved = Waiting list reordered
act-registration-cancelled = Registration cancelled
act-registration-forgotten = Data erased
act-stop-chosen = Stop chosen
act-stop-left = Stop given back
act-letter-resent = Email sent again
act-list-imported = List imported
act-list-exported = List exported
act-checked-in = Ticked off at the door
act-check-in-undone = Tick at the door undone
act-message-sent = Message sent
act-message-withdrawn = Message withdrawn
act-region-added = Region added
act-series-added = Series added
act-series-changed = Series changed
act-theme-added = Theme added
act-theme-changed = Theme changed
act-theme-removed = Theme removed
act-region-changed = Region changed
act-organiser-added = Organiser added
act-organiser-changed = Role changed
act-organiser-removed = Organiser removed
act-token-created = Key made
act-token-revoked = Key withdrawn
act-session-ended = Browser signed out
