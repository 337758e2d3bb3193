import type { MachineIdMessages } from '../machine-id.js';
import { common } from './common.js';
import { failures } from './failures.js';

export const messages: MachineIdMessages = {
  common,
  failures,
  label: 'Identificador del equipo',
  hint: 'Representa este equipo y no dice nada de usted. Envíelo a su administrador para obtener una licencia.',
  reading: 'Leyendo el identificador del equipo',
  copy: 'Copiar',
  copied: 'Copiado',
  copiedSaid: 'Identificador del equipo copiado',
  copyBlocked:
    'Aquí no se permite copiar. El identificador está seleccionado: cópielo con el teclado o desde el menú.',
  qr: 'Código QR',
  qrLabel: 'Código QR de la solicitud de activación',
  qrFailed: 'No se pudo mostrar el código QR. Envíe en su lugar el archivo de solicitud.',
  file: 'Archivo de solicitud',
  fileSaid: 'Archivo de solicitud guardado',
  share: 'Compartir',
  shareFailed: 'No se pudo compartir. Copie el identificador o envíe el archivo de solicitud.',
  shareSubject: (product) => `Identificador del equipo para ${product}`,
  shareBody: (machineId, request) =>
    `Cree una licencia sin conexión para este equipo, por favor.\n\nIdentificador del equipo:\n${machineId}\n\nSolicitud de activación:\n${request}\n`,
};
