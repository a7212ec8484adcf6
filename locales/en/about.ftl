# What the house says of itself (src/about.rs). The texts are Markdown.
privacy-title = Privacy
privacy-lede = We ask little, use it for one thing, and forget it in time.
privacy-text =
    ## What we keep
    When you register, we keep your name, your email address and whatever else you choose to fill in: your organisation, your role and your answers to the organiser’s questions. We also keep the language that we write to you in, and whether you were there.

    If you tell us afterwards how it was, we keep that without your name, apart from your registration. There we only remember that you answered.

    If you ask for the weekly email of a region, we keep your email address, your language and that region. If you unsubscribe, we delete them at once.

    ## What for
    To hold your seat, to write to you about this gathering, and to know who comes. For nothing else.

    ## Who sees it
    The organisers of the region that invites you, and those who help them at the door. Other participants do not. If you pass a certificate of attendance on, whoever opens the address on it sees your name, the gathering, the day and the hours of training.

    ## How long
    A year after the gathering we delete your name, your address, your organisation and your answers, and what people wrote afterwards. What stays no longer names you: that somebody was registered, for which stops, with which role and in which language, and when they registered, cancelled or came in. That way we can go on counting.

    ## What you can do
    The link in your email opens your registration. There you can look at it, change it or cancel it. Would you like us to delete everything sooner? Write to [the region that invited you](/contact). If we cannot work it out together, you can turn to the Belgian Data Protection Authority.

    ## What we do not do
    We do not follow you. No trackers, no advertising, nothing from third parties. There is one cookie, which remembers your language. Whoever registers or changes their email address gets one for ten minutes, to show the answer. Organisers who sign in get others, which keep them signed in and recognise their browser.
accessibility-title = Accessibility
accessibility-lede = Everyone should be able to sit at the table.
accessibility-text =
    ## What you can expect
    These pages follow WCAG 2.2, level AA. They work with the keyboard, with a screen reader, enlarged to 400 per cent, in light and dark, and without JavaScript.

    ## At the gathering itself
    The page of each gathering says what is provided: subtitles, an interpreter, a lift. Do you need something else? Tell the region when you register.

    ## Is something wrong?
    Is there something that you cannot reach or that does not work? Write to [the region](/contact). We answer and we mend it.
contact-title = Contact
contact-lede = Every region reads its own post. Write to yours.
