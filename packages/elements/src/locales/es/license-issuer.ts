export { messages } from '../en/license-issuer.js';
