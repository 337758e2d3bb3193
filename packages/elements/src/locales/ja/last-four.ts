import type { LastFourMessages } from '../last-four.js';
import { say } from '../text.js';

export const lastFour: LastFourMessages = {
  irreversible: (until) => say`この操作は取り消せません。ライセンスは${until}までこのマシンに固定されます。`,
  label: 'このマシン ID の最後の 4 文字を入力してください',
  wrong: '最後の 4 文字と一致しません。上のマシン ID と見比べてください。',
};
