import { beforeEach, expect, it } from 'vitest';
import { useAreas } from './areas';
import { useLive } from './live';
import { frameOf, world } from './testing';

const west = { id: 'west', code: '', level: 'Grid', name: 'West', parent: 'city', number: 1 };
let answers: Record<string, unknown>;
let asked: string[];

beforeEach(() => {
  answers = { '/areas': [west] };
  asked = world(answers).asked;
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('asks for the areas again when a frame tells of another map', async () => {
  const [areas, live] = [useAreas(), useLive()];
  live.apply([frameOf('city', 'snapshot', { map: 0 })]);
  await settled();
  expect(asked).toEqual([]);

  live.apply([frameOf('city', 'frame', { map: 3 }), frameOf('west', 'frame', { map: 3 })]);
  live.apply([frameOf('city', 'frame', { map: 3 })]);
  await settled();
  expect([asked, areas.version, areas.area('west')?.name]).toEqual([['/areas'], 3, 'West']);

  live.apply([frameOf('city', 'frame', { map: 3 })]);
  await settled();
  expect(asked).toEqual(['/areas']);
});

it('keeps the map that it has when the answer fails, and asks again with the next frame', async () => {
  const [areas, live] = [useAreas(), useLive()];
  delete answers['/areas'];
  live.apply([frameOf('city', 'frame', { map: 2 })]);
  await settled();
  expect([areas.version, areas.all]).toEqual([0, []]);

  answers['/areas'] = [west];
  live.apply([frameOf('city', 'frame', { map: 2 })]);
  await settled();
  expect([areas.version, areas.all.length]).toEqual([2, 1]);
});
