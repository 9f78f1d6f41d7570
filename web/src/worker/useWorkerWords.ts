export { usePageWords as useWorkerWords } from '@/words/usePageWords';
