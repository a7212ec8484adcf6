# What the house says of itself (src/about.rs). The texts are Markdown.
privacy-title = Vie privée
privacy-lede = Nous demandons peu, pour une seule chose, et nous oublions à temps.
privacy-text =
    ## Ce que nous gardons
    Quand tu t’inscris, nous gardons ton nom, ton adresse e-mail et ce que tu veux bien ajouter : ton organisation, ton rôle et tes réponses aux questions de l’équipe d’organisation. Et aussi dans quelle langue nous t’écrivons et si tu étais là.

    Si tu nous dis ensuite comment c’était, nous le gardons sans ton nom, séparément de ton inscription. Dans celle-ci, nous retenons seulement que tu as répondu.

    Si tu demandes l’e-mail du lundi d’une région, nous gardons ton adresse e-mail, ta langue et cette région. Si tu te désabonnes, nous effaçons tout cela aussitôt.

    ## Pour quoi
    Pour garder ta place, t’écrire au sujet de cette rencontre et savoir qui vient. Pour rien d’autre.

    ## Qui voit tes données
    L’équipe d’organisation de la région qui t’invite, et les personnes qui l’aident à l’accueil. Pas les autres personnes inscrites. Si tu transmets une attestation de présence, qui ouvre l’adresse qui y figure voit ton nom, la rencontre, le jour et les heures de formation.

    ## Combien de temps
    Un an après la rencontre, nous effaçons ton nom, ton adresse, ton organisation et tes réponses, et ce que les gens ont écrit ensuite. Ce qui reste ne te nomme plus : qu’il y a eu une inscription, pour quelles étapes, avec quel rôle et dans quelle langue, et quand elle a été faite, annulée ou cochée à l’entrée. Ainsi, nous pouvons encore compter.

    ## Ce que tu peux faire
    Le lien dans ton e-mail ouvre ton inscription. Tu peux la relire, la changer ou te désinscrire. Tu veux que nous effacions tout plus tôt ? Écris à [la région qui t’a invité·e](/contact). Si nous ne trouvons pas de solution ensemble, tu peux t’adresser à l’Autorité de protection des données.

    ## Ce que nous ne faisons pas
    Nous ne te suivons pas. Pas de traceurs, pas de publicité, rien qui vienne de tiers. Il y a un seul cookie, qui retient ta langue. Qui s’inscrit ou change d’adresse e-mail en reçoit un pour dix minutes, afin de montrer la réponse. Qui se connecte pour organiser en reçoit d’autres, pour rester connecté·e et pour reconnaître le navigateur.
accessibility-title = Accessibilité
accessibility-lede = Tout le monde doit pouvoir se mettre à table.
accessibility-text =
    ## Ce que tu peux attendre
    Ces pages suivent les WCAG 2.2, niveau AA. Elles fonctionnent au clavier, avec un lecteur d’écran, agrandies jusqu’à 400 pour cent, en clair et en sombre, et sans JavaScript.

    ## À la rencontre même
    La page de chaque rencontre dit ce qui est prévu : sous-titres, interprète, ascenseur. Tu as besoin d’autre chose ? Dis-le à la région quand tu t’inscris.

    ## Quelque chose ne va pas ?
    Tu n’as pas accès à quelque chose, ou cela ne marche pas ? Écris à [la région](/contact). Nous répondons et nous réparons.
contact-title = Contact
contact-lede = Chaque région lit son propre courrier. Écris à la tienne.
