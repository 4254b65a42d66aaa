"""What was told in the value checks of the demo, as data: threads of stories, by team.

A thread is a teller and their stories, each with the number of its quarter (0 is the oldest of six), a title, and notes
as (level, text). Nobody in it is real.
"""

B, P, T, G, H = "experiential", "potential", "applied", "realised", "reframing"
Note = tuple[str, str]
Told = tuple[int, str, list[Note]]

THREADS: dict[str, list[tuple[str, list[Told]]]] = {
    "beuk": [
        (
            "tom",
            [
                (0, "De dochter die bleef bellen", [(B, "Ik schrok van haar boosheid."), (P, "Bellen vóór zij belt.")]),
                (1, "Elke vrijdag een telefoontje", [(T, "Ik bel nu elke vrijdag zelf.")]),
                (
                    3,
                    "Geen klacht meer",
                    [(G, "Al een halfjaar geen klacht van die familie."), (H, "Klagen is een vraag om contact.")],
                ),
            ],
        ),
        (
            "wim",
            [
                (0, "Samen koken op de gang", [(B, "Het rook weer naar thuis.")]),
                (
                    1,
                    "De soep van mevrouw",
                    [(B, "Zij gaf mij les in soep."), (T, "Wij koken nu elke dinsdag met twee bewoners.")],
                ),
                (4, "Zij eet weer", [(G, "Twee bewoners kwamen weer op gewicht.")]),
            ],
        ),
        (
            "tina",
            [
                (
                    0,
                    "Meelopen in de nacht",
                    [(B, "Zo stil had ik het huis nooit gehoord."), (P, "Ik weet nu wie er wakker ligt.")],
                ),
                (2, "Lampen uit, deur open", [(T, "Ik laat de deur op een kier en het licht uit.")]),
                (
                    3,
                    "Minder bellen in de nacht",
                    [(G, "De bel gaat half zo vaak."), (T, "De nachtploeg doet het nu ook.")],
                ),
            ],
        ),
        (
            "anouk",
            [(0, "Een student die doorvroeg", [(B, "Ik voelde me betrapt."), (H, "Ik leer van wie bij mij leert.")])],
        ),
        (
            "mo",
            [
                (1, "De tablet van meneer", [(P, "Hij kan zelf zijn muziek kiezen.")]),
                (
                    2,
                    "Muziek bij het wassen",
                    [(T, "Ik zet eerst zijn muziek aan."), (G, "Hij slaat niet meer om zich heen.")],
                ),
                (
                    5,
                    "Het team heeft een lijst",
                    [(T, "Van elke bewoner weten we drie liedjes."), (G, "De ochtend is een kwartier korter.")],
                ),
            ],
        ),
        (
            "anouk",
            [
                (
                    1,
                    "Feedback in één zin",
                    [(P, "Eén zin is genoeg."), (T, "Ik zeg nu aan het eind van de dienst één zin.")],
                ),
                (
                    4,
                    "Zij vraagt er nu om",
                    [(G, "De student vraagt er zelf om."), (H, "Feedback is geen oordeel meer voor mij.")],
                ),
            ],
        ),
        (
            "tom",
            [
                (
                    2,
                    "Ik zat ernaast",
                    [(B, "Dat viel tegen, en het hielp dat ik het zei."), (H, "Een fout delen is ook leiding geven.")],
                )
            ],
        ),
        (
            "wim",
            [
                (2, "De overdracht in drie punten", [(P, "Drie punten, niet meer.")]),
                (
                    3,
                    "Het bord aan de muur",
                    [(T, "We schrijven drie punten op het bord."), (G, "De overdracht duurt tien minuten.")],
                ),
                (5, "Ook de avonddienst", [(T, "De avond doet mee."), (H, "Kort is niet hetzelfde als haast.")]),
            ],
        ),
        (
            "tina",
            [
                (
                    4,
                    "Een gesprek over sterven",
                    [(B, "Ik bleef zitten, dat was genoeg."), (P, "Vragen: waar denkt u aan?")],
                ),
                (
                    5,
                    "Ik begin er nu zelf over",
                    [(T, "Ik vraag het nu bij de koffie."), (H, "Stilte is ook een antwoord.")],
                ),
            ],
        ),
        (
            "tom",
            [
                (4, "Rooster door het team zelf", [(P, "Laat het team het proberen.")]),
                (5, "Eén maand op proef", [(T, "Wij maken het rooster met z'n drieën."), (B, "Het gaf ook gedoe.")]),
            ],
        ),
    ],
    "eik": [
        (
            "els",
            [
                (0, "De rolstoel op de drempel", [(B, "Ik zag pas wat hij elke dag ziet.")]),
                (1, "Een dag in de stoel", [(P, "Iedereen één uur in de stoel."), (T, "Wij reden zelf een ronde.")]),
                (2, "Drie drempels weg", [(G, "Drie drempels zijn weggehaald.")]),
            ],
        ),
        (
            "tara",
            [
                (0, "Zeggen wat je ziet", [(T, "Ik noem nu eerst wat goed gaat.")]),
                (3, "Het werkt ook thuis", [(H, "Ik kijk anders naar mijn eigen kinderen.")]),
            ],
        ),
        (
            "bas",
            [
                (
                    0,
                    "Wondzorg met een foto",
                    [(P, "Een foto zegt meer dan mijn zin."), (T, "Wij leggen twee foto's naast elkaar.")],
                ),
                (2, "De wond ging sneller dicht", [(G, "De verpleegkundige kwam twee keer minder.")]),
            ],
        ),
        (
            "hilde",
            [
                (1, "Wie is er aan de beurt?", [(B, "Het was rumoerig, en toen stil.")]),
                (
                    3,
                    "Rondje zonder woorden",
                    [(T, "We beginnen met een hand op tafel."), (G, "Ook de stille collega praat nu.")],
                ),
            ],
        ),
        (
            "bas",
            [
                (1, "De leerling deed het voor", [(H, "Ik hoef het niet altijd te weten.")]),
                (
                    4,
                    "Leren van elkaar op woensdag",
                    [(T, "Op woensdag leert iemand iets voor."), (B, "Er wordt weer gelachen.")],
                ),
            ],
        ),
        (
            "tara",
            [
                (2, "Een vraag in plaats van een tip", [(P, "Wat heb je al geprobeerd?")]),
                (
                    5,
                    "Minder doen, meer horen",
                    [(T, "Ik vraag het drie keer per dienst."), (G, "Zij lost het zelf op.")],
                ),
            ],
        ),
        (
            "hilde",
            [
                (4, "Familie aan tafel", [(B, "Het werd geen vergadering.")]),
                (5, "Elke maand een etentje", [(T, "Er is elke maand een tafel vrij.")]),
            ],
        ),
        (
            "els",
            [
                (3, "Valpartijen geteld", [(P, "Tel eerst, praat daarna.")]),
                (4, "Schoenen bij het bed", [(T, "De schoenen staan nu klaar."), (G, "Drie keer minder gevallen.")]),
                (5, "Wij tellen samen", [(H, "Cijfers zijn van ons, niet van kantoor.")]),
            ],
        ),
    ],
    "noord": [
        (
            "ineke",
            [
                (0, "De fiets met een lekke band", [(B, "Ik kwam te laat en hij lachte."), (P, "Bel even onderweg.")]),
                (1, "Het belletje vooraf", [(T, "Ik bel nu bij elke vertraging.")]),
                (4, "Niemand wacht meer bij het raam", [(G, "Cliënten zeggen dat ze rustiger zijn.")]),
            ],
        ),
        (
            "loes",
            [
                (0, "De sleutel bij de buurvrouw", [(P, "De buurt weet meer dan wij.")]),
                (
                    2,
                    "Koffie met de buurt",
                    [(T, "Ik drink één keer per week koffie in de straat."), (H, "Zorg is ook wie er naast je woont.")],
                ),
            ],
        ),
        (
            "karel",
            [
                (0, "Steunkousen zelf aan", [(T, "Ik laat hem het eerst zelf proberen.")]),
                (1, "Hij doet het alleen", [(G, "Hij heeft ons daarvoor niet meer nodig.")]),
            ],
        ),
        (
            "karel",
            [
                (
                    2,
                    "Leren van een fout met pillen",
                    [(B, "Ik heb er slecht van geslapen."), (T, "Ik leg de doos eerst leeg op tafel.")],
                ),
                (3, "De hele wijk legt leeg", [(G, "Dit kwartaal geen fout.")]),
            ],
        ),
        (
            "loes",
            [
                (1, "Een app met de dochter", [(P, "Een foto per week is genoeg.")]),
                (3, "Zij ziet hem lachen", [(B, "Zij huilde van blijdschap."), (G, "Zij belt de wijk nog zelden.")]),
            ],
        ),
        (
            "ineke",
            [
                (2, "Student alleen op pad", [(H, "Loslaten is ook begeleiden.")]),
                (3, "Zij belde pas na afloop", [(T, "Ik wacht tot zij belt.")]),
                (5, "Twee wijken doen mee", [(T, "Noord en Zuid ruilen studenten.")]),
            ],
        ),
        (
            "karel",
            [
                (4, "Tijd om te luisteren", [(B, "Vijf minuten, meer niet.")]),
                (5, "De jas aan de haak", [(T, "Ik hang eerst mijn jas op."), (H, "Zitten is ook werken.")]),
            ],
        ),
        (
            "loes",
            [
                (4, "Minder papier in de map", [(T, "Eén blad per cliënt.")]),
                (5, "Zij leest het nu", [(G, "De familie leest de map weer.")]),
            ],
        ),
    ],
}

