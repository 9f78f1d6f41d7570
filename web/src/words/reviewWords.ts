import enReview from './en/review';
import enTables from './en/tables';
import zhReview from './zh/review';
import zhTables from './zh/tables';

export const reviewWords = {
  'zh-CN': { ...zhTables, ...zhReview },
  en: { ...enTables, ...enReview },
};
