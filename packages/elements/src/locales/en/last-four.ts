import type { LastFourMessages } from '../last-four.js';
import { say } from '../text.js';

export const lastFour: LastFourMessages = {
  irreversible: (until) => say`This cannot be undone. The license stays with this machine until ${until}.`,
  label: 'Type the last 4 characters of this machine ID',
  wrong: 'These are not the last 4 characters. Compare them with the machine ID above.',
};
