import type { LastFourMessages } from '../last-four.js';
import { say } from '../text.js';

export const lastFour: LastFourMessages = {
  irreversible: (until) =>
    say`Das kann nicht rückgängig gemacht werden. Die Lizenz bleibt bis ${until} bei diesem Gerät.`,
  label: 'Geben Sie die letzten 4 Zeichen dieser Geräte-ID ein',
  wrong: 'Das sind nicht die letzten 4 Zeichen. Vergleichen Sie sie mit der Geräte-ID darüber.',
};
