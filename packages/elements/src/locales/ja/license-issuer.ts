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

  reading: 'ライセンスを読み込んでいます',
  organization: '組織',
  product: '製品',
  allProducts: 'すべての製品',
  noOrganization: {
    says: 'ライセンスを発行できる組織に所属していません。',
    next: '組織の Owner または Admin に招待を依頼してください。',
  },
  noLicense: {
    says: 'この組織にはまだライセンスがありません。',
    next: '購入したライセンスは、販売元が登録するとここに表示されます。',
  },
  noneEligible: {
    says: '現在オフラインで使用できるライセンスはありません。',
    next: '理由は各ライセンスの横に表示されています。',
  },

  licenses: '購入済みライセンス',
  license: 'ライセンス',
  type: '種類',
  billing: '請求',
  term: '支払い済み期間',
  seats: 'オフラインのシート',
  offline: 'オフライン使用',
  types: { 'node-locked': 'マシン固定', floating: 'フローティング' },
  billings: { monthly: '月払い', yearly: '年払い' },
  available: (available, quantity) => `${quantity} のうち ${available} が利用可能`,
  eligible: 'オフラインで使用できます',

  create: 'オフラインライセンスを作成',
  chooseFirst: '先にライセンスを選択してください。',

  machineId: 'マシン ID',
  machineHint: 'ユーザーから届いたとおりに入力してください。空白、ハイフン、大文字小文字は区別されません。',
  progress: (have, want) => `${want} 文字中 ${have} 文字`,
  sound: 'このマシン ID は完全で、誤りはありません。',
  faults: {
    empty: () => 'ユーザーから届いたマシン ID を入力してください。',
    length: ({ have, want }) =>
      `この製品のマシン ID は ${want} 文字ですが、入力は ${have} 文字です。文字が足りないか、多すぎます。`,
    'wrong-character': () =>
      '印の付いた文字はマシン ID には使われません。ユーザーから届いたものと見比べてください。',
    'wrong-product': ({ product, otherProduct }) =>
      say`このマシン ID は ${product} ではなく ${otherProduct} のものです。${product} が表示するマシン ID を依頼してください。`,
    'wrong-prefix': ({ prefix }) =>
      `この製品のマシン ID は ${prefix} で始まります。ユーザーから届いたものと見比べてください。`,
    'wrong-symbol': ({ isMarked }) =>
      isMarked
        ? '印の付いた文字が間違っています。ユーザーから届いたものと見比べてください。'
        : '2 文字以上が間違っているか、入れ替わっています。マシン ID をコピーして送ってもらってください。',
    unsupported: () =>
      'このマシン ID は新しいバージョンで作られています。このページを更新してからやり直してください。',
  },
  dropHint: 'または .req ファイルをここにドロップ',
  file: '要求ファイル',
  scan: 'スキャン',
  cameraHint: 'マシンに表示された QR コードをカメラの前にかざしてください。',
  cameraStop: 'カメラを停止',
  cameraNone: {
    says: 'カメラが見つかりません。',
    next: '代わりに .req ファイルを選択するか、マシン ID を入力してください。',
  },
  cameraDenied: {
    says: 'このページはカメラを使用できません。',
    next: 'ブラウザーの設定で許可するか、.req ファイルを選択するか、マシン ID を入力してください。',
  },
  cameraFailed: {
    says: 'カメラが応答しません。',
    next: 'カメラを使用しているほかのアプリを閉じるか、.req ファイルを選択するか、マシン ID を入力してください。',
  },
  unreadable: 'このファイルを読み取れません。フォルダーではなく、.req ファイルを選択してください。',
  request: 'アクティベーション要求',
  otherMachine: '別のマシンを使用',
  assignee: '割り当て先',
  assigneeLabel: '割り当て先 (任意)',
  assigneeHint: '使用する人の名前です。ライセンスとともに表示されます。',
  assigneeTooLong: (most) => `名前は ${most} 文字までです。`,

  preview: 'プレビュー',
  previewEmpty: 'マシン ID を入力すると、発行される内容が表示されます。確認するまで何も発行されません。',
  checking: 'マシンを確認しています',
  host: 'マシンの名前',
  validUntil: '有効期限',
  seatsBecome: (before, after) => `利用可能 ${before} → ${after}`,
  warnings: {
    'already-licensed': {
      says: 'このマシンにはこの製品のオフラインライセンスがあります。',
      next: '新しいものは発行されません。',
    },
    'known-bad-machine-id': {
      says: '多くのマシンがこのマシン ID を共有しています。',
      next: 'ここで中止してください。マシンのシステム ID を作り直してもらい、新しいマシン ID を依頼してください。',
    },
    'device-key-elsewhere': {
      says: 'このデバイスのキーは、別のマシンのライセンスに使われています。',
      next: 'プロファイルがコピーされた可能性があります。続ける前にユーザーに確認してください。',
    },
    container: {
      says: 'このマシンはコンテナーです。',
      next: '作り直すとマシン ID が変わり、ライセンスが使えなくなることがあります。ホスト側のマシン ID を依頼してください。',
    },
  },
  existing: (until) => ({
    says: say`このマシンには ${until} まで有効なオフラインライセンスがあります。`,
    next: 'ファイルをもう一度取得できます。シートは消費されません。',
  }),
  getFile: 'ファイルを再取得',
  submit: '作成',
  creating: 'ライセンスを作成しています',
  wait: 'マシンをまだ確認しています。しばらくお待ちください。',
  confirmTitle: 'このオフラインライセンスを作成しますか？',
  takesSeat: 'シートを 1 つ消費します。',
  outcomeUnknown: {
    says: '接続が切れたため、ライセンスが発行されたかどうか分かりません。',
    next: 'もう一度お試しください。発行済みの場合はそのライセンスが返され、シートが二重に消費されることはありません。',
  },

  created: (until) => ({
    says: say`オフラインライセンスを作成しました。${until} まで有効です。`,
    next: 'ファイルをユーザーに送り、マシンで読み込んでもらってください。',
  }),
  wasThere: (until) => ({
    says: say`このマシンにはすでにオフラインライセンスがありました。${until} まで有効です。`,
    next: 'シートは消費されていません。ファイルをユーザーに送り、マシンで読み込んでもらってください。',
  }),
  fetching: 'ライセンスファイルを取得しています',
  download: 'ダウンロード',
  saved: 'ライセンスファイルを保存しました',
  copy: 'コピー',
  copied: 'ライセンスをコピーしました',
  copyBlocked:
    'ここではコピーが制限されています。テキストを選択してあります。キーボードまたはメニューでコピーしてください。',
  licenseText: 'ライセンスのテキスト',
  qr: 'QR コード',
  qrLabel: 'ライセンスの QR コード',
  qrFailed: 'QR コードを表示できませんでした。代わりにファイルをダウンロードしてください。',
  done: '完了',

  onlyOf: (license) => say`以下には ${license} のオフラインライセンスだけが表示されています。`,
  showAll: 'すべて表示',
};
