import { beforeEach, expect, it } from 'vitest';
import { useBoards } from './boards';
import { boardOf, frameOf, world } from './testing';

beforeEach(() => void world());

it('takes the boards of an area and of its children', () => {
  const boards = useBoards();
  const changed = boards.applyFrames([frameOf('city', 'snapshot', {
    board: boardOf({ open: 3, facts: 9 }), children: [{ id: 'east', board: boardOf({ open: 1, facts: 4 }) }],
  })]);
  expect(changed).toEqual(['city', 'east']);
  expect([boards.board('city')?.open, boards.board('east')?.open]).toEqual([3, 1]);
});

it('does not let a copy undo what the area has said itself', () => {
  const boards = useBoards();
  boards.applyFrames([frameOf('east', 'frame', { board: boardOf({ open: 5, facts: 8 }) })]);
  boards.applyFrames([frameOf('city', 'frame', { children: [{ id: 'east', board: boardOf({ open: 1, facts: 4 }) }] })]);
  expect(boards.board('east')?.open).toBe(5);
});

it('believes the area itself also when it has gone back: a server may have lost its memory', () => {
  const boards = useBoards();
  boards.applyFrames([frameOf('east', 'frame', { board: boardOf({ open: 5, facts: 8 }) })]);
  boards.applyFrames([frameOf('east', 'snapshot', { board: boardOf({ open: 0, facts: 0 }) })]);
  expect(boards.board('east')?.open).toBe(0);
});

it('believes the copy again once the area itself is no longer watched', () => {
  const boards = useBoards();
  boards.applyFrames([frameOf('east', 'frame', { board: boardOf({ open: 5, facts: 8 }) })]);
  boards.keepOwn(new Set(['city']));
  boards.applyFrames([frameOf('city', 'snapshot', { children: [{ id: 'east', board: boardOf({ facts: 1 }) }] })]);
  expect(boards.board('east')?.open).toBe(0);
});

it('leaves a board that a frame does not name as it was', () => {
  const boards = useBoards();
  boards.applyFrames([frameOf('city', 'snapshot', { board: boardOf({ open: 3 }) })]);
  expect(boards.applyFrames([frameOf('city', 'frame')])).toEqual([]);
  expect(boards.board('city')?.open).toBe(3);
});
