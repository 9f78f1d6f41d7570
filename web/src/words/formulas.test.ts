import { expect, it } from 'vitest';
import { formulasZh } from './formulas';

const tables = import.meta.glob<string>(
  '../../../src/Twin.City/Tables/metrics.csv', { query: '?raw', import: 'default', eager: true },
);

it('says in Chinese how each metric of the catalogue is counted', () => {
  const [table = ''] = Object.values(tables);
  const ids = table.trim().split('\n').slice(1).map((line) => line.split(',')[0]);
  expect(Object.keys(formulasZh)).toEqual(ids);
  expect(Object.values(formulasZh).filter((text) => /[A-Za-z]{2,}/.test(text))).toEqual([]);
});
