import { describe, expect, it } from 'vitest';
import type { FormFieldView } from '@/twin/desk/deskBook';
import { begunValues, bodyOf, emptyValues, instantIn, missingIn } from './values';

const field = (name: string, kind: string, needed: string): FormFieldView => ({
  field: name, kind, needed, zh: name, en: name,
});
const owner = [field('department', 'Department', 'Either'), field('post', 'Post', 'Either')];

describe('a form', () => {
  it('asks for what is needed, and for one of two where either will do', () => {
    const fields = [...owner, field('text', 'Text', 'Yes'), field('photo', 'Yes', 'No')];
    expect([...missingIn(fields, emptyValues(fields)).entries()]).toEqual([
      ['department', 'either'], ['post', 'either'], ['text', 'needed'],
    ]);
    expect(missingIn(fields, { ...emptyValues(fields), post: 'g-1-1', text: ' x ' }).size).toBe(0);
  });

  it('asks for two departments where one would be no joint handling', () => {
    const fields = [field('departments', 'Departments', 'Yes')];
    expect(missingIn(fields, { departments: ['Fire'] }).get('departments')).toBe('twoDepartments');
    expect(missingIn(fields, { departments: ['Fire', 'Power'] }).size).toBe(0);
  });

  it('begins with what was proposed', () => {
    const fields = [field('class', 'Class', 'No'), field('confirmed', 'Yes', 'Yes'), field('text', 'Text', 'No')];
    expect(begunValues(fields, { class: 'E0406', confirmed: true, similarity: 0.83 })).toEqual({
      class: 'E0406', confirmed: true, text: '',
    });
  });

  it('sends what was filled, each as the wire wants it, and nothing else', () => {
    const fields = [
      ...owner, field('text', 'Text', 'No'), field('photo', 'Yes', 'No'), field('supervision', 'Whole', 'Yes'),
      field('solved', 'YesOrNo', 'No'), field('dueAt', 'Moment', 'No'),
    ];
    const values = {
      ...emptyValues(fields), department: 'Fire', text: ' done ', supervision: '2', solved: 'false',
      dueAt: '2026-03-01T08:00',
    };
    expect(bodyOf(fields, values, (local) => `${local} in the city`)).toEqual({
      department: 'Fire', text: 'done', supervision: 2, solved: false, dueAt: '2026-03-01T08:00 in the city',
    });
  });
});

describe('a time on the clock of the city', () => {
  it('is an instant, wherever the screen stands', () => {
    expect(instantIn('Asia/Shanghai', '2026-03-01T08:00')).toBe('2026-03-01T00:00:00.000Z');
    expect(instantIn('America/New_York', '2026-07-01T08:00')).toBe('2026-07-01T12:00:00.000Z');
  });
});
