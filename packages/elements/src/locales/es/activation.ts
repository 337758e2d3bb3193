import type { ActivationMessages } from '../activation.js';
import { plurals } from '../plurals.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { reasons } from './reasons.js';

export const messages: ActivationMessages = {
  common,
  failures,
  reasons,

  dialogTitle: 'Activación sin conexión',
  done: 'Listo',

  reading: 'Leyendo la licencia',
  status: 'Licencia de este equipo',
  none: {
    says: 'Este equipo necesita una licencia.',
    next: 'Envíe su identificador a su administrador y cargue después el archivo que reciba.',
  },
  inForce: (until, inDays) => say`En vigor hasta el ${until} (${inDays})`,
  inDays: plurals('es', { one: 'en {n} día', many: 'en {n} de días', other: 'en {n} días' }),
  endsSoon: (inDays) => ({
    says: `Esta licencia termina ${inDays}.`,
    next: 'Pida una nueva a su administrador con tiempo.',
  }),
  endsToday: {
    says: 'Esta licencia termina dentro de un día.',
    next: 'Pida una nueva a su administrador ahora.',
  },
  followed: (starts, ends) => say`La siguiente licencia empieza el ${starts} y dura hasta el ${ends}.`,
  notPersisted: {
    says: 'El navegador puede eliminar esta licencia cuando falte espacio.',
    next: 'Conserve el archivo .lic para poder cargarlo de nuevo.',
  },

  product: 'Producto',
  organization: 'Organización',
  assignee: 'Asignada a',
  features: 'Funciones',
  starts: 'Empieza',
  ends: 'Termina',
  daysLeft: 'Días restantes',
  machineId: 'Identificador del equipo',
  licenseNumber: 'Licencia',
  reason: 'Motivo',

  add: 'Reemplazar o añadir',
  remove: 'Eliminar',
  removeTitle: '¿Eliminar esta licencia?',
  removeText:
    'Este equipo volverá a necesitar una licencia. Conserve el archivo .lic si quiere cargarlo de nuevo más adelante.',
  removedSaid: 'Licencia eliminada',

  startAnew: 'Empezar de nuevo',
  startAnewTitle: '¿Empezar de nuevo?',
  startAnewText:
    'Este equipo recibirá un nuevo identificador. Las licencias guardadas aquí pertenecerán desde entonces a otro equipo. Esto no se puede deshacer.',

  stepMachine: 'El identificador de su equipo',
  stepLoad: 'Cargar la licencia',
  drop: 'Suelte aquí el archivo .lic, o',
  browse: 'Examinar',
  paste: 'Pegar',
  scan: 'Escanear',
  pasteLabel: 'Texto de la licencia',
  load: 'Cargar',
  checking: (done, total) => `Comprobando ${done} de ${total}`,

  cameraHint: 'Ponga el código QR de la licencia delante de la cámara.',
  cameraStop: 'Apagar la cámara',
  cameraNone: {
    says: 'No se encontró ninguna cámara.',
    next: 'Elija el archivo .lic o pegue su texto.',
  },
  cameraDenied: {
    says: 'Esta página no puede usar la cámara.',
    next: 'Permítalo en los ajustes del navegador, o bien elija el archivo .lic o pegue su texto.',
  },
  cameraFailed: {
    says: 'La cámara no responde.',
    next: 'Cierre otras aplicaciones que la usen, o bien elija el archivo .lic o pegue su texto.',
  },

  pasted: 'Texto pegado',
  scanned: 'Código escaneado',
  loaded: plurals('es', {
    one: '{n} licencia cargada',
    many: '{n} de licencias cargadas',
    other: '{n} licencias cargadas',
  }),
  refused: plurals('es', {
    one: '{n} archivo rechazado',
    many: '{n} de archivos rechazados',
    other: '{n} archivos rechazados',
  }),
  more: plurals('es', { one: 'y {n} más', many: 'y {n} más', other: 'y {n} más' }),
  takesOver: (starts) => say`Esta licencia empieza el ${starts}.`,
  unreadable: {
    says: 'No se puede leer este archivo.',
    next: 'Elija el propio archivo .lic, no su carpeta.',
  },
  inForceUntil: (until) => say`En vigor hasta el ${until}`,
  another: 'Cargar otro archivo',
};
