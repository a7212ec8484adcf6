# What the house says of itself (src/about.rs). The texts are Markdown.
privacy-title = Privacy
privacy-lede = We vragen weinig, gebruiken het voor één ding en vergeten het op tijd.
privacy-text =
    ## Wat we bewaren
    Schrijf je je in, dan bewaren we je naam, je e-mailadres en wat je zelf nog invult: je organisatie, je rol en je antwoorden op de vragen van de organisator. Ook in welke taal we je schrijven en of je er was.

    Vertel je achteraf hoe het was, dan bewaren we dat zonder je naam, los van je inschrijving. Daar onthouden we alleen dat je antwoordde.

    Vraag je de weekmail van een regio aan, dan bewaren we je e-mailadres, je taal en die regio. Meld je je af, dan wissen we dat meteen.

    ## Waarvoor
    Om je plek vrij te houden, je te schrijven over deze samenkomst en te weten wie komt. Voor niets anders.

    ## Wie het ziet
    De organisatoren van de regio die je uitnodigt, en wie hen aan de deur helpt. Andere deelnemers niet. Geef je een aanwezigheidsattest door, dan ziet wie het adres erop opent je naam, de samenkomst, de dag en de uren vorming.

    ## Hoe lang
    Een jaar na de samenkomst wissen we je naam, je adres, je organisatie en je antwoorden, en wat mensen achteraf schreven. Wat overblijft, noemt je niet meer: dat er iemand ingeschreven was, voor welke haltes, met welke rol en in welke taal, en wanneer die zich in- of uitschreef of binnenkwam. Zo kunnen we blijven tellen.

    ## Wat je kan doen
    De link in je mail opent je inschrijving. Daar kijk je ze na, wijzig je ze of schrijf je je uit. Wil je dat we alles vroeger wissen? Schrijf naar [de regio die je uitnodigde](/contact). Kom je er met ons niet uit, dan kan je terecht bij de Gegevensbeschermingsautoriteit.

    ## Wat we niet doen
    We volgen je niet. Geen tellers, geen advertenties, niets van derden. Er is één cookie, die je taal onthoudt. Wie zich inschrijft of van e-mailadres verandert, krijgt er voor tien minuten een bij, om het antwoord te tonen. Wie zich als organisator aanmeldt, krijgt er nog enkele om aangemeld te blijven en om de browser te herkennen.
accessibility-title = Toegankelijkheid
accessibility-lede = Iedereen moet aan tafel kunnen.
accessibility-text =
    ## Wat je mag verwachten
    Deze pagina’s zijn gemaakt volgens WCAG 2.2, niveau AA. Ze werken met het toetsenbord, met een schermlezer, vergroot tot 400 procent, in licht en donker, en zonder JavaScript.

    ## Op de samenkomst zelf
    Op de pagina van elke samenkomst staat wat er voorzien is: ondertitels, een tolk, een lift. Heb je iets anders nodig? Laat het de regio weten wanneer je je inschrijft.

    ## Loopt er iets mis?
    Kan je ergens niet bij, of lukt iets niet? Schrijf naar [de regio](/contact). We antwoorden en lossen het op.
contact-title = Contact
contact-lede = Elke regio leest haar eigen post. Schrijf naar de jouwe.
