# How was it? (src/feedback, src/figures/pages/feedback.rs)
feedback-title = Hoe was het?
feedback-nameless = Vertel het ons, zonder je naam. Het is in een minuut gedaan.
feedback-tell = Vertel hoe het was
feedback-lede = Eén antwoord volstaat. Je naam staat er niet bij.
feedback-score = Hoe was het?
feedback-score-1 = Niet goed
feedback-score-2 = Kon beter
feedback-score-3 = Gaat wel
feedback-score-4 = Goed
feedback-score-5 = Heel goed
feedback-take-along = Wat neem je mee?
feedback-to-improve = Wat kan beter?
feedback-send = Verstuur
feedback-how-nameless = We bewaren je antwoord zonder naam en zonder uur. Bij je inschrijving onthouden we alleen dat je antwoordde. De organisatoren lezen wat je schrijft zoals het er staat: zet er dus niets in waaraan ze je herkennen, als je dat niet wil. Na een jaar wissen we de teksten.
feedback-thanks-title = Bedankt!
feedback-thanks = Je antwoord is binnen, zonder je naam. Daar worden de volgende keren beter van.
feedback-given = Je gaf je antwoord al. Dat bewaren we, en het blijft zoals het was.
feedback-called-off = Deze samenkomst ging niet door.
feedback-no-seat = We vragen het alleen aan wie een plek had.
feedback-too-early = De samenkomst is nog niet voorbij. Kom daarna terug.
feedback-over = Hier vragen we niet of niet meer hoe het was. Wil je toch iets kwijt? Antwoord op een van onze mails.
fault-feedback-empty = Kies hoe het was, of schrijf iets
fault-feedback-score = Kies een van de vijf, of geen

# For organisers
tab-feedback = Hoe was het?
feedback-asked = Gevraagd
feedback-asked-hint = { $n ->
    [0] We vroegen het nog aan niemand.
    [one] We vroegen het aan 1 persoon.
   *[other] We vroegen het aan { $n } mensen.
}
feedback-answered = Geantwoord
feedback-answered-of = { $n } van de { $of } { $n ->
    [one] antwoordde
   *[other] antwoordden
}.
feedback-average = Gemiddeld
feedback-average-of = Op 5, van wie een keuze maakte: { $n ->
    [one] 1 persoon
   *[other] { $n } mensen
}.
feedback-few = Vanaf drie keuzes tonen we ze. Eerder zou je weten wie wat koos.
feedback-off = Bij deze samenkomst vragen we niet hoe het was. Je zet het aan in het formulier, onder “Mails”.
feedback-cancelled = Deze samenkomst gaat niet door. We vragen dus niemand hoe het was.
feedback-untold = De bedanking staat uit. Wie erbij was, vindt de vraag dus alleen op de pagina van de inschrijving. Je zet ze aan in het formulier, onder “Mails”.
feedback-scores = Wat mensen kozen
feedback-choice = Keuze
feedback-people = Mensen
feedback-own = Jullie eigen vraag
feedback-unlinked = De teksten staan in de volgorde van het alfabet. Wie wat schreef, weten we niet, en ook niet welke teksten van dezelfde persoon zijn.
feedback-take-away = Neem de antwoorden mee (CSV)
feedback-file = hoe-was-het
feedback-sheet-question = Vraag
feedback-sheet-answer = Antwoord
feedback-sheet-count = Aantal
