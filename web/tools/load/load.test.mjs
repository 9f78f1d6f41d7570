import { describe, expect, it } from 'vitest';
import { series, spread } from './series.mjs';
import { inPicture, lngLat, world } from './truth.mjs';

const camera = {
  lng: 120.84, lat: 29.16, zoom: 15, pitch: 60, bearing: 0, at: { x: 960, y: 500 }, width: 1920, height: 1080,
};
const at = (lng, lat, number = 1) => {
  const [x, y] = world(lng, lat);
  return { number, x, y };
};

describe('what stands in the picture', () => {
  it('has the centre of the map where the camera looks', () => {
    const [seen] = inPicture([at(120.84, 29.16)], camera);
    expect([seen.left, seen.top]).toEqual([960, 500]);
  });

  it('puts the north higher, the east to the right, and leaves out what lies behind the camera', () => {
    const [north, east] = inPicture([at(120.84, 29.163, 1), at(120.843, 29.16, 2)], camera);
    expect(north.top).toBeLessThan(500);
    expect(east.left).toBeGreaterThan(960);
    expect(inPicture([at(120.84, 29.0), at(121.5, 29.16)], camera)).toEqual([]);
  });

  it('makes far things smaller', () => {
    const place = (lat) => inPicture([at(120.842, lat)], camera)[0].left - 960;
    expect(place(29.17)).toBeLessThan(place(29.16));
  });

  it('finds its way back to longitude and latitude', () => {
    const { lng, lat } = lngLat(at(120.84, 29.16));
    expect([lng, lat]).toEqual([expect.closeTo(120.84, 9), expect.closeTo(29.16, 9)]);
  });
});

describe('a series', () => {
  it('tells its middle, edges and nineteen of twenty', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(series(values)).toEqual({ median: 10.5, p95: 20, least: 1, most: 20 });
    expect(series([3, 1, 2]).median).toBe(2);
    expect(spread([1, 2, 4], 1)).toBe('2.0 [1.0 .. 4.0]');
  });
});
