"""Sentences with translations that are right, Danish and bokmål, for counting the false alarms of checks."""

from __future__ import annotations

GOOD_PAIRS = (
    (
        "Ett högt blodtryck märks sällan.",
        "Et højt blodtryk mærkes sjældent.",
        "Et høyt blodtrykk merkes sjelden.",
    ),
    (
        "Därför har många högt blodtryck utan att veta om det.",
        "Derfor har mange højt blodtryk uden at vide det.",
        "Derfor har mange høyt blodtrykk uten å vite om det.",
    ),
    (
        "En regelbunden hjärtrytm är ett gott tecken.",
        "En regelmæssig hjerterytme er et godt tegn.",
        "En regelmessig hjerterytme er et godt tegn.",
    ),
    (
        "Den vanliga dosen är en tablett om dagen.",
        "Den almindelige dosis er en tablet om dagen.",
        "Den vanlige dosen er en tablett om dagen.",
    ),
    (
        "Att stärka immunförsvaret är viktigt på vintern.",
        "At styrke immunforsvaret er vigtigt om vinteren.",
        "Å styrke immunforsvaret er viktig om vinteren.",
    ),
    (
        "Det som stärker kroppen är viktigt för hälsan.",
        "Det, der styrker kroppen, er vigtigt for helbredet.",
        "Det som styrker kroppen, er viktig for helsen.",
    ),
    (
        "Kroppen är beroende av sömn, och balansen är viktig.",
        "Kroppen er afhængig af søvn, og balancen er vigtig.",
        "Kroppen er avhengig av søvn, og balansen er viktig.",
    ),
    (
        "I kroppen ger det energi till musklerna.",
        "I kroppen giver det energi til musklerne.",
        "I kroppen gir det energi til musklene.",
    ),
    (
        "Ta en tablett D-vitamin till frukosten.",
        "Tag en tablet D-vitamin til morgenmaden.",
        "Ta en tablett D-vitamin til frokosten.",
    ),
    ("Ett glas mjölk innehåller kalcium.", "Et glas mælk indeholder calcium.", "Et glass melk inneholder kalsium."),
    (
        "En god källa till protein är baljväxter, ägg och fisk.",
        "En god kilde til protein er bælgfrugter, æg og fisk.",
        "En god kilde til protein er belgvekster, egg og fisk.",
    ),
    ("Läs mer: Så fungerar magnesium", "Læs mere: Sådan virker magnesium", "Les mer: Slik fungerer magnesium"),
    (
        "”Vi ser ett samband”, säger Anna Berg, docent vid Karolinska Institutet.",
        "“Vi ser en sammenhæng”, siger Anna Berg, docent ved Karolinska Institutet.",
        "«Vi ser en sammenheng», sier Anna Berg, dosent ved Karolinska Institutet.",
    ),
    (
        "EFSA anger en övre gräns för DHA och EPA.",
        "EFSA angiver en øvre grænse for DHA og EPA.",
        "EFSA oppgir en øvre grense for DHA og EPA.",
    ),
    (
        "Enligt WHO bör BMI ligga mellan 18,5 och 25.",
        "Ifølge WHO bør BMI ligge mellem 18,5 og 25.",
        "Ifølge WHO bør BMI ligge mellom 18,5 og 25.",
    ),
    (
        "Skriv till info@shop.example eller läs mer på https://shop.example/rad.",
        "Skriv til info@shop.example, eller læs mere på https://shop.example/rad.",
        "Skriv til info@shop.example eller les mer på https://shop.example/rad.",
    ),
    (
        "Fet fisk (lax, sill och makrill) är bra val.",
        "Fed fisk (laks, sild og makrel) er gode valg.",
        "Fet fisk (laks, sild og makrell) er gode valg.",
    ),
    ("Behöver du ett tillskott?", "Har du brug for et tilskud?", "Trenger du et tilskudd?"),
    (
        "Vad är järn och vad gör det i kroppen?",
        "Hvad er jern, og hvad gør det i kroppen?",
        "Hva er jern, og hva gjør det i kroppen?",
    ),
    ("Ät mer fullkorn!", "Spis mere fuldkorn!", "Spis mer fullkorn!"),
    ("Bra källor till magnesium:", "Gode kilder til magnesium:", "Gode kilder til magnesium:"),
    (
        "Trötthet och/eller yrsel kan förekomma.",
        "Træthed og/eller svimmelhed kan forekomme.",
        "Tretthet og/eller svimmelhet kan forekomme.",
    ),
    ("Järn och C-vitamin", "Jern og C-vitamin", "Jern og C-vitamin"),
    (
        "Kosttillskott säljs av Apoteket Hjärtat och Holistic Magnesium är en produkt.",
        "Kosttilskud sælges af Apoteket Hjärtat, og Holistic Magnesium er et produkt.",
        "Kosttilskudd selges av Apoteket Hjärtat, og Holistic Magnesium er et produkt.",
    ),
    (
        "Livsmedelsverket rekommenderar vuxna att äta fisk två till tre gånger i veckan.",
        "Livsmedelsverket anbefaler voksne at spise fisk to til tre gange om ugen.",
        "Livsmedelsverket anbefaler voksne å spise fisk to til tre ganger i uken.",
    ),
    (
        "För låga nivåer av järn kan ge trötthet.",
        "For lave niveauer af jern kan give træthed.",
        "For lave nivåer av jern kan gi tretthet.",
    ),
    (
        "De vanligaste symtomen är trötthet, yrsel och huvudvärk.",
        "De mest almindelige symptomer er træthed, svimmelhed og hovedpine.",
        "De vanligste symptomene er tretthet, svimmelhet og hodepine.",
    ),
    (
        "Flera viktiga vitaminer finns i grönsaker.",
        "Flere vigtige vitaminer findes i grøntsager.",
        "Flere viktige vitaminer finnes i grønnsaker.",
    ),
    (
        "Då ger det goda fettet energi.",
        "Da giver det gode fedt energi.",
        "Da gir det gode fettet energi.",
    ),
    (
        "Studien publicerades i New England Journal of Medicine.",
        "Undersøgelsen blev offentliggjort i New England Journal of Medicine.",
        "Studien ble publisert i New England Journal of Medicine.",
    ),
    (
        "Ta 1–2 kapslar dagligen i samband med måltid.",
        "Tag 1–2 kapsler dagligt i forbindelse med et måltid.",
        "Ta 1–2 kapsler daglig i forbindelse med et måltid.",
    ),
    (
        "Obs! Rådgör med läkare om du är gravid.",
        "Obs! Rådfør dig med en læge, hvis du er gravid.",
        "Obs! Rådfør deg med lege hvis du er gravid.",
    ),
    (
        "Blodtrycket är normalt om det ligger under gränsen.",
        "Blodtrykket er normalt, hvis det ligger under grænsen.",
        "Blodtrykket er normalt hvis det ligger under grensen.",
    ),
    ("Alla behöver vatten.", "Alle har brug for vand.", "Alle trenger vann."),
    (
        "Kalcium bidrar till att behålla en normal benstomme.",
        "Calcium bidrager til at vedligeholde normale knogler.",
        "Kalsium bidrar til å opprettholde en normal benbygning.",
    ),
    (
        "Hon säger: ”Det är ingen fara.”",
        "Hun siger: “Der er ingen fare.”",
        "Hun sier: «Det er ingen fare.»",
    ),
    (
        "Magnesium finns i bl.a. nötter, frön, m.m.",
        "Magnesium findes i bl.a. nødder, frø m.m.",
        "Magnesium finnes i bl.a. nøtter, frø m.m.",
    ),
    (
        "Din kropp kan inte lagra C-vitamin, så du behöver få i dig det varje dag.",
        "Din krop kan ikke lagre C-vitamin, så du skal have det hver dag.",
        "Kroppen din kan ikke lagre C-vitamin, så du trenger å få det i deg hver dag.",
    ),
    (
        "En meta-analys från 2019 visade en liten men säker effekt …",
        "En metaanalyse fra 2019 viste en lille, men sikker effekt …",
        "En metaanalyse fra 2019 viste en liten, men sikker effekt …",
    ),
    (
        "Zink är ett viktigt mineral och finns i kött, ost och fullkorn.",
        "Zink er et vigtigt mineral og findes i kød, ost og fuldkorn.",
        "Sink er et viktig mineral og finnes i kjøtt, ost og fullkorn.",
    ),
)
"""Swedish, Danish, bokmål."""

