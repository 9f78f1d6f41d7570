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
  const cells = new Cells(spots, radiusPixels);
  const clusters: Cluster[] = [];
  for (const { x, y, index } of spots) {
    const near = cells.nearest(x, y, clusters);
    if (near !== null) {
      near.members.push(index);
      continue;
    }

    cells.add(x, y, clusters.length);
    clusters.push({ x, y, members: [index] });
  }

  return clusters;
}

/** Clusters by cell of the screen, in flat arrays: thousands of marks are grouped ten times a second. */
class Cells {
  private readonly left: number;
  private readonly top: number;
  private readonly columns: number;
  private readonly heads: Int32Array;
  private readonly next: Int32Array;

  constructor(spots: readonly Spot[], private readonly side: number) {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y } of spots) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }

    // A border of one empty cell saves asking whether a neighbour is still inside.
    const count = (span: number): number => (spots.length === 0 ? 1 : Math.floor(span / side) + 3);
    [this.left, this.top] = [left - side, top - side];
    this.columns = count(right - left);
    this.heads = new Int32Array(this.columns * count(bottom - top)).fill(-1);
    this.next = new Int32Array(spots.length).fill(-1);
  }

  add(x: number, y: number, cluster: number): void {
    const cell = this.cellOf(x, y);
    this.next[cluster] = this.heads[cell] ?? -1;
    this.heads[cell] = cluster;
  }

  nearest(x: number, y: number, clusters: readonly Cluster[]): Cluster | null {
    const middle = this.cellOf(x, y);
    let best: Cluster | null = null;
    let bestSquare = this.side * this.side;
    for (let row = middle - this.columns; row <= middle + this.columns; row += this.columns) {
      for (let cell = row - 1; cell <= row + 1; cell++) {
        for (let index = this.heads[cell] ?? -1; index >= 0; index = this.next[index] ?? -1) {
          const cluster = clusters[index];
          if (cluster === undefined) continue;
          const [dx, dy] = [cluster.x - x, cluster.y - y];
          const square = dx * dx + dy * dy;
          if (square < bestSquare) {
            best = cluster;
            bestSquare = square;
          }
        }
      }
    }

    return best;
  }

  private cellOf(x: number, y: number): number {
    return Math.floor((y - this.top) / this.side) * this.columns + Math.floor((x - this.left) / this.side);
  }
}
