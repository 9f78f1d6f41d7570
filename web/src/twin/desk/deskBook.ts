import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type {
  CommandFormView, DepartmentView, DeskBookView, FormFieldView, RoleWordView, StageWordView,
} from '@/wire/contracts';
import { usePorts } from '../ports';
import { useSession } from '../session';

export type { CommandFormView, DepartmentView, FormFieldView, RoleWordView, StageWordView };

/** The rules as the server ships them: words, forms, and which stages wait for which role. */
export const useDeskBook = defineStore('deskBook', () => {
  const book = shallowRef<DeskBookView | null>(null);

  const stages = computed(() => new Map((book.value?.stages ?? []).map((row) => [row.stage, row])));
  const roles = computed(() => new Map((book.value?.roles ?? []).map((row) => [row.role, row])));
  const departments = computed(() => new Map((book.value?.departments ?? []).map((row) => [row.department, row])));
  const forms = computed(() => new Map((book.value?.commands ?? []).map((row) => [row.command, row])));

  /** Forms of what may be done with one obligation. */
  const acts = computed(() => new Map((book.value?.acts ?? []).map((row) => [row.command, row])));

  /** Codes of choices, such as MisDispatch, in both languages. */
  const codes = computed(() => new Map((book.value?.commands ?? [])
    .flatMap((form) => form.fields)
    .flatMap((field) => field.options ?? [])
    .map((option) => [option.code, option])));

  const ownRoles = computed(() => (useSession().session?.roles ?? []).map((one) => one.role));

  async function load(): Promise<void> {
    book.value = await usePorts().api.get<DeskBookView>('/desk');
  }

  /** Commands that make sense for many cases at once, in one of our roles, in one of these stages. */
  function bulkIn(present: ReadonlySet<string>): CommandFormView[] {
    return (book.value?.commands ?? []).filter((form) => form.bulk
      && form.who.some((role) => ownRoles.value.includes(role))
      && form.stages.some((stage) => present.has(stage)));
  }

  return { book, stages, roles, departments, forms, acts, codes, ownRoles, load, bulkIn };
});
