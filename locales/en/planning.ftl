# The editor of an event: its sections and fields.
plan-what = What
plan-when = When and where
plan-seats-title = Seats
plan-stops = Stops
plan-programme = Programme
plan-programme-note = What happens without a seat to choose: the welcome, the break, the closing.
plan-speakers = Speakers
plan-questions = Questions in the form
plan-questions-note = We always ask for name, email, organisation and role. Every extra question costs you registrations.
plan-mails = Emails
plan-languages-title = Languages
plan-translations-note = Only write what differs from the text above in that language. What stays empty is shown as it stands above.
plan-afterwards = Afterwards
plan-afterwards-note = This is on the page once the gathering is over.
plan-together = Together with other regions
plan-together-hint = They see it and manage it too
plan-longer = More days or another time zone
plan-longer-hint = Seldom needed
plan-other-languages = In other languages
plan-beside = Preview
plan-more = What else you can do
plan-title = Title
plan-kind = Kind
plan-region = Region
plan-series = Series
plan-summary = Why come?
plan-summary-hint = One or two sentences. They are at the top of the page and in the agenda.
plan-description = What happens?
plan-description-hint = An empty line begins a paragraph, **asterisks** make bold.
plan-accessibility = Accessibility
plan-accessibility-hint = Lift, interpreter, captions, quiet room.
plan-date = Date
plan-starts = From
plan-ends = Until
plan-end-date = Last day
plan-end-date-hint = Empty if it ends on the same day.
plan-timezone = Time zone
plan-format = Place
plan-venue-name = Name of the place
plan-venue-street = Street and number
plan-venue-postcode = Postcode
plan-venue-city = Town
plan-join-url = Link to join online
plan-join-url-hint = Only those who hold a seat get to see it.
plan-capacity = Number of seats
plan-capacity-hint = Empty: room for everyone.
plan-opens-at = Registration from
plan-opens-at-hint = Empty: at once.
plan-closes-at = Registration until
plan-closes-at-hint = Empty: until it is over.
plan-waiting-list = Open a waiting list when it is full
plan-waiting-list-hint = Whoever still wants to come then gets a number in the line.
plan-invitation-only = By invitation only
plan-invitation-only-hint = Then it is in no list. Whoever has the link can register.
plan-for-every-region = Show it in every region
plan-co-hosts = Who co-hosts?
plan-themes = Themes
plan-languages = Languages spoken there
plan-stops-policy = When a stop is full
plan-reminders = Reminders to those who hold a seat
plan-thanks = Thank you, and here is the recording
plan-thanks-hint = As soon as you add the recording. Materials go out a day after the gathering at the earliest
plan-joining-counts = Whoever opens the link was there
plan-joining-counts-hint = Online, nobody has to tick anyone off then
plan-asks-feedback = Ask afterwards how it was
plan-asks-feedback-hint = Without a name, and for four weeks. The thank-you asks it, a day after the gathering at the latest
plan-feedback-question = One question of your own, beside “How was it?”
plan-feedback-question-hint = Empty: we only ask how it was, what people take away from it and what could be better.
plan-feedback-question-fr = One question of your own, beside “How was it?” (in French)
plan-feedback-question-en = One question of your own, beside “How was it?” (in English)
plan-other-languages-hint = Your own question
plan-recording-url = Address of the recording
plan-recording-minutes = How many minutes is the recording?
plan-stops-title = Name of the stop
plan-stops-practice = Who is the host there?
plan-stops-starts = From
plan-stops-ends = Until
plan-stops-capacity = Number of seats
plan-stops-date = On another day
plan-stops-description = What do you see there?
plan-programme-at = Time
plan-programme-date = On another day
plan-programme-text = What
plan-speakers-name = Name
plan-speakers-role = Role and organisation
plan-questions-label = Question
plan-questions-kind = Kind of answer
plan-questions-options = Choices, one on each line
plan-questions-options-hint = Only for choices.
plan-questions-required = This must be answered
plan-materials-title = Title
plan-materials-url = Address
plan-title-nl = Title (in Dutch)
plan-title-fr = Title (in French)
plan-title-en = Title (in English)
plan-summary-nl = Why come? (in Dutch)
plan-summary-fr = Why come? (in French)
plan-summary-en = Why come? (in English)
plan-description-nl = What happens? (in Dutch)
plan-description-fr = What happens? (in French)
plan-description-en = What happens? (in English)
plan-accessibility-nl = Accessibility (in Dutch)
plan-accessibility-fr = Accessibility (in French)
plan-accessibility-en = Accessibility (in English)
plan-stops-title-fr = Name of the stop (in French)
plan-stops-title-en = Name of the stop (in English)
plan-stops-description-fr = What do you see there? (in French)
plan-stops-description-en = What do you see there? (in English)
plan-programme-text-fr = What (in French)
plan-programme-text-en = What (in English)
plan-speakers-role-fr = Role and organisation (in French)
plan-speakers-role-en = Role and organisation (in English)
plan-questions-label-fr = Question (in French)
plan-questions-label-en = Question (in English)
plan-questions-options-fr = Choices, one on each line (in French)
plan-questions-options-en = Choices, one on each line (in English)
plan-materials-title-fr = Title (in French)
plan-materials-title-en = Title (in English)
plan-format-online = Online
plan-format-in-person = In person
plan-format-hybrid = Both
plan-policy-best-effort = They hold a seat and wait for that stop alone
plan-policy-all-or-nothing = The whole registration waits
plan-question-text = A sentence
plan-question-choice = One answer
plan-question-choices = Several answers
plan-question-yes-no = Yes or no
plan-required-yes = required
plan-no-series = No series
plan-seats = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
plan-weeks-before = { $n ->
    [one] A week before
   *[other] { $n } weeks before
}
plan-days-before = { $n ->
    [one] A day before
   *[other] { $n } days before
}
plan-hours-before = { $n ->
    [one] An hour before
   *[other] { $n } hours before
}
plan-minutes-before = { $n ->
    [one] { $n } minute before
   *[other] { $n } minutes before
}

