/** Units of tables as people write them; one that is not here is written the same. */
const written: Readonly<Record<string, { zh: string; en: string }>> = {
  'persons/m2': { zh: '人/m²', en: 'people/m²' },
  'ug/m3': { zh: 'µg/m³', en: 'µg/m³' },
  '%LEL': { zh: '% 爆炸下限', en: '% LEL' },
  ratio: { zh: '倍自由流', en: '× free flow' },
};

export function unitWord(unit: string, locale: string): string {
  const words = written[unit];
  return words === undefined ? unit : locale.startsWith('zh') ? words.zh : words.en;
}
