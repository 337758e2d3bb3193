import type { FailureMessages } from '../failures.js';

export const failures: FailureMessages = {
  'machine-id-unavailable': {
    says: 'このマシンには、ライセンスの発行に使える ID がありません。',
    next: '管理者にマシンの設定を依頼してください。',
  },
  'browser-unsupported': {
    says: 'このブラウザーでは、ここにライセンスを保管できません。',
    next: '最新の Chrome、Edge、Firefox または Safari で、https からこのページを開いてください。',
  },
  'device-key-lost': {
    says: 'このデバイスの鍵が失われたため、この鍵に結び付いたライセンスはもう使えません。',
    next: '新しく始めて、新しいマシン ID 用のライセンスを管理者に依頼してください。',
  },
  'device-key-invalid': {
    says: 'このデバイスの鍵は使用できません。',
    next: '新しく始めて、新しいマシン ID 用のライセンスを管理者に依頼してください。',
  },
  'storage-full': {
    says: '空き容量がないため、何も保存されませんでした。',
    next: 'ディスクの空き容量を増やすか、ほかのページのデータを削除してから、もう一度お試しください。',
  },
  'storage-blocked': {
    says: '別のウィンドウが、保存されているライセンスを使用しています。',
    next: 'このアプリのほかのウィンドウを閉じてから、もう一度お試しください。',
  },
  'storage-newer': {
    says: '保存されているライセンスは、このアプリの新しいバージョンで書き込まれています。',
    next: 'ページを再読み込みするか、アプリを更新してください。',
  },
  'storage-unavailable': {
    says: 'ブラウザーが、このページのデータ保存を許可していません。',
    next: 'このページのデータ保存を許可し、プライベートウィンドウは使わないでください。',
  },
  unknown: {
    says: '問題が発生しました。',
    next: 'もう一度お試しください。繰り返し発生する場合は、管理者にお知らせください。',
  },
};
