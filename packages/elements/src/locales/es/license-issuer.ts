import type { LicenseIssuerMessages } from '../license-issuer.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { lastFour } from './last-four.js';
import { partMissing, problems } from './problems.js';

export const messages: LicenseIssuerMessages = {
  common,
  failures,
  problems,
  partMissing,
  lastFour,

  reading: 'Leyendo las licencias',
  organization: 'Organización',
  product: 'Producto',
  allProducts: 'Todos los productos',
  noOrganization: {
    says: 'No pertenece a ninguna organización en la que pueda emitir licencias.',
    next: 'Pida a un Owner o Admin de su organización que le invite.',
  },
  noLicense: {
    says: 'Esta organización aún no tiene ninguna licencia.',
    next: 'Las licencias compradas aparecen aquí en cuanto el proveedor las registra.',
  },
  noneEligible: {
    says: 'Ahora no se puede usar sin conexión ninguna de estas licencias.',
    next: 'El motivo figura junto a cada una.',
  },

  licenses: 'Licencias compradas',
  license: 'Licencia',
  type: 'Tipo',
  billing: 'Facturación',
  term: 'Periodo pagado',
  seats: 'Puestos sin conexión',
  offline: 'Uso sin conexión',
  types: { 'node-locked': 'Por equipo', floating: 'Flotante' },
  billings: { monthly: 'Mensual', yearly: 'Anual' },
  available: (available, quantity) => `${available} de ${quantity} disponibles`,
  eligible: 'Se puede usar sin conexión',

  create: 'Crear licencia sin conexión',
  chooseFirst: 'Elija primero una licencia.',

  machineId: 'Identificador del equipo',
  machineHint: 'Tal como lo envió el usuario. No importan los espacios, los guiones ni las mayúsculas.',
  progress: (have, want) => `${have} de ${want} caracteres`,
  sound: 'Este identificador está completo y sin errores.',
  faults: {
    empty: () => 'Introduzca el identificador del equipo que envió el usuario.',
    length: ({ have, want }) =>
      `Un identificador de equipo de este producto tiene ${want} caracteres y este tiene ${have}. Faltan o sobran algunos.`,
    'wrong-character': () =>
      'Ningún identificador de equipo tiene los caracteres marcados. Compárelos con lo que envió el usuario.',
    'wrong-product': ({ product, otherProduct }) =>
      say`Este identificador es de ${otherProduct}, no de ${product}. Pida el identificador que muestra ${product}.`,
    'wrong-prefix': ({ prefix }) =>
      `Un identificador de equipo de este producto empieza por ${prefix}. Compárelo con lo que envió el usuario.`,
    'wrong-symbol': ({ isMarked }) =>
      isMarked
        ? 'El carácter marcado es erróneo. Compárelo con lo que envió el usuario.'
        : 'Al menos dos caracteres son erróneos o están cambiados. Pida al usuario que copie el identificador y lo envíe.',
    unsupported: () =>
      'Este identificador es de una versión más reciente. Actualice esta página e inténtelo de nuevo.',
  },
  dropHint: 'o suelte aquí el archivo .req',
  file: 'Archivo de solicitud',
  scan: 'Escanear',
  cameraHint: 'Ponga el código QR que muestra el equipo delante de la cámara.',
  cameraStop: 'Apagar la cámara',
  cameraNone: {
    says: 'No se encontró ninguna cámara.',
    next: 'Elija el archivo .req o escriba el identificador del equipo.',
  },
  cameraDenied: {
    says: 'Esta página no puede usar la cámara.',
    next: 'Permítalo en los ajustes del navegador, o bien elija el archivo .req o escriba el identificador del equipo.',
  },
  cameraFailed: {
    says: 'La cámara no responde.',
    next: 'Cierre otras aplicaciones que la usen, o bien elija el archivo .req o escriba el identificador del equipo.',
  },
  unreadable: 'No se puede leer este archivo. Elija el propio archivo .req, no su carpeta.',
  request: 'Solicitud de activación',
  otherMachine: 'Usar otro equipo',
  assignee: 'Asignada a',
  assigneeLabel: 'Asignada a (opcional)',
  assigneeHint: 'El nombre de quien la usará. Se muestra con la licencia.',
  assigneeTooLong: (most) => `Un nombre tiene como máximo ${most} caracteres.`,

  preview: 'Vista previa',
  previewEmpty:
    'Introduzca un identificador para ver qué se emitirá. No se emite nada hasta que usted lo confirme.',
  checking: 'Comprobando el equipo',
  host: 'Nombre del equipo',
  validUntil: 'Válida hasta',
  seatsBecome: (before, after) => `${before} disponibles, después ${after}`,
  warnings: {
    'already-licensed': {
      says: 'Este equipo ya tiene una licencia sin conexión de este producto.',
      next: 'No se emitirá ninguna otra.',
    },
    'known-bad-machine-id': {
      says: 'Muchos equipos comparten este identificador.',
      next: 'Deténgase aquí. Haga renovar el identificador de sistema del equipo y pida el nuevo identificador.',
    },
    'device-key-elsewhere': {
      says: 'La clave de este dispositivo tiene una licencia de otro equipo.',
      next: 'Puede que se haya copiado el perfil. Pregunte al usuario antes de seguir.',
    },
    container: {
      says: 'Este equipo es un contenedor.',
      next: 'Si se vuelve a crear, su identificador puede cambiar y la licencia se pierde. Pida el del equipo que lo aloja.',
    },
  },
  existing: (until) => ({
    says: say`Este equipo tiene una licencia sin conexión válida hasta el ${until}.`,
    next: 'Puede obtener su archivo de nuevo. No se ocupa ningún puesto.',
  }),
  getFile: 'Obtener el archivo de nuevo',
  submit: 'Crear',
  creating: 'Creando la licencia',
  wait: 'Aún se está comprobando el equipo. Espere un momento.',
  confirmTitle: '¿Crear esta licencia sin conexión?',
  takesSeat: 'Ocupa un puesto.',
  outcomeUnknown: {
    says: 'Se cortó la conexión y no se sabe si la licencia se emitió.',
    next: 'Inténtelo de nuevo: si se emitió, recibirá esa misma licencia y no se ocupará un segundo puesto.',
  },

  created: (until) => ({
    says: say`Se creó la licencia sin conexión. Es válida hasta el ${until}.`,
    next: 'Envíe el archivo al usuario, que lo cargará en el equipo.',
  }),
  wasThere: (until) => ({
    says: say`Este equipo ya tenía una licencia sin conexión. Es válida hasta el ${until}.`,
    next: 'No se ocupó ningún puesto. Envíe el archivo al usuario, que lo cargará en el equipo.',
  }),
  fetching: 'Obteniendo el archivo de licencia',
  download: 'Descargar',
  saved: 'Archivo de licencia guardado',
  copy: 'Copiar',
  copied: 'Licencia copiada',
  copyBlocked: 'Aquí no se permite copiar. El texto está seleccionado: cópielo con el teclado o con el menú.',
  licenseText: 'Texto de la licencia',
  qr: 'Código QR',
  qrLabel: 'Código QR de la licencia',
  qrFailed: 'No se pudo mostrar el código QR. Descargue el archivo en su lugar.',
  done: 'Listo',

  onlyOf: (license) => say`Abajo solo figuran las licencias sin conexión de ${license}.`,
  showAll: 'Mostrar todas',
};
