import { createApp } from 'vue';
import UserPage from './user-page.vue';

createApp(UserPage).mount('#root');
