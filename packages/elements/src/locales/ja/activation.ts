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

  dialogTitle: 'オフラインアクティベーション',
  done: '完了',

  reading: 'ライセンスを読み込んでいます',
  status: 'このマシンのライセンス',
  none: {
    says: 'このマシンにはライセンスが必要です。',
    next: 'マシン ID を管理者に送り、受け取ったファイルを読み込んでください。',
  },
  inForce: (until, inDays) => say`${until} まで有効（${inDays}）`,
  inDays: plurals('ja', { other: 'あと {n} 日' }),
  endsSoon: (inDays) => ({
    says: `このライセンスは${inDays}で終了します。`,
    next: '早めに新しいライセンスを管理者に依頼してください。',
  }),
  endsToday: {
    says: 'このライセンスは 1 日以内に終了します。',
    next: '今すぐ新しいライセンスを管理者に依頼してください。',
  },
  followed: (starts, ends) => say`次のライセンスは ${starts} に引き継ぎ、${ends} まで有効です。`,
  notPersisted: {
    says: '空き容量が不足すると、ブラウザーがこのライセンスを削除することがあります。',
    next: '再び読み込めるように、.lic ファイルを保管してください。',
  },

  product: '製品',
  organization: '組織',
  assignee: '割り当て先',
  features: '機能',
  starts: '開始',
  ends: '終了',
  daysLeft: '残り日数',
  machineId: 'マシン ID',
  licenseNumber: 'ライセンス',
  reason: '理由',

  add: '置き換えまたは追加',
  remove: '削除',
  removeTitle: 'このライセンスを削除しますか？',
  removeText:
    '削除すると、このマシンには再びライセンスが必要になります。後でもう一度読み込む場合は、.lic ファイルを保管してください。',
  removedSaid: 'ライセンスを削除しました',

  startAnew: '新しく始める',
  startAnewTitle: '新しく始めますか？',
  startAnewText:
    'このマシンに新しいマシン ID が付きます。ここに保存されているライセンスは、以後、別のマシンのものになります。元に戻すことはできません。',

  stepMachine: 'マシン ID',
  stepLoad: 'ライセンスの読み込み',
  drop: '.lic ファイルをここにドロップするか、次の方法で読み込みます',
  browse: '参照',
  paste: '貼り付け',
  scan: 'スキャン',
  pasteLabel: 'ライセンスのテキスト',
  load: '読み込む',
  checking: (done, total) => `確認中: ${done} / ${total}`,

  cameraHint: 'ライセンスの QR コードをカメラの前にかざしてください。',
  cameraStop: 'カメラを停止',
  cameraNone: {
    says: 'カメラが見つかりません。',
    next: '代わりに .lic ファイルを選択するか、テキストを貼り付けてください。',
  },
  cameraDenied: {
    says: 'このページはカメラを使用できません。',
    next: 'ブラウザーの設定で許可するか、.lic ファイルを選択するか、テキストを貼り付けてください。',
  },
  cameraFailed: {
    says: 'カメラが応答しません。',
    next: 'カメラを使用しているほかのアプリを閉じるか、.lic ファイルを選択するか、テキストを貼り付けてください。',
  },

  pasted: '貼り付けたテキスト',
  scanned: 'スキャンしたコード',
  loaded: plurals('ja', { other: '{n} 件のライセンスを読み込みました' }),
  refused: plurals('ja', { other: '{n} 件のファイルは受け付けられませんでした' }),
  more: plurals('ja', { other: 'ほか {n} 件' }),
  takesOver: (starts) => say`このライセンスは ${starts} に引き継ぎます。`,
  unreadable: {
    says: 'このファイルを読み取れません。',
    next: 'フォルダーではなく、.lic ファイルを選択してください。',
  },
  inForceUntil: (until) => say`${until} まで有効`,
  another: '別のファイルを読み込む',
};
