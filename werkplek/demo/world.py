"""Who is in the demo: organisations, teams, people and their tracks, as data."""

from partnerships.values import LabelSet, OrganisationKind, Role

SCHOOL, WORKPLACE = OrganisationKind.SCHOOL, OrganisationKind.WORKPLACE

# key: name, kind, city
ORGANISATIONS = {
    "roc": ("ROC Waterland", SCHOOL, "Purmerend"),
    "amstel": ("Hogeschool Amstel", SCHOOL, "Amsterdam"),
    "linde": ("Zorggroep De Linde", WORKPLACE, "Purmerend"),
    "zuid": ("Vakschool Zuid", SCHOOL, "Eindhoven"),
    "otten": ("Bouwbedrijf Otten", WORKPLACE, "Best"),
}

# key: name, purpose, label set, organisations
PARTNERSHIPS = {
    "zorg": (
        "Samen leren in de zorg",
        "Wij willen dat wie bij ons leert, met echt werk begint. School en werk bepalen samen wat daarvoor nodig is.",
        LabelSet.VOCATIONAL,
        ["roc", "linde"],
    ),
    "wijk": (
        "Verpleegkunde in de wijk",
        "Studenten leren in de wijk van en met het hele team. Iedere vraag van een student is ook een vraag aan ons.",
        LabelSet.CARE,
        ["amstel", "linde"],
    ),
    "bouw": (
        "Bouwen aan vakmensen",
        "Op de bouwplaats leer je het vak. De school helpt je om te zien wat je leert.",
        LabelSet.VOCATIONAL,
        ["zuid", "otten"],
    ),
}

# key: organisation, name, place
WORKPLACES = {
    "beuk": ("linde", "De Beuk", "Lindelaan 1, Purmerend"),
    "eik": ("linde", "De Eik", "Lindelaan 3, Purmerend"),
    "noord": ("linde", "Thuiszorg Noord", "Kade 12, Edam"),
    "werf": ("otten", "Bouwplaats De Werf", "Best"),
}

# key: workplace, name, weeks since the start
TEAMS = {
    "beuk": ("beuk", "Team Beuk", 84),
    "eik": ("eik", "Team Eik", 84),
    "noord": ("noord", "Team Noord", 84),
    "werf": ("werf", "Ploeg De Werf", 20),
}

# login: name, memberships (role, organisation, partnership or "", team or "")
PEOPLE = {
    "sam": ("Sam de Vries", [(Role.LEARNER, "roc", "zorg", "")]),
    "samira": (
        "Samira Haddad",
        [(Role.PRACTICE_EDUCATOR, "linde", "zorg", ""), (Role.PRACTICE_EDUCATOR, "linde", "wijk", "")],
    ),
    "karima": ("Karima Yilmaz", [(Role.SCHOOL_SUPERVISOR, "roc", "zorg", "")]),
    "tom": ("Tom Visser", [(Role.TEAM_LEAD, "linde", "", "beuk")]),
    "wim": ("Wim Bakker", [(Role.DAILY_SUPERVISOR, "linde", "zorg", ""), (Role.TEAM_MEMBER, "linde", "", "beuk")]),
    "nora": ("Nora Smit", [(Role.COORDINATOR, "linde", "zorg", ""), (Role.COORDINATOR, "linde", "wijk", "")]),
    "otto": ("Otto Otten", [(Role.PRACTICE_EDUCATOR, "otten", "bouw", "")]),
    "olga": ("Olga Prins", [(Role.COORDINATOR, "roc", "zorg", "")]),
    "hugo": ("Hugo Maas", [(Role.COORDINATOR, "amstel", "wijk", "")]),
    "bea": ("Bea Otten", [(Role.COORDINATOR, "otten", "bouw", ""), (Role.TEAM_LEAD, "otten", "", "werf")]),
    "lars": ("Lars Hoek", [(Role.LND_ADVISER, "linde", "", "")]),
    "piet": ("Piet Kok", [(Role.PRACTICE_EDUCATOR, "linde", "zorg", "")]),
    "joost": ("Joost van Dam", [(Role.SCHOOL_SUPERVISOR, "amstel", "wijk", "")]),
    "sofie": ("Sofie Mol", [(Role.SCHOOL_SUPERVISOR, "roc", "zorg", "")]),
    "rik": ("Rik Zuid", [(Role.SCHOOL_SUPERVISOR, "zuid", "bouw", "")]),
    "els": ("Els de Groot", [(Role.TEAM_LEAD, "linde", "", "eik")]),
    "tina": ("Tina Vos", [(Role.TEAM_MEMBER, "linde", "", "beuk")]),
    "anouk": ("Anouk Peters", [(Role.TEAM_MEMBER, "linde", "", "beuk")]),
    "mo": ("Mo Amrani", [(Role.TEAM_MEMBER, "linde", "", "beuk"), (Role.BUDDY, "linde", "zorg", "")]),
    "tara": ("Tara Blok", [(Role.TEAM_MEMBER, "linde", "", "eik")]),
    "bas": ("Bas Kramer", [(Role.TEAM_MEMBER, "linde", "", "eik")]),
    "hilde": ("Hilde Jonker", [(Role.TEAM_MEMBER, "linde", "", "eik"), (Role.MENTOR, "linde", "zorg", "")]),
    "loes": ("Loes Terpstra", [(Role.TEAM_MEMBER, "linde", "", "noord")]),
    "karel": ("Karel Brand", [(Role.TEAM_MEMBER, "linde", "", "noord")]),
    "ineke": ("Ineke Post", [(Role.TEAM_LEAD, "linde", "", "noord"), (Role.DAILY_SUPERVISOR, "linde", "wijk", "")]),
}

