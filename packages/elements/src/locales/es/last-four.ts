import type { LastFourMessages } from '../last-four.js';
import { say } from '../text.js';

export const lastFour: LastFourMessages = {
  irreversible: (until) =>
    say`Esto no se puede deshacer. La licencia queda ligada a este equipo hasta el ${until}.`,
  label: 'Escriba los 4 últimos caracteres de este identificador',
  wrong: 'No son los 4 últimos caracteres. Compárelos con el identificador del equipo de arriba.',
};
