"""Drawn sheets with meetings and with assessments, and what is to be read from each: ``day kind cell``.

Every drawing follows :data:`PLAN` in its workbook.
"""

PLAN = """\
== Plan ==
Namn | Nora Wiklander
Specialitet | Onkologi
ST-start | 2024-02-01

Delmål | Aktivitet | Bedömning
a1 | Kurs Ledarskap | 360-grader
b1 | Kurs Svåra samtal | Medsittning
c1 | Onkologavdelningen | Mini-CEX
"""

FORMS = {
    "a sheet of its own": (
        """\
== Avstämningar ==
Datum | Deltagare | Sammanfattning
2025-03-01 | ST, HL, SR | I fas
2026-03-03 | ST, HL, SR | I fas
""",
        ["2025-03-01 avstamning_studierektor A2", "2026-03-03 avstamning_studierektor A3"],
    ),
    "a title above a table": (
        """\
== Samtal ==
Handledarsamtal
Datum | Handledare | Innehåll | Avstämt mot IUP
2026-01-12 | Ivar Torsell | Avstämning mot IUP | Ja
2026-02-12 | Ivar Torsell | Fall | Nej

Utvecklingssamtal
Datum | Chef | Anteckning
2026-02-20 | Viktor Gyllander | Dokumenterat i personalsystemet

Specialistkollegium
Datum | Närvarande | Anteckning
2025-11-05 | Åsa Thulin m.fl. | Återkopplat
""",
        [
            "2025-11-05 specialistkollegium A12",
            "2026-01-12 handledarsamtal A3",
            "2026-02-12 handledarsamtal A4",
            "2026-02-20 utvecklingssamtal A8",
        ],
    ),
    "one table with a column of types": (
        """\
== Möten ==
Datum | Typ av möte | Med | Anteckning
2026-01-10 | Handledarsamtal | Ivar Torsell | IUP
2026-02-11 | Utvecklingssamtal | Viktor Gyllander |
2026-03-01 | Avstämning | Åsa Thulin | I fas
2026-04-10 | Handledarsamtal | Ivar Torsell | Fall
""",
        [
            "2026-01-10 handledarsamtal A2",
            "2026-02-11 utvecklingssamtal A3",
            "2026-03-01 avstamning_studierektor A4",
            "2026-04-10 handledarsamtal A5",
        ],
    ),
    "a log of supervision in which one was another meeting": (
        """\
== Handledarsamtal ==
Datum | Handledare | Innehåll
2026-01-12 | Ivar Torsell | Avstämning mot IUP, delmålen
2026-02-12 | Ivar Torsell | Trepartssamtal med studierektor, genomgång av IUP
2026-03-12 | Ivar Torsell | Inför utvecklingssamtal
2026-04-12 | Ivar Torsell | Svåra patientsamtal
""",
        [
            "2026-01-12 handledarsamtal A2",
            "2026-02-12 avstamning_studierektor A3",
            "2026-03-12 handledarsamtal A4",
            "2026-04-12 handledarsamtal A5",
        ],
    ),
    "labels with a date beside or in them": (
        """\
== Uppföljning ==
Senaste avstämning med studierektor: | 2026-03-01
Utvecklingssamtal 2026-02-11
Nästa utvecklingssamtal | 2026-10-01
Specialistkollegium | 2025-10-02 | 2026-10-05
Avstämning mot IUP | 2026-05-05
""",
        [
            "2025-10-02 specialistkollegium B4",
            "2026-02-11 utvecklingssamtal A2",
            "2026-03-01 avstamning_studierektor B1",
            "2026-10-05 specialistkollegium C4",
        ],
    ),
    "labels with their dates below": (
        """\
== Uppföljning ==
Handledarsamtal | | Medarbetarsamtal
Datum | | Datum
2026-02-11 | | 2025-12-01
2026-03-11 | |
2026-04-11 | |
""",
        [
            "2025-12-01 utvecklingssamtal C3",
            "2026-02-11 handledarsamtal A3",
            "2026-03-11 handledarsamtal A4",
            "2026-04-11 handledarsamtal A5",
        ],
    ),
    "when, what, with whom": (
        """\
== Samtal ==
När | Vad | Med vem | Kommentar
2026-01-12 | Handledarsamtal | Ivar Torsell | IUP
2026-02-12 | Utvecklingssamtal | Viktor Gyllander |
2026-03-12 | Trepartssamtal | Åsa Thulin, Ivar Torsell |
""",
        ["2026-01-12 handledarsamtal A2", "2026-02-12 utvecklingssamtal A3", "2026-03-12 avstamning_studierektor A4"],
    ),
    "a column for those present": (
        """\
== Uppföljning ==
Datum | Möte | Deltagare
2026-01-12 | Handledarsamtal | ST, HL
2026-02-12 | Avstämning | ST, HL, SR
2025-02-12 | Specialistkollegium | Kollegiet
""",
        ["2025-02-12 specialistkollegium A4", "2026-01-12 handledarsamtal A2", "2026-02-12 avstamning_studierektor A3"],
    ),
    "a table of years with the meetings as columns": (
        """\
== Årscykel ==
År | Utvecklingssamtal | Avstämning SR | Specialistkollegium
2025 | 2025-02-01 | 2025-03-01 | 2025-10-01
2026 | 2026-02-01 | 2026-03-01 |
""",
        [
            "2025-02-01 utvecklingssamtal B2",
            "2025-03-01 avstamning_studierektor C2",
            "2025-10-01 specialistkollegium D2",
            "2026-02-01 utvecklingssamtal B3",
            "2026-03-01 avstamning_studierektor C3",
        ],
    ),
    "a list of what is to be done": (
        """\
== Checklista ==
Moment | Planerat | Genomfört
Introduktion | VT24 | 2024-02-10
Utvecklingssamtal | VT26 | 2026-02-11
Årlig avstämning med studierektor | VT26 | 2026-03-01
Specialistkollegium | HT26 |
""",
        ["2026-02-11 utvecklingssamtal C3", "2026-03-01 avstamning_studierektor C4"],
    ),
    "numbered rows on a sheet of their own": (
        """\
== SR-avstämning ==
SR-avstämning
Nr | Datum | Slutsats
1 | 2025-09-16 | Enligt plan
2 | 2026-09-15 | Enligt plan
3 | |

== Kollegium ==
Kollegium
Nr | Datum | Utfall
1 | 2026-05-19 | Samlad bedömning godkänd
2 | |

== Medarbetarsamtal ==
Medarbetarsamtal
Nr | Datum | Chef
1 | 2026-02-10 | Viktor Gyllander
2 | |
3 | |
""",
        [
            "2025-09-16 avstamning_studierektor B3",
            "2026-02-10 utvecklingssamtal B3",
            "2026-05-19 specialistkollegium B3",
            "2026-09-15 avstamning_studierektor B4",
        ],
    ),
    "many dates in one cell": (
        """\
== Uppföljning ==
Handledarsamtal: 2026-01-12, 2026-02-12, 2026-03-12
Avstämning med SR: 2025-03-01; 2026-03-02
Utvecklingssamtal med VC genomfört | Ja, 2026-02-11
Specialistkollegium genomfört (datum): | 5/10 2025
""",
        [
            "2025-03-01 avstamning_studierektor A2",
            "2025-10-05 specialistkollegium B4",
            "2026-01-12 handledarsamtal A1",
            "2026-02-11 utvecklingssamtal B3",
            "2026-02-12 handledarsamtal A1",
            "2026-03-02 avstamning_studierektor A2",
            "2026-03-12 handledarsamtal A1",
        ],
    ),
    "a form of words of its own under the name of the meeting": (
        """\
== Specialistkollegium ==
Datum | Deltagare | Styrkor | Utvecklingsområden
2025-10-05 | Åsa Thulin m.fl. | Kommunikation | Ledarskap
2026-10-06 | Åsa Thulin m.fl. | Kommunikation | Ledarskap
""",
        ["2025-10-05 specialistkollegium A2", "2026-10-06 specialistkollegium A3"],
    ),
    "a term beside the date": (
        """\
== Avstämningar ==
Termin | Datum | ST | Handledare | Studierektor
VT25 | 2025-03-01 | NW | IT | ÅT
HT25 | 2025-10-01 | NW | IT | ÅT
""",
        ["2025-03-01 avstamning_studierektor B2", "2025-10-01 avstamning_studierektor B3"],
    ),
    "rows of a diary": (
        """\
== Loggbok ==
Datum | Vad | Typ | Delmål | Ansvarig
2026-01-01 | Onkologavdelningen | Placering | c1 | Ivar Torsell
2026-01-12 | Handledarsamtal | Handledarsamtal | | Ivar Torsell
2026-02-03 | Svåra samtal | Kurs | b1 |
2026-03-01 | Avstämning med studierektor | Annat | | Åsa Thulin
""",
        ["2026-01-12 handledarsamtal A3", "2026-03-01 avstamning_studierektor A5"],
    ),
}

