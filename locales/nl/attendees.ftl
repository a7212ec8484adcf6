# The organisers’ list of who comes, one person’s page, and what is done for one or for many.
attendees-confirmed = Ingeschreven
attendees-waiting = Wachtlijst
attendees-cancelled = Uitgeschreven
attendees-everybody = Iedereen
attendees-status = Status
attendees-name = Naam
attendees-organisation = Organisatie
attendees-role = Rol
attendees-registered = Ingeschreven op
attendees-stop = Halte
attendees-answer = Antwoord
attendees-present = Aanwezig
attendees-language = Taal
attendees-any-role = Elke rol
attendees-any-stop = Elke halte
attendees-any-answer = Elk antwoord
attendees-any-present = Binnen of niet
attendees-any-language = Elke taal
attendees-role-unsaid = Geen rol gekozen
attendees-present-yes = Binnen
attendees-present-no = Nog niet binnen
attendees-search = Zoek een deelnemer
attendees-search-hint = Naam, e-mail of organisatie
attendees-filters = Filters
attendees-filter = Filter
attendees-unfilter = Alles tonen
attendees-none = Niemand gevonden. Kijk eens bij een andere status, of zoek met minder woorden.
attendees-none-yet = Nog niemand. Wie zich inschrijft, staat hier meteen.
attendees-caption = Deelnemers, { $range }
attendees-range = { $from } tot { $until } van de { $total }
attendees-signature = Handtekening
attendees-pages = Pagina’s
attendees-previous = Vorige
attendees-next = Volgende
attendees-add = Voeg iemand toe
attendees-export = Exporteer
attendees-sheet = Aanwezigheidslijst
attendees-sheet-hint = Om af te drukken en te laten tekenen
attendees-xlsx-hint = .xlsx, met je eigen vragen als kolommen
attendees-ods-hint = .ods, voor LibreOffice
attendees-csv-hint = UTF-8, puntkomma als scheiding
attendees-taken-along = { $n ->
    [one] Je exporteert { $n } persoon. Wij noteren wie exporteert.
   *[other] Je exporteert { $n } mensen. Met een filter exporteer je enkel wat je ziet. Wij noteren wie exporteert.
}
attendees-choose = Kies { $name }
attendees-choose-page = Kies iedereen op deze pagina
attendees-chosen = { $n ->
   *[other] gekozen
}
attendees-with-chosen = Met de gekozen mensen
attendees-all-chosen = { $n ->
    [one] { $n } persoon gekozen
   *[other] Alle { $n } gekozen
}
attendees-choose-all = Kies alle { $n }
attendees-not-all = Toch niet iedereen
attendees-act-write = Mail
attendees-act-seat = Geef een plek
attendees-act-wait = Naar wachtlijst
attendees-act-leave = Schrijf uit
attendees-act-resend = Stuur mail opnieuw
attendees-nobody-chosen = Kies eerst wie je bedoelt: zet een vinkje voor hun naam.
attendees-done-seat = { $n ->
    [0] Niemand kreeg een plek.
    [one] { $n } persoon heeft nu een plek.
   *[other] { $n } mensen hebben nu een plek.
}
attendees-done-wait = { $n ->
    [0] Niemand ging naar de wachtlijst.
    [one] { $n } persoon staat nu op de wachtlijst.
   *[other] { $n } mensen staan nu op de wachtlijst.
}
attendees-done-leave = { $n ->
    [0] Niemand werd uitgeschreven.
    [one] { $n } persoon is uitgeschreven.
   *[other] { $n } mensen zijn uitgeschreven.
}
attendees-done-resend = { $n ->
    [0] Er vertrok geen mail.
    [one] De mail is opnieuw onderweg naar { $n } persoon.
   *[other] De mail is opnieuw onderweg naar { $n } mensen.
}
attendees-refused-seat = { $n ->
    [one] Voor { $n } persoon was er geen plek meer.
   *[other] Voor { $n } mensen was er geen plek meer.
}
attendees-refused-wait = { $n ->
    [one] { $n } persoon houdt de plek: er wacht niemand anders.
   *[other] { $n } mensen houden hun plek: er wacht niemand anders.
}
attendees-refused-leave = { $n ->
    [one] Voor { $n } persoon ging het niet meer: de samenkomst is voorbij.
   *[other] Voor { $n } mensen ging het niet meer: de samenkomst is voorbij.
}
attendees-refused-resend = { $n ->
    [one] { $n } persoon kreeg net al een mail.
   *[other] { $n } mensen kregen net al een mail.
}
attendee-confirmed = Bevestigd
attendee-present = Binnen
attendee-cancelled = Uitgeschreven
attendee-unreached = Mail kwam terug
attendee-forgotten = Gewist: naam en adres zijn hier niet meer bekend.
attendee-check-in = Naar de deur
attendee-seat = Geef een plek
attendee-seat-hint = Ook voor wie eerder in de rij staat
attendee-wait = Zet op de wachtlijst
attendee-wait-hint = Achteraan. De plek gaat naar wie het langst wacht
attendee-place = Verplaats in de rij
attendee-place-hint = Nu nummer { $n }
attendee-change = Pas de gegevens aan
attendee-change-hint = Naam, adres, organisatie of antwoorden
attendee-email-hint = Pas je het adres aan, dan werkt de link in de oude mails niet meer en vertrekt er een nieuwe mail.
attendee-resend = Stuur de mail opnieuw
attendee-resend-hint = Met de bevestiging en de link
attendee-leave = Schrijf uit
attendee-leave-hint = De plek gaat naar wie het langst wacht
attendee-forget = Wis de gegevens
attendee-forget-hint = Als iemand dat vraagt
attendee-forget-what = Naam, adres, organisatie, antwoorden en mails gaan weg. Dat er iemand ingeschreven was, blijft meetellen. Terugdraaien kan niet.
attendee-forget-first = Schrijf deze persoon eerst uit: dan komt de plek vrij voor iemand anders.
attendee-forget-elsewhere = Kijk waar deze persoon nog ingeschreven is
attendee-letters = Mails
attendee-no-letters = Er vertrok nog geen mail.
attendee-history = Wat er gebeurde
attendee-address-taken = Met dit adres is al iemand anders ingeschreven
attendee-done-added = Toegevoegd.
attendee-done-saved = Bewaard.
attendee-done-seat = Gebeurd: er is nu een plek.
attendee-done-wait = Gebeurd: achteraan op de wachtlijst.
attendee-done-place = Gebeurd: de rij is aangepast.
attendee-done-leave = Gebeurd: uitgeschreven.
attendee-done-resent = De mail is opnieuw onderweg.
attendee-done-not-resent = Er vertrok net al een mail. Wacht tien minuten voor je er nog een stuurt.
attendee-done-forgotten = Gebeurd: de gegevens zijn gewist.
attendee-done-not-forgotten = Er is niets gewist: schrijf deze persoon eerst uit.
place-to = Naar plaats
place-reason = Waarom?
place-faults = Geef een plaats in de rij, en zeg waarom.
letter-state-sent = Verstuurd
letter-state-waiting = Onderweg
letter-state-trying = Lukt nog niet
letter-state-failed = Kwam niet aan
letter-state-superseded = Niet meer nodig
letter-do-failed = Kijk het adres na, en stuur de mail opnieuw. De mailserver zei:
letter-do-trying = We proberen het vanzelf opnieuw, tot drie dagen lang. De mailserver zei:
letter-about-registration-confirmed = Bevestiging
letter-about-registration-waitlisted = Plaats op de wachtlijst
letter-about-seat-became-free = Er is plek
letter-about-registration-cancelled = Uitgeschreven
letter-about-event-cancelled = Gaat niet door
letter-about-event-changed = Er veranderde iets
letter-about-seat-handed-over = Plek doorgegeven
letter-about-seat-declined = Collega zei nee
letter-about-message = Bericht
letter-about-reminder = Herinnering
letter-about-thanks = Bedankt
letter-about-declined-in-calendar = Geweigerd in de agenda
letter-about-stop-declined-in-calendar = Halte geweigerd in de agenda
letter-about-stop-given-back = Halte vrijgegeven
letter-about-stop-chosen = Halte gekozen
letter-about-registration-moved = Ander adres
letter-about-other = Mail
history-registered = Schreef zich in
history-cancelled = Schreef zich uit
history-stop-given-back = Gaf een halte terug
history-address-changed = Koos een ander e-mailadres
history-present = Was er
history-offered = Bood de plek aan { $name } aan
history-handed-over = Gaf de plek door aan { $name }
history-declined = { $name } nam de plek niet
history-withdrawn = Trok het aanbod aan { $name } in
history-calendar-accepted = Aanvaardde de uitnodiging in de agenda
history-calendar-declined = Weigerde de uitnodiging in de agenda
history-calendar-tentative = Nam de uitnodiging in de agenda onder voorbehoud aan
history-program = De beheerder
history-by-added = { $who } voegde deze persoon toe en noteerde dat die akkoord is
history-by-changed = { $who } paste de gegevens aan
history-by-seated = { $who } gaf deze persoon een plek
history-by-seated-over = { $who } gaf deze persoon een plek, ook als er geen meer was
history-by-waits = { $who } zette deze persoon op de wachtlijst
history-by-moved = { $who } verplaatste deze persoon in de rij, van { $from } naar { $to }
history-by-left = { $who } schreef deze persoon uit
history-by-forgotten = { $who } wiste de gegevens
history-by-resent = { $who } stuurde de mail opnieuw
history-by-checked-in = { $who } noteerde de aankomst
history-by-checked-in-stop = { $who } noteerde de aankomst bij { $stop }
history-by-check-in-undone = { $who } nam de aankomst terug
history-by-check-in-undone-stop = { $who } nam de aankomst bij { $stop } terug
history-by-imported = { $who } voegde deze persoon toe uit een lijst
history-by-other = { $who } deed iets met deze inschrijving
arrange-seat-title = Geef een plek
arrange-seat = { $n ->
    [0] Van wie je koos, wacht niemand op een plek.
    [one] Je wil { $n } persoon van de wachtlijst een plek geven.
   *[other] Je wil { $n } mensen van de wachtlijst een plek geven. Wie het langst wacht, gaat eerst.
}
arrange-seat-others = { $n ->
    [one] Voor { $n } persoon verandert er niets: die wacht niet.
   *[other] Voor { $n } anderen verandert er niets: zij wachten niet.
}
arrange-seat-button = { $n ->
    [one] Geef { $n } persoon een plek
   *[other] Geef { $n } mensen een plek
}
arrange-wait-title = Naar de wachtlijst
arrange-wait = { $n ->
    [0] Van wie je koos, heeft niemand een plek.
    [one] { $n } persoon geeft de plek terug en gaat achteraan in de rij staan. De plek gaat naar wie het langst wacht.
   *[other] { $n } mensen geven hun plek terug en gaan achteraan in de rij staan. De plekken gaan naar wie het langst wacht.
}
arrange-wait-others = { $n ->
    [one] Voor { $n } persoon verandert er niets: die heeft geen plek.
   *[other] Voor { $n } anderen verandert er niets: zij hebben geen plek.
}
arrange-wait-button = { $n ->
    [one] Zet { $n } persoon op de wachtlijst
   *[other] Zet { $n } mensen op de wachtlijst
}
arrange-leave-title = Schrijf uit
arrange-leave = { $n ->
    [0] Van wie je koos, is niemand nog ingeschreven.
    [one] { $n } persoon wordt uitgeschreven. Een plek die vrijkomt, gaat naar wie het langst wacht.
   *[other] { $n } mensen worden uitgeschreven. Plekken die vrijkomen, gaan naar wie het langst wacht.
}
arrange-leave-others = { $n ->
    [one] Voor { $n } persoon verandert er niets: die schreef zich al uit.
   *[other] Voor { $n } anderen verandert er niets: zij schreven zich al uit.
}
arrange-leave-button = { $n ->
    [one] Schrijf { $n } persoon uit
   *[other] Schrijf { $n } mensen uit
}
arrange-resend-title = Stuur de mail opnieuw
arrange-resend = { $n ->
    [0] Van wie je koos, is niemand nog ingeschreven.
    [one] { $n } persoon krijgt de bevestiging opnieuw.
   *[other] { $n } mensen krijgen opnieuw de mail die zegt hoe ze ervoor staan. Wie er de laatste tien minuten een kreeg, krijgt er geen tweede.
}
arrange-resend-others = { $n ->
    [one] Voor { $n } persoon verandert er niets: die schreef zich uit.
   *[other] Voor { $n } anderen verandert er niets: zij schreven zich uit.
}
arrange-resend-button = { $n ->
    [one] Stuur { $n } mail
   *[other] Stuur { $n } mails
}
arrange-room = { $n ->
    [0] Alle plaatsen zijn bezet.
    [one] Er is nog { $n } plaats vrij.
   *[other] Er zijn nog { $n } plaatsen vrij.
}
arrange-seat-room = { $n ->
    [0] Alle plaatsen zijn bezet: zonder het vinkje hieronder krijgt niemand een plek.
    [one] Er is nog { $n } plaats vrij. Wie er dan nog wacht, krijgt er enkel een met het vinkje hieronder.
   *[other] Er zijn nog { $n } plaatsen vrij. Wie er dan nog wacht, krijgt er enkel een met het vinkje hieronder.
}
arrange-over = Ook als er geen plek meer is
arrange-over-hint = Dan komen er meer mensen dan je plaatsen had.
arrange-letter = Stuur hen een mail
arrange-letter-one = Stuur een mail
arrange-reason = Waarom?
arrange-reason-hint = Alleen organisatoren zien dit, onder “Wat er gebeurde”.
arrange-back = Terug
arrange-unfinished = Nog niet klaar
arrange-so-far = { $n ->
    [one] { $n } persoon gedaan.
   *[other] { $n } mensen gedaan.
} Dit was te veel voor één keer.
arrange-go-on = Ga verder
arrange-refused-closed = Deze samenkomst is voorbij.
arrange-refused-cancelled = Deze samenkomst gaat niet door.
arrange-refused-draft = Dit is nog een concept: niemand ziet het. Zet het eerst online.
arrange-refused-full = Er is geen plek meer. Zet een vinkje om toch een plek te geven.
arrange-refused-already-in = Met dit adres is al iemand ingeschreven.
arrange-refused-no-waiting-list = Deze samenkomst heeft geen wachtlijst, of ze is al begonnen.
arrange-refused-nobody-waits = Er wacht niemand anders: de plek zou meteen terugkomen. Je kan deze persoon wel uitschrijven.
arrange-refused-not-waiting = Enkel wie wacht, heeft een plaats in de rij.
arrange-refused-left = Deze persoon schreef zich uit.
arrange-refused-forgotten = Van deze persoon weten we de naam niet meer.
add-email-hint = Daarheen gaan de bevestiging en de link om de inschrijving te beheren.
add-over = Geef een plek, ook als er geen meer is
add-over-hint = Anders komt deze persoon op de wachtlijst.
add-letter = Stuur de bevestiging
add-consent = Door deze persoon toe te voegen, zeg je dat die het weet en akkoord is. We noteren dat jij dat zei.
add-button = Voeg toe
everywhere-title = Zoek iemand
everywhere-lede = In alle samenkomsten van je regio’s.
everywhere-link = Zoek in al je samenkomsten
everywhere-region = Regio
everywhere-any-region = Elke regio
everywhere-search = Zoek
everywhere-found = { $n ->
    [0] Niemand gevonden.
    [one] { $n } inschrijving gevonden.
   *[other] { $n } inschrijvingen gevonden.
}
calendar-answer = In de agenda
calendar-answer-accepted = aanvaard op { $when }
calendar-answer-declined = geweigerd op { $when }
calendar-answer-tentative = onder voorbehoud op { $when }
