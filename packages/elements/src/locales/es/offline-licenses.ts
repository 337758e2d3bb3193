import type { OfflineLicensesMessages } from '../offline-licenses.js';
import { plurals } from '../plurals.js';
import { say } from '../text.js';
import { common } from './common.js';
import { failures } from './failures.js';
import { lastFour } from './last-four.js';
import { partMissing, problems } from './problems.js';

export const messages: OfflineLicensesMessages = {
  common,
  failures,
  problems,
  partMissing,
  lastFour,

  title: 'Licencias sin conexión',
  reading: 'Leyendo las licencias sin conexión',
  readingMore: 'Leyendo más',
  noOrganization: {
    says: 'No se ha elegido ninguna organización.',
    next: 'Elija una y sus licencias sin conexión aparecerán aquí.',
  },
  none: {
    says: 'Todavía no se ha emitido ninguna licencia sin conexión.',
    next: 'Cada una aparecerá aquí con su equipo y su final. Cree la primera o importe una tabla de equipos.',
  },
  noMatch: {
    says: 'No hay ninguna licencia sin conexión que coincida.',
    next: 'Busque otra cosa o elija otro estado.',
  },
  showAll: 'Mostrar todas',
  count: plurals('es', {
    one: '{n} licencia sin conexión',
    many: '{n} de licencias sin conexión',
    other: '{n} licencias sin conexión',
  }),
  countSoFar: plurals('es', {
    one: '{n} licencia sin conexión, y hay más',
    many: '{n} de licencias sin conexión, y hay más',
    other: '{n} licencias sin conexión, y hay más',
  }),

  search: 'Buscar ID de equipo o nombre',
  stateFilter: 'Mostrar por estado',
  allStates: 'Todas',
  states: {
    scheduled: 'Programada',
    'in-force': 'En vigor',
    'ends-soon': 'Termina pronto',
    expired: 'Caducada',
  },

  machine: 'Equipo',
  assignee: 'Asignada a',
  state: 'Estado',
  issued: 'Emitida',
  ends: 'Termina',
  actions: 'Acciones',
  nobody: 'Sin nombre',
  starts: (at) => say`Empieza el ${at}`,

  select: (fileName) => `Seleccionar ${fileName}`,
  selectShown: 'Seleccionar todas las que se muestran',
  selected: plurals('es', {
    one: '{n} seleccionada',
    many: '{n} seleccionadas',
    other: '{n} seleccionadas',
  }),
  clearSelection: 'Quitar la selección',
  tooManySelected: (most) => `Un ZIP contiene como máximo ${most} licencias. Seleccione menos.`,

  download: 'Descargar',
  downloadOne: (fileName) => `Descargar ${fileName}`,
  downloadZip: 'Descargar como ZIP',
  downloading: 'Preparando la descarga',
  downloaded: 'Descarga lista',

  renew: 'Renovar',
  renewOne: (fileName) => `Renovar ${fileName}`,
  renewTitle: '¿Renovar esta licencia sin conexión?',
  renewText: (ends) =>
    say`El equipo recibe una licencia nueva que toma el relevo el ${ends}. No necesita otro puesto. Esto no se puede deshacer.`,
  renewing: 'Renovando',
  renewed: (fileName, starts, ends) => say`${fileName} se ha renovado: desde el ${starts} hasta el ${ends}.`,
  renewedBefore: (fileName, starts, ends) =>
    say`${fileName} ya se había renovado: desde el ${starts} hasta el ${ends}. No se ha emitido nada nuevo.`,
  renewUnknown: {
    says: 'No se sabe si la licencia se ha renovado.',
    next: 'Inténtelo de nuevo: se renueva una vez como máximo.',
  },

  importCsv: 'Importar CSV',
  importHint:
    'La primera línea nombra las columnas: machine_id y, si lo desea, license (su ID) y assignee. No se emite nada antes de que haya visto lo que ocurriría.',
  importDrop: 'Suelte aquí un archivo .csv, o',
  browse: 'Examinar',
  paste: 'Pegar',
  pasteLabel: 'Tabla en CSV',
  check: 'Comprobar',
  checking: (done, total) => `Comprobando filas: ${done} de ${total}`,
  importing: (done, total) => `Creando licencias: ${done} de ${total} filas`,
  stopping: 'Se detendrá después de las filas en curso',
  notText: {
    says: 'Este archivo no se puede leer como tabla.',
    next: 'Guarde la tabla como CSV y elija ese archivo.',
  },
  tooLarge: {
    says: 'Este archivo es demasiado grande para importarlo.',
    next: 'Divídalo en varios archivos de 20 MB como máximo.',
  },
  notTable: {
    says: 'Esto no es una tabla de equipos.',
    next: 'Su primera línea debe nombrar la columna machine_id; pueden seguir license y assignee.',
  },
  emptyTable: {
    says: 'Esta tabla no tiene filas.',
    next: 'Añada una línea por equipo debajo de la línea con los nombres de las columnas.',
  },
  wouldCreate: plurals('es', {
    one: '{n} licencia por crear',
    many: '{n} de licencias por crear',
    other: '{n} licencias por crear',
  }),
  wouldExist: plurals('es', {
    one: '{n} equipo ya tiene una',
    many: '{n} de equipos ya tienen una',
    other: '{n} equipos ya tienen una',
  }),
  refusedRows: plurals('es', {
    one: '{n} fila rechazada',
    many: '{n} de filas rechazadas',
    other: '{n} filas rechazadas',
  }),
  andMoreRows: plurals('es', {
    one: 'y {n} fila más',
    many: 'y {n} de filas más',
    other: 'y {n} filas más',
  }),
  line: (line) => `Línea ${line}`,
  nothingToCreate: 'No hay nada que crear. Corrija la tabla e impórtela de nuevo.',
  recounted: {
    says: 'Entretanto algo ha cambiado, así que se han comprobado de nuevo las filas restantes.',
    next: 'Revise las nuevas cifras y confírmelas.',
  },
  create: plurals('es', {
    one: 'Crear {n} licencia',
    many: 'Crear {n} de licencias',
    other: 'Crear {n} licencias',
  }),
  irreversible: 'Esto no se puede deshacer: cada licencia se queda con su equipo hasta que termina.',
  imported: plurals('es', {
    one: '{n} licencia creada',
    many: '{n} de licencias creadas',
    other: '{n} licencias creadas',
  }),
  stopped: (done, total) => `Detenido después de ${done} de ${total} filas. Lo que se ha creado permanece.`,
  importUnknown: {
    says: 'No se sabe si estas filas se han importado.',
    next: 'Inténtelo de nuevo: ninguna licencia se crea dos veces.',
  },
  another: 'Importar otra tabla',

  exportCsv: 'Exportar CSV',
  exporting: plurals('es', {
    one: 'Exportando: {n} fila hasta ahora',
    many: 'Exportando: {n} de filas hasta ahora',
    other: 'Exportando: {n} filas hasta ahora',
  }),
  exported: plurals('es', {
    one: '{n} fila exportada',
    many: '{n} de filas exportadas',
    other: '{n} filas exportadas',
  }),
};
