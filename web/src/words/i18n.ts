import { createI18n } from 'vue-i18n';
import enCockpit from './en/cockpit';
import enTables from './en/tables';
import zhCockpit from './zh/cockpit';
import zhTables from './zh/tables';

export const cockpitWords = {
  'zh-CN': { ...zhCockpit, ...zhTables },
  en: { ...enCockpit, ...enTables },
};

/** Chinese first, English complete. */
export function createWords<T extends Record<string, Record<string, unknown>>>(locale: string, messages: T) {
  return createI18n({ legacy: false, locale, fallbackLocale: 'zh-CN', messages: messages as never });
}
