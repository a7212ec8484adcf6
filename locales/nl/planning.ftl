# The editor of an event: its sections and fields.
plan-what = Wat
plan-when = Wanneer en waar
plan-seats-title = Plaatsen
plan-stops = Haltes
plan-programme = Programma
plan-programme-note = Wat er gebeurt en waarvoor je geen plek kiest: het onthaal, de pauze, het slot.
plan-speakers = Sprekers
plan-questions = Vragen in het formulier
plan-questions-note = Naam, e-mail, organisatie en rol vragen we altijd. Elke vraag extra kost je inschrijvingen.
plan-mails = Mails
plan-languages-title = Talen
plan-translations-note = Schrijf hier alleen wat in die taal anders is dan hierboven. Wat leeg blijft, tonen we zoals het hierboven staat.
plan-afterwards = Achteraf
plan-afterwards-note = Dit staat op de pagina zodra de samenkomst voorbij is.
plan-together = Samen met andere regio’s
plan-together-hint = Zij zien en beheren het mee
plan-longer = Meer dagen of een andere tijdzone
plan-longer-hint = Zelden nodig
plan-other-languages = In andere talen
plan-beside = Voorbeeld
plan-more = Wat je nog kan doen
plan-title = Titel
plan-kind = Soort
plan-region = Regio
plan-series = Reeks
plan-summary = Waarom zou je komen?
plan-summary-hint = Eén of twee zinnen. Dit staat bovenaan op de pagina en in de agenda.
plan-description = Wat gebeurt er?
plan-description-hint = Met een lege regel begin je een nieuwe alinea, met **sterretjes** zet je iets vet.
plan-accessibility = Toegankelijkheid
plan-accessibility-hint = Lift, tolk, ondertitels, stille ruimte.
plan-date = Datum
plan-starts = Van
plan-ends = Tot
plan-end-date = Laatste dag
plan-end-date-hint = Leeg als het op dezelfde dag eindigt.
plan-timezone = Tijdzone
plan-format = Plek
plan-venue-name = Naam van de plek
plan-venue-street = Straat en nummer
plan-venue-postcode = Postcode
plan-venue-city = Gemeente
plan-join-url = Link om online deel te nemen
plan-join-url-hint = Alleen wie een plek heeft, krijgt die te zien.
plan-capacity = Aantal plaatsen
plan-capacity-hint = Leeg: plaats voor iedereen.
plan-opens-at = Inschrijven vanaf
plan-opens-at-hint = Leeg: meteen.
plan-closes-at = Inschrijven tot
plan-closes-at-hint = Leeg: tot het voorbij is.
plan-waiting-list = Open een wachtlijst als het volzet is
plan-waiting-list-hint = Wie dan nog wil komen, krijgt een nummer in de rij.
plan-invitation-only = Alleen op uitnodiging
plan-invitation-only-hint = Het staat dan in geen enkele lijst. Wie de link heeft, kan zich inschrijven.
plan-for-every-region = Toon dit in elke regio
plan-co-hosts = Wie organiseert mee?
plan-themes = Thema’s
plan-languages = Talen die er gesproken worden
plan-stops-policy = Als een halte volzet is
plan-reminders = Herinneringen aan wie een plek heeft
plan-thanks = Bedankt, en hier is de opname
plan-thanks-hint = Zodra je de opname toevoegt. Materiaal vertrekt ten vroegste een dag na de samenkomst
plan-joining-counts = Wie de link opent, was erbij
plan-joining-counts-hint = Online hoeft dan niemand aan te vinken
plan-asks-feedback = Vraag achteraf hoe het was
plan-asks-feedback-hint = Zonder naam, en vier weken lang. De bedanking vraagt het mee, ten laatste een dag na de samenkomst
plan-feedback-question = Eén eigen vraag bij “Hoe was het?”
plan-feedback-question-hint = Leeg: we vragen alleen hoe het was, wat iemand meeneemt en wat beter kan.
plan-feedback-question-fr = Eén eigen vraag bij “Hoe was het?” (Frans)
plan-feedback-question-en = Eén eigen vraag bij “Hoe was het?” (Engels)
plan-other-languages-hint = De eigen vraag
plan-recording-url = Adres van de opname
plan-recording-minutes = Hoeveel minuten duurt de opname?
plan-stops-title = Naam van de halte
plan-stops-practice = Wie ontvangt er?
plan-stops-starts = Van
plan-stops-ends = Tot
plan-stops-capacity = Aantal plaatsen
plan-stops-date = Op een andere dag
plan-stops-description = Wat zie je daar?
plan-programme-at = Uur
plan-programme-date = Op een andere dag
plan-programme-text = Wat
plan-speakers-name = Naam
plan-speakers-role = Functie en organisatie
plan-questions-label = Vraag
plan-questions-kind = Soort antwoord
plan-questions-options = Keuzes, elk op een regel
plan-questions-options-hint = Alleen bij keuzes.
plan-questions-required = Hier moet je op antwoorden
plan-materials-title = Titel
plan-materials-url = Adres
plan-title-nl = Titel (Nederlands)
plan-title-fr = Titel (Frans)
plan-title-en = Titel (Engels)
plan-summary-nl = Waarom zou je komen? (Nederlands)
plan-summary-fr = Waarom zou je komen? (Frans)
plan-summary-en = Waarom zou je komen? (Engels)
plan-description-nl = Wat gebeurt er? (Nederlands)
plan-description-fr = Wat gebeurt er? (Frans)
plan-description-en = Wat gebeurt er? (Engels)
plan-accessibility-nl = Toegankelijkheid (Nederlands)
plan-accessibility-fr = Toegankelijkheid (Frans)
plan-accessibility-en = Toegankelijkheid (Engels)
plan-stops-title-fr = Naam van de halte (Frans)
plan-stops-title-en = Naam van de halte (Engels)
plan-stops-description-fr = Wat zie je daar? (Frans)
plan-stops-description-en = Wat zie je daar? (Engels)
plan-programme-text-fr = Wat (Frans)
plan-programme-text-en = Wat (Engels)
plan-speakers-role-fr = Functie en organisatie (Frans)
plan-speakers-role-en = Functie en organisatie (Engels)
plan-questions-label-fr = Vraag (Frans)
plan-questions-label-en = Vraag (Engels)
plan-questions-options-fr = Keuzes, elk op een regel (Frans)
plan-questions-options-en = Keuzes, elk op een regel (Engels)
plan-materials-title-fr = Titel (Frans)
plan-materials-title-en = Titel (Engels)
plan-format-online = Online
plan-format-in-person = Ter plaatse
plan-format-hybrid = Allebei
plan-policy-best-effort = Wie zich inschrijft, heeft een plek en wacht alleen voor die halte
plan-policy-all-or-nothing = De hele inschrijving wacht
plan-question-text = Een zin
plan-question-choice = Eén antwoord
plan-question-choices = Meer antwoorden
plan-question-yes-no = Ja of nee
plan-required-yes = verplicht
plan-no-series = Geen reeks
plan-seats = { $n ->
    [one] { $n } plaats
   *[other] { $n } plaatsen
}
plan-weeks-before = { $n ->
    [one] Een week vooraf
   *[other] { $n } weken vooraf
}
plan-days-before = { $n ->
    [one] Een dag vooraf
   *[other] { $n } dagen vooraf
}
plan-hours-before = { $n ->
    [one] Een uur vooraf
   *[other] { $n } uur vooraf
}
plan-minutes-before = { $n ->
    [one] { $n } minuut vooraf
   *[other] { $n } minuten vooraf
}

