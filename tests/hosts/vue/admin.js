import { createApp } from 'vue';
import AdminPage from './admin-page.vue';

createApp(AdminPage).mount('#root');
