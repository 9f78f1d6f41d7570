import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { HeldResourceView, IncidentsView, IncidentView, PostView, SiteMarkView } from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { useAreas } from './areas';
import { useCases } from './cases';
import { defaults } from './defaults';
import { usePorts } from './ports';
import { useView } from './view';

export type ThingKind = 'site' | 'team' | 'resource' | 'incident';

/** Something on the map that is no case: it stands where it is, or where the case is that it works at. */
export interface Thing {
  /** Unlike all others, the same as long as it is the same. */
  id: string;
  kind: ThingKind;
  /** Word of its own table: type of the site, kind of the resource, name of the task. */
  type: string;
  name: string;
  lng: number;
  lat: number;
  /** What a click opens. */
  opens: { site: string } | { case: string };
  count: number;
}

/** Of a whole city or district only what it lives by; the rest would hide it. */
const lifelines = new Set(['Hospital', 'Hazmat', 'PumpStation', 'Underpass', 'Substation']);

/** Seats are asked for one by one on the server, so only where few are in question. */
const teamLevels = new Set(['Street', 'Community', 'Grid']);

/**
 * Key sites, teams at work, resources and the open incident of the area on screen. A team stands at the case that its
 * seat has accepted, or in its grid: nobody's own position is asked for, kept or shown.
 */
export const useThings = defineStore('things', () => {
  const [areas, cases, view] = [useAreas(), useCases(), useView()];
  const sites = shallowRef<readonly SiteMarkView[]>([]);
  const posts = shallowRef<readonly PostView[]>([]);
  const held = shallowRef<readonly HeldResourceView[]>([]);
  const incidents = shallowRef<readonly IncidentView[]>([]);
  const things = shallowRef<readonly Thing[]>([]);
  let turn = 0;

  const level = computed(() => view.area?.level ?? 'City');
  /** The areas whose incident is open and that the screen looks at, or lies in. */
  const commanded = computed(() => incidents.value.map((one) => one.incident.area));

  /**
   * What the layers that are on want for an area; what they do not want is not asked for. Without an answer all stays
   * as it was.
   */
  async function load(areaId: string): Promise<void> {
    const mine = ++turn;
    const on = (layer: 'sites' | 'teams' | 'resources' | 'incident'): boolean => !view.hiddenLayers.has(layer);
    const area = encodeURIComponent(areaId);
    const found = await Promise.all([
      on('sites') ? ask<SiteMarkView[]>(`/sites?area=${area}`, []) : [],
      on('teams') && teamLevels.has(level.value) ? ask<PostView[]>(`/posts?area=${area}`, []) : [],
      on('resources') ? ask<HeldResourceView[]>(`/resources?area=${area}`, []) : [],
      on('incident') ? openIncidents(areaId) : [],
    ]).catch(() => null);
    if (mine !== turn || found === null) return;
    const [foundSites, foundPosts, foundHeld, foundIncidents] = found;
    sites.value = foundSites;
    posts.value = foundPosts;
    held.value = foundHeld;
    incidents.value = foundIncidents;
    stand();
  }

  async function openIncidents(areaId: string): Promise<IncidentView[]> {
    const { incidents: all } = await ask<IncidentsView>('/incidents', { incidents: [] });
    const here = all.filter((one) => one.closedAt == null
      && (areas.isWithin(one.area, areaId) || areas.isWithin(areaId, one.area)));
    const boards = await Promise.all(here.map((one) => ask<IncidentView | null>(
      `/incidents/${encodeURIComponent(one.incident)}`, null,
    )));
    return boards.filter((board): board is IncidentView => board !== null);
  }

  /** A layer that may not be seen is empty. */
  async function ask<T>(path: string, otherwise: T): Promise<T> {
    try {
      return await usePorts().api.get<T>(path);
    } catch (failure) {
      if (failure instanceof Refused) return otherwise;
      throw failure;
    }
  }

  function forget(): void {
    turn++;
    sites.value = [];
    posts.value = [];
    held.value = [];
    incidents.value = [];
    stand();
  }

  function stand(): void {
    things.value = [...siteThings(), ...teamThings(), ...resourceThings(), ...incidentThings()];
  }

  // Cases change with each picture; what stands at them follows at a calmer pace.
  let isPlanned = false;
  watch(() => cases.changes, () => {
    if (isPlanned || (posts.value.length === 0 && held.value.length === 0 && incidents.value.length === 0)) return;
    isPlanned = true;
    void usePorts().pause(defaults.thingsFollowMilliseconds).then(() => {
      isPlanned = false;
      stand();
    });
  });

  function siteThings(): Thing[] {
    const all = teamLevels.has(level.value);
    return sites.value.filter((site) => all || lifelines.has(site.type)).map((site) => ({
      id: site.id, kind: 'site', type: site.type, name: site.name, lng: site.lng, lat: site.lat, count: 1,
      opens: { site: site.id },
    }));
  }

  function teamThings(): Thing[] {
    return posts.value.flatMap((post) => post.tasks
      .filter((task) => task.accepted && !task.over)
      .flatMap((task) => {
        const at = placeOf(task.caseId, post.home);
        return at === null ? [] : [{
          id: `${post.id}/${task.offer}`, kind: 'team' as const, type: task.task, name: post.name, ...at, count: 1,
          opens: { case: task.caseId },
        }];
      }));
  }

  function resourceThings(): Thing[] {
    return held.value.filter((one) => one.committed).flatMap((one) => {
      const at = placeOf(one.caseId, null);
      return at === null ? [] : [{
        id: `${one.holder}/${one.kind}/${one.caseId}`, kind: 'resource' as const, type: one.kind, name: one.holder,
        ...at, count: one.count, opens: { case: one.caseId },
      }];
    });
  }

  function incidentThings(): Thing[] {
    return incidents.value.flatMap((board) => [
      ...board.tasks.map((task) => ({ id: task.caseId, name: task.zh, en: task.en, home: board.incident.area })),
      ...board.cases.map((one) => ({ id: one.caseId, name: one.class ?? '', en: one.class ?? '', home: one.home })),
    ].flatMap(({ id, name, en, home }) => {
      const at = placeOf(id, home);
      return at === null ? [] : [{
        id: `incident/${board.incident.incident}/${id}`, kind: 'incident' as const, type: 'Task',
        name: view.locale === 'en' ? en : name, ...at, count: 1, opens: { case: id },
      }];
    }));
  }

  /** Where the case is; one without a place stands in the middle of its grid. */
  function placeOf(caseId: string, home: string | null): { lng: number; lat: number } | null {
    const found = cases.get(caseId);
    if (found?.lng != null && found.lat != null) return { lng: found.lng, lat: found.lat };
    const middle = areas.area(found?.home ?? home ?? '')?.centre;
    return middle === undefined ? null : { lng: middle.lng, lat: middle.lat };
  }

  return { things, sites, incidents, commanded, load, forget };
});