# team: (quarter, owner, text, what came of it: "-" and why it stopped, BUSY, or "" when it was not begun)
BUSY = "~"
ACTIONS: dict[str, list[tuple[int, str, str, str]]] = {
    "beuk": [
        (1, "tom", "Elke nieuwe familie bellen in de eerste week", "Gedaan bij elf families. Zij kennen ons nu."),
        (2, "mo", "Een lijst met muziek bij elk bed", "Van elke bewoner hangen er drie liedjes."),
        (3, "wim", "Het bord ook bij de avonddienst", "De avond gebruikt het bord."),
        (4, "anouk", "Een avond over feedback met studenten", ""),
        (4, "tina", "Een folder over nachtrust", "-Niemand las hem. We vertellen het liever zelf."),
        (5, "tom", "Het zelfrooster bespreken met de planning", ""),
        (5, "tina", "Met de geestelijk verzorger praten over stilte", BUSY),
        (5, "mo", "Een foto van vroeger bij elke deur", "Bij zes deuren hangt er een. Bezoek vraagt ernaar."),
        (5, "wim", "Een appgroep voor alle diensten", "-Niemand keek erin. Het bord werkt beter."),
    ],
    "eik": [
        (1, "els", "Alle drempels meten", "Drie drempels zijn weg."),
        (4, "hilde", "Elke maand een tafel voor familie", "De tafel staat er."),
        (5, "bas", "Het leren op woensdag ook in het weekend", ""),
    ],
    "noord": [
        (1, "karel", "Steunkousen: eerst zelf proberen bij iedereen", "Vier mensen doen het zelf."),
        (3, "loes", "Foto per week voor elke familie die dat wil", "Zeven families doen mee."),
        (5, "ineke", "Studenten ruilen met Zuid", ""),
    ],
}
WORDS = ["rustig", "trots", "vol", "helder", "dankbaar", "benieuwd", "moe", "blij", "geraakt"]
# Sentences that a teller agreed to share: team, quarter, title, audience, with the name.
HARVEST = [
    ("beuk", 3, "Geen klacht meer", "organisation", True),
    ("beuk", 3, "Het bord aan de muur", "team", False),
    ("eik", 2, "De wond ging sneller dicht", "organisation", False),
    ("noord", 3, "De hele wijk legt leeg", "organisation", False),
]
