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

  title: 'オフラインライセンス',
  reading: 'オフラインライセンスを読み込んでいます',
  readingMore: '続きを読み込んでいます',
  noOrganization: {
    says: '組織が選択されていません。',
    next: '組織を選択すると、そのオフラインライセンスがここに表示されます。',
  },
  none: {
    says: 'オフラインライセンスはまだ発行されていません。',
    next: '発行すると、マシンと終了日時がここに表示されます。最初のライセンスを作成するか、マシンの表をインポートしてください。',
  },
  noMatch: {
    says: '該当するオフラインライセンスはありません。',
    next: '別の語句で検索するか、別の状態を選択してください。',
  },
  showAll: 'すべて表示',
  count: plurals('ja', { other: 'オフラインライセンス {n} 件' }),
  countSoFar: plurals('ja', { other: 'オフラインライセンス {n} 件 (続きがあります)' }),

  search: 'マシン ID または名前を検索',
  stateFilter: '状態で絞り込む',
  allStates: 'すべて',
  states: {
    scheduled: '開始前',
    'in-force': '有効',
    'ends-soon': 'まもなく終了',
    expired: '終了',
  },

  machine: 'マシン',
  assignee: '割り当て先',
  state: '状態',
  issued: '発行日時',
  ends: '終了日時',
  actions: '操作',
  nobody: '指定なし',
  starts: (at) => say`${at} に開始`,

  select: (fileName) => `${fileName} を選択`,
  selectShown: '表示中のものをすべて選択',
  selected: plurals('ja', { other: '{n} 件を選択中' }),
  clearSelection: '選択を解除',
  tooManySelected: (most) => `1 つの ZIP に入るライセンスは ${most} 件までです。選択を減らしてください。`,

  download: 'ダウンロード',
  downloadOne: (fileName) => `${fileName} をダウンロード`,
  downloadZip: 'ZIP でダウンロード',
  downloading: 'ダウンロードを準備しています',
  downloaded: 'ダウンロードの準備ができました',

  renew: '更新',
  renewOne: (fileName) => `${fileName} を更新`,
  renewTitle: 'このオフラインライセンスを更新しますか?',
  renewText: (ends) =>
    say`このマシンに新しいライセンスが発行され、${ends} に引き継がれます。シートは追加で必要ありません。この操作は取り消せません。`,
  renewing: '更新しています',
  renewed: (fileName, starts, ends) => say`${fileName} を更新しました: ${starts} から ${ends} まで。`,
  renewedBefore: (fileName, starts, ends) =>
    say`${fileName} はすでに更新されています: ${starts} から ${ends} まで。新しいライセンスは発行されていません。`,
  renewUnknown: {
    says: 'ライセンスが更新されたかどうかわかりません。',
    next: 'もう一度お試しください。更新されるのは一度だけです。',
  },

  importCsv: 'CSV をインポート',
  importHint:
    '1 行目には列名を書きます: machine_id、必要に応じて license (その ID) と assignee。結果を確認していただくまで、何も発行されません。',
  importDrop: '.csv ファイルをここにドロップするか、',
  browse: '参照',
  paste: '貼り付け',
  pasteLabel: '表の CSV',
  check: '確認',
  checking: (done, total) => `行を確認しています: ${total} 行中 ${done} 行`,
  importing: (done, total) => `ライセンスを作成しています: ${total} 行中 ${done} 行`,
  stopping: '処理中の行が終わりしだい停止します',
  notText: {
    says: 'このファイルは表として読み込めません。',
    next: '表を CSV として保存し、そのファイルを選択してください。',
  },
  tooLarge: {
    says: 'このファイルは大きすぎてインポートできません。',
    next: '20 MB 以下の複数のファイルに分けてください。',
  },
  notTable: {
    says: 'これはマシンの表ではありません。',
    next: '最初の行に machine_id という列名が必要です。license と assignee は任意です。',
  },
  emptyTable: {
    says: 'この表には行がありません。',
    next: '列名の行の下に、マシンごとに 1 行追加してください。',
  },
  wouldCreate: plurals('ja', { other: '作成するライセンス: {n} 件' }),
  wouldExist: plurals('ja', { other: 'すでにライセンスがあるマシン: {n} 台' }),
  refusedRows: plurals('ja', { other: '受け付けられない行: {n} 行' }),
  andMoreRows: plurals('ja', { other: 'ほか {n} 行' }),
  line: (line) => `${line} 行目`,
  nothingToCreate: '作成するものはありません。表を修正して、もう一度インポートしてください。',
  recounted: {
    says: 'その間に変更があったため、残りの行をもう一度確認しました。',
    next: '新しい件数を見て、問題なければ確定してください。',
  },
  create: plurals('ja', { other: 'ライセンスを {n} 件作成' }),
  irreversible: 'この操作は取り消せません。各ライセンスは、終了するまでそのマシンのものです。',
  imported: plurals('ja', { other: 'ライセンスを {n} 件作成しました' }),
  stopped: (done, total) => `${total} 行中 ${done} 行で停止しました。作成済みのものは残ります。`,
  importUnknown: {
    says: 'これらの行がインポートされたかどうかわかりません。',
    next: 'もう一度お試しください。ライセンスが二重に作成されることはありません。',
  },
  another: '別の表をインポート',

  exportCsv: 'CSV をエクスポート',
  exporting: plurals('ja', { other: 'エクスポートしています: 現在 {n} 行' }),
  exported: plurals('ja', { other: '{n} 行をエクスポートしました' }),
};