# Buttons of the editor.
plan-row-new = New
plan-edit-row = Change
plan-remove = Remove
plan-up = Move { $what } up
plan-down = Move { $what } down
plan-add-stops = Stop
plan-add-programme = Point
plan-add-speakers = Speaker
plan-add-questions = Question
plan-add-materials = Material
plan-publish = Put online
plan-save-draft = Keep the draft
plan-preview = See as a visitor
plan-public-page = To the page
plan-link = The link to pass on
plan-link-hint = If the gathering was online before, the old link keeps working.
plan-link-stays = The link stays the same: whoever has it can still register.
plan-copy-link = Copy
plan-copied = Copied
plan-copy = Make a copy
plan-copy-hint = On another day
plan-unpublish = Take off the site
plan-unpublish-hint = It becomes a draft again
plan-unpublish-button = Take off the site
plan-call-off = Cancel the gathering
plan-delete = Delete
plan-called-off = This gathering is cancelled. What you change here is not emailed any more.
plan-read-only = You can look at this gathering. An organiser of the region can change it.

# What was done, and what a change does.
plan-done-created = The draft is ready. Fill in what is missing.
plan-done-copied = The copy is a draft. Nobody sees it until you put it online.
plan-done-saved = Saved.
plan-done-published = It is online.
plan-done-unpublished = It is a draft again. Visitors do not see it any more.
plan-done-called-off = The gathering is cancelled.
plan-done-told = { $n ->
    [one] One person is told.
   *[other] { $n } people are told.
}
plan-done-moved = { $n ->
    [one] One person moved up from the waiting list.
   *[other] { $n } people moved up from the waiting list.
}
plan-told = { $n ->
    [one] One person will be told.
   *[other] { $n } people will be told.
}
plan-presence-goes = { $n ->
    [one] One person is noted as present. At the new date that no longer holds.
   *[other] { $n } people are noted as present. At the new date that no longer holds.
}
plan-move-up = { $n ->
    [one] One person moves up from the waiting list at once.
   *[other] { $n } people move up from the waiting list at once.
}
plan-nobody-loses = { $n ->
    [one] One person holds a seat and keeps it. New people wait until a seat comes free.
   *[other] { $n } people hold a seat and keep it. New people wait until a seat comes free.
}
plan-overtaken = { $name } saved something meanwhile. Beside each field where you both wrote, you see the other text too. What you typed is still here. If you save now, what you see here counts.
plan-overtaken-elsewhere = { $name } saved something else meanwhile. It is in your form now too. Have a look and save again.
plan-somebody = Somebody else
plan-they-wrote = { $name } wrote: { $words }
plan-they-emptied = { $name } emptied this.
plan-signed-out = You are signed out. What you typed is still here.
plan-unanswered = That did not work. What you typed is still here. Try again in a moment.
plan-fault-format = Choose in person, online or both
plan-fault-time = Give a day and a time, such as 13:30
plan-fault-hour = Give a time, such as 13:30
plan-fault-time-twice = That hour comes twice that night: choose another
plan-fault-date = Give a date
fault-minutes = Give a number of minutes from 1 to 1440
fault-reminders = Choose ten reminders at most, from five minutes to four weeks before
refusal-registered = People have registered already. If it will not take place, cancel the gathering: then everybody gets an email.
refusal-cancelled = This gathering is cancelled and can neither be put online nor taken off.
refusal-draft = This is a draft: nobody sees it, so there is nothing to cancel. You can delete it.
sure-title = This changes for those who registered
sure-button = Save this
sure-correction = Only a typing error: tell nobody
sure-back = Back to the form
plan-hall = { $n ->
    [one] { $n } seat, { $left } free. This is what visitors see.
   *[other] { $n } seats, { $left } free. This is what visitors see.
}
plan-hall-open = Room for everyone. This is what visitors see.

