import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { browserPorts } from '../browserPorts';
import { setPorts } from '../twin/ports';
import { useView } from '../twin/view';
import '../ui/tokens.css';
import { createWords } from '../words/i18n';
import { workerWords } from '../words/workerWords';
import './worker.css';
import WorkerPage from './WorkerPage.vue';

setPorts(browserPorts('twin.worker.'));
const app = createApp(WorkerPage);
app.use(createPinia());
app.use(createWords(useView().locale, workerWords));
app.mount('#app');
