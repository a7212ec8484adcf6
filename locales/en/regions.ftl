# Regions, series and recordings (src/events/pages/).

# A region within a sentence: its name, which needs no article.
region-named = { $region }

regions-title = Regions
regions-lede = Every region invites. Choose yours and take its calendar along.
regions-upcoming = { $n ->
    [0] Nothing planned yet.
    [one] 1 gathering to come.
   *[other] { $n } gatherings to come.
}
regions-with = With
region-platform = Regional platform
sender-usual = { $region } platform via Samenkomst
region-part-of = Part of
region-subscribe = Put it in your calendar
region-join = Join in
region-upcoming = Coming up
region-nothing = Nothing here yet. There are seats elsewhere.
region-children = Nearby
region-recordings = Watch again
region-past = { $n ->
    [one] The previous gathering
   *[other] All { $n } past gatherings
}
region-contact = Who to talk to
region-mail = Do you know a practice that we should see? Or would you like a seat at the table?
region-mail-link = Write to us
region-work = What we work on
series-kind = Series
series-nothing = Nothing more to come in this series.
series-past = Past gatherings
recordings-title = Recordings
recordings-lede = Missed something? Watch or read it when it suits you.
recordings-list = All recordings
recordings-none = There are no recordings yet.
recordings-page = Page { $page } of { $pages }
recording = With a recording.
recording-minutes = { $n ->
    [one] Recording of 1 minute.
   *[other] Recording of { $n } minutes.
}
recording-hours = Recording of { $hours }{"\u00A0"}h{ $minutes ->
    [0] .
   *[other] {"\u00A0"}{ $minutes }{"\u00A0"}min.
}
recording-materials = To read afterwards.

# Taking a calendar along (templates/feed.html).
feed-title = Take the calendar along
feed-text = Add it once. New gatherings and changes come to your own calendar by themselves.
feed-every-day = The calendar that you follow covers every day, outside this period too.
feed-text-short = Add it once. When a time or a place changes, your calendar changes with it.
feed-region-title = { $region } in your calendar
feed-google = Google Calendar
feed-outlook = Outlook
feed-apple = Apple Calendar
feed-copy = Or copy the address
feed-copy-button = Copy the address
feed-copied = Copied
feed-online = Only what is online?
feed-online-link = Take this calendar

# The agenda on a website of others (templates/embed/).
embed-title = Coming up
embed-title-region = Coming up in { region-named }
embed-all = The whole agenda
embed-all-region = Everything from { region-named }
frame-title = On your own website
frame-text = Paste this code into your website, and it will always show what is coming up. In WordPress, use a “Custom HTML” block.
frame-code = Code to paste
frame-copy = Copy the code
