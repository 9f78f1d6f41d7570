import { createPinia } from 'pinia';
import { createApp } from 'vue';
import CockpitPage from './CockpitPage.vue';
import './ui/tokens.css';
import './cockpit.css';
import { browserPorts } from './browserPorts';
import { setPorts } from './twin/ports';
import { useView } from './twin/view';
import { cockpitWords, createWords } from './words/i18n';

setPorts(browserPorts('twin.cockpit.'));
const app = createApp(CockpitPage);
app.use(createPinia());
app.use(createWords(useView().locale, cockpitWords));
app.mount('#app');
