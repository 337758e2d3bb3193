import type { LastFourMessages } from '../last-four.js';
import { say } from '../text.js';

export const lastFour: LastFourMessages = {
  irreversible: (until) => say`لا يمكن التراجع عن ذلك. يبقى الترخيص مع هذا الجهاز حتى ${until}.`,
  label: 'اكتب آخر 4 أحرف من معرّف الجهاز هذا',
  wrong: 'ليست هذه آخر 4 أحرف. قارنها بمعرّف الجهاز أعلاه.',
};
