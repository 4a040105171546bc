// The search: whole questions in Swedish, answered with the parts of the handbook that say most of what is asked for.
"use strict";

const STOPP = new Set(
  ("alla att av bara blir da de den det detta du en ett fran får får för gå går gör göra ha han har hur i in inte ja jag kan " +
    "man med men mig min mina mitt må måste nar ni nu när och om oss på sig sin ska så till upp ut vad var varför vara vem vi " +
    "vilka vilken vill är å åt över the a is of").split(" "),
);
const SLUT = /(?:arnas|ernas|ornas|arna|erna|orna|ande|ade|ast|are|ens|ets|ar|er|or|en|et|na|de|te|s|n|t|a|e)$/;
const RUBRIK = 6, SIDA = 4, DEL = 0.35, TECKEN = 220;

function stam(ord) {
  let kvar = ord;
  for (let varv = 0; varv < 2 && kvar.length > 4; varv++) {
    const kortare = kvar.replace(SLUT, "");
    if (kortare.length < 3) break;
    kvar = kortare;
  }
  return kvar;
}

function stammar(text) {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).filter((ord) => !STOPP.has(ord)).map(stam);
}

// How well a text answers a word: itself, or (less) as a part of a longer word.
function traff(antal, ord) {
  if (antal.has(ord)) return 1 + Math.log(antal.get(ord));
  if (ord.length < 4) return 0;
  for (const annat of antal.keys()) if (annat.includes(ord)) return DEL;
  return 0;
}

function raknade(ord) {
  const antal = new Map();
  for (const ett of ord) antal.set(ett, (antal.get(ett) || 0) + 1);
  return antal;
}

function forberedda(delar) {
  return delar.map(([url, sida, rubrik, text]) => ({
    url, sida, rubrik, text, langd: Math.sqrt(40 + text.length / 6),
    iText: raknade(stammar(text)), iRubrik: raknade(stammar(rubrik)), iSida: raknade(stammar(sida)),
  }));
}

function sok(fraga, delar, mest = 20) {
  const ord = [...new Set(stammar(fraga))];
  const poang = delar.map(() => 0), svarar = delar.map(() => 0);
  for (const ett of ord) {
    const vikter = delar.map(
      (del) => (6 * traff(del.iText, ett)) / del.langd + RUBRIK * traff(del.iRubrik, ett) / (2 + del.iRubrik.size) +
        SIDA * traff(del.iSida, ett) / (2 + del.iSida.size),
    );
    const sallsynt = Math.log(1 + delar.length / (1 + vikter.filter((vikt) => vikt > 0).length));
    vikter.forEach((vikt, plats) => {
      poang[plats] += vikt * sallsynt;
      if (vikt > 0) svarar[plats] += 1;
    });
  }
  return delar
    .map((del, plats) => ({ ...del, poang: poang[plats] * (svarar[plats] / ord.length) ** 2 }))
    .filter((del) => del.poang > 0)
    .sort((a, b) => b.poang - a.poang)
    .slice(0, mest);
}

function visa() {
  const fraga = new URLSearchParams(location.search).get("q") || "";
  const svar = document.getElementById("svar"), lista = document.getElementById("traffar");
  document.getElementById("fraga").value = fraga;
  if (!fraga.trim()) return;
  const funna = sok(fraga, forberedda(DELAR));
  svar.textContent = funna.length ? `${funna.length} träffar på «${fraga}», den bästa först.` : `Inget i handboken svarar på «${fraga}». Pröva andra ord.`;
  for (const del of funna) {
    const rad = document.createElement("li"), lank = document.createElement("a"), text = document.createElement("div");
    lank.href = del.url;
    lank.textContent = del.rubrik === del.sida ? del.sida : `${del.rubrik} – ${del.sida}`;
    text.textContent = del.text.length > TECKEN ? `${del.text.slice(0, TECKEN)}…` : del.text;
    rad.append(lank, text);
    lista.append(rad);
  }
}

if (typeof module !== "undefined") module.exports = { sok, forberedda };
else visa();
