import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { browserPorts } from '../browserPorts';
import { setPorts } from '../twin/ports';
import { useView } from '../twin/view';
import '../ui/tokens.css';
import { deskWords } from '../words/deskWords';
import { createWords } from '../words/i18n';
import './desk.css';
import DeskPage from './DeskPage.vue';

setPorts(browserPorts('twin.desk.'));
const app = createApp(DeskPage);
app.use(createPinia());
app.use(createWords(useView().locale, deskWords));
app.mount('#app');
