# Days and months, for dates in words (src/language/dates.rs).
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
weekday-short-1 = ma
weekday-short-2 = di
weekday-short-3 = wo
weekday-short-4 = do
weekday-short-5 = vr
weekday-short-6 = za
weekday-short-7 = zo
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
month-short-1 = jan
month-short-2 = feb
month-short-3 = mrt
month-short-4 = apr
month-short-5 = mei
month-short-6 = jun
month-short-7 = jul
month-short-8 = aug
month-short-9 = sep
month-short-10 = okt
month-short-11 = nov
month-short-12 = dec

# Which of both, in the night in which an hour comes twice.
hour-in-summer = zomertijd
hour-in-winter = wintertijd

# Whose clocks tell the time: the zones of the neighbours (IANA), and the rest by their city.
zone-europe-brussels = Brusselse tijd
zone-europe-amsterdam = Amsterdamse tijd
zone-europe-berlin = Berlijnse tijd
zone-europe-dublin = Ierse tijd
zone-europe-lisbon = Lissabonse tijd
zone-europe-london = Londense tijd
zone-europe-luxembourg = Luxemburgse tijd
zone-europe-madrid = Madrileense tijd
zone-europe-paris = Parijse tijd
zone-america-new-york = New Yorkse tijd
zone-europe-athens = Atheense tijd
zone-utc = UTC
zone-elsewhere = plaatselijke tijd ({ $city })
