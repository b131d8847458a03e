// What people call the parts of a screen, by the resource that stands in them. A host with resources of its own adds
// `part_<resource>` to the namespace; what has no name is called "other parts".

type Row = readonly [en: string, hi: string, ml: string, ta: string]

const parts: Record<string, Row> = {
  account: ['accounts', 'खाते', 'അക്കൗണ്ടുകൾ', 'கணக்குகள்'],
  activityDefinition: ['kinds of orders', 'ऑर्डर के प्रकार', 'ഓർഡർ തരങ്ങൾ', 'ஆணை வகைகள்'],
  allergyIntolerance: ['allergies', 'एलर्जी', 'അലർജികൾ', 'ஒவ்வாமைகள்'],
  appointment: ['appointments', 'अपॉइंटमेंट', 'അപ്പോയിന്റ്മെന്റുകൾ', 'சந்திப்புகள்'],
  chargeItem: ['charges', 'शुल्क', 'ചാർജുകൾ', 'கட்டணங்கள்'],
  chargeItemDefinition: ['kinds of charges', 'शुल्क के प्रकार', 'ചാർജ് തരങ്ങൾ', 'கட்டண வகைகள்'],
  consent: ['consents', 'सहमतियाँ', 'സമ്മതപത്രങ്ങൾ', 'ஒப்புதல்கள்'],
  device: ['devices', 'उपकरण', 'ഉപകരണങ്ങൾ', 'சாதனங்கள்'],
  diagnosis: ['diagnoses', 'निदान', 'രോഗനിർണയങ്ങൾ', 'நோயறிதல்கள்'],
  diagnosticReport: ['reports', 'जाँच रिपोर्ट', 'പരിശോധനാ റിപ്പോർട്ടുകൾ', 'பரிசோதனை அறிக்கைகள்'],
  encounter: ['encounters', 'एनकाउंटर', 'എൻകൗണ്ടറുകൾ', 'என்கவுண்டர்கள்'],
  facility: ['the facility', 'अस्पताल', 'സ്ഥാപനം', 'மருத்துவமனை'],
  facilityOrganization: ['departments', 'विभाग', 'വകുപ്പുകൾ', 'துறைகள்'],
  file: ['files', 'फ़ाइलें', 'ഫയലുകൾ', 'கோப்புகள்'],
  healthcareService: ['services', 'सेवाएँ', 'സേവനങ്ങൾ', 'சேவைகள்'],
  location: ['places', 'स्थान', 'സ്ഥലങ്ങൾ', 'இடங்கள்'],
  medicationAdministration: ['medicines given', 'दी गई दवाएँ', 'നൽകിയ മരുന്നുകൾ', 'கொடுக்கப்பட்ட மருந்துகள்'],
  medicationRequest: ['medicines prescribed', 'लिखी गई दवाएँ', 'നിർദ്ദേശിച്ച മരുന്നുകൾ', 'பரிந்துரைத்த மருந்துகள்'],
  medicationStatement: ['medicines taken', 'ली जा रही दवाएँ', 'കഴിക്കുന്ന മരുന്നുകൾ', 'எடுத்துக்கொள்ளும் மருந்துகள்'],
  observation: ['vital signs', 'वाइटल', 'വൈറ്റൽ അളവുകൾ', 'உயிர்க்குறிகள்'],
  organization: ['areas', 'क्षेत्र', 'പ്രദേശങ്ങൾ', 'பகுதிகள்'],
  patient: ['patient details', 'मरीज़ का विवरण', 'രോഗിയുടെ വിവരങ്ങൾ', 'நோயாளி விவரங்கள்'],
  patientUser: ['assigned staff', 'सौंपे गए कर्मचारी', 'ചുമതലയുള്ള ജീവനക്കാർ', 'ஒதுக்கப்பட்ட பணியாளர்கள்'],
  plugConfig: ['additional apps', 'अतिरिक्त ऐप', 'അധിക ആപ്പുകൾ', 'கூடுதல் செயலிகள்'],
  practitioner: ['practitioners', 'चिकित्सक', 'ചികിത്സകർ', 'மருத்துவர்கள்'],
  prescription: ['prescriptions', 'पर्चे', 'കുറിപ്പടികൾ', 'மருந்துச் சீட்டுகள்'],
  questionnaire: ['forms', 'फ़ॉर्म', 'ഫോമുകൾ', 'படிவங்கள்'],
  questionnaireResponse: ['filled forms', 'भरे हुए फ़ॉर्म', 'പൂരിപ്പിച്ച ഫോമുകൾ', 'நிரப்பிய படிவங்கள்'],
  resourceRequest: ['resource requests', 'संसाधन अनुरोध', 'റിസോഴ്സ് അഭ്യർത്ഥനകൾ', 'வள கோரிக்கைகள்'],
  role: ['roles', 'भूमिकाएँ', 'റോളുകൾ', 'பொறுப்புகள்'],
  schedule: ['schedules', 'समय-सारणी', 'സമയക്രമങ്ങൾ', 'கால அட்டவணைகள்'],
  serviceRequest: ['orders', 'ऑर्डर', 'ഓർഡറുകൾ', 'ஆணைகள்'],
  slot: ['free slots', 'खाली समय', 'ഒഴിവുള്ള സമയങ്ങൾ', 'காலியான நேரங்கள்'],
  symptom: ['symptoms', 'लक्षण', 'ലക്ഷണങ്ങൾ', 'அறிகுறிகள்'],
  tagConfig: ['tags', 'टैग', 'ടാഗുകൾ', 'குறிச்சொற்கள்'],
  thread: ['notes', 'नोट्स', 'കുറിപ്പുകൾ', 'குறிப்புகள்'],
  token: ['tokens', 'टोकन', 'ടോക്കണുകൾ', 'டோக்கன்கள்'],
  tokenCategory: ['kinds of tokens', 'टोकन के प्रकार', 'ടോക്കൺ തരങ്ങൾ', 'டோக்கன் வகைகள்'],
  user: ['people', 'लोग', 'ആളുകൾ', 'நபர்கள்'],
  valueSet: ['lists of codes', 'कोड की सूचियाँ', 'കോഡ് പട്ടികകൾ', 'குறியீட்டுப் பட்டியல்கள்'],
  other: ['other parts', 'अन्य हिस्से', 'മറ്റു ഭാഗങ്ങൾ', 'பிற பகுதிகள்'],
}

const columns = ['en', 'hi', 'ml', 'ta'] as const

export const partWords = (language: (typeof columns)[number]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).map(([resource, row]) => [
      `part_${resource}`,
      row[columns.indexOf(language)] ?? row[0],
    ]),
  )
