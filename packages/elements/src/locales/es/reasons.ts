import type { ReasonMessages } from '../reasons.js';
import { say } from '../text.js';

export const reasons: ReasonMessages = {
  'too-large': () => ({
    says: 'Este archivo es demasiado grande para ser una licencia.',
    next: 'Elija el archivo .lic.',
  }),
  malformed: () => ({
    says: 'Esto no es un archivo de licencia, o se dañó por el camino.',
    next: 'Pida el archivo otra vez, como archivo adjunto.',
  }),
  unsupported: () => ({
    says: 'Esta licencia necesita una versión más reciente de la aplicación.',
    next: 'Actualice la aplicación.',
  }),
  'unknown-key': () => ({
    says: 'Esta licencia está firmada con una clave que esta aplicación no conoce.',
    next: 'Compruebe que es para este producto y actualice la aplicación.',
  }),
  'bad-signature': () => ({
    says: 'La licencia se modificó después de emitirse.',
    next: 'Pida el archivo original.',
  }),
  'wrong-product': ({ product, thisProduct }) => ({
    says: say`Esta licencia es para ${product}, no para ${thisProduct}.`,
    next: say`Elija el archivo para ${thisProduct}.`,
  }),
  'wrong-machine': ({ machine, thisMachine }) => ({
    says: say`Esta licencia es del equipo ${machine}; este es ${thisMachine}.`,
    next: 'Envíe el identificador de este equipo a su administrador.',
  }),
  'not-yet-valid': ({ starts }) => ({
    says: say`Esta licencia empieza el ${starts}.`,
    next: 'Espere o compruebe el reloj de este equipo.',
  }),
  expired: ({ ended }) => ({
    says: say`Esta licencia terminó el ${ended}.`,
    next: 'Pida una nueva; su administrador vuelve a tener libre el puesto.',
  }),
  'clock-tampered': () => ({
    says: 'El reloj de este equipo va por detrás de una hora que ya ha visto.',
    next: 'Ajuste la fecha, la hora y la zona horaria y vuelva a intentarlo.',
  }),
  'possession-failed': () => ({
    says: 'Esta licencia está vinculada a la clave de otro dispositivo.',
    next: 'Active de nuevo desde este dispositivo.',
  }),
};