# Buttons of the editor.
plan-row-new = Nieuw
plan-edit-row = Wijzig
plan-remove = Haal weg
plan-up = Zet { $what } hoger
plan-down = Zet { $what } lager
plan-add-stops = Halte
plan-add-programme = Punt
plan-add-speakers = Spreker
plan-add-questions = Vraag
plan-add-materials = Materiaal
plan-publish = Zet online
plan-save-draft = Bewaar het concept
plan-preview = Bekijk als bezoeker
plan-public-page = Naar de pagina
plan-link = De link om door te geven
plan-link-hint = Was de samenkomst al online, dan blijft de oude link werken.
plan-link-stays = De link blijft dezelfde: wie hem al heeft, kan zich blijven inschrijven.
plan-copy-link = Kopieer
plan-copied = Gekopieerd
plan-copy = Maak een kopie
plan-copy-hint = Op een andere dag
plan-unpublish = Haal van de site
plan-unpublish-hint = Het wordt weer een concept
plan-unpublish-button = Haal van de site
plan-call-off = Blaas af
plan-delete = Verwijder
plan-called-off = Deze samenkomst gaat niet door. Wat je hier wijzigt, wordt niet meer gemaild.
plan-read-only = Je kan deze samenkomst bekijken. Wijzigen kan een organisator van de regio.

