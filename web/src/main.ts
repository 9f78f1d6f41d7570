import { createApp } from 'vue';
import CockpitPage from './CockpitPage.vue';

createApp(CockpitPage).mount('#app');
