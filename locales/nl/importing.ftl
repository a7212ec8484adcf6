# Een lijst inbrengen (src/registrations/importing).
import-title = Breng een lijst in
import-what = Mensen die zich elders inschreven, breng je in één keer in met een bestand uit Excel, Google Sheets, LibreOffice of een ander programma, of met een lijst van ons. De eerste regel noemt de kolommen: naam en e-mailadres, en als je ze hebt organisatie, rol, taal, haltes en je eigen vragen.
import-file = Je bestand
import-limits = Excel (.xlsx), LibreOffice (.ods) of CSV, hoogstens { $lines } regels en { $megabytes } MB
import-language = Taal van de mails
import-language-hint = Voor wie de lijst geen taal noemt
import-try = Kijk wat er zou gebeuren
import-try-hint = Er verandert nog niets.
import-done = { $seats ->
    [0] Niemand kreeg een plek,
    [one] { $seats } persoon kreeg een plek,
   *[other] { $seats } mensen kregen een plek,
} { $waits } op de wachtlijst, { $there ->
    [one] { $there } was er al
   *[other] { $there } waren er al
}, { $unfit } niet ingebracht.
import-done-left = { $n ->
    [one] { $n } regel sloegen we over: die persoon schreef zich uit.
   *[other] { $n } regels sloegen we over: die mensen schreven zich uit.
}
import-to-list = Naar de deelnemers
import-unreadable = Dat bestand lukt niet
import-unreadable-empty = Kies een bestand waar mensen in staan
import-unreadable-too-long = Dit bestand is groter dan { $megabytes } MB. Splits het in delen
import-unreadable-unpacked = Uitgepakt is dit bestand te groot. Bewaar alleen het blad met de mensen en probeer opnieuw
import-unreadable-too-many = Er staan meer dan { $lines } regels in. Splits het in delen
import-unreadable-long-field = In regel { $line } staat een veld van meer dan { $characters } tekens. Maak het korter, of kijk of er een aanhalingsteken ontbreekt
import-unreadable-no-list = Dit is geen lijst. Bewaar ze als .xlsx, .ods of CSV en probeer opnieuw
import-unreadable-old-excel = Dit is een oud Excel-bestand. Bewaar het als .xlsx en probeer opnieuw
import-unreadable-locked = Op dit bestand staat een wachtwoord. Bewaar het zonder en probeer opnieuw
import-unreadable-damaged = Dit bestand is beschadigd. Open het in Excel of LibreOffice, bewaar het opnieuw en probeer nog eens
import-unreadable-no-name = We vinden geen kolom met namen. Noem ze op de eerste regel: Naam
import-unreadable-no-email = We vinden geen kolom met e-mailadressen. Noem ze op de eerste regel: E-mailadres
import-unreadable-twice = Twee kolommen heten hetzelfde. Haal er een weg
import-report = Dit zou er gebeuren
import-nothing-yet = Er is nog niets veranderd. Kijk het even na.
import-seats = { $n ->
    [one] { $n } persoon krijgt een plek
   *[other] { $n } mensen krijgen een plek
}
import-waits = { $n } op de wachtlijst
import-there = { $n } al ingeschreven
import-left = { $n ->
    [one] { $n } schreef zich uit: overgeslagen
   *[other] { $n } schreven zich uit: overgeslagen
}
import-unfit = { $n ->
    [one] { $n } regel lukt niet
   *[other] { $n } regels lukken niet
}
import-sheet = Alleen het blad { $sheet } is gelezen.
import-left-aside = Met deze kolommen doen we niets: { $columns }.
import-agreed = Deze mensen weten dat ik hen inschrijf
import-not-agreed = Zet een vinkje als deze mensen weten dat je hen inschrijft
import-letters = Stuur iedereen een bevestiging
import-bring = { $n ->
    [one] Breng { $n } persoon in
   *[other] Breng { $n } mensen in
}
import-nobody = Op deze lijst staat niemand die erbij komt.
import-drop = Neem een ander bestand
import-lines = Regel per regel
import-line = Regel
import-verdict = Wat er gebeurt
import-more = { $n ->
    [one] Nog { $n } andere regel staat hier niet.
   *[other] Nog { $n } andere regels staan hier niet.
}
import-verdict-seat = Krijgt een plek
import-verdict-waits = Wachtlijst, nummer { $n }
import-verdict-there = Al ingeschreven
import-verdict-left = Schreef zich uit: overgeslagen
import-verdict-refused = Lukt niet
import-verdict-mistake = Klopt niet
import-refused-closed = De samenkomst is voorbij.
import-refused-cancelled = De samenkomst gaat niet door.
import-refused-draft = De samenkomst is nog een concept. Zet ze eerst online.
import-refused-full = Volzet, en er is geen wachtlijst.
import-refused-stop-gone = Een gekozen halte is er niet meer.
import-left-role = Deze rol kennen we niet: we laten ze leeg.
import-left-language = Deze taal kennen we niet: we nemen de gekozen taal.
import-fault-name = Er staat geen naam
import-fault-name-link = Een naam heeft geen webadres of e-mailadres, en na een punt komt een spatie
import-fault-email-missing = Er staat geen e-mailadres
import-fault-email-at = Dit adres heeft geen @
import-fault-email = Dit adres kan niet kloppen
import-fault-formula = Hier staat de foutmelding van een formule, zoals #N/B
import-fault-stop = Deze halte hoort niet bij deze samenkomst
import-fault-stops-overlap = Twee haltes op hetzelfde uur
import-fault-answer-offered = Dit antwoord staat niet bij de keuzes
