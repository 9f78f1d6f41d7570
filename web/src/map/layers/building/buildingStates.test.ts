import { expect, it } from 'vitest';
import { openCaseOf } from '@/twin/testing';
import { toneNumber } from '../../palette';
import { BuildingStates } from './buildingStates';

const now = Date.parse('2026-01-15T12:00:00Z');
const everywhere = { west: -180, south: -90, east: 180, north: 90 };
const nowhere = { west: 0, south: 0, east: 1, north: 1 };
const at = (caseId: string, part = {}) => openCaseOf(caseId, 'g1', { buildingNumber: 7, ...part });

function states(bounds = everywhere): { states: BuildingStates; told: [number, number][] } {
  const told: [number, number][] = [];
  const made = new BuildingStates((number, tone) => told.push([number, tone]));
  made.show(bounds, now);
  return { states: made, told };
}

it('colours a building by the worst of its cases, and clears it after the last', () => {
  const { states: made, told } = states();
  const [calm, extreme] = [at('a', { stage: 'Handling' }), at('b', { severity: 'S1' })];
  made.apply([{ before: null, after: calm }], now);
  made.apply([{ before: null, after: extreme }], now);
  made.apply([{ before: extreme, after: null }], now);
  made.apply([{ before: calm, after: null }], now);
  expect(told).toEqual([[7, toneNumber.handling], [7, toneNumber.urgent], [7, toneNumber.handling], [7, 0]]);
});

it('tells once for many changes of one building, and not at all when nothing differs', () => {
  const { states: made, told } = states();
  made.apply(['a', 'b', 'c'].map((id) => ({ before: null, after: at(id) })), now);
  made.refreshAll(now, false);
  expect(told).toEqual([[7, toneNumber.waiting]]);
});

it('waits with what the map does not show until it shows it', () => {
  const { states: made, told } = states(nowhere);
  made.apply([{ before: null, after: at('a') }], now);
  expect(told).toEqual([]);
  made.show(everywhere, now);
  expect(told).toEqual([[7, toneNumber.waiting]]);
});

it('turns grey when the line is lost and back when it is found', () => {
  const { states: made, told } = states();
  made.apply([{ before: null, after: at('a') }], now);
  made.refreshAll(now, true);
  made.refreshAll(now, false);
  expect(told.map(([, tone]) => tone)).toEqual([toneNumber.waiting, toneNumber.stale, toneNumber.waiting]);
});
