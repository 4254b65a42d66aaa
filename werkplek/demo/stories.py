"""What people in the demo wrote, in the words of somebody on a phone after work. All of it is made up."""

from dataclasses import dataclass, field

from reflections.values import LearningForm as Form
from reflections.values import ReplyKind as Kind
from reflections.values import ValueLevel as Level


@dataclass(frozen=True)
class Story:
    days_ago: int
    situation: str
    analysis: str = ""
    reflection: str = ""
    ask: str = ""  # login of the person asked
    question: str = ""
    reply: str = ""
    thanked: bool = False
    photo: str = ""  # what is to be seen on it
    form: Form = Form.INFORMAL
    values: dict[Level, str] = field(default_factory=dict)
    fell_short: frozenset[Level] = frozenset()
    said: tuple[tuple[str, Kind, str], ...] = ()  # replies afterwards, with who was asked: login, kind, words
    shown: str = ""  # what is to be seen on the photo with the last of them


SAM = [
    Story(
        1,
        "Vandaag deed ik voor het eerst alleen de ochtendzorg bij een bewoner die niet geholpen wilde worden.",
        "Ik bleef eerst praten over wat er moest. Toen ben ik gaan zitten en heb ik gevraagd wat ze eerst wilde. "
        "Daarna ging het rustig.",
        "Ik dacht dat ik traag was. Maar juist door te wachten ging het sneller. Dat wil ik vaker durven.",
        ask="samira",
        question="Hoe zou jij dit aanpakken als er weinig tijd is?",
        values={Level.EXPERIENTIAL: "Spannend, en daarna trots.", Level.APPLIED: "Ik vraag nu eerst wat iemand wil."},
    ),
    Story(
        3,
        "Bij de overdracht ging het te snel. Ik miste dat er een nieuw middel was afgesproken.",
        "Iedereen praatte door elkaar en ik durfde niet te zeggen dat ik het niet had verstaan.",
        "Ik moet vragen stellen, ook als ik de jongste ben.",
        ask="wim",
        question="Wat kan ik de volgende keer anders doen?",
        reply="Dit zag ik: je schreef mee, dat is goed. Probeer dit: herhaal aan het eind hardop wat jij gaat doen. "
        "Dan hoort iedereen het als er iets mist.",
        thanked=True,
        photo="Het bord van de ochtend: vier rijen met gekleurde briefjes, zonder namen.",
        values={Level.POTENTIAL: "Hardop herhalen wat je gaat doen."},
        said=(
            ("sam", Kind.ANSWER, "Gisteren heb ik het geprobeerd. Een collega zei dat zij het ook zo ging doen."),
            ("wim", Kind.THANKS, "Fijn dat je het laat weten. Wij hebben het nu ook op het bord gezet."),
        ),
        shown="Het bord van de overdracht: onderaan staat 'Wat ga jij doen?', zonder namen.",
    ),
    Story(
        6,
        "Een moeilijk gesprek met een dochter die vond dat haar moeder te weinig buiten komt.",
        "Ik luisterde en zei niet meteen dat we te weinig mensen hebben. Ze werd rustiger. Samen hebben we een "
        "wandelmoment gezocht.",
        "Klagen voelt als een aanval, maar eigenlijk was ze bezorgd.",
        ask="samira",
        question="Wat deed ik goed?",
        reply="Dit werkt: je begon met luisteren en pas daarna zocht je een oplossing. De dochter belde mij later om "
        "te zeggen dat ze zich gehoord voelde.",
        values={
            Level.REFRAMING: "Ik zie klagen nu als een vraag om contact.",
            Level.REALISED: "Deze bewoner wandelt nu twee keer per week.",
        },
    ),
    Story(
        9,
        "Voor het eerst deed ik de lunch met de hele groep. Het werd erg onrustig aan tafel.",
        "Ik deed te veel tegelijk. Een collega zette de radio uit en ging naast iemand zitten. Toen werd het stil.",
        values={Level.POTENTIAL: "Eerst prikkels weg, dan pas helpen."},
    ),
    Story(
        13,
        "Meegelopen met de fysiotherapeut. Zij gebruikt de tillift heel anders dan ik het op school leerde.",
        "Op school stond de lift klaar. Hier moest zij eerst kijken wat iemand zelf nog kan.",
        "Wat ik op school leerde klopt wel, maar het begint hier een stap eerder.",
        form=Form.NON_FORMAL,
        ask="karima",
        question="Kan ik dit gebruiken voor mijn opdracht over verplaatsen?",
        reply="Ja, goed voorbeeld. Schrijf op wat de therapeut eerst bekeek en waarom. Dat is precies de stap die in "
        "veel verslagen ontbreekt.",
        values={Level.POTENTIAL: "Een opdracht die over mijn eigen werk gaat."},
        said=(("karima", Kind.QUESTION, "Mag ik dit voorbeeld in de les vertellen, zonder je naam?"),),
    ),
    Story(16, "Ik heb een rapportage drie keer herschreven omdat ik niet wist hoeveel erin moet."),
    Story(
        20,
        "Het ging anders dan ik dacht: het plan voor de dag lag om na een val in de nacht.",
        "Een collega verdeelde het werk opnieuw en vroeg wie wat aankon. Ik nam er twee bewoners bij.",
        "Ik bleef rustig omdat de anderen rustig bleven.",
        values={Level.EXPERIENTIAL: "Druk, maar we deden het samen."},
    ),
    Story(
        24,
        "Mijn eerste dag alleen op de gang. Ik wist niet meer waar de schone lakens lagen.",
        "Ik heb het drie keer gevraagd. Niemand vond dat gek.",
        values={Level.EXPERIENTIAL: "Onzeker begonnen, moe en blij naar huis."},
    ),
    Story(
        26,
        "Ik wilde een bewoner leren om zelf de tablet te gebruiken. Dat lukte niet.",
        "Ik ging te snel en er was geen wifi op de kamer.",
        "Volgende keer oefen ik het eerst zelf.",
        values={Level.REALISED: "Nog niets. De tablet ligt weer in de kast."},
        fell_short=frozenset({Level.REALISED}),
    ),
]

