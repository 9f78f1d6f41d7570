/** Numbers in [0, 1) that a seed decides (Knuth and Lewis: a = 1664525, c = 1013904223, modulus 2^32). */
export function chanceOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
