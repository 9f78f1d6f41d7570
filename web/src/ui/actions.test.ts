import { describe, expect, it } from 'vitest';

const components = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true });
const button = /<button\b(?:"[^"]*"|[^>"])*>/g;

describe('every button', () => {
  it('has a name that stays, whatever its words and its place are', () => {
    const buttons = Object.entries(components)
      .flatMap(([file, text]) => [...text.matchAll(button)].map(([tag]) => ({ file, tag })));
    expect(buttons.length).toBeGreaterThan(50);
    expect(buttons.filter(({ tag }) => !/\s:?data-action="[^"]+"/.test(tag))).toEqual([]);
  });
});
