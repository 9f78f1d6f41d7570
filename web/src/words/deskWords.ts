import enCommand from './en/command';
import enCommandDesk from './en/commandDesk';
import enDesk from './en/desk';
import enTables from './en/tables';
import zhCommand from './zh/command';
import zhCommandDesk from './zh/commandDesk';
import zhDesk from './zh/desk';
import zhTables from './zh/tables';

export const deskWords = {
  'zh-CN': { ...zhDesk, ...zhCommand, ...zhCommandDesk, ...zhTables },
  en: { ...enDesk, ...enCommand, ...enCommandDesk, ...enTables },
};