# other learners who asked something: login asked, place in LEARNERS, days ago, situation, what happened, question
WAITING = [
    (
        "samira",
        0,
        2,
        "Ik moest iemand wassen die mij niet kende en steeds om mijn collega vroeg.",
        "Ik heb mijn naam nog eens gezegd en uitgelegd wat ik ging doen. Het bleef stroef.",
        "Wat zou jij zeggen als iemand je wegstuurt?",
    ),
    (
        "samira",
        2,
        5,
        "Tijdens de medicijnronde klopte de lijst niet met de doosjes.",
        "Ik ben gestopt en heb gebeld. De ronde liep daardoor een half uur uit.",
        "Heb ik dit goed gedaan, ook al liep het uit?",
    ),
    (
        "samira",
        9,
        8,
        "Bij een huisbezoek stond de hond tussen mij en de cliënt in.",
        "Ik durfde niets te zeggen en heb de wond in de gang bekeken.",
        "Hoe vraag jij of de hond weg mag?",
    ),
    (
        "samira",
        13,
        4,
        "Een bewoner vroeg of ik vond dat hij nog lang te leven had.",
        "Ik zei dat ik het niet wist en vroeg waar hij aan dacht. We hebben lang gezwegen.",
        "Mag je dan gewoon stil zijn?",
    ),
    (
        "wim",
        1,
        3,
        "Ik liep voor het eerst de avondronde en raakte de volgorde kwijt.",
        "Ik heb twee kamers dubbel gedaan. Een bewoner vond dat wel gezellig.",
        "Hoe onthoud jij de volgorde?",
    ),
    (
        "karima",
        20,
        4,
        "Ik las op school over rapporteren, maar hier doen ze het in losse zinnen.",
        "Ik heb twee rapportages naast elkaar gelegd en gevraagd waarom.",
        "Welke manier moet ik voor de toets gebruiken?",
    ),
    (
        "otto",
        15,
        2,
        "Vandaag stelde ik voor het eerst zelf een kozijn.",
        "Ik had het waterpas, maar de maat klopte niet. Opnieuw gedaan.",
        "Waar kijk jij als eerste naar?",
    ),
]
REPLIES = [
    (
        3,
        11,
        "Ik gaf mijn eerste overdracht aan de avonddienst.",
        "Ik had een briefje met drie punten per bewoner.",
        "Was het duidelijk genoeg?",
        "Dit werkt: drie punten per bewoner en steeds dezelfde volgorde. Houd dat vast.",
    ),
    (
        10,
        15,
        "Ik heb samen met de wijkverpleegkundige een zorgplan besproken met een echtpaar.",
        "Zij vroeg steeds aan allebei wat ze zelf wilden doen.",
        "Wat had ik zelf kunnen inbrengen?",
        "Probeer dit: schrijf vooraf één vraag op die jij wilt stellen. Eén is genoeg.",
    ),
]
WONDERS = [
    (0, "Dat iemand van 94 de namen van al haar buren nog weet."),
    (2, "Hoe stil het wordt als de radio uitgaat."),
    (5, "Dat de nieuwe collega niemand groette, en dat het kwam omdat ze haar bril niet op had."),
]
