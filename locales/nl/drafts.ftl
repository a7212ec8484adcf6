# Drafts that were made in one deed, on one page.
drafts-title = Nieuwe concepten
drafts-text = Niemand ziet ze tot je ze online zet. Elk concept kan je apart wijzigen.
drafts-publish = { $n ->
    [one] Zet het online
   *[other] Zet alle { $n } online
}
drafts-online = { $n ->
    [0] Er kwam niets bij online.
    [one] Eén samenkomst staat nu online.
   *[other] { $n } samenkomsten staan nu online.
}
