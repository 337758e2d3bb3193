import '@latchkey/elements/define/license-issuer';
import '@latchkey/elements/jsx';
import { createClient, issuingBackend } from '@latchkey/api/client';
import { useState } from 'react';
import { getToken } from '../get-token.js';
import { mount } from './mount.js';

const backend = issuingBackend(createClient({ baseUrl: 'https://licenses.example.com', getToken }));

function AdminPage() {
  const [last, setLast] = useState<number>();
  return (
    <main>
      <h1>Offline licenses</h1>
      {last !== undefined && <p>Created number {last}</p>}
      <latchkey-license-issuer
        backend={backend}
        onlatchkey-offline-license-created={({ offlineLicense }) => setLast(offlineLicense.seq)}
      />
    </main>
  );
}

mount(<AdminPage />);
