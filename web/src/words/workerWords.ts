import enTables from './en/tables';
import enWorker from './en/worker';
import zhTables from './zh/tables';
import zhWorker from './zh/worker';

export const workerWords = {
  'zh-CN': { ...zhWorker, ...zhTables },
  en: { ...enWorker, ...enTables },
};
