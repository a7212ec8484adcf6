# Drafts that were made in one deed, on one page.
drafts-title = Nouveaux brouillons
drafts-text = Personne ne les voit avant leur mise en ligne. Chaque brouillon se modifie à part.
drafts-publish = { $n ->
    [one] Mettre en ligne
   *[other] Mettre les { $n } en ligne
}
drafts-online = { $n ->
    [0] Rien de nouveau en ligne.
    [one] Une rencontre est maintenant en ligne.
   *[other] { $n } rencontres sont maintenant en ligne.
}
