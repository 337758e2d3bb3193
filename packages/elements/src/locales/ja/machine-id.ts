import type { MachineIdMessages } from '../machine-id.js';
import { common } from './common.js';
import { failures } from './failures.js';

export const messages: MachineIdMessages = {
  common,
  failures,
  label: 'マシン ID',
  hint: 'このマシンを表す ID です。個人に関する情報は含まれません。ライセンスを受け取るには、管理者に送ってください。',
  reading: 'マシン ID を読み込んでいます',
  copy: 'コピー',
  copied: 'コピーしました',
  copiedSaid: 'マシン ID をコピーしました',
  copyBlocked:
    'ここではコピーが許可されていません。マシン ID を選択してあります。キーボードまたはメニューでコピーしてください。',
  qr: 'QR コード',
  qrLabel: 'アクティベーション要求の QR コード',
  qrFailed: 'QR コードを表示できませんでした。代わりに要求ファイルを送ってください。',
  file: '要求ファイル',
  fileSaid: '要求ファイルを保存しました',
  share: '共有',
  shareFailed: '共有できませんでした。マシン ID をコピーするか、要求ファイルを送ってください。',
  shareSubject: (product) => `${product} のマシン ID`,
  shareBody: (machineId, request) =>
    `このマシンのオフラインライセンスを作成してください。\n\nマシン ID:\n${machineId}\n\nアクティベーション要求:\n${request}\n`,
};
