"""What people call the columns of their tables, in many languages, in small letters."""

from tracker.importers.table.mapping import DayField


def _names(*texts: str) -> tuple[str, ...]:
    return tuple(name.strip() for text in texts for name in text.split(",") if name.strip())


# The first of them that a table has is taken, in this order of columns and words.
COLUMNS: dict[str, tuple[str, ...]] = {
    "datetime": _names(
        "datetime, date time, date and time, timestamp, date/time, zeitstempel, horodatage, fecha y hora, data e hora, tijdstip,",
        "when, date & time, дата и время, 日時, дата/время, tidpunkt, data i godzina, datum und uhrzeit, datum/uhrzeit,",
        "date et heure",
    ),
    "date": _names(
        "date, day, datum, tag, jour, fecha, día, dia, data, giorno, dag, дата, tarih, 日付, 年月日, päivä, päivämäärä, dato, dátum,",
        "dată, ημερομηνία, 날짜, 日期, den",
    ),
    "time": _names(
        "time, time of day, hour, uhrzeit, tageszeit, godz, zeit, heure, hora, ora, tijd, uur, godzina, время, saat, 時刻, 時間, tid, klokken, čas,",
        "aika, kello, idő, час, ώρα, 시간, 时间, czas, orario, clock",
    ),
    "pain": _names(
        "pain, pain level, pain score, pain intensity, pain now, severity, intensity, nrs, vas, schmerz, schmerzen, schmerzstärke,",
        "douleur, intensité, dolor, intensidad, intensità, intensidade, intensität, dolore, dor, pijn, ból, eva,",
        "strength, score, how bad, how bad is it, pain scale,",
        "pain rating, pain today, back pain, боль, ağrı, ağrı şiddeti, 痛み, 疼痛, 疼痛程度, smärta, smerte, bolest, kipu,",  # noqa: RUF001 - Turkish
        "fájdalom,",
        "durere, біль, πόνος, 통증, ból (0-10), rückenschmerz, rückenschmerzen, schmerzskala, niveau de douleur, nivel de dolor,",
        "intensidad del dolor, livello di dolore, nível de dor, pijnscore, nasilenie bólu",
    ),
    "worst": _names(
        "worst, worst pain, max, maximum, highest",
    ),
    "least": _names(
        "least, least pain, min, minimum, lowest",
    ),
    "average": _names(
        "average, average pain, mean, durchschnitt, moyenne, media, média",
    ),
    "site": _names(
        "site, location, locations, place, body part, area, ort, stelle, lieu, zone, lugar, zona, local, luogo, plaats, where,",
        "where does it hurt, where it hurts, wo tut es weh, wo tut's weh, où avez-vous mal,",
        "dónde duele, endroit, where is the pain, pain location, pain site, location of pain, lokalisation, körperstelle,",
        "localisation, localización, localização, localizzazione, sede, locatie, miejsce, место, yer, bölge, 部位, 場所, plats, sted,",
        "místo, paikka, kohta, hely, loc, місце, σημείο, 부위, zone douloureuse, zona del dolor, onde, dónde, où, wo, waar, gdzie,",
        "где",
    ),
    "note": _names(
        "note, notes, anything else, comment, comments, remarks, description, notiz, notizen, kommentar, nota, notas, commentaire, text,",
        "opmerking, opmerkingen, remark, remarque, remarques, bemerkung, bemerkungen, comentario, comentarios, comentários, commento,",
        "osservazioni, uwagi, заметки, заметка, примечание, комментарий, not, notlar, メモ, 備考, anteckning, anteckningar, notat,",
        "merknad, poznámka, poznámky, muistiinpano, huomautus, megjegyzés, observații, нотатки, σημειώσεις, 메모, 备注, observações,",
        "observacao, observación, observaciones, observations, anmerkung, anmerkungen, notatki, notitie, notities, annotazioni",
    ),
    "words": _names(
        "words, quality, type, kind of pain, symptoms",
    ),
    "worse_with": _names(
        "worse with, worse_with, triggers, trigger, auslöser",
    ),
    "eased_by": _names(
        "eased by, eased_by, relief, helped by, what helped",
    ),
    "medicine": _names(
        "medicine, medicines, medication, medications, meds, drug, medikament, médicament, medicamento, farmaco, medicijn, med,",
        "meds taken, medication taken, medicine taken, pain medication, pain meds, painkillers taken, medikation,",
        "bedarfsmedikation, medikamente, médicaments, medicación, medicamentos, medicinas, farmaci, medicijnen, painkiller,",
        "painkillers, schmerzmittel, lek, leki, meds/dose, medication/dose, what i took, took, taken, medicines taken,",
        "tablets taken, what did you take, what have you taken, medicatie, was genommen, eingenommen, medikamente genommen, лекарство, лекарства,",
        "препарат, ilaç, i̇laç, i̇laçlar, ilaçlar, 薬, お薬, 服薬, medicin, mediciner, medisin, lék, léky, lääke, lääkkeet, gyógyszer,",
        "medicament, medicamente, ліки, φάρμακο, 약, 药物, tabletten, remédio, remédios, medicação, traitement, antidouleur,",
        "analgésico, antidolorifico, pijnstiller, środek przeciwbólowy",
    ),
    "medicine_amount": _names(
        "dose, dosage, amount, medication amount, dosis, mg, dose mg, dosage mg, amount mg, dosis mg, dosierung, dosaggio,",
        "dosering, quantity, qty, menge, quantité, cantidad, quantità, quantidade, hoeveelheid, anzahl, posologie, strength, доза,",
        "количество, 剂量, 劑量, doz, 量, 用量, mängd, mængde, dávka, annos, adag, doză, δόση, 용량, dawka, posología",
    ),
}
DAY: dict[DayField, tuple[str, ...]] = {
    DayField.MOOD: _names(
        "mood, stimmung, humeur, humor, estado de ánimo, umore, stemming, настроение, ruh hali, 気分, humör, humør, nálada,",
        "mieliala, nastrój",
    ),
    DayField.SLEEP_QUALITY: _names(
        "sleep quality, schlafqualität, qualité du sommeil, calidad del sueño",
    ),
    DayField.SLEEP_MINUTES: _names(
        "sleep minutes, minutes of sleep, sleep hours, hours of sleep, hours slept, sleep (h), sleep (hours), sleep (min),",
        "sleep h, schlaf stunden, schlafstunden, schlaf (h), schlaf (stunden), heures de sommeil, sommeil (h), horas de sueño,",
        "sueño (h), ore di sonno, sonno (ore), horas de sono, sono (h), uren slaap, slaap (uur)",
    ),
    DayField.STIFF_MINUTES: _names(
        "stiff minutes, stiffness minutes, minutes of stiffness, morning stiffness minutes",
    ),
    DayField.FLUIDS: _names(
        "fluids, water, glasses, wasser, eau, agua, acqua, água",
    ),
    DayField.FLARE: _names(
        "flare, flare-up, flare up",
    ),
}
DAY_NAMES = frozenset(name for names in DAY.values() for name in names) | frozenset(_names("stress, energy, fatigue, anxiety, stimmung, énergie"))
STEPS = _names(
    "steps, step count, schritte, pas, pasos, passi, passos, stappen",
)
PLACES = _names(
    "location, locations, place, area, ort, lieu, zone, lugar, zona, local, luogo, plaats, stelle",
)
GEOGRAPHY = frozenset(
    _names(
        "address, adres, adresse, altitude, breitengrad, cidade, città, city, ciudad, code postal, coordinates, country,",
        "dirección, elevation, endereço, gps, indirizzo, land, lat, latitud, latitude, lng, lon, long, longitud, longitude,",
        "längengrad, paese, pays, país, plz, postcode, region, rue, stad, stadt, state, strasse, street, town, venue, ville, zip,",
        "zip code",
    )
)
SYMPTOM = _names(
    "symptom, symptom name, symptome, symptôme, síntoma, sintomo, sintoma, symptoom",
)
YEAR = _names(
    "year, jahr, année, annee, año, anno, ano, jaar",
)
MONTH = _names(
    "month, monat, mois, mes, mese, mês, maand",
)
