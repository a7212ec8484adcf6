# Days and months, for dates in words (src/language/dates.rs).
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
weekday-short-1 = lun.
weekday-short-2 = mar.
weekday-short-3 = mer.
weekday-short-4 = jeu.
weekday-short-5 = ven.
weekday-short-6 = sam.
weekday-short-7 = dim.
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.

# Which of both, in the night in which an hour comes twice.
hour-in-summer = heure d’été
hour-in-winter = heure d’hiver

# Whose clocks tell the time: the zones of the neighbours (IANA), and the rest by their city.
zone-europe-brussels = heure de Bruxelles
zone-europe-amsterdam = heure d’Amsterdam
zone-europe-berlin = heure de Berlin
zone-europe-dublin = heure d’Irlande
zone-europe-lisbon = heure de Lisbonne
zone-europe-london = heure de Londres
zone-europe-luxembourg = heure de Luxembourg
zone-europe-madrid = heure de Madrid
zone-europe-paris = heure de Paris
zone-america-new-york = heure de New York
zone-europe-athens = heure d’Athènes
zone-utc = UTC
zone-elsewhere = heure locale ({ $city })
