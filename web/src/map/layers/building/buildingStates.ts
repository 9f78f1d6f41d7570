import { toneOf, worse } from '@/twin/tone';
import type { OpenCase } from '@/twin/cases';
import { toneNumber } from '../../palette';
import type { ShownTone } from '../../palette';

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

interface Building {
  cases: Map<string, OpenCase>;
  lng: number;
  lat: number;
  /** What the map was told last; 0 is no case. */
  told: number;
}

type Tell = (buildingNumber: number, tone: number) => void;

/** Live colour of buildings: keeps all in mind, and tells the map only of those it shows. */
export class BuildingStates {
  private readonly buildings = new Map<number, Building>();
  private readonly waiting = new Set<number>();
  private stale = false;
  private bounds: Bounds | null = null;

  constructor(private readonly tell: Tell) {}

  /** Case changes since the last picture; each building is told once, whatever its number of changes. */
  apply(changes: readonly { before: OpenCase | null; after: OpenCase | null }[], nowMilliseconds: number): void {
    const touched = new Set<number>();
    for (const { before, after } of changes) {
      if (before?.buildingNumber != null && before.buildingNumber !== after?.buildingNumber) {
        this.buildings.get(before.buildingNumber)?.cases.delete(before.caseId);
        touched.add(before.buildingNumber);
      }

      if (after?.buildingNumber != null) {
        this.building(after).cases.set(after.caseId, after);
        touched.add(after.buildingNumber);
      }
    }

    for (const number of touched) this.refresh(number, nowMilliseconds);
  }

  /** Time passed, or the line was lost or found: every colour may differ. */
  refreshAll(nowMilliseconds: number, stale: boolean): void {
    this.stale = stale;
    for (const number of this.buildings.keys()) this.refresh(number, nowMilliseconds);
  }

  /** The map shows another part: tell what waited for it. */
  show(bounds: Bounds, nowMilliseconds: number): void {
    this.bounds = bounds;
    for (const number of [...this.waiting]) this.refresh(number, nowMilliseconds);
  }

  private building(openCase: OpenCase): Building {
    const number = openCase.buildingNumber ?? 0;
    const known = this.buildings.get(number);
    if (known !== undefined) return known;
    const made: Building = { cases: new Map(), lng: openCase.lng ?? 0, lat: openCase.lat ?? 0, told: 0 };
    this.buildings.set(number, made);
    return made;
  }

  private refresh(number: number, nowMilliseconds: number): void {
    const building = this.buildings.get(number);
    if (building === undefined) return;
    if (!this.isShown(building)) {
      this.waiting.add(number);
      return;
    }

    this.waiting.delete(number);
    const tone = this.toneOf(building, nowMilliseconds);
    if (tone !== building.told) {
      building.told = tone;
      this.tell(number, tone);
    }

    if (building.cases.size === 0) this.buildings.delete(number);
  }

  private toneOf(building: Building, nowMilliseconds: number): number {
    let worst: ShownTone | null = null;
    for (const openCase of building.cases.values()) {
      const tone = toneOf(openCase, nowMilliseconds);
      worst = worst === null ? tone : worse(worst as typeof tone, tone);
    }

    if (worst === null) return 0;
    return toneNumber[this.stale ? 'stale' : worst];
  }

  private isShown({ lng, lat }: Building): boolean {
    const at = this.bounds;
    return at !== null && lng >= at.west && lng <= at.east && lat >= at.south && lat <= at.north;
  }
}
