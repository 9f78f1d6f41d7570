import { expect, it } from 'vitest';
import { StateWriter, stateWriterDefaults } from './StateWriter';

function writer(costMilliseconds: number) {
  const told: unknown[] = [];
  const timers: { run: () => void; milliseconds: number }[] = [];
  let now = 0;
  const made = new StateWriter({
    tell: (layer, id, state) => told.push([layer, id, state]),
    afterPicture: (done) => {
      now += costMilliseconds;
      done();
    },
    nowMilliseconds: () => now,
    later: (run, milliseconds) => timers.push({ run, milliseconds }),
  });
  const next = (): number => {
    const timer = timers.shift();
    timer?.run();
    return timer?.milliseconds ?? -1;
  };
  return { made, told, next };
}

it('tells the last word on each thing, once', () => {
  const { made, told, next } = writer(5);
  made.write('building', 1, { tone: 2 });
  made.write('building', 1, { tone: 5 });
  made.write('grid', 1, { heat: 1 });
  next();
  expect(told).toEqual([['building', 1, { tone: 5 }], ['grid', 1, { heat: 1 }]]);
});

it('rests the longer, the dearer a picture is', () => {
  const cheap = writer(5);
  cheap.made.write('building', 1, { tone: 2 });
  cheap.next();
  expect(cheap.next()).toBe(stateWriterDefaults.leastMilliseconds);
  const dear = writer(800);
  dear.made.write('building', 1, { tone: 2 });
  dear.next();
  expect(dear.next()).toBe(2_400);
});

it('sleeps when there is nothing to tell, and wakes at once', () => {
  const { made, told, next } = writer(5);
  made.write('building', 1, { tone: 2 });
  next();
  next();
  expect(next()).toBe(-1);
  made.write('building', 2, { tone: 2 });
  expect(next()).toBe(0);
  expect(told).toHaveLength(2);
});
