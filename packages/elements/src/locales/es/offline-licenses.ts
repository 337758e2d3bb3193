export { messages } from '../en/offline-licenses.js';
