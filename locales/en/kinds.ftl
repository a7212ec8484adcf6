# Kinds of event (src/events/kind.rs).
kind-webinar = Webinar
kind-practice-safari = Practice safari
kind-world-social-work-day = World Social Work Day
kind-gathering = Gathering
kind-working-session = Working session
kind-practice-visit = Practice visit
kind-stakeholder-meeting = Stakeholder meeting
kind-steering-group = Steering group
kind-conference = Conference

# All of one kind, within a sentence.
kinds-webinar = webinars
kinds-practice-safari = practice safaris
kinds-world-social-work-day = World Social Work Day gatherings
kinds-gathering = gatherings
kinds-working-session = working sessions
kinds-practice-visit = practice visits
kinds-stakeholder-meeting = stakeholder meetings
kinds-steering-group = steering groups
kinds-conference = conferences

# Where people meet.
format-online = Online
format-in-person = In person
format-hybrid = Hybrid
row-online = online
row-in-person = in person
row-hybrid = in person and online
row-and-online = { $place } and online
language-nl = Dutch
language-fr = French
language-en = English
