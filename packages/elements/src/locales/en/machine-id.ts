import type { MachineIdMessages } from '../machine-id.js';
import { common } from './common.js';
import { failures } from './failures.js';

export const messages: MachineIdMessages = {
  common,
  failures,
  label: 'Machine ID',
  hint: 'It stands for this machine and says nothing about you. Send it to your administrator to get a license.',
  reading: 'Reading the machine ID',
  copy: 'Copy',
  copied: 'Copied',
  copiedSaid: 'Machine ID copied',
  copyBlocked: 'Copying is blocked here. The machine ID is selected: copy it with the keyboard or the menu.',
  qr: 'QR code',
  qrLabel: 'QR code of the activation request',
  qrFailed: 'The QR code could not be shown. Send the request file instead.',
  file: 'Request file',
  fileSaid: 'Request file saved',
  share: 'Share',
  shareFailed: 'Sharing did not work. Copy the machine ID, or send the request file.',
  shareSubject: (product) => `Machine ID for ${product}`,
  shareBody: (machineId, request) =>
    `Please make an offline license for this machine.\n\nMachine ID:\n${machineId}\n\nActivation request:\n${request}\n`,
};
