import { createI18n } from 'vue-i18n';
import enAlert from './en/alert';
import enCards from './en/cards';
import enCockpit from './en/cockpit';
import enCommand from './en/command';
import enTables from './en/tables';
import zhAlert from './zh/alert';
import zhCards from './zh/cards';
import zhCockpit from './zh/cockpit';
import zhCommand from './zh/command';
import zhTables from './zh/tables';

export const cockpitWords = {
  'zh-CN': { ...zhCockpit, ...zhAlert, ...zhCards, ...zhCommand, ...zhTables },
  en: { ...enCockpit, ...enAlert, ...enCards, ...enCommand, ...enTables },
};

/** Chinese first, English complete. */
export function createWords<T extends Record<string, Record<string, unknown>>>(locale: string, messages: T) {
  return createI18n({ legacy: false, locale, fallbackLocale: 'zh-CN', messages: messages as never });
}