GOOD_NYNORSK = (
    ("En matsked om dagen räcker.", "Ei spiseskei om dagen er nok."),
    ("Zink finns i varje cell.", "Sink finst i kvar celle."),
    ("Hur tar man tillskott?", "Korleis tek ein tilskot?"),
    ("Den vanliga dosen är en tablett om dagen.", "Den vanlege dosen er ein tablett om dagen."),
    ("Flera viktiga vitaminer finns i grönsaker.", "Fleire viktige vitamin finst i grønsaker."),
    ("Ett dagligt tillskott kan vara bra.", "Eit dagleg tilskot kan vere bra."),
    ("Blodtrycket är normalt om det ligger under gränsen.", "Blodtrykket er normalt dersom det ligg under grensa."),
    ("Då ger det goda fettet energi.", "Då gjev det gode feittet energi."),
    ("”Vi ser ett samband”, säger Anna Berg.", "«Vi ser ein samanheng», seier Anna Berg."),
    ("Trötthet och/eller yrsel kan förekomma.", "Trøyttleik og/eller svimmelheit kan førekome."),
    ("En god källa till protein är ägg.", "Ei god kjelde til protein er egg."),
    ("Behöver du ett tillskott?", "Treng du eit tilskot?"),
)
"""Swedish, nynorsk."""
