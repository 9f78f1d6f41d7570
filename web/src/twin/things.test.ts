import { describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import type { AreaView } from '@/wire/contracts';
import { useAreas } from './areas';
import { useCases } from './cases';
import { areaOf, frameOf, markOf, world } from './testing';
import { useThings } from './things';
import { useView } from './view';

const task = {
  caseId: 'c1', offer: 'c1.5', post: 'p1', task: 'Handle', stage: 'Handling', severity: 'S4',
  offeredAt: '2026-01-15T11:00:00Z', accepted: true, arrived: false, drill: false, over: false, seen: true,
};
const post = (tasks: object[]) => ({ id: 'p1', name: '网格长', home: 'g1', kind: 'GridHead', onDuty: true, tasks });
const site = (id: string, type: string) => ({ id, type, name: id, home: 'g1', lng: 120.5, lat: 30.5 });
const areas: AreaView[] = [
  areaOf('city', 'City', null), areaOf('c', 'Community', 'city'), areaOf('g1', 'Grid', 'c'),
];
const incident = {
  incident: { incident: 'i1', area: 'c', closedAt: null },
  tasks: [{ caseId: 'c1', zh: '排水', en: 'Drain' }],
  cases: [{ caseId: 'c9', class: 'E0401', home: 'g1' }],
};

async function opened(level: 'city' | 'c', answers: Record<string, unknown> = {}) {
  const at = world({
    '/areas': areas,
    [`/sites?area=${level}`]: [site('s1', 'School'), site('s2', 'Hospital')],
    [`/posts?area=${level}`]: [post([task, { ...task, offer: 'c1.9', accepted: false }])],
    [`/resources?area=${level}`]: [
      { caseId: 'c1', holder: 'Drainage', kind: 'Pump', committed: true, count: 3 },
      { caseId: 'c1', holder: 'Drainage', kind: 'Truck', committed: false, count: 1 },
    ],
    '/incidents': { incidents: [incident.incident, { incident: 'i0', area: 'c', closedAt: '2026-01-01T00:00:00Z' }] },
    '/incidents/i1': incident,
    ...answers,
  });
  await useAreas().load();
  useCases().applyFrames([frameOf('g1', 'snapshot', { cases: [markOf('c1')] })]);
  useView().openArea(level);
  await useThings().load(level);
  return at;
}

describe('what the map shows beside cases', () => {

  it('puts a team at the case that it has accepted, and nowhere else', async () => {
    await opened('c');

    const teams = useThings().things.filter((one) => one.kind === 'team');

    expect(teams.map((one) => [one.id, one.lng, one.lat])).toEqual([['p1/c1.5', 120.8, 29.1]]);
    expect(teams[0]?.opens).toEqual({ case: 'c1' });
  });

  it('puts a team whose case has no place in the middle of its grid', async () => {
    await opened('c', { '/posts?area=c': [post([{ ...task, caseId: 'c7' }])] });

    const [team] = useThings().things.filter((one) => one.kind === 'team');

    expect([team?.lng, team?.lat]).toEqual([120, 30]);
  });

  it('follows a case that was not known yet, after a pause and not with each change', async () => {
    const { ports } = await opened('c', { '/posts?area=c': [post([{ ...task, caseId: 'c7' }])] });
    let goOn = (): void => undefined;
    let pauses = 0;
    ports.pause = () => new Promise<undefined>((resolve) => {
      pauses++;
      goOn = () => resolve(undefined);
    });
    const at = () => useThings().things.find((one) => one.kind === 'team')?.lng;

    useCases().applyFrames([frameOf('g1', 'frame', { cases: [markOf('c7', { position: 2 })] })]);
    await nextTick();
    useCases().applyFrames([frameOf('g1', 'frame', { cases: [markOf('c8', { position: 3 })] })]);
    await nextTick();
    expect([at(), pauses]).toEqual([120, 1]);

    goOn();
    await new Promise((resolve) => setTimeout(resolve));
    expect(at()).toBe(120.8);
  });

  it('shows of a city only what it lives by, and asks for no seats there', async () => {
    const { asked } = await opened('city');

    expect(useThings().things.filter((one) => one.kind === 'site').map((one) => one.id)).toEqual(['s2']);
    expect(asked).not.toContain('/posts?area=city');
  });

  it('shows resources that are at work, with how many', async () => {
    await opened('c');

    expect(useThings().things.filter((one) => one.kind === 'resource').map((one) => [one.type, one.count]))
      .toEqual([['Pump', 3]]);
  });

  it('rings what belongs to the open incident, and knows its area', async () => {
    await opened('c');

    expect(useThings().commanded).toEqual(['c']);
    expect(useThings().things.filter((one) => one.kind === 'incident').map((one) => one.id))
      .toEqual(['incident/i1/c1', 'incident/i1/c9']);
  });

  it('does not ask for layers that are off, and is empty where it may not look', async () => {
    await opened('c', { '/sites?area=c': new Error('refused') });
    expect(useThings().sites).toEqual([]);

    const { asked } = await opened('c');
    useView().toggleLayer('sites');
    asked.length = 0;
    await useThings().load('c');
    expect(asked.filter((path) => path.startsWith('/sites'))).toEqual([]);
  });
});

describe('layers', () => {
  it('are remembered by the device', () => {
    const { keep } = world();
    useView().toggleLayer('teams');
    useView().toggleLayer('heat');

    expect(keep.get('hiddenLayers')?.split(' ').sort()).toEqual(['heat', 'teams']);
    useView().toggleLayer('heat');
    expect(keep.get('hiddenLayers')).toBe('teams');
  });
});
