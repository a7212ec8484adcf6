# Days and months, for dates in words (src/language/dates.rs).
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

# Which of both, in the night in which an hour comes twice.
hour-in-summer = summer time
hour-in-winter = winter time

# Whose clocks tell the time: the zones of the neighbours (IANA), and the rest by their city.
zone-europe-brussels = Brussels time
zone-europe-amsterdam = Amsterdam time
zone-europe-berlin = Berlin time
zone-europe-dublin = Irish time
zone-europe-lisbon = Lisbon time
zone-europe-london = London time
zone-europe-luxembourg = Luxembourg time
zone-europe-madrid = Madrid time
zone-europe-paris = Paris time
zone-america-new-york = New York time
zone-europe-athens = Athens time
zone-utc = UTC
zone-elsewhere = local time ({ $city })