# What an event still needs.
todo-open = Still to do:
todo-date = Title and date
todo-past = The date is past
todo-link = Link to join
todo-no-link = No link to join yet
todo-venue = Place
todo-no-venue = No place yet
todo-texts = Texts
todo-no-texts = No text yet on why and what
todo-translated = Translated
todo-no-translation = Not translated yet
todo-speakers = Speakers
todo-no-speakers = No speaker yet
todo-stops = { $n ->
    [0] no stops yet
    [one] one stop
   *[other] { $n } stops
}
todo-stop-nobody = { $stop }: nobody to welcome people yet

# Calling off and deleting.
off-title = Is it not going ahead?
off-is-off = Cancelled
off-final = It cannot be undone: those who had registered were told, and calendars say that it will not take place. You can still correct the reason.
off-people = { $n ->
    [0] Nobody has registered, so nobody gets an email.
    [one] One person gets an email with your reason.
   *[other] { $n } people get an email with your reason.
}
off-over = It is over already, so nobody gets an email.
off-stays = The page stays, with your reason. Calendars say that it will not take place. It cannot be undone.
off-reason = Why is it not going ahead?
off-reason-hint = A sentence or two for those who would have come.
off-fault-reason = Give a reason: those who would have come want to know why
off-button = Cancel it and tell everyone
off-button-quiet = Cancel it
off-back = Keep it
off-again = Email everybody once more
off-again-people = { $n ->
    [one] One person gets the same email with the new reason. Otherwise it changes only on the page and in calendars.
   *[other] { $n } people get the same email with the new reason. Otherwise it changes only on the page and in calendars.
}
off-leave = Leave it as it is
off-reword = Correct the reason
delete-title = Do you want to delete this?
delete-text = The gathering is gone from every page. It cannot be undone.
delete-kept = { $n ->
    [one] One registration is kept until its time is up. The gathering no longer counts in the figures.
   *[other] { $n } registrations are kept until their time is up. The gathering no longer counts in the figures.
}
delete-calendars = Calendars that people follow go on saying that it will not take place.
delete-button = Delete
delete-first-call-off = { $n ->
    [one] One person is counting on it. Cancel the gathering first: then they get an email.
   *[other] { $n } people are counting on it. Cancel the gathering first: then everybody gets an email.
}

# A new event, and copies.
new-title = New gathering
new-text = A title and a day, and off you go. Nobody sees it until you put it online.
new-usual-hour = (empty: the usual hour)
new-begin = What do you begin with?
new-template = With what is usual for the kind
new-template-hint = Length, seats, questions, stops and a first text
new-bare = With an empty page
new-bare-hint = You fill in everything yourself
new-button = Make the draft
new-again = The same again
new-earlier = An earlier gathering
new-copy = Make a copy
new-nothing-earlier = There is nothing to copy yet.
new-series-copy = Choose regions and a day
new-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
new-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
anew-title = Plan it again
anew-text = What is cancelled stays cancelled. This becomes a new draft with everything filled in: give a day.
copy-title = Make a copy
copy-text = Hours, stops and the time to register move to the new day. Who came, and what was shared afterwards, stays behind.
copy-date = New day
copy-button = Make the copy
series-copy-title = World Social Work Day for all regions
series-copy-text = Fill in once, a draft for each region. Each region works out its own.
series-copy-from = What do you copy?
series-copy-template = Nothing: begin with what is usual
series-copy-title-when = (empty: the title of what you copy)
series-copy-regions = For which regions?
series-copy-fault-regions = Choose at least one region
series-copy-button = Make the drafts
series-copy-see = To the overview
series-copy-made = { $n ->
    [one] One draft is ready.
   *[other] { $n } drafts are ready.
}