# What was done, and what a change does.
plan-done-created = Het concept staat klaar. Vul aan wat nog ontbreekt.
plan-done-copied = De kopie is een concept. Niemand ziet ze tot je ze online zet.
plan-done-saved = Bewaard.
plan-done-published = Het staat online.
plan-done-unpublished = Het is weer een concept. Bezoekers zien het niet meer.
plan-done-called-off = De samenkomst is afgeblazen.
plan-done-told = { $n ->
    [one] Eén persoon krijgt bericht.
   *[other] { $n } mensen krijgen bericht.
}
plan-done-moved = { $n ->
    [one] Eén persoon schoof op van de wachtlijst.
   *[other] { $n } mensen schoven op van de wachtlijst.
}
plan-told = { $n ->
    [one] Eén persoon zal bericht krijgen.
   *[other] { $n } mensen zullen bericht krijgen.
}
plan-presence-goes = { $n ->
    [one] Eén persoon staat genoteerd als aanwezig. Op de nieuwe datum is dat niet meer zo.
   *[other] { $n } mensen staan genoteerd als aanwezig. Op de nieuwe datum is dat niet meer zo.
}
plan-move-up = { $n ->
    [one] Eén persoon schuift meteen op van de wachtlijst.
   *[other] { $n } mensen schuiven meteen op van de wachtlijst.
}
plan-nobody-loses = { $n ->
    [one] Eén persoon heeft een plek en houdt die. Wie nieuw is, wacht tot er weer een plek vrij is.
   *[other] { $n } mensen hebben een plek en houden die. Wie nieuw is, wacht tot er weer een plek vrij is.
}
plan-overtaken = { $name } heeft ondertussen ook iets bewaard. Bij elk veld waar jullie allebei schreven, staat ook de andere tekst. Wat jij typte, staat er nog. Bewaar je nu, dan geldt wat je hier ziet.
plan-overtaken-elsewhere = { $name } heeft ondertussen iets anders bewaard. Dat staat nu ook in je formulier. Kijk even na en bewaar opnieuw.
plan-somebody = Iemand anders
plan-they-wrote = { $name } schreef: { $words }
plan-they-emptied = { $name } maakte dit leeg.
plan-signed-out = Je bent afgemeld. Wat je typte, staat er nog.
plan-unanswered = Dat lukte niet. Wat je typte, staat er nog. Probeer het zo meteen opnieuw.
plan-fault-format = Kies: ter plaatse, online of allebei
plan-fault-time = Geef een dag en een uur, zoals 13:30
plan-fault-hour = Geef een uur, zoals 13:30
plan-fault-time-twice = Dat uur komt die nacht twee keer voor: kies een ander
plan-fault-date = Geef een datum
fault-minutes = Geef een aantal minuten van 1 tot 1440
fault-reminders = Kies hoogstens tien herinneringen, van vijf minuten tot vier weken vooraf
refusal-registered = Er zijn al mensen ingeschreven. Gaat het niet door, blaas de samenkomst dan af: dan krijgt iedereen een mail.
refusal-cancelled = Deze samenkomst is afgeblazen en kan niet meer online of van de site.
refusal-draft = Dit is een concept: niemand ziet het, dus er is niets af te blazen. Je kan het verwijderen.
sure-title = Dit verandert voor wie ingeschreven is
sure-button = Bewaar dit
sure-correction = Het is maar een typefout: zeg het niemand
sure-back = Terug naar het formulier
plan-hall = { $n ->
    [one] { $n } stoel, { $left } vrij. Dit zien bezoekers.
   *[other] { $n } stoelen, { $left } vrij. Dit zien bezoekers.
}
plan-hall-open = Plaats voor iedereen. Dit zien bezoekers.

# What an event still needs.
todo-open = Nog te doen:
todo-date = Titel en datum
todo-past = De datum is voorbij
todo-link = Link om deel te nemen
todo-no-link = Nog geen link om deel te nemen
todo-venue = Plek
todo-no-venue = Nog geen plek
todo-texts = Teksten
todo-no-texts = Nog geen tekst over waarom en wat
todo-translated = Vertaald
todo-no-translation = Nog niet vertaald
todo-speakers = Sprekers
todo-no-speakers = Nog geen spreker
todo-stops = { $n ->
    [0] nog geen haltes
    [one] één halte
   *[other] { $n } haltes
}
todo-stop-nobody = { $stop }: nog niemand die ontvangt

