import type { Tone } from '@/twin/tone';

export type ShownTone = Tone | 'stale';

/** Feature-state speaks numbers: 0 is a building without a case. */
export const toneNumber: Record<ShownTone, number> = { done: 1, handling: 2, waiting: 3, near: 4, urgent: 5, stale: 6 };

export interface Palette {
  ground: string;
  country: string;
  land: string;
  block: string;
  blocks: Readonly<Record<string, string>>;
  blockEdge: string;
  water: string;
  bank: string;
  green: string;
  greens: Readonly<Record<string, string>>;
  roadMinor: string;
  roadMajor: string;
  roadArterial: string;
  roadGlow: string;
  roadGlowOpacity: number;
  roadName: string;
  roadNameHalo: string;
  waterName: string;
  gridLine: string;
  heat: string;
  border: string;
  borderGlow: string;
  selected: string;
  heights: readonly [number, string][];
  roof: string;
  tones: Record<ShownTone, string>;
  lightColor: string;
  lightIntensity: number;
  lightPosition: [number, number, number];
  sky: string;
  horizon: string;
  fog: string;
  disc: string;
  discRing: string;
  discText: string;
  markEdge: string;
}

const nightTones: Record<ShownTone, string> = {
  done: '#22b58a', handling: '#f7cf5c', waiting: '#58b6ff', near: '#f4802f', urgent: '#ff4d5e', stale: '#8695a6',
};

const dayTones: Record<ShownTone, string> = {
  done: '#149f78', handling: '#e8b62e', waiting: '#2f8fde', near: '#e4661a', urgent: '#d81f34', stale: '#8a98a8',
};

export const palettes: Record<'night' | 'day', Palette> = {
  night: {
    ground: '#060b14',
    country: '#070e18',
    land: '#0a1424',
    block: '#0f1b2e',
    blocks: { commercial: '#131f38', public: '#14223a', industrial: '#131a28' },
    blockEdge: '#1a2f4c',
    water: '#0c2e4f',
    bank: '#2a78ad',
    green: '#0e2d25',
    greens: {
      field: '#091a1b', wood: '#0a2320', park: '#10382d',
      garden: '#0f3029', pitch: '#14402f', bank: '#0d2f2a',
    },
    roadMinor: '#16263d',
    roadMajor: '#2a4368',
    roadArterial: '#c98a3c',
    roadGlow: '#e09a45',
    roadGlowOpacity: 0.35,
    roadName: '#93abc9',
    roadNameHalo: '#060b14',
    waterName: '#7fb9e2',
    gridLine: '#2c5483',
    heat: '#ff4d5e',
    border: '#6fb4f0',
    borderGlow: '#3d8fd8',
    selected: '#ffd166',
    heights: [[0, '#22375a'], [12, '#2b4a76'], [30, '#3c69a0'], [70, '#5f97cd'], [140, '#b5daf7']],
    roof: '#9ccbf0',
    tones: nightTones,
    lightColor: '#cfe2ff',
    lightIntensity: 0.42,
    lightPosition: [1.3, 300, 48],
    sky: '#050a14',
    horizon: '#0e2036',
    fog: '#08111f',
    disc: '#0b1626',
    discRing: '#6f92b8',
    discText: '#eaf2fb',
    markEdge: '#060b14',
  },
  day: {
    ground: '#e9edf2',
    country: '#e4ebdf',
    land: '#e9edf0',
    block: '#f5f7f9',
    blocks: { commercial: '#f6f1ea', public: '#eef1f8', industrial: '#eceef0' },
    blockEdge: '#dbe3ea',
    water: '#a9cbe6',
    bank: '#8db9dc',
    green: '#cfe3c4',
    greens: {
      field: '#dbe7cd', wood: '#c5dbb8', park: '#bfdcb0',
      garden: '#cbe3be', pitch: '#b3d8a6', bank: '#cfe3c4',
    },
    roadMinor: '#ffffff',
    roadMajor: '#ffffff',
    roadArterial: '#ffe0a3',
    roadGlow: '#f4c064',
    roadGlowOpacity: 0.25,
    roadName: '#5b6f85',
    roadNameHalo: '#ffffff',
    waterName: '#2f6f9f',
    gridLine: '#9fb4c9',
    heat: '#d81f34',
    border: '#3f7fb5',
    borderGlow: '#8fbde2',
    selected: '#b34a00',
    heights: [[0, '#e3e8ee'], [12, '#d5dde6'], [30, '#c3cfdc'], [70, '#aabacc'], [140, '#8fa5bd']],
    roof: '#f6f9fc',
    tones: dayTones,
    lightColor: '#ffffff',
    lightIntensity: 0.35,
    lightPosition: [1.3, 225, 35],
    sky: '#cfe0f2',
    horizon: '#f4f7fa',
    fog: '#e9edf2',
    disc: '#ffffff',
    discRing: '#5d7f9f',
    discText: '#13243a',
    markEdge: '#ffffff',
  },
};
