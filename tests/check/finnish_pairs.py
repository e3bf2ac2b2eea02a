"""Sentences with Finnish translations that are right, and with such as are wrong, each with the check that must say so."""

from __future__ import annotations

GOOD = (
    # doses
    ("Vuxna behöver 300 mg magnesium per dag.", "Aikuiset tarvitsevat 300 mg magnesiumia päivässä."),
    ("Ta 10 mikrogram D-vitamin varje dag.", "Ota 10 mikrogrammaa D-vitamiinia joka päivä."),
    ("En dos på 10 mikrogram räcker.", "10 mikrogramman annos riittää."),
    ("Dosen är 800 IE.", "Annos on 800 KY."),
    ("Högst 25 000 IE per dygn.", "Enintään 25 000 KY vuorokaudessa."),
    ("Ta 2 g/dag i sex veckor.", "Ota 2 g/vrk kuuden viikon ajan."),
    ("Blanda 1 msk linfrön och 2 tsk honung.", "Sekoita 1 rkl pellavansiemeniä ja 2 tl hunajaa."),
    ("Cirka 40 procent av alla vuxna får i sig för lite.", "Noin 40 prosenttia aikuisista saa liian vähän."),
    ("Ungefär 30 % av järnet tas upp.(1,2)", "Raudasta imeytyy noin 30 %.(1,2)"),
    ("Barn 7–10 år behöver 7,5 mikrogram.", "7–10-vuotiaat lapset tarvitsevat 7,5 mikrogrammaa."),
    ("Ta en tablett två gånger om dagen.", "Ota yksi tabletti kahdesti päivässä."),
    ("Minst fyra tabletter, högst sex.", "Vähintään neljä tablettia, enintään kuusi."),
    ("Var tionde person har för lite järn.", "Joka kymmenennellä on liian vähän rautaa."),
    ("Träna varannan dag.", "Harjoittele joka toinen päivä."),
    ("Studien pågick i 12 veckor med 25 kvinnor.", "12 viikon tutkimukseen osallistui 25 naista."),
    ("Förvaras vid högst 25 °C.", "Säilytetään enintään 25 °C:ssa."),
    # negation
    ("Ät inte rå bönor.", "Älä syö raakoja papuja."),
    ("Ta aldrig mer än den rekommenderade dosen.", "Älä koskaan ota suositeltua annosta enempää."),
    ("Det finns inget bevis för det.", "Siitä ei ole näyttöä."),
    ("Ingen av studierna visade någon effekt.", "Mikään tutkimuksista ei osoittanut vaikutusta."),
    ("Varken te eller kaffe påverkar upptaget.", "Tee ei vaikuta imeytymiseen eikä kahvikaan."),
    ("Ta inte tabletten utan mat.", "Älä ota tablettia ilman ruokaa."),
    ("Ta tabletten utan att tugga den.", "Ota tabletti pureskelematta."),
    ("Te utan socker är bäst.", "Sokeriton tee on parasta."),
    ("Det är inte kött utan fisk som ger mest.", "Eniten ei saa lihasta vaan kalasta."),
    ("Det saknas stora studier på gravida.", "Raskaana olevilla ei ole tehty laajoja tutkimuksia."),
    ("Kroppen kan inte lagra C-vitamin.", "Elimistö ei pysty varastoimaan C-vitamiinia."),
    ("Inte bara fisk utan även bönor är bra.", "Paitsi kala myös pavut ovat hyviä, eikä vain kala."),
    ("Smith et al. visade samma sak.", "Smith et al. osoittivat saman."),
    ("Rensa ventilationen så att luftens kvalitet blir bra.", "Puhdista ilmanvaihto, jotta ilman laatu on hyvä."),
    # names, quotes, citations, lists
    (
        "”Vi ser ett samband”, säger Anna Berg, docent vid Karolinska Institutet.",
        "”Näemme yhteyden”, sanoo Anna Berg, Karolinska Institutet -yliopiston dosentti.",
    ),
    ("Enligt WHO bör BMI ligga mellan 18,5 och 25.", "WHO:n mukaan BMI:n tulisi olla 18,5–25."),
    ("Livsmedelsverket rekommenderar mer fisk.(3)", "Livsmedelsverket suosittelee syömään enemmän kalaa.(3)"),
    (
        "Studien publicerades i New England Journal of Medicine.",
        "New England Journal of Medicine julkaisi tutkimuksen.",
    ),
    (
        "Skriv till info@shop.example eller läs mer på https://shop.example/rad.",
        "Kirjoita osoitteeseen info@shop.example tai lue lisää: https://shop.example/rad.",
    ),
    ("Bra källor till magnesium:", "Hyviä magnesiumin lähteitä:"),
    ("Fet fisk (lax, sill och makrill) är bra val.", "Rasvainen kala (lohi, silli ja makrilli) on hyvä valinta."),
    ("Magnesium finns i bl.a. nötter, frön, m.m.", "Magnesiumia on mm. pähkinöissä, siemenissä ym."),
    ("Trötthet och/eller yrsel kan förekomma.", "Väsymystä ja/tai huimausta voi esiintyä."),
    ("Behöver du ett tillskott?", "Tarvitsetko ravintolisää?"),
    ("Läs mer: Så fungerar magnesium", "Lue lisää: Näin magnesium toimii"),
    ("Järn och C-vitamin", "Rauta ja C-vitamiini"),
    # longer ones
    (
        "För låga nivåer av järn kan ge trötthet, yrsel och huvudvärk.",
        "Liian alhaiset rautapitoisuudet voivat aiheuttaa väsymystä, huimausta ja päänsärkyä.",
    ),
    (
        "Därför har många högt blodtryck utan att veta om det.",
        "Siksi monilla on korkea verenpaine heidän tietämättään.",
    ),
    (
        "Livsstilen påverkar hälsan mer än de flesta tror.",
        "Elämäntavat vaikuttavat terveyteen enemmän kuin useimmat uskovat.",
    ),
    (
        "Zink är ett viktigt mineral och finns i kött, ost och fullkorn.",
        "Sinkki on tärkeä kivennäisaine, jota on lihassa, juustossa ja täysjyväviljassa.",
    ),
    (
        "Rådgör med läkare om du är gravid eller ammar.",
        "Keskustele lääkärin kanssa, jos olet raskaana tai imetät.",
    ),
    (
        "Gränsvärdet under graviditeten är inte känt.",
        "Raskaudenaikaista raja-arvoa ei tunneta, ja sen alla pysyminen on viisasta.",
    ),
)
"""Swedish, Finnish."""