# Calling off and deleting.
off-title = Gaat het niet door?
off-is-off = Afgeblazen
off-final = Terugdraaien kan niet: wie ingeschreven was, kreeg bericht, en in agenda’s staat dat het niet doorgaat. De reden kan je nog verbeteren.
off-people = { $n ->
    [0] Er is nog niemand ingeschreven, dus niemand krijgt een mail.
    [one] Eén persoon krijgt een mail met je reden.
   *[other] { $n } mensen krijgen een mail met je reden.
}
off-over = Het is al voorbij, dus niemand krijgt een mail.
off-stays = De pagina blijft staan, met je reden. In agenda’s staat dat het niet doorgaat. Terugdraaien kan niet.
off-reason = Waarom gaat het niet door?
off-reason-hint = Een zin of twee, voor wie zou komen.
off-fault-reason = Geef een reden: wie zou komen, wil weten waarom
off-button = Blaas af en mail iedereen
off-button-quiet = Blaas af
off-back = Toch niet
off-again = Mail iedereen nog een keer
off-again-people = { $n ->
    [one] Eén persoon krijgt dezelfde mail met de nieuwe reden. Anders verandert die alleen op de pagina en in agenda’s.
   *[other] { $n } mensen krijgen dezelfde mail met de nieuwe reden. Anders verandert die alleen op de pagina en in agenda’s.
}
off-leave = Laat het zo
off-reword = Verbeter de reden
delete-title = Wil je dit verwijderen?
delete-text = De samenkomst verdwijnt van elke pagina. Terugdraaien kan niet.
delete-kept = { $n ->
    [one] Eén inschrijving blijft bewaard tot haar termijn verstrijkt. In de cijfers telt de samenkomst niet meer mee.
   *[other] { $n } inschrijvingen blijven bewaard tot hun termijn verstrijkt. In de cijfers telt de samenkomst niet meer mee.
}
delete-calendars = In agenda’s die iemand volgt, blijft staan dat het niet doorgaat.
delete-button = Verwijder
delete-first-call-off = { $n ->
    [one] Eén persoon rekent erop. Blaas de samenkomst eerst af: dan krijgt die een mail.
   *[other] { $n } mensen rekenen erop. Blaas de samenkomst eerst af: dan krijgt iedereen een mail.
}

# A new event, and copies.
new-title = Nieuwe samenkomst
new-text = Een titel en een dag, en je bent vertrokken. Niemand ziet het tot je het online zet.
new-usual-hour = (leeg: het gewone uur)
new-begin = Waarmee begin je?
new-template = Met wat gewoon is voor die soort
new-template-hint = Duur, plaatsen, vragen, haltes en een eerste tekst
new-bare = Met een leeg blad
new-bare-hint = Je vult alles zelf in
new-button = Maak het concept
new-again = Nog eens hetzelfde
new-earlier = Een eerdere samenkomst
new-copy = Maak een kopie
new-nothing-earlier = Er is nog niets om te kopiëren.
new-series-copy = Kies regio’s en een dag
new-hours = { $n ->
    [one] { $n } uur
   *[other] { $n } uur
}
new-minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
}
anew-title = Plan opnieuw
anew-text = Wat afgeblazen is, blijft afgeblazen. Dit wordt een nieuw concept waarin alles al staat: geef een dag.
copy-title = Maak een kopie
copy-text = Uren, haltes en inschrijftermijn schuiven mee naar de nieuwe dag. Wie kwam en wat je achteraf deelde, gaat niet mee.
copy-date = Nieuwe dag
copy-button = Maak de kopie
series-copy-title = World Social Work Day voor alle regio’s
series-copy-text = Eén keer invullen, een concept voor elke regio. Elke regio werkt haar eigen concept uit.
series-copy-from = Wat kopieer je?
series-copy-template = Niets: begin met wat gewoon is
series-copy-title-when = (leeg: de titel van wat je kopieert)
series-copy-regions = Voor welke regio’s?
series-copy-fault-regions = Kies minstens één regio
series-copy-button = Maak de concepten
series-copy-see = Naar het overzicht
series-copy-made = { $n ->
    [one] Eén concept staat klaar.
   *[other] { $n } concepten staan klaar.
}

# What is usual for each kind: a beginning, to be changed at will.
template-webinar-summary = Een uur over iets waar je morgen mee aan de slag kan.
template-webinar-text =
    ### Wat

    Kort verhaal uit de praktijk, dan tijd voor vragen.

    ### Voor wie

    Voor iedereen die met mensen werkt.
template-practice-safari-summary = Kijk binnen bij collega’s: drie haltes op één namiddag.
template-practice-safari-text =
    Je kiest je haltes bij het inschrijven. Aan elke halte toont een ploeg hoe zij het doen.

    ### Onderweg

    We stappen of nemen het openbaar vervoer. Trek goede schoenen aan.
