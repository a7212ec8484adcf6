# Les listes à emporter, et ce qui est sur papier (src/exports).
list-answers = Réponses à tes questions
export-title = Emporte la liste
export-take = { $n ->
    [0] Tu n’exportes personne.
    [one] Tu exportes { $n } personne.
   *[other] Tu exportes { $n } personnes.
}
export-noted = Avec un filtre, tu n’exportes que les personnes que tu vois. Nous notons qui exporte.
export-lists = En liste
export-columns = Colonnes
export-columns-hint = Coche ce que tu veux, dans l’ordre que tu veux. Nous le retenons pour la prochaine fois.
export-up = Monter { $column }
export-down = Descendre { $column }
export-paper = Sur papier
export-paper-hint = Les personnes qui ont une place, par nom.
export-by-stop = Des feuilles à part pour chaque étape
export-sheet = Liste de présence
export-badges = Badges
export-badges-hint = Dix par feuille, 85 × 55 mm
export-choose = Choisir les colonnes
export-choose-hint = Et leur ordre
export-too-many = Sur papier, { $most } personnes au plus, et il y en a { $n }. Choisis un filtre, ou prends une liste.
paper-sheet-title = Liste de présence : { $title }
paper-badges-title = Badges : { $title }
paper-signature = Signature
paper-nobody = Encore personne.
paper-no-stop = À aucune étape
paper-page = Feuille { $n } sur { $of }
