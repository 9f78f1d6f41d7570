import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { browserPorts } from '../browserPorts';
import '../desk/desk.css';
import { setPorts } from '../twin/ports';
import { useView } from '../twin/view';
import '../ui/tokens.css';
import { createWords } from '../words/i18n';
import { reviewWords } from '../words/reviewWords';
import './review.css';
import ReviewPage from './ReviewPage.vue';

setPorts(browserPorts('twin.review.'));
const app = createApp(ReviewPage);
app.use(createPinia());
app.use(createWords(useView().locale, reviewWords));
app.mount('#app');
