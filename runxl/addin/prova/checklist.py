"""What only Excel, Word and PowerPoint can show, in the order of risk: docs/excel-checklista.md is made of this."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be tried, how many minutes it takes by hand, and what is to be seen.

    `tried` names the function in `tries` that tries it, or as much of it as needs no eyes; `looks` what is left to see
    then. Without them a person tries it all.
    """

    what: str
    minutes: int
    expected: str
    tried: str = ""
    looks: str = ""


WINDOWS = (
    Row(
        "Starta Excel och titta på fliken Måluppfyllelse",
        1,
        "Ingen fråga om makron eller om att reparera `runxl.xlam`; varje knapp har en ikon, å, ä och ö är rätt",
        "loaded",
        "Titta på fliken Måluppfyllelse: finns en ikon på varje knapp, och är å, ä och ö rätt? Kom ingen "
        "fråga om makron?",
    ),
    Row(
        "Öppna VBA-redigeraren (Alt+F11), välj projektet runxl, Debug, Compile",
        1,
        "Inget kompileringsfel",
        "compiled",
    ),
    Row(
        "Klicka på Beräkna måluppfyllelse",
        1,
        "Inom några sekunder är resultatet skrivet, och ett besked visas när det är klart",
        "computed",
        "Klicka på Beräkna måluppfyllelse i fliken. Visas ett besked när resultatet är skrivet?",
    ),
    Row(
        "Klicka på Visa förklaring på en rad på Indikatorer, och låt beskedet stå i två minuter",
        3,
        "Pilen står som -> och å, ä och ö är rätt i beskedet; Excel säger inte att det väntar på ett annat program",
        "explained",
        "Markera en rad på Indikatorer, klicka på Visa förklaring och låt beskedet stå i två minuter. Är "
        "tecknen rätt, och är Excel tyst?",
    ),
    Row(
        "Beräkna en plan från `runxl ny --ar 2026` i DÅ 1, klicka på Nästa period, låt frågan stå i två "
        "minuter, svara Ja, ångra",
        5,
        "Detsamma för frågan. Kopian ligger i mappen och går att öppna; efter Ångra är allt tillbaka",
        "stepped",
        "Klicka på Nästa period, låt frågan stå i två minuter och svara Nej. Är Excel tyst så länge?",
    ),
    Row(
        "Avsluta `pythonw.exe` i Aktivitetshanteraren medan Excel är öppet, och klicka på Visa förklaring igen",
        1,
        "Samma besked efter någon sekund; inget svart fönster",
        "restarted",
    ),
    Row(
        "Gör om Beräkna på en dator med Defenders regler D4F940AB och 92E97FA1 påslagna, och i ett 32-bitars Excel",
        3,
        "Som utan reglerna: de berör inte knapparna",
    ),
    Row(
        "Öppna en plan från SharePoint eller Teams utan synkad mapp: Beräkna, Ångra, Om och Skapa rapport",
        3,
        "De tre första fungerar; Skapa rapport säger att en kopia behövs",
    ),
    Row(
        "Klicka på Hämta in från fil i en ny plan, välj ett Word-dokument med en måltabell, och ångra. Skydda "
        "arbetsboken (Granska – Skydda arbetsbok) och gör om det",
        3,
        "Bladet Import läggs sist och visas, med samma utseende som Fynd; efter Ångra är dess rader tomma. Skyddad: "
        "besked, och ingenting skrivet",
    ),
    Row(
        "Klicka på Skicka ut, välj en tom mapp och svara Ja; fyll i ett svar, klicka på Samla, låt "
        "mappdialogen stå i två minuter, välj mappen",
        4,
        "Dialogen börjar i arbetsbokens mapp och ligger framför Excel, som inte klagar; procent visas som procent",
        "sent",
        "Klicka på Skicka ut. Börjar mappdialogen i arbetsbokens mapp, framför Excel? Avbryt.",
    ),
    Row(
        "Formatera en kolumn med utfall som valuta och klicka på Validera",
        1,
        "Samma fynd som före formateringen",
        "in_kronor",
    ),
    Row(
        "Skydda Mål utan lösenord men tillåt filtrering, filtrera Indikatorer, skydda Delmål med lösenord; "
        "Beräkna. Ta bort lösenordet; Beräkna",
        3,
        "Först ett besked och ingenting skrivet. Sedan resultat, Mål skyddat igen med filtrering tillåten, "
        "och rätt rader bakom filtret",
        "protected",
    ),
    Row(
        "Beräkna med några faktafel i planen, klicka på en länk på Fynd, markera ett fynd och klicka på "
        "Handbok, och titta på Sammanfattning",
        2,
        "Länken leder till cellen; webbläsaren visar fyndets sida, utan fråga; "
        "teckensnitt, linjer och färger på listorna sitter rätt, raderna är lagom höga",
    ),
    Row(
        "Tryck F2 i en cell och klicka på Beräkna; öppna en bilaga i Skyddad vy och klicka",
        2,
        "Besked att programmet är upptaget; uppmaning att aktivera redigering, eller en grå knapp",
    ),
    Row(
        "Kör `runxl addin status` på en dator med organisationens principer och Defender",
        1,
        "Det som `status` säger stämmer med vad knapparna gör",
    ),
    Row(
        "Öppna en sammanfattning från `runxl sammanfatta` och en fil efter `runxl berakna`, ändra en text, spara",
        3,
        "Ingen fråga om att reparera; diagram och trender ritas",
    ),
    Row(
        "Öppna en ny plan: skriv i en resultatcell, i Nr `3.10`, i en lista ett ord som inte finns, och en ny"
        " rad under tabellen",
        3,
        "Excel säger nej på svenska, 3.10 står kvar, tabellen växer och listor och färger följer med",
    ),
    Row(
        "Förhandsgranska utskriften av Sammanfattning och Indikatorer",
        1,
        "Liggande A4, rubrikraden på varje sida, ingen text avskuren",
    ),
    Row(
        "Öppna en plan i Excel på webben",
        1,
        "Den går att läsa och fylla i; statusmärkena är inte utbytta mot färgbilder",
    ),
    Row(
        "Följ handbokens rader för den som inte har setup (`py -m venv .venv` …) med Python från python.org, i "
        "PowerShell. Kör sedan `runxl validera SVAR.xlsx > fynd.txt` på ett svar med fel",
        5,
        "Samma siffror som i handboken; i `fynd.txt` är å, ä och ö rätt",
    ),
    Row(
        "Lägg en plan så djupt att sökvägen är 250 tecken, och kör `runxl berakna`",
        1,
        "Besked om att sökvägen är för lång och vad som går att göra, om IT inte har tillåtit långa sökvägar",
    ),
    Row(
        "Avsluta Excel och titta i Aktivitetshanteraren; `runxl addin remove`, starta Excel",
        1,
        "Inget `pythonw.exe` från runxl är kvar, inte heller om Excel avslutas i Aktivitetshanteraren; fliken är borta",
    ),
)

