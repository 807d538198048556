"""States and peoples, each with the words that English has for it and for who belongs to it: Turkey, Turkish, Turk, Turks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# One state or people a line. Words of two are written with a hyphen. What could mean two of them isn't listed (Congo, Guinea).
_ROWS: Final = """
United-States US USA America American Americans
United-Kingdom UK GB Britain British Briton Britons Great-Britain
European-Union EU
Afghanistan Afghan Afghans
Albania Albanian Albanians
Algeria Algerian Algerians
Angola Angolan Angolans
Argentina Argentine Argentinian Argentines
Armenia Armenian Armenians
Australia Australian Australians
Austria Austrian Austrians
Azerbaijan Azerbaijani Azerbaijanis Azeri
Bahrain Bahraini Bahrainis
Bangladesh Bangladeshi Bangladeshis
Belarus Belarusian Belarusians
Belgium Belgian Belgians
Bolivia Bolivian Bolivians
Bosnia Bosnian Bosnians
Brazil Brazilian Brazilians
Bulgaria Bulgarian Bulgarians
Cambodia Cambodian Cambodians
Cameroon Cameroonian Cameroonians
Canada Canadian Canadians
Chad Chadian Chadians
Chile Chilean Chileans
China Chinese
Colombia Colombian Colombians
Croatia Croatian Croatians Croat Croats
Cuba Cuban Cubans
Cyprus Cypriot Cypriots
Denmark Danish Dane Danes
Egypt Egyptian Egyptians
Eritrea Eritrean Eritreans
Estonia Estonian Estonians
Ethiopia Ethiopian Ethiopians
Finland Finnish Finn Finns
France French Frenchman
Georgia Georgian Georgians
Germany German Germans
Ghana Ghanaian Ghanaians
Greece Greek Greeks
Haiti Haitian Haitians
Hungary Hungarian Hungarians
Iceland Icelandic Icelander
India Indian Indians
Indonesia Indonesian Indonesians
Iran Iranian Iranians
Iraq Iraqi Iraqis
Ireland Irish
Israel Israeli Israelis
Italy Italian Italians
Japan Japanese
Jordan Jordanian Jordanians
Kazakhstan Kazakh Kazakhs
Kenya Kenyan Kenyans
Kosovo Kosovar Kosovars
Kuwait Kuwaiti Kuwaitis
Kyrgyzstan Kyrgyz
Laos Laotian Lao
Latvia Latvian Latvians
Lebanon Lebanese
Liberia Liberian Liberians
Libya Libyan Libyans
Lithuania Lithuanian Lithuanians
Malaysia Malaysian Malaysians
Mali Malian Malians
Malta Maltese
Mexico Mexican Mexicans
Moldova Moldovan Moldovans
Mongolia Mongolian Mongolians
Morocco Moroccan Moroccans
Mozambique Mozambican Mozambicans
Myanmar Burma Burmese
Nepal Nepali Nepalese
Netherlands Dutch
New-Zealand New-Zealander
Nigeria Nigerian Nigerians
North-Korea North-Korean
North-Macedonia Macedonian Macedonians
Norway Norwegian Norwegians
Oman Omani Omanis
Pakistan Pakistani Pakistanis
Palestine Palestinian Palestinians
Panama Panamanian Panamanians
Peru Peruvian Peruvians
Philippines Philippine Filipino Filipinos
Poland Polish Poles
Portugal Portuguese
Qatar Qatari Qataris
Romania Romanian Romanians
Russia Russian Russians
Rwanda Rwandan Rwandans
Saudi-Arabia Saudi Saudis
Senegal Senegalese
Serbia Serbian Serbians Serb Serbs
Singapore Singaporean
Slovakia Slovak Slovaks
Slovenia Slovenian Slovene
Somalia Somali Somalis
South-Africa South-African
South-Korea South-Korean
South-Sudan South-Sudanese
Spain Spanish Spaniard Spaniards
Sri-Lanka Sri-Lankan
Sudan Sudanese
Sweden Swedish Swede Swedes
Switzerland Swiss
Syria Syrian Syrians
Taiwan Taiwanese
Tajikistan Tajik Tajiks
Tanzania Tanzanian Tanzanians
Thailand Thai Thais
Tunisia Tunisian Tunisians
Turkey Türkiye Turkish Turk Turks
Turkmenistan Turkmen
Uganda Ugandan Ugandans
Ukraine Ukrainian Ukrainians
United-Arab-Emirates UAE Emirati Emiratis
Uzbekistan Uzbek Uzbeks
Venezuela Venezuelan Venezuelans
Vietnam Vietnamese
Yemen Yemeni Yemenis
Zambia Zambian Zambians
Zimbabwe Zimbabwean Zimbabweans
Arab Arabs
Kurd Kurdish Kurds
"""


def same() -> Mapping[str, str]:
    """Return for each of the words, as written and with blanks, the first of its line."""
    rows = [row.split() for row in _ROWS.split("\n") if row]
    return {word.replace("-", " "): row[0].replace("-", " ") for row in rows for word in row}