template-world-social-work-day-summary = We vieren sociaal werk, samen met collega’s uit de regio.
template-world-social-work-day-text =
    Verhalen, ontmoeting en een glas. Kom met je ploeg.
template-gathering-summary = Collega’s uit de regio ontmoeten en van elkaar leren.
template-gathering-text =
    We starten samen en gaan dan in kleine groepen verder.
template-working-session-summary = Samen aan tafel om iets uit te werken.
template-working-session-text =
    We vertrekken van jullie vragen en eindigen met afspraken.
template-practice-visit-summary = Op bezoek bij een werking die iets te tonen heeft.
template-practice-visit-text =
    De ploeg leidt je rond en vertelt wat lukt en wat niet.
template-stakeholder-meeting-summary = Partners samen rond wat er in de regio speelt.
template-stakeholder-meeting-text =
    We leggen signalen naast elkaar en kiezen waar we op inzetten.
template-steering-group-summary = De stuurgroep komt samen.
template-steering-group-text =
    De agenda en het verslag volgen in de mail.
template-conference-summary = Een dag vol verhalen, werkwinkels en ontmoeting.
template-conference-text =
    ### Voormiddag

    Sprekers en gesprek.

    ### Namiddag

    Werkwinkels naar keuze.
template-stop = Halte { $n }
template-point-welcome = Onthaal
template-point-closing = Slot en napraten
template-point-toast = Een glas op sociaal werk
template-point-lunch = Lunch
template-question-diet = Wat eet je?
template-question-access = Wat heb je nodig om goed mee te kunnen doen?
template-question-expectation = Welke vraag breng je mee?
template-diet-anything = Alles
template-diet-vegetarian = Vegetarisch
template-diet-vegan = Veganistisch
template-diet-halal = Halal

# Series.
series-title = Reeksen
series-text = Een reeks houdt samenkomsten bij elkaar, met een eigen pagina en een eigen agenda om te volgen.
series-saved = Bewaard.
series-change = Wijzig de reeks
series-new = Nieuwe reeks
series-name = Naam
series-summary = In één zin
series-umbrella = Eén dag, veel plekken
series-umbrella-hint = Zoals World Social Work Day: de agenda toont ze samen.
series-mine = Mijn reeksen
series-edit = Wijzig
series-manage = Reeksen beheren

move-title = Verplaats
move-text = Haltes, programma en het einde van de inschrijving schuiven mee. De inschrijving opent zoals aangekondigd.
move-which = { $n ->
    [one] Deze samenkomst
   *[other] Deze { $n } samenkomsten
}
move-where = Naar wanneer?
move-otherwise = Toch een andere dag?
move-date = Nieuwe dag van de eerste
move-date-hint = De andere schuiven evenveel dagen op.
move-minutes = Minuten later
move-minutes-hint = (0: hetzelfde uur; met een minteken vroeger)
move-look = Bekijk wat er verandert
move-pick = Kies
move-start = Verplaats wat je koos
move-start-hint = Vink een of meer samenkomsten aan.
move-choose = Kies in je lijst
move-back = Laat alles staan
move-button = { $n ->
    [one] Verplaats ze
   *[other] Verplaats ze alle { $n }
}
move-hear = { $n ->
    [0] Niemand krijgt een mail
    [one] Eén persoon hoort het
   *[other] { $n } mensen horen het
}
move-told = { $n ->
    [0] Niemand krijgt een mail: er is nog niemand ingeschreven, of er staat nog niets online.
    [one] Eén persoon krijgt één mail, met alles wat voor die persoon verandert.
   *[other] { $n } mensen krijgen elk één mail, met alles wat voor hen verandert.
}
move-done = { $n ->
    [one] De samenkomst is verplaatst.
   *[other] De { $n } samenkomsten zijn verplaatst.
}
move-fault-minutes = Geef een aantal minuten tussen -720 en 720
move-refused-nothing = Kies minstens één samenkomst
move-refused-too-many = Verplaats er ten hoogste honderd tegelijk
move-refused-not-theirs = Je koos een samenkomst die er niet is, of die niet van jouw regio is
move-refused-called-off = “{ $title }” gaat niet door en blijft staan waar ze staat
move-refused-past = “{ $title }” is al voorbij
move-refused-too-early = “{ $title }” zou dan al begonnen zijn
move-refused-no-such-time = “{ $title }” kan niet op dat uur: dan wordt de klok verzet
move-refused-nowhere = Daar staan ze al: kies een andere dag of een ander uur
move-refused-overtaken = Iemand anders paste ondertussen iets aan. Kijk nog eens, en bevestig opnieuw
