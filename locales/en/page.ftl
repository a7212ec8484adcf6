# Round every page (src/page.rs, templates/layout.html).
skip = Skip to content
nav-main = Main menu
nav-language = Language
nav-agenda = Agenda
nav-regions = Regions
nav-recordings = Recordings
foot-title = There is a seat left.
foot-text = Samenkomst is the shared agenda of the regional platforms of Sterk Sociaal Werk. Made by and for people who work with people.
foot-privacy = Privacy
foot-accessibility = Accessibility
foot-contact = Contact
foot-organise = For organisers
card-alt = Eight chairs round a table; one is still free.
to-agenda = To the agenda
close = Close
and = and
search-label = Search the agenda
search-hint = Title, speaker or place
search-button = Search
pager = Pages
pager-newer = Newer
pager-older = Older

# Errors: title and text by status; 400 stands for any other mistake of the visitor, 500 for any of ours.
error-400-title = We did not get that.
error-400-text = Something in your request is not right. There are seats in the agenda.
error-401-title = Sign in first.
error-401-text = This page is for people who are signed in. Ask for a new sign-in link.
error-403-title = This seat is somebody else’s.
error-403-text = You cannot go in here. Think you should? Ask the person who invited you.
error-404-title = There is no seat here.
error-404-text = This page is no longer there, or there is a typing error in the address. There are seats in the agenda.
error-405-title = Not through this door.
error-405-text = This door works in another way. Start again from the agenda.
error-410-title = This seat was taken away.
error-410-text = This link worked once, but not any more. See if there is a newer one in your inbox.
error-413-title = That is too much at once.
error-413-text = What you sent is too large. Make it shorter and try again.
error-422-title = Something is missing.
error-422-text = Not everything was filled in as it should be. Go back one step and look at it again.
error-429-title = Take a breath.
error-429-text = You sent too much at once. Wait a minute and try again.
error-500-title = That didn’t work.
error-500-text = It is our fault, not yours. Try again in a moment.
error-503-title = One moment.
error-503-text = Something cannot be reached. Try again in a few seconds.

# A form that could not be taken comes back with what was typed in it (src/unsent.rs).
unsent-signed-out = You are signed out, but what you typed is still here: sign in in another tab, then press “Send again” here.
unsent-too-many = { $n ->
    [one] You sent too much at once. What you typed is still here: press “Send again” in a second.
   *[other] You sent too much at once. What you typed is still here: press “Send again” in { $n } seconds.
}
unsent-failed = It is our fault, not yours. What you typed is still here: press “Send again” in a moment.
unsent-away = Something cannot be reached. What you typed is still here: press “Send again” in a few seconds.
unsent-file = We could not keep the file that you chose. Choose it again in a moment.
unsent-send = Send again
unsent-choose = Choose the file again
sign-in-beside = Sign in again in a new tab
