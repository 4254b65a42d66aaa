"""What parties in the demo offer each other, ask and look back on. All of it is made up."""

from dataclasses import dataclass

from learningtracks.values.pieces import Slot
from partnerships.values import Party

L, W, E = Party.LEARNER, Party.WORKPLACE, Party.EDUCATION


@dataclass(frozen=True)
class Offer:
    slot: Slot
    party: Party
    title: str
    what: str
    who: str = ""
    when: str = ""
    noticed: str = ""
    subject: str = ""


ZORG = [
    Offer(
        Slot.QUESTION,
        L,
        "Hoe blijf ik rustig als iemand boos is?",
        "Ik schrik als een bewoner of familie boos wordt. Ik wil leren wat ik dan kan doen en zeggen.",
    ),
    Offer(
        Slot.WORK,
        W,
        "Meedoen met de ochtendzorg",
        "Je draait de ochtend mee op de afdeling. Eerst samen, daarna bij vier bewoners zelf.",
        "Met de dienstdoende verzorgende",
        "Maandag en donderdag",
        "Je vertelt zelf wat een bewoner die dag nodig heeft.",
        "Persoonlijke verzorging",
    ),
    Offer(
        Slot.SOURCES,
        E,
        "De les over lastige gesprekken",
        "In week drie gaat de les over gesprekken met boze mensen. Je neemt er een eigen voorbeeld mee naartoe.",
        "",
        "Week 3 en 4",
        "",
        "Communicatie",
    ),
    Offer(
        Slot.PLACE,
        W,
        "De rustige kamer naast de huiskamer",
        "Na een heftig moment kun je daar even zitten en schrijven. De deur mag dicht.",
    ),
    Offer(
        Slot.TIME,
        L,
        "Een half uur na de dienst",
        "Ik wil één keer per week een half uur om op te schrijven wat ik meemaakte.",
        "",
        "Dinsdag na de vroege dienst",
    ),
    Offer(
        Slot.GUIDANCE,
        W,
        "Elke week een kwartier nabespreken",
        "We kiezen samen één moment van die week en kijken wat er gebeurde.",
        "Met de werkbegeleider",
        "Donderdag om drie uur",
        "Je begint het gesprek zelf.",
    ),
    Offer(
        Slot.PEOPLE,
        L,
        "Een ochtend mee met de maatschappelijk werker",
        "Zij praat vaak met bezorgde familie. Ik wil zien hoe zij begint.",
        "",
        "Ergens in de vijfde week",
        "",
        "Samenwerken",
    ),
    Offer(
        Slot.FEEDBACK,
        W,
        "Na elke dienst één vraag aan een collega",
        "Je vraagt één ding over hoe je het deed. Je schrijft het antwoord op.",
        "",
        "Elke dienst",
        "Collega's geven uit zichzelf een tip.",
    ),
    Offer(
        Slot.EVIDENCE,
        E,
        "Verslag van drie gesprekken",
        "Je beschrijft drie gesprekken zonder namen. Bij elk staat wat je de volgende keer anders doet.",
        "",
        "Aan het eind van de periode",
        "Het derde gesprek liep anders dan het eerste, en je kunt zeggen waardoor.",
        "Reflecteren",
    ),
]
WIJK = [
    Offer(
        Slot.QUESTION,
        L,
        "Hoe zie ik wat iemand thuis zelf nog kan?",
        "Ik neem snel dingen over. Ik wil leren kijken voordat ik help.",
    ),
    Offer(
        Slot.WORK,
        W,
        "Een eigen route met vijf adressen",
        "Je loopt eerst mee. Daarna doe je de route zelf en bel je als je twijfelt.",
        "Met de wijkverpleegkundige",
        "Dinsdag en vrijdag",
        "Je laat mensen meer zelf doen, en zij merken dat.",
        "Zelfmanagement",
    ),
    Offer(
        Slot.SOURCES,
        E,
        "Artikel over eigen regie",
        "Kort artikel. Je zoekt er één voorbeeld bij uit je eigen route.",
        "",
        "Voor week 2",
        "",
        "Onderzoek in de praktijk",
    ),
    Offer(Slot.PLACE, W, "De tafel in het wijkkantoor", "Er staat een laptop klaar, ook als je route is uitgelopen."),
    Offer(
        Slot.TIME, E, "Vrijdagmiddag vrij van lessen", "De opleiding plant dan geen lessen. Zo kun je de week afmaken."
    ),
    Offer(
        Slot.GUIDANCE,
        W,
        "Meelopen en hardop denken",
        "De begeleider zegt hardop wat zij ziet. Daarna draaien we het om.",
        "Met de werkbegeleider",
        "Eens in de twee weken",
        "Je ziet dingen die zij niet zag.",
    ),
    Offer(
        Slot.PEOPLE,
        L,
        "Praten met een mantelzorger",
        "Ik wil horen hoe de zorg er van de andere kant uitziet.",
        "",
        "In week 6",
        "",
        "Zorg samen met familie",
    ),
    Offer(
        Slot.FEEDBACK,
        W,
        "Intervisie met het wijkteam",
        "Je brengt één keer een eigen vraag in.",
        "",
        "Laatste woensdag van de maand",
    ),
    Offer(
        Slot.EVIDENCE,
        E,
        "Drie zorgplannen die je samen schreef",
        "Je schrijft ze met de bewoner, in gewone woorden.",
        "",
        "Voor het eind van de periode",
        "De bewoner herkent het eigen plan.",
        "Zorgplan",
    ),
]
BOUW = [
    Offer(
        Slot.QUESTION,
        L,
        "Hoe maak ik een kozijn in één keer goed?",
        "Ik moet nu vaak overdoen. Ik wil leren meten en eerst nadenken.",
    ),
    Offer(
        Slot.WORK,
        W,
        "Kozijnen stellen op de eerste verdieping",
        "Je werkt in een koppel. Vanaf week drie stel je ze zelf.",
        "Met de voorman",
        "Elke werkdag",
        "Er hoeft niets over.",
        "Maatvoering",
    ),
    Offer(
        Slot.SOURCES,
        E,
        "Filmpjes over stelwerk",
        "Vier korte filmpjes. Kijk ze voor je begint.",
        "",
        "Voor week 1",
        "",
        "Materialen",
    ),
    Offer(Slot.PLACE, W, "Een eigen werkbank in de keet", "Met licht en een bankschroef. Daar mag je oefenen."),
    Offer(Slot.TIME, L, "Oefenen na de schaft", "Ik wil drie keer per week een half uur oefenen op een proefstuk."),
    Offer(
        Slot.GUIDANCE,
        W,
        "De voorman kijkt elke ochtend mee",
        "Hij zegt niet wat je moet doen. Hij vraagt wat je van plan bent.",
        "",
        "Om zeven uur",
        "Je plan klopt voordat hij komt.",
    ),
    Offer(
        Slot.PEOPLE, L, "Een dag mee met de kozijnenmaker", "Ik wil zien hoe ze in de fabriek meten.", "", "In overleg"
    ),
    Offer(
        Slot.FEEDBACK,
        W,
        "Vrijdag langs het werk van de week",
        "We lopen langs wat je maakte. Jij wijst aan wat beter kan.",
        "",
        "Vrijdag om half vier",
    ),
    Offer(
        Slot.EVIDENCE,
        E,
        "Fotoboek met maten",
        "Tien foto's van je werk, met wat je mat en wat het werd.",
        "",
        "Eind van de periode",
        "Het verschil is bij de laatste drie kleiner dan twee millimeter.",
        "Maatvoering",
    ),
]
COLLEGA = [
    Offer(
        Slot.QUESTION,
        L,
        "Hoe geef ik feedback waar iemand iets aan heeft?",
        "Ik ben nu vaak te aardig of te snel. Ik wil leren vragen te stellen.",
    ),
    Offer(
        Slot.WORK,
        W,
        "Zelf een intervisie leiden",
        "Je leidt twee bijeenkomsten van het team. De tweede bereid je alleen voor.",
        "Met een collega van een ander team",
        "Eén keer per maand",
        "Iedereen komt aan het woord.",
    ),
    Offer(Slot.TIME, W, "Twee uur per week in het rooster", "Die uren staan vast, ook als het druk is."),
    Offer(Slot.GUIDANCE, W, "Een ervaren collega kijkt mee", "Zij zit erbij en bespreekt na wat ze zag."),
    Offer(
        Slot.PEOPLE,
        L,
        "Meekijken bij een gemeente",
        "Daar vragen teams elkaar elke maand om feedback. Ik wil zien hoe dat gaat.",
    ),
    Offer(
        Slot.FEEDBACK,
        L,
        "Na elk gesprek één vraag aan de ander",
        "Wat had je aan dit gesprek? Het antwoord schrijf ik op.",
    ),
    Offer(
        Slot.EVIDENCE,
        L,
        "Opname van een gesprek",
        "Een eigen gesprek op geluid, met toestemming. Daarna zeg ik wat ik hoor.",
        "",
        "Eind van de periode",
        "Ik stel meer vragen dan ik antwoorden geef.",
    ),
]
OFFERS = {"zorg": ZORG, "wijk": WIJK, "bouw": BOUW, "collega": COLLEGA}
SUBJECTS = {
    "roc": ["Persoonlijke verzorging", "Communicatie", "Samenwerken", "Reflecteren", "Rekenen met medicijnen"],
    "amstel": ["Zelfmanagement", "Zorgplan", "Onderzoek in de praktijk", "Zorg samen met familie", "Ethiek"],
    "zuid": ["Maatvoering", "Materialen", "Veilig werken", "Burgerschap"],
}

