import { createApp } from 'vue';
import WorkerPage from './WorkerPage.vue';

createApp(WorkerPage).mount('#app');
