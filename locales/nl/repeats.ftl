# An event that comes again: a rhythm, its days, and the drafts that are made of them.
repeat-title = Meer kopieën tegelijk
repeat-text = Kies een eerste dag, een ritme en een aantal. Je ziet eerst de dagen en kan ze nog aanpassen.
repeat-first = Eerste dag
repeat-times = Hoeveel keer?
repeat-rhythm = Hoe vaak?
rhythm-week = Elke week
rhythm-two-weeks = Om de twee weken
rhythm-month = Elke maand
rhythm-month-hint = Op dezelfde weekdag, zoals de derde dinsdag; een vijfde wordt de laatste
repeat-look = Toon de dagen
repeat-one-by-one = Of geef de dagen één voor één
repeat-otherwise = Een ander ritme
repeat-days = Welke dagen?
repeat-days-text = Elke dag wordt een concept met dezelfde uren. Maak een veld leeg om die dag over te slaan.
repeat-day = Dag { $n }
repeat-button = { $n ->
    [0] Maak de concepten
    [one] Maak één concept
   *[other] Maak { $n } concepten
}
repeat-check = Kijk opnieuw na
repeat-past = Die dag is voorbij.
repeat-holiday = Feestdag: { $name }.
repeat-event = Die dag is er al: { $title }, { $hours }.
repeat-events-more = { $n ->
    [one] En nog één.
   *[other] En nog { $n }.
}
repeat-fault-none = Geef minstens één dag
repeat-fault-twice = Die dag staat al in de lijst
repeat-fault-many = Kies hoogstens 26 dagen tegelijk: een half jaar lang elke week
repeat-fault-times = Geef een aantal van 1 tot 26

# Holidays, in a sentence.
holiday-new-year = nieuwjaar
holiday-easter-monday = paasmaandag
holiday-labour-day = Dag van de Arbeid
holiday-ascension = Hemelvaart
holiday-whit-monday = pinkstermaandag
holiday-flemish-community = feest van de Vlaamse Gemeenschap
holiday-national-day = nationale feestdag
holiday-assumption = Onze-Lieve-Vrouw-Hemelvaart
holiday-all-saints = Allerheiligen
holiday-armistice = Wapenstilstand
holiday-christmas = Kerstmis