LOGS = {
    "delmål first, in the order of time": (
        """\
== Genomfört ==
    | Datum | Innehåll | Avst. IUP
    | 2026-01-12 | Genomgång | Ja
    | 2026-02-12 | Fall | Nej

Genomförda bedömningar
Delmål | Metod | Feedback | Datum | Bedömare
c3 | CBD | Bra | 2026-01-12 | Ivar Torsell
a1 | 360-grader | | 2026-02-12 | Ivar Torsell
c3 | DOPS | | 2026-03-12 | Ivar Torsell
c1 | CBD | | 2026-04-12 | Ivar Torsell
""",
        [
            "2026-01-12 CBD c3 B7",
            "2026-02-12 360-grader a1 B8",
            "2026-03-12 DOPS c3 B9",
            "2026-04-12 CBD c1 B10",
        ],
    ),
    "a diary with types": (
        """\
== Loggbok ==
Datum | Vad | Typ | Delmål | Bedömare
2025-09-01 | Onkologavdelningen | Placering | c1 |
2026-01-12 | Mini-CEX | Bedömning | c1, b1 | Ivar Torsell
2026-02-03 | Svåra samtal | Kurs | b1 |
2026-05-21 | Specialistkollegium | Bedömning | | Åsa Thulin
""",
        ["2026-01-12 Mini-CEX c1 b1 B3", "2026-05-21 Specialistkollegium  B5"],
    ),
    "a column for those that were made": (
        """\
== Mål ==
Delmål | Aktivitet | Planerad bedömning | Utförd bedömning (datum) | Uppnått
c2 | Mottagningen | CBD 2026-01-01, EPA | CBD 2026-01-02, 2026-03-04; EPA 2026-02-11 |
c3 | Avdelningen | DOPS | | 2026-05-01
c4 | Avdelningen | Medsittning | Muntligt förhör 2026-04-02 |
""",
        ["2026-01-02 CBD c2 D2", "2026-03-04 CBD c2 D2", "2026-02-11 EPA c2 D2", "2026-04-02 Annan c4 D4"],
    ),
    "methods as columns with the day in the cell": (
        """\
== Mål ==
Delmål | Aktivitet | Mini-CEX | CBD | DOPS | Uppnått
c2 | Mottagningen | 2026-01-02 | x | | 2026-05-01
c3 | Avdelningen | x | 2026-02-03 | |
c4 | Avdelningen | | | x |
""",
        ["2026-01-02 Mini-CEX c2 C2", "2026-02-03 CBD c3 D3"],
    ),
    "methods as rows of a matrix": (
        """\
== Metoder ==
Bedömningsmetod | a1 | b1 | c1 | c2
Mini-CEX | | 2026-01-02 | x |
CBD | x | | | 2026-02-03
""",
        ["2026-01-02 Mini-CEX b1 C2", "2026-02-03 CBD c2 E3"],
    ),
    "a date beside the method": (
        """\
== Mål ==
Delmål | Aktivitet | Bedömning | < | Uppnått
 | | Metod | Datum |
c2 | Mottagningen | CBD | 2026-01-02 | 2026-05-01
c3 | Avdelningen | DOPS | |
c4 | Avdelningen | Medsittning | 2026-04-02 |
""",
        ["2026-01-02 CBD c2 D3", "2026-04-02 Medsittning c4 D5"],
    ),
    "the same one told twice": (
        """\
== Mål ==
Delmål | Aktivitet | Utförd bedömning
c2 | Mottagningen | CBD 2026-01-02
c3 | Avdelningen | CBD 2026-01-02
c4 | Avdelningen | EPA 2026-02-02
c5 | Avdelningen | EPA 2026-02-02

== Bedömningar ==
Datum | Metod | Delmål | Bedömare
2026-01-02 | CBD | c2, c3 | Ivar Torsell
""",
        ["2026-01-02 CBD c2 c3 B2", "2026-02-02 EPA c4 c5 C4"],
    ),
}
