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

GOOD_BESIDES = (
    ("da", "Kollagen är viktigt för huden.", "Kollagen er vigtigt for huden."),
    ("nb", "God hygien är viktig.", "God hygiene er viktig."),
    ("nb", "Hygien är viktig.", "Hygiene er viktig."),
    ("da", "Effekten är väl dokumenterad.", "Effekten er godt dokumenteret."),
    ("da", "Ett av de viktigaste mineralerna är magnesium.", "Et af de vigtigste mineraler er magnesium."),
    ("nb", "En av de bästa källorna är fisk.", "En av de beste kildene er fisk."),
    ("da", "Ett stort antal vitaminer behövs.", "Der er brug for et stort antal vitaminer."),
    ("nb", "Det finns en rad vitaminer.", "Det finnes en rekke vitaminer."),
    ("da", "Ett högre intag av fibrer är bra.", "Et højere indtag af fibre er godt."),
    ("da", "Immunförsvaret är viktigt.", "Immunforsvaret er vigtigt."),
    ("nb", "Ett glas juice ger C-vitamin.", "Et glass juice gir C-vitamin."),
    ("da", "Med en halv tablett får du nog.", "Med en halv tablet får du nok."),
    ("da", "Det är bra för hjärtat och kroppen.", "Det er godt for hjertet og kroppen."),
    ("nb", "Det är viktigt att få i sig D-vitamin varje dag.", "Det er viktig å få i seg D-vitamin hver dag."),
    ("da", "Hos vuxna är dosen lägre.", "Hos voksne er dosis lavere."),
    ("nb", "Studien är liten och resultatet osäkert.", "Studien er liten og resultatet usikkert."),
    ("da", "Så får du i dig mer järn – varje dag", "Sådan får du mere jern – hver dag"),
    ("nb", "Tips! Köp ekologiskt.", "Tips: Kjøp økologisk."),
    ("da", "pH-värdet i magen är lågt.", "pH-værdien i maven er lav."),
    ("da", "Vitaminet är viktigt för både män och kvinnor.", "Vitaminet er vigtigt for både mænd og kvinder."),
    ("nb", "Maten är salt, sötare och godare.", "Maten er salt, søtere og bedre."),
    ("da", "Huden är torr på vintern.", "Huden er tør om vinteren."),
    ("nb", "Då är en normal dos tillräcklig.", "Da er en normal dose tilstrekkelig."),
    ("da", "Där är normalt blodtryck och god sömn viktiga mål.", "Der er normalt blodtryk og god søvn vigtige mål."),
    ("nb", "Alla viktiga vitaminer och mineraler", "Alle viktige vitaminer og mineraler"),
    ("da", "Dagligt tillskott av D-vitamin rekommenderas.", "Dagligt tilskud af D-vitamin anbefales."),
    ("nb", "Dagligt tillskott av D-vitamin rekommenderas.", "Daglig tilskudd av D-vitamin anbefales."),
    ("da", "Enligt EU:s regler och FN gäller detta.", "Ifølge EU’s regler og FN gælder dette."),
    ("nb", "Läs om ADHD, PMS och IBS.", "Les om ADHD, PMS og IBS."),
    ("da", "Hur mycket C-vitamin behöver man?", "Hvor meget C-vitamin har man brug for?"),
    ("da", "Man kan få en allergisk reaktion.", "Man kan få en allergisk reaktion."),
    ("nb", "Läs mer hos Kronans Apotek eller Apotea.", "Les mer hos Kronans Apotek eller Apotea."),
    (
        "da",
        "Dr. Anna Berg och Björn Ek vid Uppsala Universitet säger det.",
        "Det siger dr. Anna Berg og Björn Ek ved Uppsala Universitet.",
    ),
    (
        "nb",
        "Fiskolja, t.ex. från Norge (Norsk Fiskeolje AS), m.m.",
        "Fiskeolje, f.eks. fra Norge (Norsk Fiskeolje AS), m.m.",
    ),
    ("da", "Finns i 3 smaker: hallon, citron/lime och naturell.", "Findes i 3 smage: hindbær, citron/lime og naturel."),
    ("nn", "Kroppen är viktig.", "Kroppen er viktig."),
    ("nn", "Man får en bra effekt av en god kost.", "Ein får god effekt av eit godt kosthald."),
    ("nn", "Järn är viktigt för kroppen.", "Jern er viktig for kroppen."),
    ("nn", "Sömnen är viktig för hälsan.", "Søvnen er viktig for helsa."),
    ("nn", "Varje vecka.", "Kvar veke."),
)
"""Locale, Swedish, translation: forms that look like a flaw and are none."""
