# Calendar feeds, news feeds and the entry in a letter (src/calendar/).
calendar-name = Samenkomst
calendar-about-all = Alle samenkomsten van alle regio's. Deze agenda werkt zichzelf bij.
calendar-about-region = Wat er gebeurt in { $region }. Deze agenda werkt zichzelf bij.
calendar-about-series = Elke keer van { $series }. Deze agenda werkt zichzelf bij.
calendar-about-event = Eén samenkomst. Verandert er iets, dan verandert het hier mee.
calendar-about-news = Nieuwe samenkomsten voor sociale professionals.
calendar-online = Online
calendar-format-online = online
calendar-format-in-person = ter plaatse
calendar-format-hybrid = ter plaatse en online
calendar-called-off = Geannuleerd: { $title }
calendar-reason = Deze samenkomst gaat niet door. { $reason }
calendar-no-reason = Deze samenkomst gaat niet door.
calendar-more = Alles erover, en je inschrijven: { $address }
calendar-page = Alles erover: { $address }
calendar-join = Zo doe je mee: { $address }
calendar-waiting = { $stop } – je staat op de wachtlijst
