import enDesk from './en/desk';
import enTables from './en/tables';
import zhDesk from './zh/desk';
import zhTables from './zh/tables';

export const deskWords = {
  'zh-CN': { ...zhDesk, ...zhTables },
  en: { ...enDesk, ...enTables },
};
