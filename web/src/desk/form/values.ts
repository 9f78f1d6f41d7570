import type { FormFieldView } from '@/twin/desk/deskBook';
import type { CommandBody } from '@/twin/desk/deskCase';

/** What stands in a form: text, a tick, or several. */
export type FormValue = string | boolean | readonly string[];
export type FormValues = Record<string, FormValue>;

export type Missing = 'needed' | 'either' | 'twoDepartments';

export function emptyValues(fields: readonly FormFieldView[]): FormValues {
  return Object.fromEntries(fields.map((field) => [
    field.field, field.kind === 'Yes' ? false : field.kind === 'Departments' ? [] : '',
  ]));
}

/** A form in which some things stand already. */
export function begunValues(fields: readonly FormFieldView[], begun: CommandBody): FormValues {
  const values = emptyValues(fields);
  for (const { field, kind } of fields) {
    const known = begun[field];
    if (known !== undefined) values[field] = kind === 'Yes' ? known === true : String(known);
  }

  return values;
}

/** The first fault of each field; the server judges what is more than missing. */
export function missingIn(fields: readonly FormFieldView[], values: FormValues): Map<string, Missing> {
  const missing = new Map<string, Missing>();
  const eithers = fields.filter((field) => field.needed === 'Either');
  const anyEither = eithers.some((field) => isFilled(values[field.field]));
  for (const field of fields) {
    if (field.kind === 'Departments') {
      const chosen = values[field.field] as readonly string[];
      if (field.needed === 'Yes' && chosen.length < 2) missing.set(field.field, 'twoDepartments');
    } else if (field.needed === 'Yes' && !isFilled(values[field.field])) missing.set(field.field, 'needed');
    else if (field.needed === 'Either' && !anyEither) missing.set(field.field, 'either');
  }

  return missing;
}

/** The body of the command: what is empty stays away. */
export function bodyOf(
  fields: readonly FormFieldView[], values: FormValues, instant: (local: string) => string,
): CommandBody {
  const body: CommandBody = {};
  for (const field of fields) {
    const value = values[field.field];
    if (value === undefined || !isFilled(value)) continue;
    body[field.field] = typeof value !== 'string' ? value
      : field.kind === 'Whole' ? Number(value)
        : field.kind === 'YesOrNo' ? value === 'true'
          : field.kind === 'Moment' ? instant(value)
            : value.trim();
  }

  return body;
}

function isFilled(value: FormValue | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'boolean' ? value : (value?.length ?? 0) > 0;
}

/** A time on the clock of the city, such as 2026-03-01T08:00, as an instant. */
export function instantIn(zone: string, local: string): string {
  const asUtc = Date.parse(`${local}Z`);
  const shown = (at: number): number => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit',
      minute: '2-digit',
    }).formatToParts(at).map((part) => [part.type, part.value]));
    return Date.parse(`${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}Z`);
  };
  // Twice: the offset may change between the first guess and the moment itself.
  let at = asUtc;
  for (let again = 0; again < 2; again++) at += asUtc - shown(at);
  return new Date(at).toISOString();
}
