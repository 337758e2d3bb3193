import '@latchkey/elements/define/activation-dialog';
import { openBrowserActivation } from '@latchkey/device/browser';
import keys from './keys.json';

const backend = openBrowserActivation({ product: 'KSE', keys });

const dialog = document.querySelector('latchkey-activation-dialog');
dialog.backend = backend;
document.querySelector('#open').addEventListener('click', () => dialog.show());

const line = document.querySelector('#license');
async function showLicense() {
  const { license, daysLeft } = await backend.readState();
  line.textContent = license ? `Licensed to ${license.org.name}, days left: ${daysLeft}` : 'Not licensed';
}
backend.subscribe(showLicense);
void showLicense();
