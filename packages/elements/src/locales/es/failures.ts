import type { FailureMessages } from '../failures.js';

export const failures: FailureMessages = {
  'machine-id-unavailable': {
    says: 'Este equipo no tiene un identificador para el que se pueda crear una licencia.',
    next: 'Pida a su administrador que configure el equipo.',
  },
  'browser-unsupported': {
    says: 'Este navegador no puede guardar aquí una licencia.',
    next: 'Abra esta página por https en un navegador actual.',
  },
  'device-key-lost': {
    says: 'La clave de este dispositivo se ha perdido y sus licencias ya no se pueden usar.',
    next: 'Empiece de nuevo en Activación sin conexión y pida una licencia nueva a su administrador.',
  },
  'device-key-invalid': {
    says: 'La clave de este dispositivo no se puede usar.',
    next: 'Empiece de nuevo en Activación sin conexión y pida una licencia nueva a su administrador.',
  },
  'storage-full': {
    says: 'No queda espacio, así que no se guardó nada.',
    next: 'Libere espacio en el disco y vuelva a intentarlo.',
  },
  'storage-blocked': {
    says: 'Otra ventana mantiene ocupadas las licencias guardadas.',
    next: 'Cierre las demás ventanas de esta aplicación y vuelva a intentarlo.',
  },
  'storage-newer': {
    says: 'Las licencias guardadas son de una versión más reciente de esta aplicación.',
    next: 'Vuelva a cargar la página o actualice la aplicación.',
  },
  'storage-unavailable': {
    says: 'El navegador no permite que esta página guarde nada.',
    next: 'Permita que esta página guarde datos y no use una ventana privada.',
  },
  unknown: {
    says: 'Algo ha fallado.',
    next: 'Vuelva a intentarlo. Si ocurre de nuevo, avise a su administrador.',
  },
};