# What is usual for each kind: a beginning, to be changed at will.
template-webinar-summary = An hour on something that you can use tomorrow.
template-webinar-text =
    ### What

    A short story from practice, then time for questions.

    ### For whom

    For everyone who works with people.
template-practice-safari-summary = Have a look at colleagues’ work: three stops in one afternoon.
template-practice-safari-text =
    You choose your stops when you register. At each a team shows how they work.

    ### On the way

    We walk or take public transport. Wear good shoes.
template-world-social-work-day-summary = We celebrate social work with colleagues from the region.
template-world-social-work-day-text =
    Stories, people to meet and a drink. Bring your team.
template-gathering-summary = Meet colleagues from the region and learn from each other.
template-gathering-text =
    We begin together and go on in small groups.
template-working-session-summary = Round the table to work something out together.
template-working-session-text =
    We start from your questions and end with agreements.
template-practice-visit-summary = A visit to a team that has something to show.
template-practice-visit-text =
    The team shows you round and tells you what works and what does not.
template-stakeholder-meeting-summary = Partners together on what matters in the region.
template-stakeholder-meeting-text =
    We compare what each of us sees happening and choose what to work on.
template-steering-group-summary = The steering group meets.
template-steering-group-text =
    Agenda and minutes follow by email.
template-conference-summary = A day of stories, workshops and people to meet.
template-conference-text =
    ### Morning

    Speakers and conversation.

    ### Afternoon

    Workshops of your choice.
template-stop = Stop { $n }
template-point-welcome = Welcome
template-point-closing = Closing and a chat
template-point-toast = A toast to social work
template-point-lunch = Lunch
template-question-diet = What do you eat?
template-question-access = What do you need to take part well?
template-question-expectation = What question are you bringing?
template-diet-anything = Anything
template-diet-vegetarian = Vegetarian
template-diet-vegan = Vegan
template-diet-halal = Halal

# Series.
series-title = Series
series-text = A series keeps gatherings together, with a page and a calendar of its own to follow.
series-saved = Saved.
series-change = Change the series
series-new = New series
series-name = Name
series-summary = In one sentence
series-umbrella = One day, many places
series-umbrella-hint = Such as World Social Work Day: the agenda shows them together.
series-mine = My series
series-edit = Change
series-manage = Manage series

move-title = Move
move-text = Stops, programme and the end of registration move along. Registration opens as announced.
move-which = { $n ->
    [one] This gathering
   *[other] These { $n } gatherings
}
move-where = To when?
move-otherwise = Another day after all?
move-date = New day of the first
move-date-hint = The others move as many days.
move-minutes = Minutes later
move-minutes-hint = (0: the same hour; with a minus sign earlier)
move-look = See what changes
move-pick = Choose
move-start = Move what you chose
move-start-hint = Tick one or more gatherings.
move-choose = Choose in your list
move-back = Leave everything
move-button = { $n ->
    [one] Move it
   *[other] Move all { $n }
}
move-hear = { $n ->
    [0] Nobody gets an email
    [one] One person hears of it
   *[other] { $n } people hear of it
}
move-told = { $n ->
    [0] Nobody gets an email: nobody has registered yet, or nothing is online yet.
    [one] One person gets one email, with all that changes for them.
   *[other] { $n } people each get one email, with all that changes for them.
}
move-done = { $n ->
    [one] The gathering has been moved.
   *[other] The { $n } gatherings have been moved.
}
move-fault-minutes = Give a number of minutes between -720 and 720
move-refused-nothing = Choose at least one gathering
move-refused-too-many = Move at most a hundred at once
move-refused-not-theirs = You chose a gathering that does not exist, or that is not of your region
move-refused-called-off = “{ $title }” is cancelled and stays where it is
move-refused-past = “{ $title }” is over already
move-refused-too-early = “{ $title }” would have begun already
move-refused-no-such-time = “{ $title }” cannot be at that hour: the clocks change then
move-refused-nowhere = They are there already: choose another day or another hour
move-refused-overtaken = Somebody else changed something meanwhile. Look again, and confirm once more
