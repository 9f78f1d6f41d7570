import { computed, shallowRef, watch } from 'vue';
import { useAreas } from '@/twin/areas';
import { useClasses } from '@/twin/classes';
import { deskArea } from '@/twin/desk/deskArea';
import { useDeskBook } from '@/twin/desk/deskBook';
import type { CommandBody } from '@/twin/desk/deskCase';
import type { FormFieldView } from '@/twin/desk/deskBook';
import type { CaseRow } from '@/twin/desk/queue';
import { useQueue } from '@/twin/desk/queue';
import type { PostView } from '@/twin/duty';
import { usePostList } from '@/twin/postList';
import { useDeskWords } from '../useDeskWords';

export interface OptionGroup {
  word: string | null;
  options: readonly { code: string; word: string }[];
}

/** What may be chosen in a field, for the cases that the form is about. */
export function useOptions(
  about: () => readonly CaseRow[], fields: () => readonly FormFieldView[], begun: CommandBody = {},
) {
  const [areas, book, classes, posts, queue] = [
    useAreas(), useDeskBook(), useClasses(), usePostList(), useQueue(),
  ];
  const { t, said, either, caseName, caseNumber } = useDeskWords();
  const seats = shallowRef<readonly PostView[]>([]);

  watch(() => about()[0]?.home, async (home) => {
    if (home === undefined || !fields().some((field) => field.kind === 'Post')) return;
    const community = areas.area(home)?.parent ?? home;
    seats.value = await posts.under(community).catch(() => []);
  }, { immediate: true });

  /** Departments that may own every one of these cases come first. */
  const departments = computed<OptionGroup[]>(() => {
    const all = [...book.departments.values()];
    const codes = [...new Set(about().map((row) => row.class))];
    const owns = (department: string): boolean => codes.length > 0 && codes.every((code) =>
      classes.byCode.get(code ?? '')?.departments.includes(department) ?? false);
    const own = all.filter((row) => owns(row.department));
    const options = (rows: typeof all) => rows.map((row) => ({ code: row.department, word: said(row) }));
    if (own.length === 0) return [{ word: null, options: options(all) }];
    return [
      { word: t('act.own'), options: options(own) },
      { word: t('act.others'), options: options(all.filter((row) => !owns(row.department))) },
    ];
  });

  const homes = computed(() => {
    const own = deskArea() ?? '';
    return areas.grids.filter((grid) => areas.isWithin(grid.id, own))
      .map((grid) => ({ code: grid.id, word: grid.name }));
  });

  /** Open cases that others may be merged into: of the same grids first. */
  const parents = computed<OptionGroup[]>(() => {
    const asked = about();
    const ids = new Set(asked.map((row) => row.caseId));
    const near = new Set(asked.map((row) => row.home));
    const others = asked.length > 1 ? asked : queue.rows.filter((row) => !ids.has(row.caseId) && near.has(row.home));
    const options = others.map((row) => ({
      code: row.caseId, word: `${caseName(row)} · ${row.homeName ?? row.home} · ${caseNumber(row)}`,
    }));
    const proposed = begun['mergeInto'];
    if (typeof proposed === 'string' && !options.some((one) => one.code === proposed)) {
      options.unshift({ code: proposed, word: t('triage.proposed', { number: `…${proposed.slice(-6)}` }) });
    }

    return [{ word: null, options }];
  });

  function optionsOf(field: FormFieldView): OptionGroup[] {
    if (field.kind === 'Department' || field.kind === 'Departments') return departments.value;
    if (field.kind === 'Case') return parents.value;
    const single = {
      Class: () => classes.all.map((row) => ({ code: row.code, word: `${either(row.zh, row.en)} ${row.code}` })),
      Home: () => homes.value,
      Post: () => seats.value.map((post) => ({ code: post.id, word: post.name })),
    }[field.kind];
    const options = single?.() ?? (field.options ?? []).map((one) => ({ code: one.code, word: said(one) }));
    return [{ word: null, options }];
  }

  return { optionsOf };
}