MAC = (
    Row(
        "Starta Excel",
        1,
        "Fliken finns, alla knappar har ikon; frågan om makron kommer högst en gång",
    ),
    Row(
        "Klicka på Beräkna måluppfyllelse",
        3,
        "macOS frågar en gång om Python får styra Excel. Statusraden säger att runxl arbetar och är sedan "
        "Excels egen; beskedet har rätt å, ä och ö",
    ),
    Row(
        "Ångra, Visa förklaring, Gå till nästa fynd, Skapa rapport",
        3,
        "Som i Windows",
    ),
    Row(
        "En cell med `=1/0` och en med `#SAKNAS!` som utfall: Validera",
        2,
        "Fynd om felen, med samma ord som för en stängd fil",
    ),
    Row(
        "Beräkna och klicka på Nästa period, svara Ja (macOS kan fråga om Excel får skriva i mappen)",
        3,
        "Frågan har knapparna Nej och Ja. Kopian har också det som inte var sparat",
    ),
    Row(
        "Skydda ett blad utan lösenord, tillåt filtrering, Beräkna",
        1,
        "Bladet är skyddat igen, och filtrering är fortfarande tillåten",
    ),
    Row(
        "Byt namn på mappen med Python och klicka på Beräkna",
        2,
        "«runxl kunde inte köras … runxl addin status»",
    ),
)

OFFICE = (
    Row(
        "Lägg till ett eget blad med tal i format som `0,0`, `+0` och `0 %`, skriv `Blad: ` och bladets namn i "
        "Innehåll på en ny rad i Texter, klicka på Skapa rapport utan att spara",
        3,
        "Excel tar emot orden fast de inte står i listan. Tabellen i Word har bladets rubriker, och talen ser ut som i "
        "cellerna; det gör också talen i Driftredovisning, om de fått ett sådant format",
    ),
    Row(
        '`runxl rapport "Plan 2024.xlsx" -o rapport.docx`, öppna i Word',
        3,
        "Ingen fråga om reparation, inte «Kompatibilitetsläge»; innehållsförteckningen får sidnummer",
    ),
    Row(
        "Bläddra i rapporten",
        2,
        "Rubrikraderna upprepas på varje sida, inga avklippta texter",
    ),
    Row(
        '`runxl rapport "Plan 2024.xlsx" -o bilder.pptx`, öppna i PowerPoint, Redigera data på ett diagram',
        3,
        "Ingen fråga om reparation; talen går att ändra och diagrammet följer med",
    ),
    Row(
        '`runxl rapport "Plan 2024.xlsx" -o rapport.pdf` på Windows utan LibreOffice, med ett eget dokument '
        "öppet i Word",
        3,
        "Det egna dokumentet står kvar orört, inget fönster visas och inget dolt Word är kvar i Aktivitetshanteraren. "
        "PDF:en har titel, språk, bokmärken och taggar (Acrobat, Egenskaper), och innehållsförteckningen rätt "
        "sidnummer",
    ),
    Row(
        "Gör om det medan Word visar en ruta (till exempel Alternativ), och på en dator där Word aldrig har startats",
        3,
        "Antingen PDF:en eller, inom tre minuter, ett besked om vad som ska göras; aldrig en halv fil",
    ),
    Row(
        "Granska tillgänglighet i båda programmen",
        2,
        "Inga fel om alternativtext, rubriker eller läsordning",
    ),
)
