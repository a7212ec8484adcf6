# Drafts that were made in one deed, on one page.
drafts-title = New drafts
drafts-text = Nobody sees them until you put them online. Each can be changed on its own.
drafts-publish = { $n ->
    [one] Put it online
   *[other] Put all { $n } online
}
drafts-online = { $n ->
    [0] Nothing new is online.
    [one] One gathering is online now.
   *[other] { $n } gatherings are online now.
}
