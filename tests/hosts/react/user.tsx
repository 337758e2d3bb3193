import '@latchkey/elements/define/activation-dialog';
import '@latchkey/elements/jsx';
import type { ActivationState } from '@latchkey/core';
import { openBrowserActivation } from '@latchkey/device/browser';
import { useEffect, useState } from 'react';
import keys from './keys.json';
import { mount } from './mount.js';

const backend = openBrowserActivation({ product: 'KSE', keys });

function UserPage() {
  const [isOpen, setIsOpen] = useState(false);
  const [state, setState] = useState<ActivationState>();
  useEffect(() => {
    const read = async () => setState(await backend.readState());
    void read();
    return backend.subscribe(() => void read());
  }, []);

  return (
    <main>
      <h1>Studio</h1>
      {state && <p>{describe(state)}</p>}
      <button onClick={() => setIsOpen(true)}>Offline license</button>
      <latchkey-activation-dialog
        backend={backend}
        open={isOpen}
        onlatchkey-closed={() => setIsOpen(false)}
      />
    </main>
  );
}

function describe({ license, daysLeft }: ActivationState): string {
  return license ? `Licensed to ${license.org.name}, days left: ${daysLeft}` : 'Not licensed';
}

mount(<UserPage />);