# learners beside Sam: name, school, partnership, workplace, weeks since the start, length in weeks
LEARNERS = [
    ("Sara Bos", "roc", "zorg", "beuk", 4, 20),
    ("Daan Mulder", "roc", "zorg", "beuk", 4, 20),
    ("Fatima El Idrissi", "roc", "zorg", "eik", 12, 20),
    ("Lotte Jansen", "roc", "zorg", "eik", 8, 20),
    ("Yusuf Kaya", "roc", "zorg", "beuk", 2, 20),
    ("Emma van Leeuwen", "roc", "zorg", "eik", 18, 20),
    ("Bram Hendriks", "roc", "zorg", "beuk", 24, 20),
    ("Noor Willems", "roc", "zorg", "eik", 6, 40),
    ("Jayden Pinas", "roc", "zorg", "noord", 1, 20),
    ("Iris Koster", "amstel", "wijk", "noord", 9, 20),
    ("Thijs Verhoeven", "amstel", "wijk", "noord", 9, 20),
    ("Meryem Demir", "amstel", "wijk", "noord", 3, 20),
    ("Julia Schouten", "amstel", "wijk", "noord", 14, 40),
    ("Kevin Santos", "amstel", "wijk", "beuk", 5, 20),
    ("Roos Kuipers", "amstel", "wijk", "noord", 19, 20),
    ("Stan Wouters", "zuid", "bouw", "werf", 7, 40),
    ("Luuk Jacobs", "zuid", "bouw", "werf", 7, 40),
    ("Mila Evers", "zuid", "bouw", "werf", 2, 40),
    ("Finn Smeets", "roc", "zorg", "beuk", -1, 20),
    ("Zoë Brouwer", "roc", "zorg", "eik", 30, 20),
    ("Amir Rahimi", "roc", "zorg", "beuk", 10, 20),
    ("Lisa Dekker", "roc", "zorg", "beuk", 10, 20),
]

# colleagues who learn: login, organisation, partnership, workplace, school or "", weeks since the start, length, guides
COLLEAGUES = [
    ("piet", "linde", "zorg", "eik", "roc", 5, 20, ["samira", "sofie"]),
    ("els", "linde", "zorg", "eik", "roc", 12, 20, ["samira", "karima"]),
    ("joost", "amstel", "wijk", "noord", "", 6, 20, ["samira", "ineke"]),
]

# who began a track for themselves: the same
BEGAN = [("tina", "linde", "zorg", "beuk", "", 3, 20, ["piet"])]

# who guides a track at a workplace, per partnership: login and role
GUIDES = {
    ("zorg", "beuk"): ["samira", "wim", "karima"],
    ("zorg", "eik"): ["samira", "sofie"],
    ("zorg", "noord"): ["piet"],
    ("wijk", "noord"): ["samira", "ineke", "joost"],
    ("wijk", "beuk"): ["samira", "joost"],
    ("bouw", "werf"): ["otto", "rik"],
}

# who is beside one learner, without a vote: learner and logins
BESIDE = [("sam", ["mo", "hilde"])]
TITLES = {
    "zorg": "Verzorgende IG, leerjaar 1",
    "wijk": "Verpleegkunde, stage in de wijk",
    "bouw": "Timmerman, leerjaar 2",
}
OWN_TITLE = "Eigen traject"
COLLEAGUE_TITLE = "Feedback geven aan collega's"
