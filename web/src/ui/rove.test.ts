// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp, defineComponent, h, nextTick, ref, withDirectives } from 'vue';
import { rowAfter, vRove } from './rove';

describe('the row after a key', () => {
  it('is the next or the one before, and stays at the ends', () => {
    expect([rowAfter('ArrowDown', 0, 3), rowAfter('ArrowDown', 2, 3)]).toEqual([1, 2]);
    expect([rowAfter('ArrowUp', 1, 3), rowAfter('ArrowUp', 0, 3)]).toEqual([0, 0]);
    expect([rowAfter('Home', 2, 3), rowAfter('End', 0, 3)]).toEqual([0, 2]);
  });

  it('is none for other keys and in an empty list', () => {
    expect([rowAfter('a', 0, 3), rowAfter('ArrowDown', -1, 0)]).toEqual([null, null]);
  });
});

describe('a list that is one stop', () => {
  const rows = ref(['a', 'b', 'c']);
  const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('button')];
  const stops = (): string[] => buttons().filter((one) => one.tabIndex === 0).map((one) => one.id);
  const press = (key: string): void => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  };

  beforeEach(() => {
    rows.value = ['a', 'b', 'c'];
    document.body.innerHTML = '<div id="app"></div>';
    // What wraps into a second column lies to the right of the list.
    HTMLElement.prototype.getBoundingClientRect = function rect(): DOMRect {
      return { left: this.id === 'hidden' ? 100 : 0, right: 100 } as DOMRect;
    };
    createApp(defineComponent(() => () => withDirectives(
      h('ul', rows.value.map((id) => h('li', { key: id }, [h('button', { id })]))), [[vRove]],
    ))).mount('#app');
  });

  it('has its stop where the keys went last', () => {
    expect(stops()).toEqual(['a']);
    buttons()[0]?.focus();
    press('ArrowDown');
    expect([document.activeElement?.id, stops()]).toEqual(['b', ['b']]);
    press('End');
    expect(stops()).toEqual(['c']);
  });

  it('keeps one stop when its rows change', async () => {
    rows.value = ['x', 'b'];
    await nextTick();
    expect(stops().length).toBe(1);
  });

  it('never goes to a row that nobody sees', async () => {
    rows.value = ['a', 'hidden'];
    await nextTick();
    buttons()[0]?.focus();
    press('End');
    expect(document.activeElement?.id).toBe('a');
  });
});
