// What CARE refused, in a nurse's words, and what to do about it, in each language. A host with refusals of its own adds
// `refusal_<kind>` and `refusal_<kind>_do` to the namespace. Codes end here.

import type { RefusalKind } from '../../../shared/care/refusal/kinds.ts'

type Row = readonly [en: string, hi: string, ml: string, ta: string]

interface Words {
  /** What happened. `name` is the record's; the other gaps are the policy's to fill. */
  what: Row
  /** The same where a gap cannot be filled. */
  plain?: Row
  /** What to do. */
  todo: Row
}

const anotherSlot: Row = [
  'Choose another slot, or discard the booking.',
  'दूसरा समय चुनें, या बुकिंग हटाएँ।',
  'മറ്റൊരു സമയം തിരഞ്ഞെടുക്കുക, അല്ലെങ്കിൽ ബുക്കിംഗ് ഒഴിവാക്കുക.',
  'வேறு நேரத்தைத் தேர்ந்தெடுக்கவும், அல்லது பதிவைக் கைவிடவும்.',
]

const refusals: Record<RefusalKind, Words> = {
  'slot-full': {
    what: [
      'The slot on {{when}} with {{who}} is full by now.',
      '{{who}} के साथ {{when}} का समय अब भर चुका है।',
      '{{who}}-നൊപ്പമുള്ള {{when}}-ലെ സമയം ഇപ്പോൾ നിറഞ്ഞു.',
      '{{who}} உடனான {{when}} நேரம் இப்போது நிரம்பிவிட்டது.',
    ],
    plain: [
      'This slot is full by now.',
      'यह समय अब भर चुका है।',
      'ഈ സമയം ഇപ്പോൾ നിറഞ്ഞു.',
      'இந்த நேரம் இப்போது நிரம்பிவிட்டது.',
    ],
    todo: anotherSlot,
  },
  'slot-past': {
    what: [
      'The slot on {{when}} with {{who}} is over.',
      '{{who}} के साथ {{when}} का समय बीत चुका है।',
      '{{who}}-നൊപ്പമുള്ള {{when}}-ലെ സമയം കഴിഞ്ഞു.',
      '{{who}} உடனான {{when}} நேரம் முடிந்துவிட்டது.',
    ],
    plain: ['This slot is over.', 'यह समय बीत चुका है।', 'ഈ സമയം കഴിഞ്ഞു.', 'இந்த நேரம் முடிந்துவிட்டது.'],
    todo: anotherSlot,
  },
  'slot-gone': {
    what: [
      'The slot on {{when}} with {{who}} is no longer offered.',
      '{{who}} के साथ {{when}} का समय अब उपलब्ध नहीं है।',
      '{{who}}-നൊപ്പമുള്ള {{when}}-ലെ സമയം ഇപ്പോൾ ലഭ്യമല്ല.',
      '{{who}} உடனான {{when}} நேரம் இனி வழங்கப்படுவதில்லை.',
    ],
    plain: [
      'This slot is no longer offered.',
      'यह समय अब उपलब्ध नहीं है।',
      'ഈ സമയം ഇപ്പോൾ ലഭ്യമല്ല.',
      'இந்த நேரம் இனி வழங்கப்படுவதில்லை.',
    ],
    todo: anotherSlot,
  },
  'booked-already': {
    what: [
      '{{name}} is booked for this slot already.',
      '{{name}} की बुकिंग इस समय के लिए पहले से है।',
      '{{name}}-ന് ഈ സമയത്ത് നേരത്തേ ബുക്കിംഗ് ഉണ്ട്.',
      '{{name}} இந்த நேரத்திற்கு ஏற்கனவே பதிவு செய்யப்பட்டுள்ளார்.',
    ],
    todo: [
      'If that is enough, discard this booking; otherwise choose another slot.',
      'यदि वही काफ़ी है तो यह बुकिंग हटाएँ; नहीं तो दूसरा समय चुनें।',
      'അത് മതിയെങ്കിൽ ഈ ബുക്കിംഗ് ഒഴിവാക്കുക; അല്ലെങ്കിൽ മറ്റൊരു സമയം തിരഞ്ഞെടുക്കുക.',
      'அது போதுமெனில் இந்தப் பதிவைக் கைவிடவும்; இல்லையெனில் வேறு நேரத்தைத் தேர்ந்தெடுக்கவும்.',
    ],
  },
  'too-many-bookings': {
    what: [
      '{{name}} has {{most}} appointments ahead already, and CARE takes no more.',
      '{{name}} के {{most}} अपॉइंटमेंट पहले से हैं, और CARE इससे अधिक नहीं लेता।',
      '{{name}}-ന് ഇനി {{most}} അപ്പോയിന്റ്മെന്റുകൾ ഉണ്ട്; CARE കൂടുതൽ സ്വീകരിക്കില്ല.',
      '{{name}} க்கு ஏற்கனவே {{most}} சந்திப்புகள் உள்ளன; CARE மேலும் ஏற்காது.',
    ],
    todo: [
      'Cancel one that is not needed and try again, or discard this booking.',
      'जो ज़रूरी नहीं है उसे रद्द करके फिर कोशिश करें, या यह बुकिंग हटाएँ।',
      'ആവശ്യമില്ലാത്ത ഒന്ന് റദ്ദാക്കി വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ ഈ ബുക്കിംഗ് ഒഴിവാക്കുക.',
      'தேவையற்ற ஒன்றை ரத்து செய்து மீண்டும் முயலவும், அல்லது இந்தப் பதிவைக் கைவிடவும்.',
    ],
  },
  'appointment-ongoing': {
    what: [
      'The consultation of {{name}} has begun meanwhile: the appointment can be neither moved nor cancelled.',
      'इस बीच {{name}} का परामर्श शुरू हो गया: अपॉइंटमेंट न बदला जा सकता है, न रद्द किया जा सकता है।',
      '{{name}}-ന്റെ പരിശോധന ഇതിനിടെ തുടങ്ങി: അപ്പോയിന്റ്മെന്റ് മാറ്റാനോ റദ്ദാക്കാനോ ആവില്ല.',
      '{{name}} இன் ஆலோசனை இதற்கிடையில் தொடங்கிவிட்டது: சந்திப்பை மாற்றவோ ரத்து செய்யவோ முடியாது.',
    ],
    todo: [
      'Discard this change, or try again when the consultation is over.',
      'यह बदलाव हटाएँ, या परामर्श के बाद फिर कोशिश करें।',
      'ഈ മാറ്റം ഒഴിവാക്കുക, അല്ലെങ്കിൽ പരിശോധന കഴിഞ്ഞ് വീണ്ടും ശ്രമിക്കുക.',
      'இந்த மாற்றத்தைக் கைவிடவும், அல்லது ஆலோசனை முடிந்ததும் மீண்டும் முயலவும்.',
    ],
  },
  'too-many-encounters': {
    what: [
      '{{name}} has {{most}} open encounters in this facility, and CARE takes no more.',
      '{{name}} के इस अस्पताल में {{most}} एनकाउंटर खुले हैं, और CARE इससे अधिक नहीं लेता।',
      '{{name}}-ന് ഈ ആശുപത്രിയിൽ {{most}} തുറന്ന എൻകൗണ്ടറുകൾ ഉണ്ട്; CARE കൂടുതൽ സ്വീകരിക്കില്ല.',
      '{{name}} க்கு இந்த மருத்துவமனையில் {{most}} திறந்த என்கவுண்டர்கள் உள்ளன; CARE மேலும் ஏற்காது.',
    ],
    todo: [
      'Complete one that is over, then try again; or discard this one.',
      'जो समाप्त हो चुका है उसे पूरा करें, फिर दोबारा कोशिश करें; या इसे हटाएँ।',
      'കഴിഞ്ഞ ഒന്ന് പൂർത്തിയാക്കി വീണ്ടും ശ്രമിക്കുക; അല്ലെങ്കിൽ ഇത് ഒഴിവാക്കുക.',
      'முடிந்த ஒன்றை நிறைவு செய்து மீண்டும் முயலவும்; அல்லது இதைக் கைவிடவும்.',
    ],
  },
  'encounter-closed': {
    what: [
      'The encounter was closed in CARE meanwhile and takes nothing more. All that was entered is kept here.',
      'एनकाउंटर इस बीच CARE में बंद हो गया और अब कुछ नहीं लेता। जो भरा गया था वह यहाँ सुरक्षित है।',
      'എൻകൗണ്ടർ ഇതിനിടെ CARE-ൽ അടച്ചു; ഇനി ഒന്നും സ്വീകരിക്കില്ല. നൽകിയതെല്ലാം ഇവിടെയുണ്ട്.',
      'என்கவுண்டர் இதற்கிடையில் CARE இல் மூடப்பட்டது; இனி எதையும் ஏற்காது. உள்ளிட்ட அனைத்தும் இங்கே உள்ளன.',
    ],
    todo: [
      'Choose another open encounter; or ask that this one is opened again, then try again; or discard it.',
      'दूसरा खुला एनकाउंटर चुनें; या इसे फिर खुलवाकर दोबारा कोशिश करें; या इसे हटाएँ।',
      'തുറന്ന മറ്റൊരു എൻകൗണ്ടർ തിരഞ്ഞെടുക്കുക; അല്ലെങ്കിൽ ഇത് വീണ്ടും തുറപ്പിച്ച് ശ്രമിക്കുക; അല്ലെങ്കിൽ ഒഴിവാക്കുക.',
      'வேறு திறந்த என்கவுண்டரைத் தேர்ந்தெடுக்கவும்; அல்லது இதை மீண்டும் திறக்கச் சொல்லி முயலவும்; அல்லது கைவிடவும்.',
    ],
  },
  'closed-or-no-permission': {
    what: [
      'CARE takes nothing more here: either the encounter was closed, or you may no longer write in it.',
      'CARE यहाँ अब कुछ नहीं लेता: या तो एनकाउंटर बंद हो गया, या अब आपको इसमें लिखने की अनुमति नहीं है।',
      'CARE ഇവിടെ ഇനി ഒന്നും സ്വീകരിക്കില്ല: എൻകൗണ്ടർ അടച്ചു, അല്ലെങ്കിൽ നിങ്ങൾക്ക് അതിൽ എഴുതാൻ അനുമതിയില്ല.',
      'CARE இங்கே இனி எதையும் ஏற்காது: என்கவுண்டர் மூடப்பட்டது, அல்லது அதில் எழுத உங்களுக்கு இனி அனுமதி இல்லை.',
    ],
    todo: [
      'Look at the encounter or ask on your ward, then try again; or discard it.',
      'एनकाउंटर देखें या वार्ड में पूछें, फिर दोबारा कोशिश करें; या इसे हटाएँ।',
      'എൻകൗണ്ടർ നോക്കുക അല്ലെങ്കിൽ വാർഡിൽ ചോദിക്കുക, എന്നിട്ട് വീണ്ടും ശ്രമിക്കുക; അല്ലെങ്കിൽ ഒഴിവാക്കുക.',
      'என்கவுண்டரைப் பாருங்கள் அல்லது வார்டில் கேளுங்கள், பின் மீண்டும் முயலவும்; அல்லது கைவிடவும்.',
    ],
  },
  'no-permission': {
    what: [
      'You do not have the permission for this in CARE. Everything else goes on being sent.',
      'CARE में आपको इसकी अनुमति नहीं है। बाक़ी सब भेजा जाता रहेगा।',
      'ഇതിന് CARE-ൽ നിങ്ങൾക്ക് അനുമതിയില്ല. മറ്റെല്ലാം അയച്ചുകൊണ്ടിരിക്കും.',
      'இதற்கு CARE இல் உங்களுக்கு அனுமதி இல்லை. மற்ற அனைத்தும் தொடர்ந்து அனுப்பப்படும்.',
    ],
    todo: [
      'Ask whoever gives out the permissions in your hospital, then try again.',
      'अपने अस्पताल में अनुमति देने वाले से पूछें, फिर दोबारा कोशिश करें।',
      'നിങ്ങളുടെ ആശുപത്രിയിൽ അനുമതി നൽകുന്നയാളോട് ചോദിച്ച് വീണ്ടും ശ്രമിക്കുക.',
      'உங்கள் மருத்துவமனையில் அனுமதி வழங்குபவரிடம் கேட்டு மீண்டும் முயலவும்.',
    ],
  },
  'appointment-linked': {
    what: [
      'The appointment of {{name}} belongs to another encounter by now.',
      '{{name}} का अपॉइंटमेंट अब दूसरे एनकाउंटर से जुड़ा है।',
      '{{name}}-ന്റെ അപ്പോയിന്റ്മെന്റ് ഇപ്പോൾ മറ്റൊരു എൻകൗണ്ടറിന്റേതാണ്.',
      '{{name}} இன் சந்திப்பு இப்போது வேறு என்கவுண்டருக்கு உரியது.',
    ],
    todo: [
      'Send the encounter without the appointment, or discard it.',
      'एनकाउंटर को अपॉइंटमेंट के बिना भेजें, या इसे हटाएँ।',
      'അപ്പോയിന്റ്മെന്റ് ഇല്ലാതെ എൻകൗണ്ടർ അയയ്ക്കുക, അല്ലെങ്കിൽ ഒഴിവാക്കുക.',
      'சந்திப்பு இல்லாமல் என்கவுண்டரை அனுப்பவும், அல்லது கைவிடவும்.',
    ],
  },
  'identifier-taken': {
    what: [
      '{{identifier}} {{value}} belongs to a patient in CARE already.',
      '{{identifier}} {{value}} CARE में पहले से एक मरीज़ का है।',
      '{{identifier}} {{value}} CARE-ൽ മറ്റൊരു രോഗിയുടേതാണ്.',
      '{{identifier}} {{value}} CARE இல் ஏற்கனவே ஒரு நோயாளிக்கு உரியது.',
    ],
    plain: [
      'An identifier of {{name}} belongs to a patient in CARE already.',
      '{{name}} की एक पहचान संख्या CARE में पहले से एक मरीज़ की है।',
      '{{name}}-ന്റെ ഒരു തിരിച്ചറിയൽ നമ്പർ CARE-ൽ മറ്റൊരു രോഗിയുടേതാണ്.',
      '{{name}} இன் ஓர் அடையாள எண் CARE இல் ஏற்கனவே ஒரு நோயாளிக்கு உரியது.',
    ],
    todo: [
      'If it is the same person, say so. Otherwise correct the number, or discard this.',
      'यदि वही व्यक्ति है तो बताएँ। नहीं तो संख्या सुधारें, या इसे हटाएँ।',
      'അതേ ആളാണെങ്കിൽ പറയുക. അല്ലെങ്കിൽ നമ്പർ തിരുത്തുക, അല്ലെങ്കിൽ ഇത് ഒഴിവാക്കുക.',
      'அதே நபர் எனில் சொல்லவும். இல்லையெனில் எண்ணைத் திருத்தவும், அல்லது இதைக் கைவிடவும்.',
    ],
  },
  'questionnaire-retired': {
    what: [
      'The form “{{form}}” is no longer used in CARE. Your answers are kept here.',
      'फ़ॉर्म “{{form}}” अब CARE में उपयोग में नहीं है। आपके उत्तर यहाँ सुरक्षित हैं।',
      '“{{form}}” എന്ന ഫോം CARE-ൽ ഇനി ഉപയോഗിക്കുന്നില്ല. നിങ്ങളുടെ ഉത്തരങ്ങൾ ഇവിടെയുണ്ട്.',
      '“{{form}}” படிவம் CARE இல் இனி பயன்பாட்டில் இல்லை. உங்கள் பதில்கள் இங்கே உள்ளன.',
    ],
    plain: [
      'This form is no longer used in CARE. Your answers are kept here.',
      'यह फ़ॉर्म अब CARE में उपयोग में नहीं है। आपके उत्तर यहाँ सुरक्षित हैं।',
      'ഈ ഫോം CARE-ൽ ഇനി ഉപയോഗിക്കുന്നില്ല. നിങ്ങളുടെ ഉത്തരങ്ങൾ ഇവിടെയുണ്ട്.',
      'இந்தப் படிவம் CARE இல் இனி பயன்பாட்டில் இல்லை. உங்கள் பதில்கள் இங்கே உள்ளன.',
    ],
    todo: [
      'Fill in the form that is used now, or discard this one.',
      'जो फ़ॉर्म अब उपयोग में है उसे भरें, या इसे हटाएँ।',
      'ഇപ്പോൾ ഉപയോഗിക്കുന്ന ഫോം പൂരിപ്പിക്കുക, അല്ലെങ്കിൽ ഇത് ഒഴിവാക്കുക.',
      'இப்போது பயன்படும் படிவத்தை நிரப்பவும், அல்லது இதைக் கைவிடவும்.',
    ],
  },
  'questionnaire-revised': {
    what: [
      'The form “{{form}}” was changed in CARE after you had filled it in.',
      'आपके भरने के बाद CARE में फ़ॉर्म “{{form}}” बदल दिया गया।',
      'നിങ്ങൾ പൂരിപ്പിച്ച ശേഷം “{{form}}” എന്ന ഫോം CARE-ൽ മാറ്റി.',
      'நீங்கள் நிரப்பிய பின் “{{form}}” படிவம் CARE இல் மாற்றப்பட்டது.',
    ],
    plain: [
      'This form was changed in CARE after you had filled it in.',
      'आपके भरने के बाद CARE में यह फ़ॉर्म बदल दिया गया।',
      'നിങ്ങൾ പൂരിപ്പിച്ച ശേഷം ഈ ഫോം CARE-ൽ മാറ്റി.',
      'நீங்கள் நிரப்பிய பின் இந்தப் படிவம் CARE இல் மாற்றப்பட்டது.',
    ],
    todo: [
      'Fill in what is missing: your answers are carried over. Or discard it.',
      'जो छूटा है उसे भरें: आपके उत्तर बने रहते हैं। या इसे हटाएँ।',
      'വിട്ടുപോയത് പൂരിപ്പിക്കുക: നിങ്ങളുടെ ഉത്തരങ്ങൾ അതിലുണ്ടാകും. അല്ലെങ്കിൽ ഒഴിവാക്കുക.',
      'விடுபட்டதை நிரப்பவும்: உங்கள் பதில்கள் அதில் இருக்கும். அல்லது கைவிடவும்.',
    ],
  },
  'answers-invalid': {
    what: [
      'CARE does not take some of the answers.',
      'CARE कुछ उत्तर नहीं ले रहा है।',
      'ചില ഉത്തരങ്ങൾ CARE സ്വീകരിക്കുന്നില്ല.',
      'சில பதில்களை CARE ஏற்கவில்லை.',
    ],
    todo: [
      'Correct them, or discard the form.',
      'उन्हें सुधारें, या फ़ॉर्म हटाएँ।',
      'അവ തിരുത്തുക, അല്ലെങ്കിൽ ഫോം ഒഴിവാക്കുക.',
      'அவற்றைத் திருத்தவும், அல்லது படிவத்தைக் கைவிடவும்.',
    ],
  },
  'details-invalid': {
    what: [
      'CARE does not take some of the details of {{name}}.',
      'CARE {{name}} के कुछ विवरण नहीं ले रहा है।',
      '{{name}}-ന്റെ ചില വിവരങ്ങൾ CARE സ്വീകരിക്കുന്നില്ല.',
      '{{name}} இன் சில விவரங்களை CARE ஏற்கவில்லை.',
    ],
    todo: [
      'Correct them, or discard it.',
      'उन्हें सुधारें, या इसे हटाएँ।',
      'അവ തിരുത്തുക, അല്ലെങ്കിൽ ഒഴിവാക്കുക.',
      'அவற்றைத் திருத்தவும், அல்லது கைவிடவும்.',
    ],
  },
  'organization-gone': {
    what: [
      'A department or an area that was chosen here is no longer in CARE.',
      'यहाँ चुना गया विभाग या क्षेत्र अब CARE में नहीं है।',
      'ഇവിടെ തിരഞ്ഞെടുത്ത വിഭാഗമോ പ്രദേശമോ ഇപ്പോൾ CARE-ൽ ഇല്ല.',
      'இங்கே தேர்ந்தெடுத்த துறை அல்லது பகுதி இனி CARE இல் இல்லை.',
    ],
    todo: [
      'Choose another one, or discard it.',
      'दूसरा चुनें, या इसे हटाएँ।',
      'മറ്റൊന്ന് തിരഞ്ഞെടുക്കുക, അല്ലെങ്കിൽ ഒഴിവാക്കുക.',
      'வேறொன்றைத் தேர்ந்தெடுக்கவும், அல்லது கைவிடவும்.',
    ],
  },
  'record-not-found': {
    what: [
      'CARE no longer has a record that this belongs to.',
      'जिस रिकॉर्ड से यह जुड़ा है वह अब CARE में नहीं है।',
      'ഇത് ഉൾപ്പെടുന്ന ഒരു രേഖ ഇപ്പോൾ CARE-ൽ ഇല്ല.',
      'இது சேர்ந்த ஒரு பதிவு இனி CARE இல் இல்லை.',
    ],
    todo: [
      'Ask on your ward what became of it. Then try again, or discard it.',
      'वार्ड में पूछें कि उसका क्या हुआ। फिर दोबारा कोशिश करें, या इसे हटाएँ।',
      'അതിന് എന്തുപറ്റി എന്ന് വാർഡിൽ ചോദിക്കുക. എന്നിട്ട് വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ ഒഴിവാക്കുക.',
      'அதற்கு என்ன ஆயிற்று என்று வார்டில் கேளுங்கள். பின் மீண்டும் முயலவும், அல்லது கைவிடவும்.',
    ],
  },
}

const languages = { en: 0, hi: 1, ml: 2, ta: 3 } as const

/** i18next reads `:` and `.` in keys in its own way; kinds have neither. */
export const refusalKey = (kind: string): string => `refusal_${kind.replaceAll('-', '_')}`

/** Under the keys that i18next knows them by. */
export function refusalWords(language: keyof typeof languages): Record<string, string> {
  const column = languages[language]
  return Object.fromEntries(
    Object.entries(refusals).flatMap(([kind, { what, plain, todo }]) => {
      const key = refusalKey(kind)
      const short: [string, string][] = plain ? [[`${key}_plain`, plain[column]]] : []
      return [[key, what[column]], ...short, [`${key}_do`, todo[column]]]
    }),
  )
}
