import type { ProblemMessages } from '../problems.js';
import { say, type Advice } from '../text.js';

const again = 'Vuelva a intentarlo. Si ocurre de nuevo, avise al operador del servicio.';

export const problems: ProblemMessages = {
  unauthenticated: () => ({ says: 'Su sesión ha terminado.', next: 'Inicie sesión de nuevo.' }),
  'sign-in-failed': () => ({
    says: 'El correo y la contraseña no corresponden.',
    next: 'Compruebe ambos y vuelva a intentarlo.',
  }),
  forbidden: () => ({
    says: 'Su rol no permite esto.',
    next: 'Pídalo a un Owner o Admin de la organización.',
  }),
  'wrong-origin': () => ({
    says: 'El servicio no acepta peticiones de esta página.',
    next: 'Pida al operador del servicio que la permita.',
  }),
  'not-found': () => ({
    says: 'Esto no existe o usted no puede verlo.',
    next: 'Vuelva a cargar la página y elija de nuevo.',
  }),
  'method-not-allowed': () => ({ says: 'El servicio no puede hacer esto.', next: 'Actualice la página.' }),
  exists: () => ({ says: 'Ya hay algo con este nombre.', next: 'Elija otro nombre.' }),
  'last-owner': () => ({
    says: 'Una organización debe conservar un Owner.',
    next: 'Nombre antes a otra persona Owner.',
  }),
  'invite-invalid': () => ({
    says: 'Esta invitación ya se usó o ha caducado.',
    next: 'Pida una nueva.',
  }),
  'set-up-done': () => ({ says: 'El servicio ya está configurado.', next: 'Inicie sesión.' }),
  'not-eligible': () => ({
    says: 'Las licencias de este tipo no se pueden usar sin conexión.',
    next: 'Elija otra licencia.',
  }),
  'term-ahead': ({ at }) => ({
    says: at ? say`El periodo pagado empieza el ${at}.` : 'El periodo pagado aún no ha empezado.',
    next: 'Espere hasta entonces o elija otra licencia.',
  }),
  'term-over': ({ at }) => ({
    says: at ? say`El periodo pagado terminó el ${at}.` : 'El periodo pagado ha terminado.',
    next: 'Amplíelo o elija otra licencia.',
  }),
  'no-seats': ({ at, seats }) => ({
    says: [
      seats === undefined
        ? 'Todos los puestos sin conexión están ocupados'
        : `Todos los puestos sin conexión están ocupados (${seats} de ${seats})`,
      at ? say`; el siguiente queda libre el ${at}.` : '.',
    ],
    next: 'Espere o compre más.',
  }),
  'not-renewable': ({ at }) => ({
    says: at
      ? say`Esta licencia se puede renovar a partir del ${at}.`
      : 'Esta licencia aún no se puede renovar.',
    next: 'Espere hasta entonces.',
  }),
  'already-ended': ({ at }) => ({
    says: at ? say`Esta licencia sin conexión terminó el ${at}.` : 'Esta licencia sin conexión ha terminado.',
    next: 'Cree una nueva; su puesto está libre.',
  }),
  'too-large': () => ({ says: 'Es demasiado de una vez.', next: 'Envíe menos, o en varias partes.' }),
  'not-json': () => ({ says: 'El servicio no entendió esta página.', next: 'Actualice la página.' }),
  'request-invalid': () => ({
    says: 'Algo de lo introducido no es válido.',
    next: 'Compruebe los campos y vuelva a intentarlo.',
  }),
  'machine-id-invalid': () => ({
    says: 'Esto no es un identificador de equipo.',
    next: 'Compárelo con el que envió el usuario.',
  }),
  'wrong-product': () => ({
    says: 'Este identificador es de otro producto.',
    next: 'Pida el identificador que muestra este producto.',
  }),
  'activation-request-invalid': () => ({
    says: 'Esto no es una solicitud de activación, o se dañó por el camino.',
    next: 'Pida el archivo otra vez, como archivo adjunto.',
  }),
  'confirmation-missing': () => ({
    says: 'La confirmación no coincide.',
    next: 'Escriba lo que se pide y confirme de nuevo.',
  }),
  'period-invalid': () => ({
    says: 'La licencia terminaría antes de empezar.',
    next: 'Elija un final posterior.',
  }),
  'idempotency-key-reused': () => ({
    says: 'Esto ya se envió con otro contenido.',
    next: 'Empiece con un formulario nuevo.',
  }),
  'too-many-requests': () => ({
    says: 'Hubo demasiados intentos.',
    next: 'Espere un poco y vuelva a intentarlo.',
  }),
  internal: () => ({ says: 'El servicio tiene un fallo.', next: again }),
  unavailable: () => ({
    says: 'No se puede acceder al servicio.',
    next: 'Espere un poco y vuelva a intentarlo.',
  }),
  'clock-behind': () => ({
    says: 'El reloj del servicio va atrasado.',
    next: 'Avise al operador del servicio: no se emite nada hasta que se corrija.',
  }),
  'ledger-behind': () => ({
    says: 'El servicio se restauró de una copia de seguridad y faltan licencias.',
    next: 'Avise al operador del servicio: no se emite nada hasta que se recuperen.',
  }),
};

export const partMissing: Advice = {
  says: 'Una parte de esta página no ha llegado.',
  next: 'Compruebe la conexión y vuelva a intentarlo. Si no sirve, recargue la página.',
};