# How the nine places of a track stand, in the order of the offers; "." is an empty place.
COURSES = [
    ["agreed", "active", "valued", "done", "countered_twice", "active", "proposed", "reopened", "asked"],
    ["agreed", "agreed", "proposed", ".", "agreed", "agreed", ".", "agreed", "agreed"],
    ["agreed", "active", "withdrawn", "agreed", ".", "not_yet", "proposed", ".", "countered"],
    ["agreed", "done", "valued", ".", "active", "active", "parked", "done", "agreed"],
    ["agreed", "reopened", ".", "proposed", ".", "agreed", ".", "agreed", "two_of_three"],
    ["proposed", ".", ".", ".", ".", ".", ".", ".", "."],
    ["agreed", "long_waiting", ".", "agreed", ".", "agreed", ".", ".", "."],
    ["agreed", "active", "agreed", "agreed", "agreed", "active", "agreed", "active", "agreed"],
    [".", ".", ".", ".", ".", ".", ".", ".", "."],
    ["agreed", "dropped", "withdrawn", "agreed", "active", "agreed", ".", "reopened", "agreed"],
]
OVER = ["valued", "valued", "done", "done", "dropped", "valued", "done", "valued", "done"]

QUESTIONS = [
    "Kan dit ook op een andere dag? Donderdag is de bezetting krap.",
    "Wie vervangt jou als je er niet bent?",
    "Hoe weten we wanneer dit genoeg is?",
]
ANSWERS = ["Dat kan. Ik pas het aan als het vaker voorkomt.", "Dan neemt een collega het over. Ik zeg wie."]
NOT_YET = [
    "Het past nog niet in het rooster. Ik kijk wat er kan.",
    "Ik mis nog wie erbij is. Dan kan ik akkoord gaan.",
]
OTHER_WHEN = ["Op dinsdag, om de week", "Elke donderdag, vanaf volgende maand", "Op maandag na de overdracht"]
OTHERWISE = [  # why a party proposes something else
    "Op maandag is het te druk. Dan heb je niets aan mij.",
    "Ik wil het eerst een keer met je samen doen.",
    "Dan valt het samen met een les. Zo haal je allebei.",
]
WORTH = [
    ("applied", "Ik vraag nu eerst wat iemand wil."),
    ("realised", "De overdracht duurt korter en iedereen weet wat er speelt."),
    ("reframing", "Ik zie wachten nu als werk."),
]
NOTES = [
    "Ik wil het over de tijd op dinsdag hebben. Het lukt me nu niet om te schrijven.",
    "We bespreken ook wie er meekijkt als ik vrij ben.",
]
SAID = "We zijn eruit: een half uur na de dienst, en bij drukte schuift het een dag. Iedereen bevestigt het zelf."

# went well, next, reaction of the learner
LOOKS_BACK = [
    (
        "Je begint gesprekken rustig en met een vraag. Bij een lastige vraag van familie luisterde je eerst.",
        "Neem nu zelf de leiding in een gesprek dat je van tevoren kent. Ik blijf op afstand.",
        "Dank je. Ik vind het spannend, maar ik wil het proberen voor de kerst.",
    ),
    (
        "In je verslagen staat wat je deed en waarom. Je koppelt het aan de lessen zonder dat ik erom vraag.",
        "Kies een gesprek dat niet goed ging en beschrijf dat. Daar leer je het meest van.",
        "",
    ),
    (
        "Je bent op tijd, je ziet werk en je vraagt hulp voordat het misgaat.",
        "Werk aan de overdracht: herhaal hardop wat jij gaat doen.",
        "Dat herhalen doe ik nu elke dag. Het helpt.",
    ),
]
