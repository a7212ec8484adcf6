# Calendar feeds, news feeds and the entry in a letter (src/calendar/).
calendar-name = Samenkomst
calendar-about-all = All gatherings of all regions. This calendar keeps itself up to date.
calendar-about-region = What happens in { $region }. This calendar keeps itself up to date.
calendar-about-series = Every date of { $series }. This calendar keeps itself up to date.
calendar-about-event = One gathering. If anything changes, it changes here too.
calendar-about-news = New gatherings for social professionals.
calendar-online = Online
calendar-format-online = online
calendar-format-in-person = in person
calendar-format-hybrid = in person and online
calendar-called-off = Cancelled: { $title }
calendar-reason = This gathering is cancelled. { $reason }
calendar-no-reason = This gathering is cancelled.
calendar-more = All about it, and your seat: { $address }
calendar-page = All about it: { $address }
calendar-join = How to join: { $address }
calendar-waiting = { $stop } – you are on the waiting list
