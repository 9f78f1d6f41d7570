/** The middle of what was measured, its edges, and what all but one in twenty keep. */
export function series(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  const half = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? at(0.5) : (sorted[half - 1] + sorted[half]) / 2;
  return { median, p95: at(0.95), least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/** Median and edges as people read them. */
export function spread(values, digits = 0) {
  const { median, least, most } = series(values);
  return `${median.toFixed(digits)} [${least.toFixed(digits)} .. ${most.toFixed(digits)}]`;
}
