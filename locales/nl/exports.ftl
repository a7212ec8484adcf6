# Lijsten om mee te nemen, en wat op papier staat (src/exports).
list-answers = Antwoorden op je vragen
export-title = Neem de lijst mee
export-take = { $n ->
    [0] Je exporteert niemand.
    [one] Je exporteert { $n } persoon.
   *[other] Je exporteert { $n } mensen.
}
export-noted = Met een filter exporteer je enkel wie je ziet. We noteren wie exporteert.
export-lists = Als lijst
export-columns = Kolommen
export-columns-hint = Vink aan wat je wil, en zet het in je eigen volgorde. We onthouden het voor de volgende keer.
export-up = Zet { $column } hoger
export-down = Zet { $column } lager
export-paper = Op papier
export-paper-hint = Wie een plek heeft, op naam.
export-by-stop = Aparte bladen per halte
export-sheet = Aanwezigheidslijst
export-badges = Naamkaartjes
export-badges-hint = Tien op een blad, 85 × 55 mm
export-choose = Kies kolommen
export-choose-hint = En hun volgorde
export-too-many = Op papier passen hoogstens { $most } mensen, en dit zijn er { $n }. Kies een filter, of neem een lijst.
paper-sheet-title = Aanwezigheidslijst: { $title }
paper-badges-title = Naamkaartjes: { $title }
paper-signature = Handtekening
paper-nobody = Nog niemand.
paper-no-stop = Bij geen enkele halte
paper-page = Blad { $n } van { $of }
