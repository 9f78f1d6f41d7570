/** Which figures lead at a level, and which group has a panel of its own. */
export interface Composition {
  /** Beside open and overdue, which are live everywhere. */
  leads: readonly [string, string, string, string];
  /** null: the rhythm of the day. */
  group: string | null;
  /** A wall of 32:9 has room for three groups more. */
  wide: readonly [string, string, string];
}

const city: Composition = {
  leads: ['M01a', 'M06', 'M05', 'M04'], group: null, wide: ['time', 'quality', 'supervision'],
};

const byLevel: Readonly<Record<string, Composition>> = {
  City: city,
  District: { leads: ['M01a', 'M09', 'M10', 'M23'], group: 'supervision', wide: ['time', 'quality', 'load'] },
  Street: { leads: ['M10', 'M12.p50', 'M19.onTime', 'M23'], group: 'joint', wide: ['time', 'quality', 'load'] },
  Community: { leads: ['M05', 'M06b', 'M13', 'M07'], group: 'people', wide: ['time', 'stage', 'load'] },
  Grid: { leads: ['M01a', 'M13', 'M08', 'M03.age08to1'], group: 'time', wide: ['stage', 'load', 'quality'] },
};

export function compositionOf(level: string): Composition {
  return byLevel[level] ?? city;
}

/** All groups of figures in the order of the board. */
export const figureGroups = [
  'time', 'quality', 'load', 'stage', 'people', 'joint', 'supervision', 'duty', 'hotline', 'community', 'twin',
] as const;

/** What a leader weighs against each other: three figures each. */
export const balance = [
  { side: 'safety', figures: ['VS15', 'VS16', 'M17'] },
  { side: 'service', figures: ['M01a', 'M06', 'M10'] },
  { side: 'selfGovernment', figures: ['M05', 'M05.Grid', 'M08'] },
] as const;