WRONG = (
    ("negation", "Ät inte rå bönor.", "Syö raakoja papuja."),
    ("negation", "Ta aldrig mer än en tablett.", "Älä ota yhtä tablettia enempää."),
    ("negation", "Fisk passar alla.", "Kala ei sovi kaikille."),
    ("negation", "Te utan socker är bäst.", "Sokerilla maustettu tee on parasta."),
    ("numbers-and-units", "Ta 10 mikrogram D-vitamin.", "Ota 100 mikrogrammaa D-vitamiinia."),
    ("numbers-and-units", "Ta 10 mikrogram D-vitamin.", "Ota 10 milligrammaa D-vitamiinia."),
    ("numbers-and-units", "En dos på 10 mikrogram räcker.", "10 milligramman annos riittää."),
    ("numbers-and-units", "Dosen är 800 IE.", "Annos on 800 IE."),
    ("numbers-and-units", "Dosen är 800 IE.", "Annos on 800."),
    ("numbers-and-units", "Blanda 1 msk linfrön.", "Sekoita 1 tl pellavansiemeniä."),
    ("numbers-and-units", "Högst 7,5 mg.", "Enintään 75 mg."),
    ("number-words", "Minst fyra tabletter.", "Vähintään viisi tablettia."),
    ("number-words", "Var tionde person.", "Joka viides henkilö."),
    ("source-language-residue", "Järn är viktigt för alla.", "Rauta är viktigt kaikille."),
    ("source-language-residue", "Ät välkokta bönor och få energi.", "Syö välkokta papuja och saat energiaa."),
    ("source-language-residue", "Ät skyrsås på våren.", "Syö skyrsås keväällä våren."),
    ("citations", "Det minskar.(1,2)", "Se vähenee."),
    ("addresses", "Läs mer på https://shop.example/rad.", "Lue lisää: https://shop.example/neuvot."),
    ("quotation-marks", "Hon säger: ”Ät mer.”", "Hän sanoo: “Syö enemmän.”"),
    ("length-ratio", "Fisk ger protein, och nötter ger fett och fiber.", "Kala antaa proteiinia."),
    ("doubled-word", "Fisk är gott.", "Kala on on hyvää."),
    ("names", "Fråga på Apoteket Hjärtat i stan.", "Kysy Sydämen apteekista kaupungissa."),
)
"""Check, Swedish, Finnish."""

CLAIMS = (
    "Kaura voi alentaa kolesterolia.",
    "Kala pienentää sydäninfarktin riskiä.",
    "Inkivääri lievittää migreeniä.",
    "D-vitamiini ehkäisee flunssaa.",
    "Kurkuma auttaa nivelrikkoon.",
    "Sinkki parantaa aknea.",
    "Valkosipuli suojaa syövältä.",
    "Vihreä tee hidastaa rintasyövän kasvua.",
    "Magnesium on tehokas apu suonenvetoihin.",
    "Tutkimusten mukaan omega-3 vähentää masennusta.",
    "Karpalomehu estää virtsatietulehduksia.",
    "Kuitu hoitaa ummetusta.",
)
"""What no seller of food may say."""

NO_CLAIMS = (
    "Kalium edistää verenpaineen pysymistä normaalina.",
    "Keskustele lääkärin kanssa, jos sinulla on diabetes ja haluat lisätä annosta.",
    "Raudanpuute on yleistä ja voi vaikuttaa jaksamiseen.",
    "Ota yhteyttä lääkäriin, jos kuume nousee tai oireet pahenevat.",
    "Magnesium auttaa vähentämään väsymystä ja uupumusta.",
    "Sinkki edistää immuunijärjestelmän normaalia toimintaa.",
    "Useimmiten riittää, että lisäät kalan määrää.",
)
"""What she may say."""
