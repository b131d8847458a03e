// Names of the details that a conflict can be about, and of the words that CARE has for them, in each language. A host
// with details of its own adds `field_<name>` and `value_<word>` to the namespace; what has no name is made readable.

type Row = readonly [en: string, hi: string, ml: string, ta: string]

const fields: Record<string, Row> = {
  name: ['Name', 'नाम', 'പേര്', 'பெயர்'],
  gender: ['Gender', 'लिंग', 'ലിംഗം', 'பாலினம்'],
  phone_number: ['Phone number', 'फ़ोन नंबर', 'ഫോൺ നമ്പർ', 'தொலைபேசி எண்'],
  emergency_phone_number: [
    'Emergency phone number',
    'आपातकालीन फ़ोन नंबर',
    'അടിയന്തര ഫോൺ നമ്പർ',
    'அவசர தொலைபேசி எண்',
  ],
  address: ['Address', 'पता', 'വിലാസം', 'முகவரி'],
  permanent_address: ['Permanent address', 'स्थायी पता', 'സ്ഥിര വിലാസം', 'நிரந்தர முகவரி'],
  pincode: ['PIN code', 'पिन कोड', 'പിൻ കോഡ്', 'அஞ்சல் குறியீடு'],
  blood_group: ['Blood group', 'रक्त समूह', 'രക്തഗ്രൂപ്പ്', 'இரத்த வகை'],
  date_of_birth: ['Date of birth', 'जन्म तिथि', 'ജനനത്തീയതി', 'பிறந்த தேதி'],
  deceased_datetime: ['Time of death', 'मृत्यु का समय', 'മരണസമയം', 'இறந்த நேரம்'],
  geo_organization: ['Area', 'क्षेत्र', 'പ്രദേശം', 'பகுதி'],
  identifiers: ['Identifiers', 'पहचान संख्याएँ', 'തിരിച്ചറിയൽ നമ്പറുകൾ', 'அடையாள எண்கள்'],
  config: ['Kind', 'प्रकार', 'തരം', 'வகை'],
  value: ['Number', 'संख्या', 'നമ്പർ', 'எண்'],
  status: ['Status', 'स्थिति', 'നില', 'நிலை'],
  encounter_class: ['Kind of encounter', 'एनकाउंटर का प्रकार', 'എൻകൗണ്ടർ തരം', 'என்கவுண்டர் வகை'],
  priority: ['Priority', 'प्राथमिकता', 'മുൻഗണന', 'முன்னுரிமை'],
  period: ['Period', 'अवधि', 'കാലയളവ്', 'காலம்'],
  start: ['Start', 'आरंभ', 'തുടക്കം', 'தொடக்கம்'],
  end: ['End', 'समाप्ति', 'അവസാനം', 'முடிவு'],
  hospitalization: ['Stay in hospital', 'अस्पताल में भर्ती', 'ആശുപത്രി വാസം', 'மருத்துவமனை தங்கல்'],
  re_admission: ['Readmission', 'फिर से भर्ती', 'വീണ്ടും പ്രവേശനം', 'மறு அனுமதி'],
  admit_source: ['Came from', 'कहाँ से आए', 'എവിടെ നിന്ന് വന്നു', 'எங்கிருந்து வந்தார்'],
  discharge_disposition: ['Discharged to', 'छुट्टी के बाद कहाँ', 'ഡിസ്ചാർജ് എവിടേക്ക്', 'எங்கு அனுப்பப்பட்டார்'],
  diet_preference: ['Diet', 'आहार', 'ഭക്ഷണരീതി', 'உணவு முறை'],
  external_identifier: ['Hospital number', 'अस्पताल संख्या', 'ആശുപത്രി നമ്പർ', 'மருத்துவமனை எண்'],
  discharge_summary_advice: ['Discharge advice', 'छुट्टी की सलाह', 'ഡിസ്ചാർജ് നിർദ്ദേശം', 'வெளியேற்ற அறிவுரை'],
}

const values: Record<string, Row> = {
  male: ['Male', 'पुरुष', 'പുരുഷൻ', 'ஆண்'],
  female: ['Female', 'महिला', 'സ്ത്രീ', 'பெண்'],
  non_binary: ['Non-binary', 'नॉन-बाइनरी', 'നോൺ-ബൈനറി', 'இருமையற்றவர்'],
  transgender: ['Transgender', 'ट्रांसजेंडर', 'ട്രാൻസ്ജെൻഡർ', 'திருநர்'],
  planned: ['Planned', 'नियोजित', 'ആസൂത്രിതം', 'திட்டமிட்டது'],
  in_progress: ['In progress', 'जारी', 'നടക്കുന്നു', 'நடைபெறுகிறது'],
  on_hold: ['On hold', 'रुका हुआ', 'നിർത്തിവച്ചു', 'நிறுத்திவைக்கப்பட்டது'],
  discharged: ['Discharged', 'छुट्टी दी गई', 'ഡിസ്ചാർജ് ചെയ്തു', 'வெளியேற்றப்பட்டார்'],
  completed: ['Completed', 'पूरा हुआ', 'പൂർത്തിയായി', 'முடிந்தது'],
  cancelled: ['Cancelled', 'रद्द', 'റദ്ദാക്കി', 'ரத்து'],
  discontinued: ['Discontinued', 'बंद किया गया', 'അവസാനിപ്പിച്ചു', 'இடைநிறுத்தப்பட்டது'],
  entered_in_error: ['Entered in error', 'ग़लती से दर्ज', 'തെറ്റായി രേഖപ്പെടുത്തി', 'தவறாக உள்ளிடப்பட்டது'],
  unknown: ['Unknown', 'अज्ञात', 'അജ്ഞാതം', 'தெரியாதது'],
  imp: ['Inpatient', 'भर्ती रोगी', 'കിടത്തി ചികിത്സ', 'உள்நோயாளி'],
  amb: ['Outpatient', 'बाह्य रोगी', 'ഒ.പി. ചികിത്സ', 'வெளிநோயாளி'],
  obsenc: ['Observation', 'निगरानी', 'നിരീക്ഷണം', 'கண்காணிப்பு'],
  emer: ['Emergency', 'आपातकाल', 'അടിയന്തരം', 'அவசரம்'],
  vr: ['Virtual', 'ऑनलाइन परामर्श', 'ഓൺലൈൻ ചികിത്സ', 'இணையவழி'],
  hh: ['Home health', 'घर पर देखभाल', 'വീട്ടിലെ പരിചരണം', 'வீட்டுப் பராமரிப்பு'],
}

const languages = { en: 0, hi: 1, ml: 2, ta: 3 } as const

/** Under the keys that i18next knows them by. */
export function detailWords(language: keyof typeof languages): Record<string, string> {
  const column = languages[language]
  const named = (prefix: string, rows: Record<string, Row>) =>
    Object.entries(rows).map(([name, row]) => [`${prefix}_${name}`, row[column]])
  return Object.fromEntries([...named('field', fields), ...named('value', values)])
}
