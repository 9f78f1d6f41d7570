import { beforeEach, expect, it } from 'vitest';
import { useAreas } from './areas';
import { areaOf, world } from './testing';
import { useView } from './view';

const tree = [areaOf('city', 'City', null), areaOf('c1', 'Community', 'city'), areaOf('g1', 'Grid', 'c1')];
let keep: Map<string, string>;

beforeEach(async () => {
  ({ keep } = world({ '/areas': tree }));
  await useAreas().load();
});

it('goes up one level at a time, and closes a card first', () => {
  const view = useView();
  view.openArea('g1');
  view.openCase('a');
  expect(view.goUp()).toBe(true);
  expect([view.caseId, view.areaId]).toEqual([null, 'g1']);
  view.goUp();
  view.goUp();
  expect(view.areaId).toBe('city');
  expect(view.goUp()).toBe(false);
});

it('remembers theme and language', () => {
  useView().setTheme('day');
  useView().setLocale('en');
  expect([keep.get('theme'), keep.get('locale')]).toEqual(['day', 'en']);
});

it('hides and shows a layer', () => {
  const view = useView();
  view.toggleLayer('heat');
  expect(view.hiddenLayers.has('heat')).toBe(true);
  view.toggleLayer('heat');
  expect(view.hiddenLayers.has('heat')).toBe(false);
});

it('knows the way down and what lies within', () => {
  const areas = useAreas();
  expect(areas.path('g1').map((area) => area.id)).toEqual(['city', 'c1', 'g1']);
  expect(areas.stepTowards('city', 'g1')?.id).toBe('c1');
  expect(areas.stepTowards('g1', 'city')).toBeNull();
  expect([areas.isWithin('g1', 'city'), areas.isWithin('city', 'g1')]).toEqual([true, false]);
});
