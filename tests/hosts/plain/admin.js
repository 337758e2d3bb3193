import '@latchkey/elements/define/license-issuer';
import { createClient, issuingBackend } from '@latchkey/api/client';
import { getToken } from '../get-token.js';

const client = createClient({ baseUrl: 'https://licenses.example.com', getToken });

const issuer = document.querySelector('latchkey-license-issuer');
issuer.backend = issuingBackend(client);

const line = document.querySelector('#last');
issuer.addEventListener('latchkey-offline-license-created', ({ offlineLicense }) => {
  line.textContent = `Created number ${offlineLicense.seq}`;
});
