export interface Spot {
  /** Screen pixels. */
  x: number;
  y: number;
  /** Index of the case this spot stands for. */
  index: number;
}

export interface Cluster {
  x: number;
  y: number;
  members: number[];
}

/** Groups spots that lie closer than the radius: first come, first centre; the same input gives the same groups. */
export function clusterSpots(spots: readonly Spot[], radiusPixels: number): Cluster[] {
  const cell = radiusPixels;
  const cells = new Map<number, number[]>();
  const clusters: Cluster[] = [];
  const key = (x: number, y: number): number => Math.floor(x / cell) * 100_003 + Math.floor(y / cell);

  for (const spot of spots) {
    const near = nearest(spot, radiusPixels, cells, clusters, key);
    if (near !== null) {
      near.members.push(spot.index);
      continue;
    }

    const at = key(spot.x, spot.y);
    const made: Cluster = { x: spot.x, y: spot.y, members: [spot.index] };
    const list = cells.get(at);
    if (list === undefined) cells.set(at, [clusters.length]);
    else list.push(clusters.length);
    clusters.push(made);
  }

  return clusters;
}

function nearest(
  spot: Spot, radius: number, cells: Map<number, number[]>, clusters: Cluster[],
  key: (x: number, y: number) => number,
): Cluster | null {
  let best: Cluster | null = null;
  let bestSquare = radius * radius;
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const index of cells.get(key(spot.x + dx * radius, spot.y + dy * radius)) ?? []) {
        const cluster = clusters[index];
        if (cluster === undefined) continue;
        const square = (cluster.x - spot.x) ** 2 + (cluster.y - spot.y) ** 2;
        if (square < bestSquare) [best, bestSquare] = [cluster, square];
      }
    }
  }

  return best;
}
