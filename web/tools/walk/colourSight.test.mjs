import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { palettes } from '../../src/map/palette';

/**
 * How people see who lack a kind of cone: matrices for severity 1.0, on linear RGB, of G. M. Machado, M. M. Oliveira
 * and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions
 * on Visualization and Computer Graphics 15 (2009), 1291–1298.
 */
const sights = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [
    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039],
  ],
};
/** CIE 1976 colour difference; 2.3 is what is just noticed side by side. */
const leastDifference = 12;

const tokens = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');

function tokenTones(theme) {
  const block = tokens.split(`[data-theme='${theme}']`)[1]?.split('}')[0] ?? '';
  const found = [...block.matchAll(/--tone-(\w+): (#\w{6})/g)];
  return Object.fromEntries(found.map(([, name = '', hex = '']) => [name, hex]));
}

function linear(hex) {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

function times(matrix, [a, b, c]) {
  return matrix.map(([x, y, z]) => x * a + y * b + z * c);
}

// sRGB's primaries and white, as IEC 61966-2-1 has them.
const toXyz = [
  [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041],
];

function lab(rgb) {
  const clipped = rgb.map((part) => Math.min(1, Math.max(0, part)));
  const [x, y, z] = times(toXyz, clipped);
  const [a, b, c] = [x / 0.95047, y, z / 1.08883].map((part) => (part > 216 / 24_389
    ? Math.cbrt(part) : (24_389 / 27 * part + 16) / 116));
  return [116 * b - 16, 500 * (a - b), 200 * (b - c)];
}

function difference(one, other, sight) {
  const [[a, b, c], [x, y, z]] = [lab(times(sight, linear(one))), lab(times(sight, linear(other)))];
  return Math.hypot(a - x, b - y, c - z);
}

describe.each(['night', 'day'])('the colours of states by %s', (theme) => {
  it.each(Object.entries(sights))('stay apart on map and panels for %s', (_, sight) => {
    for (const tones of [palettes[theme].tones, tokenTones(theme)]) {
      const all = Object.entries(tones);
      expect(all.length).toBe(6);
      const close = all.flatMap(([name, hex], at) => all.slice(at + 1)
        .filter(([, other]) => difference(hex, other, sight) < leastDifference).map(([other]) => `${name}–${other}`));
      expect(close).toEqual([]);
    }
  });
});

it('a simulated red turns dark and yellowish for who lacks the red cones', () => {
  const [, greenRed] = lab(times(sights.protanopia, linear('#ff0000')));
  expect(Math.abs(greenRed)).toBeLessThan(Math.abs(lab(linear('#ff0000'))[1]) / 3);
});
