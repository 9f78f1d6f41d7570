import enAlert from './en/alert';
import enCivic from './en/civic';
import enCommand from './en/command';
import enCommandDesk from './en/commandDesk';
import enDesk from './en/desk';
import enTables from './en/tables';
import zhAlert from './zh/alert';
import zhCivic from './zh/civic';
import zhCommand from './zh/command';
import zhCommandDesk from './zh/commandDesk';
import zhDesk from './zh/desk';
import zhTables from './zh/tables';

export const deskWords = {
  'zh-CN': { ...zhDesk, ...zhAlert, ...zhCivic, ...zhCommand, ...zhCommandDesk, ...zhTables },
  en: { ...enDesk, ...enAlert, ...enCivic, ...enCommand, ...enCommandDesk, ...enTables },
};
