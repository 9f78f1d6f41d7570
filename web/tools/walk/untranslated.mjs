/** Signs that both languages share: codes, units, names of standards, keys. */
const shared = [
  // The end of a case's id first: what comes after would take a part of it for a unit.
  /…[0-9a-z]{6}\b/g,
  /\b[EMT]\d[\w.]*/g, /\bVS\d+/g, /\bS[1-4]\b/g, /\bPM\d[\d.]*/g, /\bp\d\d\b/gi, /\bn\s?\d[\d,]*/g, /\bUTC\b/g,
  /\b\d[\d.,]*\s?(?:s|m|km|cm|mm|dB|min|h|d|ms)\b/g, /\b(?:Esc|Enter|Shift|Tab|App|GPS|ID|n)\b/g, /\bAsia\/Shanghai\b/g,
  /\b[0-9A-F]{8}-[0-9A-F-]{27}\b/gi, /\b[0-9A-HJKMNP-TV-Z]{26}\b/g,
];
const rawKey = /^[a-z]\w*(?:\.\w+)+$/;
const unfilled = /\{\w+\}/;
const han = /[\u4e00-\u9fff]/;
const word = /[A-Za-z]{2,}/;

/**
 * What is not in the language of the page.
 * @param texts What the page shows or says aloud.
 * @param names Names of places and people's own words, which stay as they are.
 */
export function untranslated(locale, texts, names) {
  return texts.flatMap((text) => {
    const bare = names.reduce((left, name) => left.replaceAll(name, ' '), text).trim();
    if (rawKey.test(bare) || unfilled.test(bare)) return [`raw key "${text}"`];
    if (locale === 'en') return han.test(bare) ? [`Chinese in English: "${text}"`] : [];
    const rest = shared.reduce((left, sign) => left.replace(sign, ' '), bare);
    return word.test(rest) ? [`English in Chinese: "${text}"`] : [];
  });
}
