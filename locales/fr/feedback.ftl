# How was it? (src/feedback, src/figures/pages/feedback.rs)
feedback-title = C’était comment ?
feedback-nameless = Raconte-nous, sans ton nom. Cela prend une minute.
feedback-tell = Je dis comment c’était
feedback-lede = Une seule réponse suffit. Ton nom n’y figure pas.
feedback-score = C’était comment ?
feedback-score-1 = Pas bien
feedback-score-2 = Peut mieux faire
feedback-score-3 = Ça va
feedback-score-4 = Bien
feedback-score-5 = Très bien
feedback-take-along = Que retiens-tu ?
feedback-to-improve = Qu’est-ce qui peut être mieux ?
feedback-send = Envoyer
feedback-how-nameless = Nous gardons ta réponse sans nom et sans heure. Dans ton inscription, nous retenons seulement que tu as répondu. L’équipe d’organisation lit ce que tu écris tel quel : n’y mets donc rien qui te fasse reconnaître, si tu ne le veux pas. Après un an, nous effaçons les textes.
feedback-thanks-title = Merci !
feedback-thanks = Ta réponse est arrivée, sans ton nom. Les prochaines fois n’en seront que meilleures.
feedback-given = Tu as déjà répondu. Nous gardons cette réponse, et elle reste comme elle était.
feedback-called-off = Cette rencontre n’a pas eu lieu.
feedback-no-seat = Nous ne le demandons qu’à qui avait une place.
feedback-too-early = La rencontre n’est pas encore terminée. Reviens après.
feedback-over = Ici, nous ne demandons pas ou plus comment c’était. Tu veux quand même nous dire quelque chose ? Réponds à un de nos e-mails.
fault-feedback-empty = Choisis comment c’était, ou écris quelque chose
fault-feedback-score = Choisis une des cinq réponses, ou aucune

# For organisers
tab-feedback = C’était comment ?
feedback-asked = Question posée
feedback-asked-hint = { $n ->
    [0] Nous ne l’avons encore demandé à personne.
    [one] Nous l’avons demandé à 1 personne.
   *[other] Nous l’avons demandé à { $n } personnes.
}
feedback-answered = Réponses
feedback-answered-of = { $n } sur { $of } { $n ->
    [one] a répondu
   *[other] ont répondu
}.
feedback-average = En moyenne
feedback-average-of = Sur 5, de la part de { $n ->
    [one] 1 personne qui a choisi
   *[other] { $n } personnes qui ont choisi
}.
feedback-few = Nous les montrons à partir de trois choix. Avant, tu saurais qui a choisi quoi.
feedback-off = Pour cette rencontre, nous ne demandons pas comment c’était. Tu l’actives dans le formulaire, sous « E-mails ».
feedback-cancelled = Cette rencontre est annulée : nous ne demandons donc à personne comment c’était.
feedback-untold = Le remerciement est désactivé. Qui était là ne trouve donc la question que sur la page de son inscription. Tu l’actives dans le formulaire, sous « E-mails ».
feedback-scores = Ce que les gens ont choisi
feedback-choice = Choix
feedback-people = Personnes
feedback-own = La question de l’équipe
feedback-unlinked = Les textes sont dans l’ordre alphabétique. Nous ne savons pas qui a écrit quoi, ni quels textes sont de la même personne.
feedback-take-away = Emporter les réponses (CSV)
feedback-file = c-etait-comment
feedback-sheet-question = Question
feedback-sheet-answer = Réponse
feedback-sheet-count = Nombre
